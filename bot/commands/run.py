"""`run`: the bot in Telegram, until it is told to stop."""

from argparse import Namespace
from importlib import import_module

from bot import logs
from bot.commands.engine import load_knowledge, load_matcher
from bot.settings import bot_token, read_settings, secrets


def run(_: Namespace) -> int:
    """Answer people until SIGINT or SIGTERM; what has been received is answered first."""
    settings = read_settings()
    token = bot_token(settings)
    logs.set_up(settings.log_level, secrets(settings))
    matcher = load_matcher(load_knowledge(settings.knowledge_dir))
    # Loaded only now, into the memory that building the matcher has given back.
    import_module("bot.commands.serving").serve_until_stopped(settings, token, matcher)
    return 0
