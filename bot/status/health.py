"""Whether the bot does its work, and what it knows only when it is asked."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.status.vitals import Vitals

OVERDUE = 120.0
"""Seconds without a look for reminders: a look may wait for a minute of silence that Telegram wants. Also
seconds in which every request for updates has failed: the pauses between them are shorter."""
PATIENCE = 3.0
"""Seconds that the database has to answer."""


@dataclass(frozen=True)
class Probes:
    """What is looked up when somebody asks."""

    backlog: Callable[[], Awaitable[tuple[int, float]]]
    """Reminders that are due and wait, counted up to some number, and for how many seconds the first does."""
    waiting: Callable[[], int]
    """Messages that wait for their turn."""
    leads: Callable[[], bool]
    """Whether this process sends the reminders."""


@dataclass(frozen=True)
class Health:
    """What is wrong, and the facts."""

    problems: tuple[str, ...]
    facts: dict[str, Any]


async def health(vitals: Vitals, probes: Probes) -> Health:
    """The health of this process: ill without its database or updates, or when reminders stand still.

    That nobody has written for long is no illness.
    """
    problems = []
    backlog, why = await answered(probes)
    if backlog is None:
        problems.append(f"the database does not answer: {why}")
    look = vitals.seconds_since(vitals.started if vitals.last_look is None else vitals.last_look)
    if look > OVERDUE:
        problems.append(f"reminders were last looked for {look:.0f} s ago")
    if vitals.unheard_since is not None and (unheard := vitals.seconds_since(vitals.unheard_since)) > OVERDUE:
        problems.append(f"Telegram has given no updates for {unheard:.0f} s")
    facts = {
        "uptime_seconds": _rounded(vitals, vitals.started),
        "database": "ok" if backlog else "does not answer",
        "seconds_since_last_update": _rounded(vitals, vitals.last_update),
        "seconds_since_last_tick": _rounded(vitals, vitals.last_look),
        "unreadable_updates": vitals.unreadable,
        "leads": probes.leads(),
    }
    return Health(tuple(problems), facts)


async def answered(probes: Probes) -> tuple[tuple[int, float] | None, str]:
    """The backlog; without it, why it is not known: the kind of the error, which holds no secret."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await probes.backlog(), ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer to the question
        return None, type(error).__name__


def _rounded(vitals: Vitals, moment: float | None) -> float | None:
    return None if moment is None else round(vitals.seconds_since(moment), 1)
