"""What most commands begin with."""

from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from bot.knowledge import Knowledge, load
from bot.matching import Matcher, build_matcher, rebuild
from bot.matching.cache import cache_folder
from bot.settings import read_settings

_LEARNING = "Learning what people ask, once: about a minute"


def load_knowledge(folder: Path | None) -> Knowledge:
    """The knowledge in a folder, by default in the one of the settings."""
    return load(folder or read_settings().knowledge_dir)


def load_matcher(knowledge: Knowledge, *, recalibrate: bool = False) -> Matcher:
    """A matcher for the knowledge; the first time it learns its examples, and shows how far it is."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task(_LEARNING, total=None, visible=False)

        def progress(done: int, total: int) -> None:
            shown.update(task, completed=done, total=total, visible=total > 0)

        return build_matcher(knowledge, cache=cache_folder(), recalibrate=recalibrate, progress=progress)


def reload_matcher(matcher: Matcher) -> Matcher:
    """A matcher for what the folder says now."""
    return rebuild(matcher, cache=cache_folder())
