"""What handlers work with."""

from bot.handlers.services import REMEMBERED_ANSWERS, Answered


def test_answers() -> None:
    """An answer is found by its question; other chats and other questions have their own."""
    answered = Answered()
    answered.remember(1, 10, 11)
    answered.remember(2, 10, 12)
    answered.remember(1, 10, 13)
    assert [answered.find(1, 10), answered.find(2, 10), answered.find(1, 11)] == [13, 12, None]


def test_old_answers() -> None:
    """Only the latest are remembered."""
    answered = Answered()
    for question in range(REMEMBERED_ANSWERS + 1):
        answered.remember(1, question, question)
    assert [answered.find(1, question) for question in (0, 1)] == [None, 1]
