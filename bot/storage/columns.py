"""What stands in columns: types of values, which tell what cannot be read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from sqlalchemy import BigInteger, Date, Dialect, Integer
from sqlalchemy.types import TypeDecorator

_MINUTES = 60
_DAYS = 7


EARLIEST, LATEST = 0, 253_370_764_800
"""Seconds since 1970: a moment is before the year 9999, to be computed with in every time zone."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A stored value that is invalid in its column: the file is damaged, or was edited by hand."""

    value: Any


class _Stored(TypeDecorator[T]):
    """A column type with a stored form. An invalid value becomes `Unreadable`, so that no query fails."""

    def read(self, value: Any) -> T:
        """What the value in the database means, which is not NULL; raises an error if it means nothing."""
        raise NotImplementedError

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        """Out of the database. Claiming many reminders takes its time here: it is one call for each value."""
        del dialect, coltype
        read = self.read

        def processed(value: Any) -> Any:
            if value is None:
                return None
            try:
                return read(value)
            except (ValueError, TypeError, OverflowError):
                return Unreadable(value)

        return processed


class Moment(_Stored[datetime]):
    """An aware datetime, kept as whole seconds since 1970 in UTC: it sorts, and every database has it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Into the database; rounded down to the second."""
        return None if value is None else int(value.timestamp())

    def read(self, value: Any) -> datetime:
        """Out of the database, in UTC."""
        if EARLIEST <= value < LATEST:
            return datetime.fromtimestamp(value, UTC)
        raise ValueError


class TimeOfDay(_Stored[time]):
    """A local time of day, stored as minutes since midnight."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: time | None, _dialect: Dialect) -> int | None:
        """Into the database."""
        return None if value is None else value.hour * _MINUTES + value.minute

    def read(self, value: Any) -> time:
        """Out of the database."""
        return time(*divmod(value, _MINUTES))


class Days(_Stored[frozenset[int]]):
    """Days of the week, kept as bits: 1 for Monday, 2 for Tuesday, 4 ..."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, _dialect: Dialect) -> int | None:
        """Into the database."""
        return None if value is None else sum(1 << day for day in value)

    def read(self, value: Any) -> frozenset[int]:
        """Out of the database."""
        if value >> _DAYS:
            raise ValueError
        return frozenset(day for day in range(_DAYS) if value >> day & 1)


class Count(_Stored[int]):
    """A whole number; SQLite keeps anything that is written into its column."""

    impl = Integer
    cache_ok = True

    def read(self, value: Any) -> int:
        """Out of the database."""
        if isinstance(value, int):
            return value
        raise TypeError


class Day(_Stored[date]):
    """A local date; SQLite keeps it as text."""

    impl = Date
    cache_ok = True

    def read(self, value: Any) -> date:
        """Out of the database."""
        return value if isinstance(value, date) else date.fromisoformat(value)


_DAY_NUMBERS = range(date(1970, 1, 1).toordinal(), date(2600, 1, 1).toordinal())


class DayNumber(_Stored[date]):
    """A local date, kept as its number: a backup copies it even where it means nothing."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, _dialect: Dialect) -> int | None:
        """Into the database; 1 is the first day of the year 1."""
        return None if value is None else value.toordinal()

    def read(self, value: Any) -> date:
        """Out of the database."""
        if value in _DAY_NUMBERS:
            return date.fromordinal(value)
        raise ValueError
