"""The command that shows which files an update passes through."""

from bot.matching import Matcher
from tools.way import Way, ways


async def test_ways(matcher: Matcher) -> None:
    """Each way begins where an update or a tick comes in, and leads over what answers it to Telegram."""
    found = await ways(matcher)
    passed = {
        "A question": ("bot/handlers/gate.py", "bot/handlers/questions.py", "bot/delivery/limiter.py"),
        "A tap": ("bot/handlers/gate.py", "bot/views/screen.py", "bot/storage/usage.py"),
        "A wish": ("bot/handlers/gate.py", "bot/handlers/wishes.py", "bot/storage/plans.py"),
        "A reminder": ("bot/delivery/dispatcher.py", "bot/storage/due_queue.py", "bot/delivery/limiter.py"),
    }
    assert list(found) == list(passed)
    for name, files in passed.items():
        assert [file for file in found[name].files if file in files] == list(files)


async def test_short_ways(matcher: Matcher) -> None:
    """A change that lengthens a way is noticed: these are the most files that each may pass through."""
    most = {"A question": 39, "A tap": 13, "A wish": 54, "A reminder": 20}
    assert {
        name: len(way.files) for name, way in (await ways(matcher)).items() if len(way.files) > most[name]
    } == {}


def test_told() -> None:
    """A file stands where it was entered first, with the function that was called there first."""
    way = Way([("bot/a.py", "begin"), ("bot/a.py", "go_on"), ("bot/long.py", "help_"), ("bot/a.py", "end")])
    assert way.moves == 2
    assert way.told("A question") == (
        "A question: 2 files, 2 moves between them\n  bot/a.py     begin\n  bot/long.py  help_"
    )
