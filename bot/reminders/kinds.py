"""The kinds of reminders: a row of `KINDS` for each, which says all that differs between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import blake2b

from bot.reminders.times import EVERY_DAY, Rule

MOST_IN_A_DAY = 20
"""The highest goal that is counted."""


@dataclass(frozen=True)
class Counted:
    """Done several times a day, and every time counts."""

    heading: str
    """Above the bars of the chart."""
    one: str
    many: str
    plenty: int
    """Times a day beyond which people are no longer cheered on."""
    enough: str
    """What is said from then on, instead of cheering."""
    sizes: tuple[int, ...] = ()
    """How large one may be, in millilitres, as offered; none where a goal cannot be said in litres."""


@dataclass(frozen=True)
class Daily:
    """Done on a day, or not."""

    heading: str
    """Above the ticks of the chart."""
    cheer: str
    """Said the first time on a day."""


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Kind:
    """What a reminder is about. Every row of the table is an object of its own: compare kinds with `is`."""

    id: str
    """Stored, and the word for it in wishes once they are in canonical words; at most 16 characters."""
    code: str
    """The letter for this kind in button data. Never change it."""
    icon: str
    name: str
    """A word, as on buttons."""
    title: str
    """A longer name, where there is room."""
    verb: str
    """What people are reminded to do."""
    default: Rule
    example: str
    """How people would write other times."""
    hint: str = ""
    """Helps to choose the time."""
    times: range = range(0, 24 * 60, 60)
    """The times of day that are offered, in minutes."""
    lateness: timedelta
    """How late it still helps: the next glass is soon, the next evening is not."""
    texts: tuple[str, ...]
    """What the reminder says, in turn: only what the knowledge says about it."""
    done: Counted | Daily
    """What Done means."""
    entries: frozenset[str] = frozenset()
    """The entries whose advice it reminds people of."""
    guided: bool = False
    """Whether the guided stretch leads through it."""
    limited: bool = False
    """Whether it isn't suitable for everybody; if so, the person is told once."""

    def __repr__(self) -> str:
        return self.id

    @property
    def repeats(self) -> bool:
        """Whether it comes several times a day by default."""
        return self.default.every > 0

    def is_too_late(self, due: datetime, now: datetime) -> bool:
        """Whether one that was due is better skipped than sent."""
        return now - due > self.lateness


WATER = Kind(
    id="hydration",
    code="h",
    icon="💧",
    name="Water",
    title="Water",
    verb="drink",
    default=Rule(time(9), time(21), 120, EVERY_DAY),
    example="water from 8:30 to 19:00",
    lateness=timedelta(minutes=20),
    texts=(
        "Time for a glass of water.",
        "A glass now? About 6 to 8 in a day is what the NHS advises.",
        "Time to drink. Tea and coffee count as well.",
        "Thirsty? Have a drink.",
        "Hot today, or on the move? Then you need more to drink.",
        "A glass at a time is better than a lot at once. How about one now?",
        "Time to drink. Pale yellow pee is a good sign.",
    ),
    done=Counted(
        heading="Glasses of water",
        one="glass",
        many="glasses",
        plenty=8,
        enough="The NHS advises about 6 to 8, so that's plenty.",
        sizes=(200, 250, 300, 500),
    ),
    entries=frozenset({"how-much-water", "dehydration"}),
    limited=True,
)
STRETCH = Kind(
    id="stretch",
    code="s",
    icon="🌙",
    name="Stretch",
    title="Stretch before bed",
    verb="stretch",
    default=Rule(time(22), time(22), 0, EVERY_DAY),
    example="stretch reminder at 20:15",
    hint="Shortly before you go to bed is best.",
    times=range(21 * 60, 24 * 60, 30),
    lateness=timedelta(minutes=90),
    texts=(
        "Time to stretch before bed. It takes about 3 minutes.",
        "Three minutes for your legs? Regular calf stretches may mean fewer cramps.",
        "Time to stretch. Hold 10 seconds, rest 10, three times.",
        "Before you lie down: a moderate pull, and keep breathing.",
        "A wall, a chair, three minutes: time to stretch.",
        "Time to stretch. No need to stand: you can do it sitting on your bed.",
        "In a trial, people over 55 who stretched every night had fewer cramps than others.",
    ),
    done=Daily(heading="Stretched", cheer="Sleep well!"),
    entries=frozenset({"pre-bed-stretch"}),
    guided=True,
)
KINDS: Mapping[str, Kind] = {kind.id: kind for kind in (WATER, STRETCH)}
"""By their ids, in the order in which they are shown."""


def jitter(chat_id: int, kind: Kind, spread: timedelta) -> timedelta:
    """How long after its time a chat's reminder is due: whole seconds below `spread`, the same for ever.

    A due time is `next_time(rule, zone, now - jitter) + jitter`. From plain `now`, a rule that is looked at
    between a reminder's time and its due time would lose that reminder.
    """
    digest = blake2b(f"{chat_id} {kind}".encode(), digest_size=8).digest()
    return timedelta(seconds=int(spread.total_seconds()) * int.from_bytes(digest) >> 64)
