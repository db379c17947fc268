"""What admins see: statistics, questions without an answer, errors, and edits of the knowledge."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import yaml

from bot.knowledge import Changes, Knowledge, Problem
from bot.knowledge.yaml_file import UNSENDABLE
from bot.matching.grouping import QuestionGroup, not_written
from bot.reminders.kinds import Kind
from bot.storage import Ending, Kept, Reminded
from bot.views import usage
from bot.views.charts import MOST_TOPICS
from bot.views.screen import Screen, plain
from bot.views.usage import Summary, TopicUse

ALL_ANSWERED = "Nothing is unanswered so far."
INDENT = "    "
"""Of the questions of an entry."""


def news(knowledge: Knowledge, kept: Sequence[Kept], *, with_disliked: bool) -> dict[str, int]:
    """How often each question was asked, without those that the knowledge has in the same words by now.

    `with_disliked` leaves in those whose answer somebody found not helpful: the answer may be what is wrong.
    """
    counts = {each.question: each.count for each in kept}
    wanted = not_written(knowledge, counts).keys() | (disliked(kept) if with_disliked else set())
    return {question: count for question, count in counts.items() if question in wanted}


def disliked(kept: Sequence[Kept]) -> dict[str, int]:
    """How often the answer to a question was found not helpful, without those that never were."""
    return {
        each.question: each.endings[Ending.NOT_HELPFUL] for each in kept if Ending.NOT_HELPFUL in each.endings
    }


def listing(group: QuestionGroup, dislikes: Mapping[str, int]) -> str:
    """A group for people: a line about it, and one for each question."""
    lines = [heading(group)]
    for question, count in group.questions.items():
        votes = f"  (answer not helpful: {dislikes[question]})" if question in dislikes else ""
        lines.append(f"{count:>6}  {one_line(question)}{votes}")
    return "\n".join(lines)


def pasteable(groups: Iterable[QuestionGroup]) -> Iterator[str]:
    """Lines of YAML as they stand under `questions:`; each question once, for twice is an error there."""
    pasted = {""}
    for group in groups:
        new = {text.casefold(): text for question in group.questions for text in [one_line(question)]}
        if new.keys() - pasted:
            yield f"{INDENT}# {heading(group)}"
        yield from (f"{INDENT}{_item(text)}" for folded, text in new.items() if folded not in pasted)
        pasted |= new.keys()


def heading(group: QuestionGroup) -> str:
    """How often it was asked, and what it is near to."""
    times = "once" if group.count == 1 else f"{group.count} times"
    now = ", which answers it now" if group.answered else ""
    return f"Asked {times}, nearest entry: {group.nearest.entry.id} ({group.nearest.score:.2f}){now}"


def one_line(question: str) -> str:
    """A question without line breaks, and without what cannot stand in YAML or might steer a terminal."""
    return " ".join(UNSENDABLE.sub(" ", question).split())


def _item(text: str) -> str:
    return yaml.safe_dump([text], allow_unicode=True, width=sys.maxsize).rstrip("\n")


_MOST = 10
"""Lines of one message; the others are counted."""
_LONGEST = 300
"""Characters of one line: all of them together are shorter than a message may be."""
_NAMED = 12
"""Entries named in one line; the others are counted."""


@dataclass(frozen=True)
class ErrorKind:
    """What errors have in common; nothing of it comes from what people write."""

    name: str
    """Of the exception's type."""
    place: str
    """A file and a line of the program."""


OTHER = ErrorKind("Errors of still other kinds", "")


def broken_screen(problems: Iterable[Problem]) -> Screen:
    """Where the knowledge has to be put right, and that nothing has come of it so far."""
    lines = [str(replace(problem, place=replace(problem.place, folder=Path()))) for problem in problems]
    return Screen(
        "<b>I can't use the knowledge as it is now,</b> and go on with what I have read before.\n\n"
        + _listed(lines)
    )


