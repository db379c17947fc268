"""The links that Telegram accepts on buttons and in texts."""

import re
from urllib.parse import SplitResult, urlsplit

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_HOST = re.compile(r"([\w-]+\.)+[\w-]{2,}")
_PERSON = re.compile(r"tg://user/?\?id=([0-9]{1,19})", re.IGNORECASE)


def checked_link(link: str) -> str:
    """The link as Telegram stores it; a ValueError says why it would be refused."""
    link = link.strip()
    scheme = _SCHEME.match(link)
    if scheme and scheme[1].lower() == "tg":
        return link
    if scheme and "://" in link and scheme[1].lower() not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    try:
        parts = urlsplit(link if "://" in link else f"http://{link}")
        well_formed = _is_web_address(parts)
    except ValueError:
        well_formed = False
    if not well_formed:
        raise ValueError("Wrong HTTP URL")
    return (parts if parts.path else parts._replace(path="/")).geturl()


def _is_web_address(parts: SplitResult) -> bool:
    return (
        parts.port != 0
        and bool(_HOST.fullmatch(parts.hostname or ""))
        and not re.search(r"\s", parts.geturl())
    )


def linked_person(link: str) -> int | None:
    """The user id in a `tg://user?id=` link."""
    match = _PERSON.fullmatch(link.strip())
    return int(match[1]) if match else None
