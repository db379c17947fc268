"""Groups of questions without a good answer, for the editor at the command line."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

import yaml

from bot.knowledge import Knowledge
from bot.knowledge.yaml_nodes import UNSENDABLE
from bot.matching.grouping import Group, not_written
from bot.storage import Ending, Kept

NOTHING = "Nothing is unanswered so far."
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


def listing(group: Group, dislikes: Mapping[str, int]) -> str:
    """A group for people: a line about it, and one for each question."""
    lines = [heading(group)]
    for question, count in group.questions.items():
        votes = f"  (answer not helpful: {dislikes[question]})" if question in dislikes else ""
        lines.append(f"{count:>6}  {one_line(question)}{votes}")
    return "\n".join(lines)


def pasteable(groups: Iterable[Group]) -> Iterator[str]:
    """Lines of YAML as they stand under `questions:`; each question once, for twice is an error there."""
    pasted = {""}
    for group in groups:
        new = {text.casefold(): text for question in group.questions for text in [one_line(question)]}
        if new.keys() - pasted:
            yield f"{INDENT}# {heading(group)}"
        yield from (f"{INDENT}{_item(text)}" for folded, text in new.items() if folded not in pasted)
        pasted |= new.keys()


def heading(group: Group) -> str:
    """How often it was asked, and what it is near to."""
    times = "once" if group.count == 1 else f"{group.count} times"
    now = ", which answers it now" if group.answered else ""
    return f"Asked {times}, nearest entry: {group.nearest.entry.id} ({group.nearest.score:.2f}){now}"


def one_line(question: str) -> str:
    """A question without line breaks, and without what cannot stand in YAML or might steer a terminal."""
    return " ".join(UNSENDABLE.sub(" ", question).split())


def _item(text: str) -> str:
    return yaml.safe_dump([text], allow_unicode=True, width=sys.maxsize).rstrip("\n")
