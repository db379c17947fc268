"""The same line again and again is said once a minute."""

import logging
from itertools import count
from pathlib import Path

from bot.operations import logs
from bot.operations.logs import REMEMBERED, LogRepeats
from tests.conftest import Clock
from tests.operations.logs.conftest import Lines

LIBRARY = logging.getLogger("some.library")


def watch(clock: Clock) -> None:
    """Logs by a clock that the test moves."""
    logs.set_up("INFO")
    (handler,) = (each for each in logging.getLogger().handlers if isinstance(each, logs.SteadyHandler))
    handler.repeats = LogRepeats(clock.monotonic)


def write(number: int) -> None:
    """To a full disk."""
    raise OSError(28, f"No space left on device, try {number}")


def fail(number: int) -> None:
    """What a full disk does every second."""
    try:
        write(number)
    except OSError:
        LIBRARY.exception("the reminders could not be looked through")


def test_a_traceback_a_second(clock: Clock, lines: Lines) -> None:
    """It is shown once a minute, and then how often it came in the one before."""
    watch(clock)
    for second in range(121):
        fail(second)
        clock.forward(seconds=1)
    said = lines()
    assert [(line["event"], line.get("repeated")) for line in said] == [
        ("the reminders could not be looked through", None),
        ("again: the reminders could not be looked through", 59),
        ("the reminders could not be looked through", None),
        ("again: the reminders could not be looked through", 59),
        ("the reminders could not be looked through", None),
    ]
    assert "exception" in said[2]


def test_the_end_of_it(clock: Clock, lines: Lines) -> None:
    """How often it came is said with the next line, whatever that is."""
    watch(clock)
    for number in range(3):
        fail(number)
    clock.forward(minutes=5)
    LIBRARY.info("ready")
    assert [(line["event"], line.get("repeated")) for line in lines()[1:]] == [
        ("again: the reminders could not be looked through", 2),
        ("ready", None),
    ]


def test_what_differs(clock: Clock, lines: Lines) -> None:
    """Other words are another line, other numbers are not, and news are never held back."""
    watch(clock)
    for number in range(3):
        LIBRARY.warning("Telegram wants %d s of silence", number)
        LIBRARY.warning("there is no %s", "xyz"[number])
        LIBRARY.info("ready")
    assert [line["event"] for line in lines()] == [
        "Telegram wants 0 s of silence",
        "there is no x",
        "ready",
        "there is no y",
        "ready",
        "there is no z",
        "ready",
    ]


def test_other_places(clock: Clock, lines: Lines) -> None:
    """An error that arises elsewhere is another one."""
    watch(clock)
    fail(1)
    try:
        Path().read_bytes()
    except OSError:
        LIBRARY.exception("the reminders could not be looked through")
    assert len(lines()) == 2


def test_memory() -> None:
    """Endless new words take no endless memory."""
    repeats = LogRepeats(count().__next__)
    letters = map(chr, range(0x4E00, 0x4E00 + 2 * REMEMBERED))
    records = [logging.makeLogRecord({"msg": letter, "levelno": logging.ERROR}) for letter in letters]
    assert all(map(repeats.is_new, records))
    assert len(repeats) == REMEMBERED
