"""How often the right entry comes first, and how long a question takes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from rich.console import Console
from rich.table import Table

from benchmarks.naive import SCORERS, naive
from bot.evaluation.labelled import LabelledQuestion, read_labelled
from bot.knowledge import Knowledge, load
from bot.matching import Matcher, build_matcher

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
SAMPLE = 300
"""Questions asked of each matcher: WRatio takes long."""


@dataclass(frozen=True)
class Run:
    """One matcher's answers to the questions that entries answer."""

    first: float
    milliseconds: list[float]


def shipped(console: Console, questions: Path) -> None:
    """The shipped knowledge."""
    knowledge = load(KNOWLEDGE)
    _compare(console, "the shipped knowledge", knowledge, questions)


def general(console: Console, folder: Path) -> None:
    """Another knowledge folder with its questions."""
    knowledge = load(folder / "knowledge")
    _compare(console, folder.name, knowledge, folder / "questions.jsonl")


def _compare(console: Console, name: str, knowledge: Knowledge, file: Path) -> None:
    covered = [question for question in read_labelled(file, knowledge.entries) if question.topics]
    asked = covered[:: max(1, len(covered) // SAMPLE)]
    matcher = build_matcher(knowledge)
    ours = _run(asked, _firsts(matcher))
    table = Table(
        title=f"{name}: {len(asked)} questions, {len(knowledge.entries)} entries", title_justify="left"
    )
    for column in (
        "matcher",
        "right entry first",
        "times ours",
        "median ms",
        "times ours",
        "99th percentile ms",
    ):
        table.add_column(column, justify="left" if column == "matcher" else "right")
    _row(table, "this bot", ours, ours)
    for scorer in SCORERS:
        _row(table, f"rapidfuzz {scorer}", _run(asked, naive(knowledge, SCORERS[scorer]).first), ours)
    console.print(table)


def _firsts(matcher: Matcher) -> Callable[[str], str]:
    return lambda question: matcher.reply(question).candidates[0].entry.id


def _run(questions: list[LabelledQuestion], first: Callable[[str], str]) -> Run:
    right, milliseconds = 0, []
    for question in questions:
        began = time.perf_counter()
        answer = first(question.question)
        milliseconds.append(1000 * (time.perf_counter() - began))
        right += answer in question.topics
    return Run(right / len(questions), milliseconds)


def _row(table: Table, name: str, run: Run, ours: Run) -> None:
    middle = median(run.milliseconds)
    table.add_row(
        name,
        f"{run.first:.1%}",
        f"{run.first / ours.first:.2f}",
        f"{middle:.2f}",
        f"{middle / median(ours.milliseconds):.1f}",
        f"{quantiles(run.milliseconds, n=100)[-1]:.1f}",
    )
