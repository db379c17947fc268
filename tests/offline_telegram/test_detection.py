"""Entities that nobody marked up."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_telegram.formatting import detected
from offline_telegram.text import TextSpan


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
