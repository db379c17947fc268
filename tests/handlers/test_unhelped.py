"""Which question an answer was given to."""

import pytest

from bot.handlers import context
from bot.handlers.context import Questions


def test_taken_once() -> None:
    """A question is handed out once, and the latest one of an answer."""
    questions = Questions()
    questions.remember(5, 1, "why")
    questions.remember(5, 1, "how")
    assert questions.take(5, 1) == "how"
    assert questions.take(5, 1) is None
    assert questions.take(6, 1) is None


def test_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest are forgotten."""
    monkeypatch.setattr(context, "REMEMBERED_ANSWERS", 2)
    questions = Questions()
    for answer in (1, 2, 1, 3):
        questions.remember(5, answer, "why")
    assert [answer for answer in (1, 2, 3) if questions.take(5, answer)] == [1, 3]
