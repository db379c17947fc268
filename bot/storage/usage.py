"""How the bot is used: counts, votes, questions without a good answer; and the ids of files."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from itertools import groupby
from typing import Any
from unicodedata import normalize

from sqlalchemy import Row, case, delete, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.reminders.kinds import KINDS, Kind
from bot.storage.columns import Unreadable
from bot.storage.engine import reading
from bot.storage.tables import chats, marks, pictures, reminders, unanswered, upsert, uses, votes

QUESTIONS_KEPT = timedelta(days=90)
"""Since they were asked last."""
USES_KEPT = timedelta(days=400)
MOST_QUESTIONS = 10_000

_WORD = re.compile(r"[\w#]+")
_DIGEST = 16
"""Bytes; two questions are never taken for the same by accident."""


class Ending(StrEnum):
    """How a question ended that found no good answer; the values stand in the database."""

    UNKNOWN = "unknown"
    NONE_OF_THESE = "none of these"
    NOT_HELPFUL = "not helpful"


_ENDINGS = frozenset(Ending)


@dataclass(frozen=True, slots=True)
class Kept:
    """A question that was asked once or more."""

    question: str
    """As it was written first, without whatever could tell who wrote it."""
    count: int
    first_at: datetime
    last_at: datetime
    endings: Mapping[Ending, int]
    """How often each."""


@dataclass(frozen=True, slots=True)
class Use:
    """What happened on a day, in UTC."""

    day: date
    entry: str
    """The id of what was shown; "" for nothing of the knowledge."""
    outcome: str
    """One of a few short words."""


@dataclass(frozen=True, slots=True)
class Votes:
    """How many people found an entry helpful, and how many did not."""

    up: int
    down: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """One kind of reminder, in all chats."""

    on: int
    """Chats that have it on and can be written to."""
    sent: int
    """To all chats that are still known, ever."""
    done: int
    """Marks since the day that was asked for."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How the bot is used."""

    uses: Mapping[tuple[str, str], int]
    """By entry and outcome, since the day that was asked for."""
    votes: Mapping[str, Votes]
    """By entry, of all time: everybody has one."""
    reminders: Mapping[Kind, Reminded]


class Notebook:
    """The part of the database that is not about chats. Every method is one transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)

    async def vote(self, person: int, entry: str, *, helpful: bool) -> None:
        """Record a person's vote on an entry; it replaces their earlier one."""
        async with self._engine.begin() as connection:
            row = {"person": person, "entry": entry, "helpful": helpful}
            await upsert(connection, votes, [row], replaced=["helpful"])

    async def keep(self, question: str, ending: Ending, now: datetime) -> None:
        """Keep a question that nothing tells the writer of, or count it once more.

        It has at most 500 characters. When there are too many, those go that were asked least, and of
        these the oldest.
        """
        row = {
            "words": _digest(question),
            "ending": ending.value,
            "question": question,
            "count": 1,
            "first_at": now,
            "last_at": now,
        }
        async with self._engine.begin() as connection:
            await upsert(connection, unanswered, [row], added=["count"], replaced=["last_at"])
            await _limit(connection)

    async def kept(self) -> list[Kept]:
        """The questions without a good answer, those first that were asked most."""
        query = select(unanswered).order_by(unanswered.c.words, unanswered.c.first_at, unanswered.c.ending)
        async with self._reading.connect() as connection:
            rows = [row for row in await connection.execute(query) if _is_readable(row)]
        found = [_kept(list(same)) for _, same in groupby(rows, key=lambda row: row.words)]
        return sorted(found, key=lambda kept: (-kept.count, -kept.last_at.timestamp(), kept.question))

    async def prune(self, now: datetime) -> None:
        """Remove what is too old to keep."""
        async with self._engine.begin() as connection:
            old = unanswered.c.last_at < now - QUESTIONS_KEPT
            await connection.execute(delete(unanswered).where(old))
            await connection.execute(delete(uses).where(uses.c.day < now.date() - USES_KEPT))

    async def add_uses(self, counted: Mapping[Use, int]) -> None:
        """Add to what was counted before."""
        # Always in the same order: two processes that lock rows crosswise would wait for each other.
        rows = [
            {"day": use.day, "entry": use.entry, "outcome": use.outcome, "count": count}
            for use, count in sorted(counted.items(), key=lambda item: astuple(item[0]))
        ]
        if rows:
            async with self._engine.begin() as connection:
                await upsert(connection, uses, rows, added=["count"])

    async def most_asked(self, since: date) -> list[str]:
        """The ids of entries that have been shown since a day, in UTC, the most often shown first."""
        used = select(uses.c.entry).where(uses.c.day >= since, uses.c.entry != "").group_by(uses.c.entry)
        async with self._reading.connect() as connection:
            return list(await connection.scalars(used.order_by(func.sum(uses.c.count).desc(), uses.c.entry)))

    async def figures(self, since: date) -> Figures:
        """How the bot has been used since a day, in UTC."""
        used = select(uses.c.entry, uses.c.outcome, func.sum(uses.c.count)).where(uses.c.day >= since)
        up = func.sum(case((votes.c.helpful, 1), else_=0))
        voted = select(votes.c.entry, up, func.count() - up)
        lasts = reminders.c.on & or_(reminders.c.until.is_(None), reminders.c.next_at.is_not(None))
        on = func.sum(case((lasts & ~chats.c.unreachable, 1), else_=0))
        sent = select(reminders.c.kind, on, func.sum(reminders.c.sent)).join_from(reminders, chats)
        done = select(marks.c.kind, func.count()).where(marks.c.day >= since)
        async with self._reading.connect() as connection:
            by_use = await connection.execute(used.group_by(uses.c.entry, uses.c.outcome))
            by_entry = await connection.execute(voted.group_by(votes.c.entry))
            by_kind = await connection.execute(sent.group_by(reminders.c.kind))
            by_mark = await connection.execute(done.group_by(marks.c.kind))
        marked = {row[0]: row[1] for row in by_mark}
        known = {kind: (on, sent) for kind, on, sent in by_kind}
        return Figures(
            {(entry, outcome): count for entry, outcome, count in by_use},
            {entry: Votes(up, down) for entry, up, down in by_entry},
            {kind: Reminded(*known.get(kind.id, (0, 0)), marked.get(kind.id, 0)) for kind in KINDS.values()},
        )


