"""`chat`: talk to the bot in the terminal, without Telegram."""

import logging
from argparse import Namespace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.application import Time, build_application
from bot.commands.engine import load_knowledge, load_matcher, reload_matcher
from bot.local import LocalRequest, LocalTelegram, terminal
from bot.sending import FloodLimiter


def run(asked: Namespace) -> int:
    """Converse until the input ends."""
    matcher = load_matcher(load_knowledge(asked.knowledge))
    telegram = LocalTelegram()
    you = telegram.person("You")
    logging.getLogger("bot.upkeep").setLevel(logging.ERROR)  # The chat says it.
    with TemporaryDirectory() as folder:
        application = build_application(
            matcher,
            telegram.token,
            database=Path(folder, "chat.db"),
            transport=lambda: LocalRequest(telegram),
            # A pipe may ask as fast as it likes, and nobody waits for an answer.
            clock=Time(monotonic=count(step=60).__next__),
            limiter=FloodLimiter(clock=count(step=60).__next__),
            reread=reload_matcher,
            admins=frozenset({you.id}),
        )
        terminal.run(telegram, application, you)
    return 0
