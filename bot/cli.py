"""The command line: `python -m bot COMMAND`."""

import argparse
import os
import sys
import zoneinfo
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from bot import __version__
from bot.errors import BotError
from bot.operations import logs

INSTALLED = "foot-cramp-bot"
"""The command that an installation makes."""
MOST_DAYS = 400
"""For which uses are counted."""
_LAST_PORT = 2**16 - 1
_WEB_PORT = 8081
_MODULES = {"backup": "database", "restore": "database"}
"""In `bot.commands`, of commands that have none of their own."""


def parser() -> argparse.ArgumentParser:
    """Every command and its options."""
    top = argparse.ArgumentParser(
        prog=INSTALLED if Path(sys.argv[0]).stem == INSTALLED else "python -m bot",
        description="A Telegram bot that answers questions about foot cramps, with its sources.",
    )
    top.add_argument("--version", action="version", version=f"{INSTALLED} {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)

    commands.add_parser("run", help="run the bot in Telegram, with the token from .env")

    chat = commands.add_parser(
        "chat", help="talk to the bot here, in the terminal or a browser, without Telegram"
    )
    chat.add_argument("--web", action="store_true", help="talk to it in a browser, on this machine only")
    chat.add_argument(
        "--port",
        type=_number(0, _LAST_PORT),
        metavar="N",
        help=f"only with --web: 0 is any free one ({_WEB_PORT})",
    )
    _add_knowledge(chat)

    ask = commands.add_parser("ask", help="answer one question, or a stream of them")
    ask.add_argument(
        "question", nargs="*", metavar="QUESTION", help="without it, a question a line from the input"
    )
    ask.add_argument(
        "--json", action="store_true", help="one JSON object a line, in the order of the questions"
    )
    _add_knowledge(ask)

    check = commands.add_parser("check", help="find what an editor should put right in the knowledge")
    check.add_argument(
        "--schema", action="store_true", help="write entries.schema.json, for editors, instead"
    )
    _add_knowledge(check)

    evaluate = commands.add_parser("evaluate", help="measure the answers to labelled questions")
    evaluate.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="a JSON object a line: question, topics"
    )
    evaluate.add_argument("--calibrate", action="store_true", help="first learn how sure to be")
    evaluate.add_argument(
        "--typos", type=_number(), metavar="SEED", help="put one or two typing errors into each question"
    )
    evaluate.add_argument(
        "--worst", type=_number(0), default=10, metavar="N", help="confusions to show (%(default)s)"
    )
    _add_knowledge(evaluate)

    unanswered = commands.add_parser("unanswered", help="show what people asked and got no good answer to")
    unanswered.add_argument(
        "--yaml", action="store_true", help="ready to paste under the `questions:` of an entry"
    )
    _add_knowledge(unanswered)

    stats = commands.add_parser("stats", help="show what people read, whether it helped, and the reminders")
    form = stats.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as one JSON object")
    form.add_argument(
        "--plot",
        type=Path,
        metavar="FILE",
        help="draw the topics: a PNG, JPEG, WebP or PDF, as its name says",
    )
    stats.add_argument(
        "--days",
        type=_number(1, MOST_DAYS),
        default=30,
        metavar="N",
        help="today and the days before it (%(default)s)",
    )
    _add_knowledge(stats)
    doctor = commands.add_parser("doctor", help="see whether everything is in place, and what to do")
    doctor.add_argument("--json", action="store_true", help="for programs")

    backup = commands.add_parser("backup", help="copy the database into one file, while the bot goes on")
    backup.add_argument("file", type=Path, metavar="FILE", help="a file that is not there yet")
    backup.add_argument("--force", action="store_true", help="replace the file")

    restore = commands.add_parser("restore", help="bring a backup back, also to PostgreSQL")
    restore.add_argument("file", type=Path, metavar="FILE", help="what `backup` has written")
    restore.add_argument("--force", action="store_true", help="replace what the database holds")
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit status."""
    asked = _read(sys.argv[1:] if arguments is None else arguments)
    if isinstance(sys.stdout, TextIOWrapper):  # what the reader's encoding lacks is shown as a question mark
        sys.stdout.reconfigure(errors="replace")
    logs.set_up("WARNING")
    zoneinfo.reset_tzpath(())  # the tzdata package is kept up to date with the bot, the machine may not be
    try:
        # Imported only now: no command waits for what only the others need.
        module = _MODULES.get(asked.command, asked.command)
        status: int = import_module(f"bot.commands.{module}").run(asked)
        sys.stdout.flush()
    except BotError as error:
        print(error, file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `| head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """What is asked for; SystemExit for what cannot be understood, after saying why."""
    top = parser()
    commands = next(action.choices for action in top._actions if isinstance(action.choices, dict))  # noqa: SLF001 - no public way
    first = next(iter(arguments), "")
    if not first.startswith("-") and first not in commands:
        near = get_close_matches(first, commands, n=1)
        meant = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(commands)}"
        top.error(f"there is no command {first}: {meant}" if first else f"say a COMMAND: {meant}")
    asked = top.parse_args(arguments)
    if asked.command == "chat":
        if asked.port is not None and not asked.web:
            commands["chat"].error("--port is the port of the page: say --web too")
        asked.port = _WEB_PORT if asked.port is None else asked.port
    return asked


def _number(lowest: int | None = None, highest: int | None = None) -> Callable[[str], int]:
    """Reads a whole number, and says in plain words what it must be."""
    kind = "a whole number" if highest is None else f"a whole number from {lowest} to {highest}"
    if lowest is not None and highest is None:
        kind += f", {lowest} or more"

    def read(written: str) -> int:
        try:
            number = int(written)
        except ValueError:
            number = None
        if (
            number is None
            or (lowest is not None and number < lowest)
            or (highest is not None and number > highest)
        ):
            raise argparse.ArgumentTypeError(f"`{written}` is not {kind}")
        return number

    return read


def _add_knowledge(command: argparse.ArgumentParser) -> None:
    command.add_argument("--knowledge", type=Path, metavar="DIR", help="another knowledge folder")
