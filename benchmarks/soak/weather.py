"""What goes wrong, and when: one trouble after the other, with calm between them."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from offline_telegram import ApiError, Fault, LocalTelegram
from offline_telegram.errors import TransportError, too_many_requests

CALM = range(12, 30)
"""Steps between two troubles."""
_FALLIBLE = frozenset(
    {
        "sendMessage",
        "sendPhoto",
        "editMessageText",
        "editMessageCaption",
        "editMessageMedia",
        "editMessageReplyMarkup",
        "answerCallbackQuery",
        "setMessageReaction",
    }
)


class Trouble(StrEnum):
    """What can be the matter for a while."""

    FLOOD = "429"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    GARBLED = "malformed JSON"
    UNREACHABLE = "no connection"
    TIMED_OUT = "time-outs before delivery"
    TIMED_OUT_AFTER = "time-outs after delivery"
    LOCKED = "database locked"
    FULL = "disk full"
    KILLED = "killed"
    FORWARD = "clock put forward"
    BACK = "clock put back"
    ZONES = "zone data changed"


OF_TELEGRAM: Mapping[Trouble, Fault | ApiError] = {
    Trouble.SERVER_ERROR: ApiError(500, "Internal Server Error"),
    Trouble.BAD_GATEWAY: Fault.BAD_GATEWAY,
    Trouble.GARBLED: Fault.GARBLED,
    Trouble.UNREACHABLE: Fault.UNREACHABLE,
    Trouble.TIMED_OUT: Fault.TIMED_OUT,
    Trouble.TIMED_OUT_AFTER: Fault.TIMED_OUT_AFTER_DELIVERY,
}
_LENGTHS: Mapping[Trouble, range] = {
    Trouble.LOCKED: range(1, 2),
    Trouble.KILLED: range(1, 4),
    Trouble.FORWARD: range(1, 2),
    Trouble.BACK: range(1, 2),
    Trouble.ZONES: range(1, 2),
}
_USUAL_LENGTH = range(2, 16)


@dataclass
class Weather:
    """The trouble of the moment; it changes by chance."""

    chance: random.Random
    faults: random.Random
    now: Trouble | None = None
    _left: int = 20
    _strength: float = 1.0
    _to_come: list[Trouble] = field(default_factory=list)

    def step(self) -> bool:
        """Half a minute passes; returns whether a trouble begins."""
        self._left -= 1
        if self._left > 0:
            return False
        if self.now:
            self.now, self._left = None, self.chance.choice(CALM)
            return False
        if not self._to_come:
            self._to_come = self.chance.sample(list(Trouble), len(Trouble))
        self.now = self._to_come.pop()
        self._left = self.chance.choice(_LENGTHS.get(self.now, _USUAL_LENGTH))
        self._strength = self.chance.choice((0.3, 0.6, 1.0))
        return True

    def jump(self) -> timedelta:
        """How far the clock is put, by minutes or by hours."""
        minutes = self.chance.choice((self.chance.uniform(3, 45), self.chance.uniform(60, 200)))
        return timedelta(minutes=minutes if self.now is Trouble.FORWARD else -minutes)

    def fault(self, method: str) -> Fault | ApiError | None:
        """What the next request of the bot meets."""
        if method not in _FALLIBLE or self.now is None or self.faults.random() > self._strength:
            return None
        if self.now is Trouble.FLOOD:
            return too_many_requests(self.faults.randint(1, 90))
        return OF_TELEGRAM.get(self.now)


@dataclass(frozen=True, slots=True)
class Sent:
    """A request that makes or changes a message, as Telegram met it."""

    method: str
    params: Mapping[str, Any]
    delivered: bool
    fault: Fault | ApiError | None


class StormyTelegram(LocalTelegram):
    """Fails as the weather is, and notes what has been delivered all the same."""

    weather: Weather
    sent: list[Sent]

    def call(self, method: str, params: Mapping[str, Any] | None = None, *, strict: bool = True) -> Any:
        """Answers a request, or not."""
        fault = self.weather.fault(method)
        if fault:
            self.fail(method, fault)
        delivered = False
        try:
            result = super().call(method, params, strict=strict)
            delivered = True
        except TransportError as error:
            delivered = error.fault.arrives
            raise
        finally:
            self.requests.clear()
            if method in _FALLIBLE:
                self.sent.append(Sent(method, dict(params or {}), delivered, fault))
        return result
