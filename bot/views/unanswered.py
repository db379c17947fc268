"""Groups of questions without a good answer, for the editor at the command line."""

import sys
from collections.abc import Iterable, Iterator, Mapping

import yaml

from bot.knowledge.yaml_nodes import UNSENDABLE
from bot.matching.grouping import Group

INDENT = "    "
"""Of the questions of an entry."""


def listing(group: Group, disliked: Mapping[str, int]) -> str:
    """A group for people: a line about it, and one for each question.

    `disliked` says how many found the answer to a question not helpful.
    """
    lines = [heading(group)]
    for question, count in group.questions.items():
        votes = f"  (answer not helpful: {disliked[question]})" if question in disliked else ""
        lines.append(f"{count:>6}  {one_line(question)}{votes}")
    return "\n".join(lines)


def pasteable(groups: Iterable[Group]) -> Iterator[str]:
    """Lines of YAML, indented as the `questions:` of an entry; each question once, as an entry must have it."""
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
    return f"asked {times}, nearest entry: {group.nearest.entry.id} ({group.nearest.score:.2f}){now}"


def one_line(question: str) -> str:
    """A question without line breaks, and without what cannot stand in YAML or might steer a terminal."""
    return " ".join(UNSENDABLE.sub(" ", question).split())


def _item(text: str) -> str:
    return yaml.safe_dump([text], allow_unicode=True, width=sys.maxsize).rstrip("\n")
