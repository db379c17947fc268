"""What the bot has last done in a chat, kept for a while; nothing of what a person wrote is in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import count
from operator import itemgetter
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from bot.knowledge import Entry
from bot.reminders.kinds import KINDS, Kind
from bot.storage import Memory, Note

FRESH = timedelta(minutes=10)
"""How long after an answer a message can still be a follow-up to it."""
MOST_BEFORE = 4
"""Answers before the latest that are remembered, so that none comes twice."""


KNOWN = timedelta(days=2)
"""How long a message is known to be a reminder."""
_REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Told:
    """It has answered with an entry."""

    entry: str
    before: tuple[str, ...] = ()
    """What it told before that, latest first."""

    @property
    def all(self) -> tuple[str, ...]:
        """Everything that was told lately, latest first."""
        return self.entry, *self.before


@dataclass(frozen=True, slots=True)
class Cramping:
    """It helps with a cramp that is there right now."""

    began: datetime
    asked: bool = False
    """Whether it has asked if the cramp has passed."""
    warned: bool = False
    """Whether it has said that it goes on for too long."""
    watched: bool = False
    """Whether the bot will say so unprompted when the cramp lasts too long."""


@dataclass(frozen=True, slots=True)
class Reminding:
    """It has reminded."""

    kind: Kind
    due: datetime
    """In UTC, to the second."""
    message: int


@dataclass(frozen=True, slots=True)
class Changed:
    """It has done what was asked for, and can take that back."""

    undo: str
    """What the button carries that takes it back; "" if nothing does."""
    kind: Kind | None = None
    """The one kind of reminder that it was about."""
    zone_asked: bool = False
    """Whether it has asked where the person lives in the same message."""
    goal: bool = False
    """Whether it was about how often to do it in a day."""


class Open(StrEnum):
    """Questions that the bot asks; the values are stored."""

    WHICH = "which"
    """Which reminders are to end?"""
    DELETE = "delete"
    """The reminders, or all that is stored?"""
    TOPICS = "topics"
    """Which of these topics?"""
    GLASS = "glass"
    """How large is your glass? Its one choice is the daily amount in millilitres."""
    PROPOSAL = "proposal"
    """Shall the reminders be like this? The choices are what the button carries that does it."""
    SIGN = "sign"
    """Does the person have this sign?

    The first choice is the alarm that a yes raises; the others are offered on a no.
    """


@dataclass(frozen=True, slots=True)
class Posed:
    """It has asked something, with buttons for the answers."""

    question: Open
    choices: tuple[str, ...] = ()
    """What can be chosen, in the order of the buttons."""


@dataclass(frozen=True, slots=True)
class Warned:
    """It has told somebody to get help, by an entry."""

    entry: str
    otherwise: tuple[str, ...] = ()
    """The entries that it leads to if none of that fits."""


Act: TypeAlias = Told | Cramping | Reminding | Changed | Posed | Warned
AnAct = TypeVar("AnAct", Told, Cramping, Reminding, Changed, Posed, Warned)

_HOUR = timedelta(hours=1)
_LASTS: Mapping[str, timedelta] = MappingProxyType(
    {
        "told": FRESH,
        "cramping": _HOUR,
        "reminding": 3 * _HOUR,
        "changed": _HOUR / 2,
        "posed": _HOUR,
        "warned": _HOUR / 2,
    }
)


@dataclass(frozen=True)
class LastActs:
    """The latest act of each sort in each chat."""

    memory: Memory
    now: Callable[[], datetime]
    """Aware."""
    _order: "count[int]" = field(default_factory=count)

    async def note(self, chat: int, *acts: Act) -> None:
        """These have just been done in a chat, in this order."""
        if acts:
            await self.memory.put(chat, *map(self.as_note, acts))

    def as_note(self, act: Act) -> Note:
        """What to remember of an act that has just been done."""
        name, written = _written(act)
        # A counter, which restarts with each process, orders acts within the same millisecond.
        order = f"{int(self.now().timestamp() * 1000):x}.{next(self._order):x}"
        return Note(name, f"{order}|{written}", _LASTS[name])

    async def tell(self, chat: int, entry: Entry) -> None:
        """A chat has been shown an entry; small talk is not a topic and leaves the current one in place."""
        if entry.listed:
            told = latest(await self.find(chat), Told)
            await self.note(chat, Told(entry.id, told.all if told else ()))

    async def remind(self, chat: int, reminding: Reminding) -> None:
        """A reminder has been sent; its message is known for longer, for those who react to it."""
        kept = Note(
            _REMINDER, f"{reminding.kind.id},{reminding.due.timestamp():.0f}", KNOWN, reminding.message
        )
        await self.memory.put(chat, self.as_note(reminding), kept)

    async def reminded(self, chat: int, message: int) -> Reminding | None:
        """What a message reminded of, if it did."""
        kept = await self.memory.get(chat, _REMINDER, message)
        if kept is None:
            return None
        kind, _, due = kept.partition(",")
        return Reminding(KINDS[kind], _moment(due), message)

    async def find(self, chat: int) -> tuple[Act, ...]:
        """What was done in a chat a short while ago, the latest first."""
        found = await self.memory.several(chat, tuple(_LASTS))
        acts = sorted(
            ((_order_of(value), _read(name, value.partition("|")[2])) for name, value in found.items()),
            key=itemgetter(0),
            reverse=True,
        )
        return tuple(act for _, act in acts)

    async def forget(self, chat: int, act: Act) -> None:
        """An act is dealt with, unless another of its sort has come since."""
        name, written = _written(act)
        value = await self.memory.get(chat, name)
        if value and value.partition("|")[2] == written:
            await self.memory.drop(chat, Note(name, value, _LASTS[name]))


def latest(acts: Iterable[Act], sort: type[AnAct]) -> AnAct | None:
    """The act of one sort, if there is one."""
    return next((act for act in acts if isinstance(act, sort)), None)


def _order_of(value: str) -> tuple[int, int]:
    moment, _, number = value.partition("|")[0].partition(".")
    return int(moment, 16), int(number, 16)


def _written(act: Act) -> tuple[str, str]:
    match act:
        case Told():
            return "told", ",".join(act.all[: MOST_BEFORE + 1])
        case Cramping():
            return "cramping", f"{act.began.timestamp():.0f},{act.asked:d},{act.warned:d},{act.watched:d}"
        case Reminding():
            return "reminding", f"{act.kind.id},{act.due.timestamp():.0f},{act.message}"
        case Changed():
            about = "goal" if act.goal else f"{act.zone_asked:d}"
            return "changed", f"{act.kind.id if act.kind else ''},{about},{act.undo}"
        case Posed():
            return "posed", ",".join([act.question, *act.choices])
        case Warned():
            return "warned", ",".join([act.entry, *act.otherwise])


def _read(name: str, written: str) -> Act:
    if name == "changed":
        kind, about, undo = written.split(",", 2)
        return Changed(undo, KINDS[kind] if kind else None, about == "1", about == "goal")
    first, *more = written.split(",")
    match name:
        case "told":
            return Told(first, tuple(more))
        case "cramping":
            return Cramping(_moment(first), *(switch == "1" for switch in more))
        case "reminding":
            return Reminding(KINDS[first], _moment(more[0]), int(more[1]))
        case "posed":
            return Posed(Open(first), tuple(more))
    return Warned(first, tuple(more))


def _moment(seconds: str) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)
