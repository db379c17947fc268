"""`unanswered`: what people asked and got no good answer to, for the editor."""

from argparse import Namespace

from bot.commands.matcher import load_knowledge, load_matcher
from bot.commands.readonly_usage import ask_notebook
from bot.matching.grouping import groups
from bot.storage import Notebook
from bot.views.admin import ALL_ANSWERED, disliked, listing, news, pasteable


def run(asked: Namespace) -> int:
    """Print the questions in groups, the most asked first."""
    knowledge = load_knowledge(asked.knowledge)
    kept = ask_notebook(Notebook.kept) or []
    questions = news(knowledge, kept, with_disliked=not asked.yaml)
    if not questions:
        print(f"# {ALL_ANSWERED}" if asked.yaml else ALL_ANSWERED)
        return 0
    found = groups(load_matcher(knowledge), questions)
    if asked.yaml:
        for line in pasteable(found):
            print(line)
    else:
        for number, group in enumerate(found):
            print(("\n" if number else "") + listing(group, disliked(kept)))
    return 0
