"""What must not be seen: removed from a text in whichever spelling it appears."""

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, quote_plus, unquote, urlsplit

TOKEN = re.compile(r"([0-9]+):([A-Za-z0-9_-]+)")
HIDDEN = "<secret>"
HIDDEN_TOKEN = "<token>"  # noqa: S105 - this is what stands in its place
_SHORTEST = 5
"""Characters: a shorter secret is also a part of words. In web addresses it is hidden all the same."""
_ANY_TOKEN = re.compile(r"(?i)\bbot[0-9]+(?::|%3a)[\w-]*")
_PASSWORD = re.compile(r"(?<=://)([^\s/:@?#'\"]*):[^\s/?#]+@")


def hiding(secrets: Iterable[str]) -> Callable[[str], str]:
    """A function that takes secrets out of texts: bots' tokens, passwords of addresses, and any other text.

    What looks like the token of a bot in a web address, whole or cut off, or like a password in one, is
    hidden whether it is known or not.
    """
    exact: dict[str, str] = {}
    bots: set[str] = set()
    for secret in secrets:
        token = TOKEN.fullmatch(secret)
        if token:
            if len(token[1]) >= _SHORTEST:  # or addresses and times would look like a part of it
                bots.add(token[1])
            exact |= dict.fromkeys((*_spellings(secret), token[2]), HIDDEN_TOKEN)
        else:
            parts = _parts(secret)
            exact |= {spelling: HIDDEN for part in parts for spelling in _spellings(part)}
    known = sorted((spelling for spelling in exact if len(spelling) >= _SHORTEST), key=len, reverse=True)
    whole = re.compile("|".join(map(re.escape, known)), re.IGNORECASE) if known else None
    cut_off = re.compile(rf"(?i)\b(?:{'|'.join(sorted(bots))})(?::|%3a)[\w-]+") if bots else None
    by_name = {spelling.casefold(): shown for spelling, shown in exact.items()}

    def hide(text: str) -> str:
        if whole:
            text = whole.sub(lambda found: by_name.get(found[0].casefold(), HIDDEN), text)
        if cut_off:
            text = cut_off.sub(HIDDEN_TOKEN, text)
        return _PASSWORD.sub(rf"\1:{HIDDEN}@", _ANY_TOKEN.sub(f"bot{HIDDEN_TOKEN}", text))

    return hide


def _parts(secret: str) -> Iterable[str]:
    """The password of an address, or the whole."""
    if "://" not in secret:
        return (secret,)
    try:
        password = urlsplit(secret).password
    except ValueError:  # no address after all
        return (secret,)
    return (password, unquote(password)) if password else ()


def _spellings(text: str) -> set[str]:
    """As it may stand in a web address, in JSON and in a program."""
    escaped = json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1], repr(text)[1:-1]
    return {text, quote(text), quote(text, safe=""), quote_plus(text), *escaped}
