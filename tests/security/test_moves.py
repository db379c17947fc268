"""Chats that move, and come back."""

import asyncio

from bot.storage import Store
from offline_telegram import LocalTelegram
from tests.conftest import Chat
from tests.storage.plans import DUE, subscribe


async def test_a_circle(chat: Chat, telegram: LocalTelegram, store: Store) -> None:
    """Two chats that are said to have become each other are not asked for ever."""
    group = chat.group()
    old = group.chat
    group.migrate()
    group.chat.migrated_to = old.id
    await store.change(old.id, subscribe())
    await chat.settle()
    chat.clock.now = DUE
    async with asyncio.timeout(20):
        await chat.tick()
    assert len(telegram.requests_to("sendMessage")) < 10
