"""Somebody's first week with the bot, told once: as a list of what they do and what they then see."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

BEGINNING = datetime(2026, 3, 2, 2, 55, tzinfo=UTC)
"""A Monday, five to four in the morning in Berlin."""


@dataclass(frozen=True)
class Say:
    """Writes."""

    text: str


@dataclass(frozen=True)
class Tap:
    """Presses the newest button of that name."""

    button: str


@dataclass(frozen=True)
class Wait:
    """Lets time pass; None is until something comes by itself."""

    length: timedelta | None = None


class Teller(Protocol):
    """A way to live the week."""

    async def do(self, deed: Say | Tap | Wait) -> None:
        """Does something."""

    async def see(self, *words: str) -> None:
        """Returns when all of it has appeared since the last deed; an error if it does not before long."""


@dataclass(frozen=True)
class Step:
    """A deed, and what there is to be seen after it."""

    deed: Say | Tap | Wait
    seen: tuple[str, ...]


def say(text: str, *seen: str) -> Step:
    """Something to say."""
    return Step(Say(text), seen)


def tap(button: str, *seen: str) -> Step:
    """Something to press."""
    return Step(Tap(button), seen)


def wait(*seen: str, **length: float) -> Step:
    """Something to wait for; `length` is as for timedelta, none is until something comes."""
    return Step(Wait(timedelta(**length) if length else None), seen)


_GLASS, _STRETCH = "💧 ", "🌙 "

_TUESDAY = (
    wait(_GLASS, "Tue"),
    tap("✅ Done", "That's the first glass today"),
    wait(_GLASS),
    tap("✅ Done", "That makes 2 glasses today"),
    *(wait(_GLASS) for _ in range(3)),
    wait(_STRETCH),
    tap("Skip", "Skipped. The next one comes as planned."),
)

WEEK = (
    say("/start", "Ask me about foot and leg cramps"),
    say("my foot do cramp in nite why", "About cramps at night"),
    say("how long?", "A cramp mostly lasts from a few seconds to 10 minutes"),
    say("/cramp", "Straighten your leg"),
    tap("▶ Start: stretch with me", "Step 1 of 3", "10 seconds"),
    wait("Step 2 of 3", seconds=30),
    tap("✅ It has passed", "Good, it's over!"),
    say("remind me to drink every 2 hours from 9 to 18", "Where do you live?"),
    say("Berlin", "Water: on", "Next: 09:00 today, 11:00 today"),
    say("stretch reminder at half past ten", "Stretch at 22:30, every day. Next: 22:30 today."),
    wait("Time for a glass of water"),
    tap("✅ Done", "That's the first glass today"),
    wait(_GLASS),
    tap("⏰ Snooze", "30 minutes"),
    tap("15 minutes", "Snoozed until 11:15"),
    wait(_GLASS),
    tap("Skip", "Skipped. The next one comes as planned."),
    *(wait(_GLASS) for _ in range(3)),
    wait(_STRETCH),
    tap("▶ Start, step by step", "Calf: get ready"),
    wait("Well done, that was all of it. Sleep well!", minutes=15),
    *_TUESDAY,
    *(wait(_GLASS, _STRETCH, day, days=1) for day in ("Wed", "Thu", "Fri")),
    say("/progress", "0 glasses today, 3 in all", "1 of 7 days"),
    say("pause till sunday", "Paused until 00:00 on Sunday"),
    wait(_GLASS, "Sun"),
    say("drink every 3 hours from 10 to 16", "every 3 hours from 10:00 to 16:00", "10:00 today"),
    wait(_GLASS),
    say("how do I bake bread?", "I don't know that"),
    say("/stop", "All reminders are off"),
    wait("othing comes by itself within a month"),
    say("/forget", "Delete everything I keep about this chat?"),
    tap("Yes, delete everything", "I keep nothing about this chat any more"),
    say("/reminders", "Water: off", "Time zone: not known yet"),
)


async def tell(teller: Teller) -> None:
    """Lives the week from the beginning to the end."""
    for step in WEEK:
        await teller.do(step.deed)
        try:
            await teller.see(*step.seen)
        except Exception as error:
            error.add_note(f"after {step.deed} there is not all of {step.seen}")
            raise
