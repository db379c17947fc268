"""`chat`: talk to the bot in the terminal, without Telegram."""

from argparse import Namespace
from itertools import count

from bot.application import build_application
from bot.commands.engine import load_knowledge, load_matcher
from bot.local import LocalRequest, LocalTelegram, terminal


def run(asked: Namespace) -> int:
    """Converse until the input ends."""
    matcher = load_matcher(load_knowledge(asked.knowledge))
    telegram = LocalTelegram()
    application = build_application(
        matcher,
        telegram.token,
        transport=lambda: LocalRequest(telegram),
        clock=count(step=60).__next__,  # a pipe may ask as fast as it likes
    )
    terminal.run(telegram, application)
    return 0
