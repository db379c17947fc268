"""The text of a request."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram import ApiError, LocalTelegram, MisuseError, Person
from offline_telegram.formatting import detected
from offline_telegram.text import TextSpan


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


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("try /help@offline_bot, please", [("bot_command", "/help@offline_bot")]),
        ("and/or a </b> 1/2", []),
        ("thanks @offline_bot!", [("mention", "@offline_bot")]),
        ("@ab is too short", []),
        ("write to ada@example.org", [("email", "ada@example.org")]),
        (
            "see https://www.nhs.uk/conditions/leg-cramps/, or nhs.uk.",
            [("url", "https://www.nhs.uk/conditions/leg-cramps/"), ("url", "nhs.uk")],
        ),
        ("#cramps #1", [("hashtag", "#cramps")]),
        ("nothing here.at all", []),
    ],
)
def test_found(text: str, found: list[tuple[str, str]]) -> None:
    """Commands, names, addresses and hashtags are found as in Telegram's apps."""
    assert [(span.kind, text[span.start : span.end]) for span in detected(text)] == found


def test_nothing_is_found_in_code() -> None:
    """What is marked as code or as a link means nothing else."""
    assert list(detected("/a /b", [TextSpan("code", 0, 2)])) == [TextSpan("bot_command", 3, 5)]


@given(st.text("/@#. :htps1_ab"))
def test_findings_do_not_overlap(text: str) -> None:
    """Each part of a text is one thing at most."""
    spans = sorted(detected(text), key=lambda span: span.start)
    assert all(left.end <= right.start for left, right in pairwise(spans))
