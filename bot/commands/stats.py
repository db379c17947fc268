"""`stats`: what people read, whether it helped, and the reminders."""

import json
from argparse import Namespace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.commands.database import ask_notebook
from bot.commands.matcher import load_knowledge
from bot.errors import BotError
from bot.storage import Figures, Notebook
from bot.views.charts import FORMS, topics_chart
from bot.views.usage import (
    LATELY,
    NOTHING,
    Summary,
    as_json,
    days,
    helpful_share,
    outcomes_line,
    reminder_rows,
    summary,
)


def run(asked: Namespace) -> int:
    """Print the figures, or draw them."""
    today = datetime.now(UTC).date()
    since = today - timedelta(days=asked.days - 1)
    form = _form(asked.plot) if asked.plot else ""
    knowledge = load_knowledge(asked.knowledge)
    figures = ask_notebook(partial(Notebook.figures, since=since)) or Figures({}, {}, {})
    found = summary(figures, knowledge.entries, since)
    if asked.json:
        print(json.dumps(as_json(found), indent=2))
    elif found.is_empty or (asked.plot and not found.topics):
        print(NOTHING if found.is_empty else f"No answer was read: {days(found, today)}. Nothing was drawn.")
        print(LATELY)
    elif asked.plot:
        _draw(asked.plot, topics_chart(found.topics, days(found, today), form))
    else:
        _print(found, Console(highlight=False))
    return 0


def _form(file: Path) -> str:
    """What the name of a chart asks for; without an end it is a PNG."""
    try:
        return FORMS[file.suffix.lower() or ".png"]
    except KeyError:
        raise BotError(f"{file}: charts are written as {', '.join(FORMS)}: name it so") from None


def _draw(file: Path, chart: bytes) -> None:
    try:
        file.write_bytes(chart)
    except OSError as error:
        raise BotError(f"{file}: cannot be written: {error.strerror}") from error
    print(file)


def _print(found: Summary, console: Console) -> None:
    console.print(f"Since {found.since}: {outcomes_line(found)}", markup=False, soft_wrap=True)
    topics = _table("topic", "shown", "helpful")
    for topic in found.topics:
        topics.add_row(escape(topic.title), str(topic.shown), helpful_share(topic))
    reminders = _table("reminder", "chats", "sent", "done")
    for name, reminded in reminder_rows(found):
        reminders.add_row(name, str(reminded.on), str(reminded.sent), str(reminded.done))
    console.print(topics, reminders)
    console.print(LATELY, markup=False, soft_wrap=True)


def _table(first: str, *others: str) -> Table:
    table = Table(first, box=SIMPLE)
    for name in others:
        table.add_column(name, justify="right")
    return table
