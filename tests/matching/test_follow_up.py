"""Tests of bot.matching.follow_up."""

import pytest

from bot.matching.follow_up import MOST_WORDS, Leaning, asks, leaning


@pytest.mark.parametrize(
    "text",
    ["why", "how long", "what is it", "how do i do that", "which ones", "and why", "is it safe to do that"],
)
def test_a_message_may_name_nothing(text: str) -> None:
    """It asks or points, and that is all."""
    assert leaning(text) is Leaning.WHOLLY


@pytest.mark.parametrize(
    "text",
    [
        "and at night",
        "what about my calf",
        "is it safe",
        "which side",
        "in the morning as well",
        "or salt",
    ],
)
def test_a_message_may_name_something_and_lean_all_the_same(text: str) -> None:
    """It begins like a follow-up, points, or ends on what it adds."""
    assert leaning(text) is Leaning.PARTLY


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "massage",
            "massage helps",
            "thanks",
            "hello",
            "ok",
            "is it safe to run",
            "would it be bad to swim now",
            "who are you tell me please my good friend",
        ),
        " ".join(["why"] * (MOST_WORDS + 1)),
    ],
)
def test_other_messages_speak_for_themselves(text: str) -> None:
    """They name a thing, are no question, or are long enough."""
    assert leaning(text) is Leaning.NOT


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("and can i keep going", True),
        ("which one is better", True),
        ("so why would that help", True),
        ("it does not stop", False),
        ("and there s blood", False),
        ("and so", False),
        ("", False),
    ],
)
def test_a_question_begins_like_one(text: str, is_one: bool) -> None:
    """Behind the words that join it to what was said before."""
    assert asks(text) is is_one
