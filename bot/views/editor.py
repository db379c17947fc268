"""What the editor sees in a chat: how the bot is used, and what it could not answer."""

from collections.abc import Iterable
from itertools import islice

from bot.matching.grouping import Group
from bot.reminders.rules import Kind
from bot.storage import Reminded
from bot.views import figures
from bot.views.figures import Summary, Topic
from bot.views.screen import Screen, plain
from bot.views.topics_chart import MOST as MOST_TOPICS
from bot.views.unanswered import NOTHING, heading, one_line
from bot.views.wording import ICONS, NAMES

CAPTION = 1_024
"""As many as Telegram lets stand under a picture, in UTF-16 and after the markup, which counts here too."""
MESSAGE = 4_096
MOST_GROUPS = 15
MOST_QUESTIONS = 3
"""Of a group."""
LONGEST = 120
"""Characters of a question."""

NOTHING_ASKED = Screen(figures.NOTHING)
NOTHING_UNANSWERED = Screen(NOTHING)


def stats_screen(summary: Summary) -> Screen:
    """All that the chart shows, as far as there is room under it, and the reminders."""
    since = f"{summary.since.day} {summary.since:%B}"
    lines = [
        f"<b>Since {since}</b>",
        plain(figures.outcomes_line(summary)),
        "",
        *(_reminders(kind, reminded) for kind, reminded in summary.reminders.items()),
        "",
        *(_topic(topic) for topic in summary.topics[:MOST_TOPICS]),
    ]
    return Screen(_fitting(lines, CAPTION))


def unanswered_screen(groups: Iterable[Group]) -> Screen:
    """The groups that were asked most, as many as one message holds."""
    shown = (f"\n{_group(group)}" for group in islice(groups, MOST_GROUPS))
    return Screen(_fitting(["<b>Without a good answer</b>", *shown], MESSAGE))


def _reminders(kind: Kind, reminded: Reminded) -> str:
    chats = f"{reminded.on:,} {'chat' if reminded.on == 1 else 'chats'}"
    return f"{ICONS[kind]} {NAMES[kind]}: {chats}, {reminded.sent:,} sent, {reminded.done:,} done"


def _topic(topic: Topic) -> str:
    helpful = figures.helpful_share(topic)
    return f"{plain(topic.title)}: {topic.shown:,} shown{f', {helpful} helpful' if helpful else ''}"


def _group(group: Group) -> str:
    questions = [f"• {plain(_short(question))}" for question in islice(group.questions, MOST_QUESTIONS)]
    more = len(group.questions) - MOST_QUESTIONS
    lines = [f"<b>{plain(heading(group))}</b>", *questions]
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


def _short(question: str) -> str:
    line = one_line(question)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def _fitting(parts: list[str], limit: int) -> str:
    """The first parts that fit, each on a line of its own."""
    html = parts[0]
    for part in parts[1:]:
        longer = f"{html}\n{part}"
        if len(longer.encode("utf-16-le")) > 2 * limit:
            break
        html = longer
    return html