async def _limit(connection: AsyncConnection) -> None:
    too_many = (await connection.execute(select(func.count()).select_from(unanswered))).scalar_one()
    too_many -= MOST_QUESTIONS
    if too_many > 0:
        key = (unanswered.c.words, unanswered.c.ending)
        least = select(*key).order_by(unanswered.c.count, unanswered.c.last_at).limit(too_many)
        await connection.execute(delete(unanswered).where(tuple_(*key).in_(least)))


def _digest(question: str) -> str:
    folded = normalize("NFKC", question).casefold()
    words = " ".join(_WORD.findall(folded)) or folded
    return blake2b(words.encode(), digest_size=_DIGEST).hexdigest()


def _is_readable(row: Row[Any]) -> bool:
    return row.ending in _ENDINGS and not any(isinstance(value, Unreadable) for value in row)


def _kept(same: list[Row[Any]]) -> Kept:
    _, endings, (question, *_), counts, first_at, last_at = zip(*same, strict=True)
    ended = dict(zip(map(Ending, endings), counts, strict=True))
    return Kept(question, sum(counts), min(first_at), max(last_at), ended)


class FileIds:
    """Ids by digest, for one bot: another bot's are refused by Telegram, and then replaced."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._reading = reading(engine)
        self._known: dict[str, str] = {}

    async def find(self, digests: Iterable[str]) -> dict[str, str]:
        """Those that are known; the database is asked once for each."""
        digests = list(digests)
        if not self._known.keys() >= set(digests):
            self._known |= await self._stored(digests)
        return {digest: self._known[digest] for digest in digests if digest in self._known}

    async def _stored(self, digests: list[str]) -> dict[str, str]:
        query = select(pictures.c.digest, pictures.c.file_id).where(pictures.c.digest.in_(digests))
        async with self._reading.connect() as connection:
            rows = await connection.execute(query)
            return {row.digest: row.file_id for row in rows}

    async def keep(self, ids: Mapping[str, str]) -> None:
        """Keep some; they replace older ones."""
        rows = [{"digest": digest, "file_id": file_id} for digest, file_id in sorted(ids.items())]
        async with self._engine.begin() as connection:
            await upsert(connection, pictures, rows, replaced=["file_id"])
        self._known |= ids