def renewed_screen(changes: Changes, *, mended: bool) -> Screen:
    """What is different now."""
    first = "The knowledge is in order again." if mended else "I have read the knowledge anew."
    return Screen("\n\n".join([f"<b>{first}</b>", _said(changes) or "I know the same as before."]))


def unchanged_screen(latest: Changes) -> Screen:
    """Nothing to read, and what was different the last time."""
    last = f"\n\nThe last change:\n{_said(latest)}" if latest else ""
    return Screen(f"I know all that the files say. Nothing has changed since I read them.{last}")


def errors_screen(errors: Mapping[ErrorKind, tuple[int, bool]]) -> Screen:
    """How often what went wrong, and whether that was told before."""
    lines = [
        " ".join(filter(None, (_where(kind), _how_often(count, known=known))))
        for kind, (count, known) in errors.items()
    ]
    return Screen(f"<b>Something went wrong.</b> The log says more.\n\n{_listed(lines)}")


def _where(kind: ErrorKind) -> str:
    return f"{kind.name} at {kind.place}" if kind.place else kind.name


def _how_often(count: int, *, known: bool) -> str:
    if known:
        return f"({count} more {'time' if count == 1 else 'times'})"
    return f"({count} times)" if count > 1 else ""


def _said(changes: Changes) -> str:
    lines = [
        f"• {verb} {_named(names)}"
        for verb, names in (
            ("added:", changes.added),
            ("removed:", changes.removed),
            ("changed:", changes.changed),
            ("changed:", changes.files),
        )
        if names
    ]
    return "\n".join([*lines, *(["• the order of the entries"] if changes.order else [])])


def _named(names: tuple[str, ...]) -> str:
    rest = len(names) - _NAMED
    shown = ", ".join(f"<code>{plain(name)}</code>" for name in names[:_NAMED])
    return f"{shown} and {rest} more" if rest > 0 else shown


def _listed(lines: list[str]) -> str:
    rest = len(lines) - _MOST
    shown = [f"• {plain(line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…')}" for line in lines]
    return "\n".join([*shown[:_MOST], *([f"and {rest} more"] if rest > 0 else [])])


CAPTION = 1_024
"""As many as Telegram lets stand under a picture, in UTF-16 and after the markup, which counts here too."""
MESSAGE = 4_096
MOST_GROUPS = 15
MOST_QUESTIONS = 3
"""Of a group."""
LONGEST = 120
"""Characters of a question."""

NOTHING_ASKED = Screen(usage.NOTHING)
NOTHING_UNANSWERED = Screen(ALL_ANSWERED)


def stats_screen(summary: Summary) -> Screen:
    """All that the chart shows, as far as there is room under it, and the reminders."""
    since = f"{summary.since.day} {summary.since:%B}"
    lines = [
        f"<b>Since {since}</b>",
        plain(usage.outcomes_line(summary)),
        "",
        *(_reminders(kind, reminded) for kind, reminded in summary.reminders.items()),
        "",
        *(_topic(topic) for topic in summary.topics[:MOST_TOPICS]),
    ]
    return Screen(_fitting(lines, CAPTION))


def unanswered_screen(groups: Iterable[QuestionGroup]) -> Screen:
    """The groups that were asked most, as many as one message holds."""
    shown = (f"\n{_group(group)}" for group in islice(groups, MOST_GROUPS))
    return Screen(_fitting(["<b>Without a good answer</b>", *shown], MESSAGE))


def _reminders(kind: Kind, reminded: Reminded) -> str:
    chats = f"{reminded.on:,} {'chat' if reminded.on == 1 else 'chats'}"
    return f"{kind.icon} {kind.name}: {chats}, {reminded.sent:,} sent, {reminded.done:,} done"


def _topic(topic: TopicUse) -> str:
    helpful = usage.helpful_share(topic)
    return f"{plain(topic.title)}: {topic.shown:,} shown{f', {helpful} helpful' if helpful else ''}"


def _group(group: QuestionGroup) -> str:
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
