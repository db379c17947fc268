"""What most commands begin with."""

from pathlib import Path

from bot.knowledge import Knowledge, load
from bot.matching import Matcher, build_matcher, rebuild
from bot.matching.cache import cache_folder
from bot.settings import read_settings


def load_knowledge(folder: Path | None) -> Knowledge:
    """The knowledge in a folder, by default in the one of the settings."""
    return load(folder or read_settings().knowledge_dir)


def load_matcher(knowledge: Knowledge, *, recalibrate: bool = False) -> Matcher:
    """A matcher for the knowledge that starts fast from the second time on."""
    return build_matcher(knowledge, cache=cache_folder(), recalibrate=recalibrate)


def reload_matcher(matcher: Matcher) -> Matcher:
    """A matcher for what the folder says now."""
    return rebuild(matcher, cache=cache_folder())
