"""`evaluate`: how good the answers to labelled questions are."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import track

from bot.commands.matcher import load_knowledge, load_matcher
from bot.errors import BotError
from bot.evaluation.labelled import LabelledQuestion, read_labelled, reply_to, with_typos
from bot.evaluation.scores import Scores, Share, by, length, score
from bot.knowledge import Calibration, write_calibration
from bot.matching import Matcher, Reply


class NothingToDoError(BotError):
    """Neither a file to evaluate nor --calibrate was given."""


def run(asked: Namespace) -> int:
    """Calibrate if asked to, then print the scores of the questions in the file."""
    if asked.file is None and not asked.calibrate:
        raise NothingToDoError("evaluate: name a file of labelled questions, or say --calibrate")
    knowledge = load_knowledge(asked.knowledge)
    questions = read_labelled(asked.file, knowledge.entries) if asked.file else []
    matcher = load_matcher(knowledge, recalibrate=asked.calibrate)
    if asked.calibrate:
        try:
            write_calibration(knowledge.folder, matcher.calibration)
        except OSError as error:
            raise BotError(f"{knowledge.folder}: cannot be written: {error.strerror}") from error
        print(f"probabilities: {_probabilities(matcher.calibration)}")
    if asked.typos is not None:
        random = Random(asked.typos)  # noqa: S311 - typing errors, not secrets
        questions = [q.model_copy(update={"question": with_typos(q.question, random)}) for q in questions]
    if questions:
        results = list(_replies(matcher, questions))
        _print(asked.file, score(results), asked.worst)
        for key in (length, lambda question: question.lang):
            _print_groups(by(results, key))
    return 0


def _replies(matcher: Matcher, questions: list[LabelledQuestion]) -> Iterator[tuple[LabelledQuestion, Reply]]:
    console = Console(stderr=True)
    for question in track(
        questions, "asking", console=console, transient=True, disable=not console.is_terminal
    ):
        yield question, reply_to(matcher, question)


def _print(file: Path, scores: Scores, worst: int) -> None:
    rows = {
        "right": ("answered with a right entry", scores.right),
        "helped": ("that, or a right entry among the suggestions", scores.helped),
        "misled": ("answered with a wrong entry", scores.misled),
        "first": ("a right entry ranked first, whatever the outcome", scores.first),
        "urgent": ("something urgent: alarm raised, or asked about", scores.urgent),
        "false alarms": ("raised an alarm without any reason", scores.false_alarms),
        "checked": ("asked about a sign that was not meant", scores.checked),
        "over-answered": ("must be declined, but got an answer", scores.over_answered),
    }
    print(file)
    for name, (meaning, share) in rows.items():
        print(f"  {name:<14}{share}  {meaning}")
    if scores.confusions and worst > 0:
        print("worst confusions: wanted -> answered")
        for (wanted, answered), count in scores.confusions.most_common(worst):
            print(f"  {count:>4}  {wanted} -> {answered}")


def _print_groups(groups: dict[str, Scores]) -> None:
    if len(groups) > 1:
        print(f"{'':<16}{'right':>8}{'helped':>8}{'misled':>8}{'urgent':>8}")
        for name, scores in groups.items():
            shares = (scores.right, scores.helped, scores.misled, scores.urgent)
            print(f"  {name:<14}{''.join(f'{_short(share):>8}' for share in shares)}")


def _short(share: Share) -> str:
    return f"{share.part / share.whole:.0%}" if share.whole else "-"


def _probabilities(calibration: Calibration) -> str:
    numbers = {name: value for name, value in calibration.model_dump().items() if isinstance(value, float)}
    return ", ".join(f"{name} {value:.2f}" for name, value in numbers.items())
