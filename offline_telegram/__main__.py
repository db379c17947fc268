"""`python -m offline_telegram`: a Telegram on this machine for any bot, with a page."""

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence

from offline_telegram.server import LocalTelegram
from offline_telegram.web.server import serving

_PORT = 8081
_PORTS = 65_536
_TOKEN = re.compile(r"[0-9]{1,15}:[A-Za-z0-9_-]+")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Serves until Ctrl-C; returns the exit status."""
    asked = _parser().parse_args(arguments)
    telegram = LocalTelegram(token=asked.token, username=asked.username, tell=_say)
    try:
        asyncio.run(_serve(telegram, asked.port))
    except OSError as error:
        sys.stderr.write(
            f"port {asked.port} cannot be used ({error.strerror}): say another one with --port\n"
        )
        return 1
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    return 0


def _say(what: str) -> None:
    sys.stderr.write(f"{what}\n")


async def _serve(telegram: LocalTelegram, port: int) -> None:
    async with serving(telegram, port) as address:
        sys.stdout.write(
            f"The chat is at {address}  (Ctrl-C ends it)\n"
            f"TELEGRAM_API_URL={address}\n"
            f"TELEGRAM_BOT_TOKEN={telegram.token}\n"
        )
        sys.stdout.flush()
        await asyncio.Event().wait()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m offline_telegram",
        description="A Telegram on this machine, for any bot. Requests that are refused are listed, "
        "and once each what they hold without effect.",
    )
    parser.add_argument(
        "--port", type=_port, metavar="N", default=_PORT, help="0 is any free one (%(default)s)"
    )
    parser.add_argument(
        "--token", type=_token, metavar="TOKEN", default="1:local", help="the bot's token (%(default)s)"
    )
    parser.add_argument(
        "--username",
        type=_username,
        metavar="NAME",
        default="offline_bot",
        help="the name of the bot (%(default)s)",
    )
    return parser


def _port(written: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", written) or int(written) >= _PORTS:
        raise argparse.ArgumentTypeError(f"`{written}` is not a whole number from 0 to {_PORTS - 1}")
    return int(written)


def _token(written: str) -> str:
    if not _TOKEN.fullmatch(written):
        raise argparse.ArgumentTypeError("a token is a number, a colon, and letters or digits")
    return written


def _username(written: str) -> str:
    if not _USERNAME.fullmatch(written):
        raise argparse.ArgumentTypeError("a username has 4 to 32 letters, digits or underscores")
    return written


if __name__ == "__main__":
    sys.exit(main())
