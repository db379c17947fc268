"""`run`: the bot in Telegram, until it is told to stop."""

from argparse import Namespace
from importlib import import_module

from bot.commands.matcher import load_knowledge, load_matcher
from bot.operations import logs
from bot.settings import bot_token, env_file, read_settings, secrets, warn_of_readers


def run(_: Namespace) -> int:
    """Answer people until SIGINT, SIGTERM or SIGHUP; what has been received is answered first."""
    settings = read_settings()
    token = bot_token(settings)
    logs.set_up(settings.log_level, secrets(settings))
    warn_of_readers(env_file())
    matcher = load_matcher(load_knowledge(settings.knowledge_dir))
    # Loaded only now, into the memory that building the matcher has given back.
    import_module("bot.commands.run_bot").serve_until_stopped(settings, token, matcher)
    return 0
