"""`check`: what an editor should put right."""

from argparse import Namespace

from bot.commands.matcher import load_knowledge, load_matcher
from bot.errors import BotError
from bot.evaluation.lint import lint
from bot.knowledge import write_schema
from bot.matching.cache import cache_folder
from bot.settings import read_settings


def run(asked: Namespace) -> int:
    """Print a line for each finding; the status is 1 if there are any."""
    if asked.schema:
        folder = asked.knowledge or read_settings().knowledge_dir
        try:
            write_schema(folder)
        except OSError as error:
            raise BotError(f"{folder}: cannot be written: {error.strerror}") from error
        return 0
    knowledge = load_knowledge(asked.knowledge)
    problems = lint(knowledge, load_matcher(knowledge), cache_folder())
    for problem in problems:
        print(problem)
    if not problems:
        questions = sum(len(entry.questions) + len(entry.enquiries) for entry in knowledge.entries.values())
        print(
            f"{knowledge.folder}: {len(knowledge.entries)} entries, {questions} questions, "
            f"{len(knowledge.not_covered)} not covered: nothing to put right",
        )
    return 1 if problems else 0
