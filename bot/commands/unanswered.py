"""`unanswered`: what people asked and got no good answer to, for the editor."""

from argparse import Namespace

from bot.commands.database import ask_notebook
from bot.commands.matcher import load_knowledge, load_matcher
from bot.matching.grouping import groups
from bot.storage import Notebook
from bot.views.admin import ALL_ANSWERED, disliked, listing, news, pasteable
from bot.views.usage import LATELY


def run(asked: Namespace) -> int:
    """Print the questions in groups, the most asked first."""
    knowledge = load_knowledge(asked.knowledge)
    kept = ask_notebook(Notebook.kept) or []
    questions = news(knowledge, kept, with_disliked=not asked.yaml)
    if not questions:
        _print(ALL_ANSWERED, LATELY, asked=asked)
        return 0
    found = groups(load_matcher(knowledge), questions)
    if asked.yaml:
        for line in pasteable(found):
            print(line)
    else:
        for number, group in enumerate(found):
            print(("\n" if number else "") + listing(group, disliked(kept)))
        print()
    _print(LATELY, asked=asked)
    return 0


def _print(*lines: str, asked: Namespace) -> None:
    """Something that is no question, and cannot be pasted for one."""
    for line in lines:
        print(f"# {line}" if asked.yaml else line)
