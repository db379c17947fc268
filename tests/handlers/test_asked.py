"""Which chats have just been asked where they are."""

from datetime import UTC, datetime, timedelta

from bot.handlers.asked import PATIENCE, REMEMBERED_CHATS, Asked

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MOMENT = timedelta(seconds=1)


def test_asking() -> None:
    """A question is open until it is answered, or too old."""
    asked = Asked()
    asked.remember(1, NOW)
    assert asked.is_open(1, NOW + PATIENCE - MOMENT)
    assert not asked.is_open(1, NOW + PATIENCE)
    assert not asked.is_open(2, NOW)
    asked.forget(1)
    asked.forget(2)
    assert not asked.is_open(1, NOW)


def test_many_chats() -> None:
    """Only those asked last are remembered."""
    asked = Asked()
    asked.remember(0, NOW)
    for chat in range(1, REMEMBERED_CHATS):
        asked.remember(chat, NOW)
    asked.remember(0, NOW)
    asked.remember(REMEMBERED_CHATS, NOW)
    assert [asked.is_open(chat, NOW) for chat in (0, 1, REMEMBERED_CHATS)] == [True, False, True]
