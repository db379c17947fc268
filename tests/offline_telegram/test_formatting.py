"""The text of a request."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, MisuseError, Person


def _send(telegram: LocalTelegram, chat_id: int, text: str, **params: Any) -> Any:
    return telegram.call("sendMessage", {"chat_id": chat_id, "text": text, **params})


@pytest.mark.parametrize("text", ["", " \n ", "\u200b"])
def test_empty(telegram: LocalTelegram, ada: Person, text: str) -> None:
    """A message without anything to see is refused, formatted or not."""
    for mode in ({}, {"parse_mode": "HTML"}):
        with pytest.raises(ApiError, match="message text is empty"):
            _send(telegram, ada.id, text, **mode)


def test_the_limit_counts_after_parsing_and_trimming(telegram: LocalTelegram, ada: Person) -> None:
    """4096 UTF-16 units fit, tags and margins not counted."""
    fitting = "😀" * 2048
    assert _send(telegram, ada.id, f"<b>{fitting}</b> ", parse_mode="HTML")["text"] == fitting
    with pytest.raises(ApiError, match="message is too long"):
        _send(telegram, ada.id, fitting + "x")


def test_entities_instead_of_html(telegram: LocalTelegram, ada: Person) -> None:
    """Entities can be given, and those that Telegram finds are added to them."""
    sent = _send(telegram, ada.id, " /go 😀", entities=[{"type": "bold", "offset": 5, "length": 2}])
    assert sent["entities"] == [
        {"type": "bot_command", "offset": 0, "length": 3},
        {"type": "bold", "offset": 4, "length": 2},
    ]


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"entities": [{"type": "blink", "offset": 0, "length": 1}]}, ApiError),
        ({"entities": [{"type": "text_link", "offset": 0, "length": 1}]}, ApiError),
        ({"parse_mode": "BBCode"}, ApiError),
        ({"parse_mode": "MarkdownV2"}, MisuseError),
        ({"parse_mode": "HTML", "entities": [{"type": "bold", "offset": 0, "length": 1}]}, MisuseError),
    ],
)
def test_refused(telegram: LocalTelegram, ada: Person, params: dict[str, Any], error: type[ApiError]) -> None:
    """Formatting that is unknown, not modelled or contradictory is refused."""
    with pytest.raises(error):
        _send(telegram, ada.id, "x", **params)


def test_people_are_mentioned_by_id(telegram: LocalTelegram, ada: Person) -> None:
    """A link to a person the bot knows becomes a mention with the person in it."""
    html = '<a href="tg://user?id={}">you</a>'
    sent = _send(telegram, ada.id, html.format(ada.id), parse_mode="html")
    assert sent["entities"][0]["user"]["first_name"] == "Ada"
    with pytest.raises(ApiError, match="user not found"):
        _send(telegram, ada.id, html.format(999), parse_mode="html")
