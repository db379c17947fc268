"""What a running bot counts and measures, and what Telegram sends, checked before anything reads it."""

import json
import logging
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from structlog.contextvars import bind_contextvars, reset_contextvars
from telegram import Bot, Update
from telegram.error import NetworkError
from telegram.request import BaseRequest

import bot

_MESSAGES = ("message", "edited_message", "guest_message")
UNREADABLE = "unreadable"
"""What stands, beside its number, in an update whose content could not be read."""

_LOGGER = logging.getLogger(__name__)


def read_update(fields: dict[str, Any], bot: Bot | None = None) -> Update:
    """The update in an object with an `update_id`.

    One that python-telegram-bot cannot read is returned without its content: handled like any other, it gets
    no answer, is counted, and does not come again.
    """
    read_captions(fields)
    try:
        return Update.de_json(fields, bot)
    except Exception as error:  # noqa: BLE001 - an object of a wrong shape raises whatever it comes upon
        # The kind of the error alone: its text may quote a message.
        _LOGGER.error(  # noqa: TRY400 - see above
            "update %s cannot be read and is skipped (%s): a newer python-telegram-bot may know its form",
            fields["update_id"],
            type(error).__name__,
        )
        return Update(fields["update_id"], api_kwargs={UNREADABLE: True})


def read_captions(fields: dict[str, Any]) -> bool:
    """Let what stands under a picture or a file be the text of its message, as people mean it.

    Whether there was any: commands, names and questions in it are then found where those of texts are.
    """
    found = False
    for kind in _MESSAGES:
        message = fields.get(kind)
        if isinstance(message, dict) and isinstance(message.get("caption"), str) and "text" not in message:
            message["text"] = message["caption"]
            message["entities"] = message.get("caption_entities", [])
            found = True
    return found


def is_unreadable(update: object) -> bool:
    """Whether it is an update whose content could not be read."""
    return isinstance(update, Update) and UNREADABLE in update.api_kwargs


def checked(method: str, status: int, body: bytes) -> bytes:
    """The body of an answer of the Bot API, such that python-telegram-bot can read all of it.

    Raises a NetworkError for a success that is none of the Bot API's: after that python-telegram-bot pauses
    before it asks again, for longer each time. What it takes for an answer it reads without a pause, and what
    it cannot read it would log in full.
    """
    answer = _json(body)
    if not 200 <= status < 300:  # noqa: PLR2004 - the successes of HTTP
        if isinstance(answer, dict):
            return body
        if 400 <= status < 500:  # noqa: PLR2004 - or it would be taken for a refusal of Telegram's
            raise NetworkError("Invalid server response: the Bot API does not answer like this")
        return b"{}"
    if not isinstance(answer, dict) or answer.get("ok") is not True or "result" not in answer:
        raise NetworkError("Invalid server response: the Bot API does not answer like this")
    return _readable(answer, body) if method == "getUpdates" else body


def _readable(answer: dict[str, Any], body: bytes) -> bytes:
    """An answer to getUpdates, with nothing but the numbers of updates that cannot be read."""
    updates = answer["result"]
    if not isinstance(updates, list) or not all(map(_is_update, updates)):
        raise NetworkError("Invalid server response: what should be updates has no numbers")
    captions = sum(map(read_captions, updates))
    read = [read_update(fields) for fields in updates]
    if not captions and not any(map(is_unreadable, read)):
        return body
    kept = [
        {"update_id": update.update_id, UNREADABLE: True} if is_unreadable(update) else fields
        for update, fields in zip(read, updates, strict=True)
    ]
    return json.dumps({"ok": True, "result": kept}).encode()


def _is_update(fields: object) -> bool:
    return isinstance(fields, dict) and isinstance(fields.get("update_id"), int)


def _json(body: bytes) -> object:
    try:
        return json.loads(body.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None


_ANSWERS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_LAGS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5)
OUTCOMES = ("sent", "unsure", "late", "later", "gone", "moved", "refused", "failed")
"""What becomes of a reminder: arrived, may have arrived, given up as too late, to be tried again, no longer
wanted by its chat, followed to the new number of its chat, refused for good, or an error of the bot's.
"""


@dataclass(slots=True)
class _Arrival:
    """An update in the works."""

    at: float
    answered: bool = False


_ARRIVAL: ContextVar[_Arrival | None] = ContextVar("arrival", default=None)


class Number(Protocol):
    """A figure that goes up and down."""

    def set(self, value: float) -> None:
        """Its value now."""


class Vitals:
    """Counters, and when something last happened; `clock` gives seconds that never go back.

    Nothing in here tells one person from another.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.started = clock()
        self.last_update: float | None = None
        self.last_look: float | None = None
        self.unreadable = 0
        """Updates that were skipped because they cannot be read."""
        self.unheard_since: float | None = None
        """When the first of the latest requests for updates failed; None while they are answered."""
        self._updates = Counter("bot_updates", "Updates from Telegram", ["kind"], registry=registry)
        self._matches = Counter("bot_matches", "Questions, by what was found", ["outcome"], registry=registry)
        self._answers = Histogram(
            "bot_answer_seconds",
            "From the arrival of an update to its first answer being accepted by Telegram",
            buckets=_ANSWERS,
            registry=registry,
        )
        self._requests = Counter(
            "bot_requests",
            "Requests to the Bot API, by HTTP status, or `none` without an answer",
            ["method", "status"],
            registry=registry,
        )
        reminders = Counter(
            "bot_reminders", "Reminders, by what became of them", ["outcome"], registry=registry
        )
        self._reminders = {outcome: reminders.labels(outcome) for outcome in OUTCOMES}
        self._undelivered = Counter(
            "bot_answers_undelivered", "Answers that Telegram took at none of the tries", registry=registry
        )
        self._lag = Histogram(
            "bot_loop_lag_seconds",
            "How late the event loop wakes who has asked for it",
            buckets=_LAGS,
            registry=registry,
        )
        self._errors = Counter("bot_database_errors", "Errors of the database", registry=registry)
        about = Gauge("bot_build_info", "Always 1", ["version", "python"], registry=registry)
        about.labels(bot.__version__, platform.python_version()).set(1)

    def gauge(self, name: str, meaning: str) -> Number:
        """A new figure, for the caller to set."""
        return Gauge(f"bot_{name}", meaning, registry=self.registry)

    @contextmanager
    def handling(self, update: object) -> Iterator[None]:
        """While an update is handled: its id is on every line that is logged, its answer is waited for."""
        arrival = _Arrival(self._clock())
        self.last_update = arrival.at
        self._updates.labels(_kind(update)).inc()
        self.unreadable += is_unreadable(update)
        before = _ARRIVAL.set(arrival)
        logged = bind_contextvars(update_id=getattr(update, "update_id", None))
        try:
            yield
        finally:
            reset_contextvars(**logged)
            arrival.answered = True  # What runs on in the background answers no one who is waiting.
            _ARRIVAL.reset(before)

    def requested(self, method: str, status: int | None) -> None:
        """A request was answered, or not; a message or an edit is the answer to the update in the works."""
        self._requests.labels(method, status or "none").inc()
        if method == "getUpdates":
            self._asked_for_updates(heard=status == HTTPStatus.OK)
        arrival = _ARRIVAL.get()
        if arrival and not arrival.answered and status == HTTPStatus.OK and _shows_something(method):
            arrival.answered = True
            self._answers.observe(self._clock() - arrival.at)

    def matched(self, outcome: str) -> None:
        """A question was understood in one of the ways that there are."""
        self._matches.labels(outcome).inc()

    def looked(self) -> None:
        """It was seen what reminders are due."""
        self.last_look = self._clock()

    def reminded(self, outcome: str) -> None:
        """The outcome of a reminder: one of OUTCOMES."""
        self._reminders[outcome].inc()

    def gave_up(self) -> None:
        """An answer could not be delivered."""
        self._undelivered.inc()

    def lagged(self, seconds: float) -> None:
        """The event loop was late by so much."""
        self._lag.observe(seconds)

    def database_failed(self, _: object) -> None:
        """The database has raised an error."""
        self._errors.inc()

    def _asked_for_updates(self, *, heard: bool) -> None:
        if heard:
            self.unheard_since = None
        elif self.unheard_since is None:
            self.unheard_since = self._clock()

    def seconds_since(self, moment: float) -> float:
        """The age of one of the moments."""
        return self._clock() - moment


def _kind(update: object) -> str:
    if is_unreadable(update):
        return UNREADABLE
    return next((str(kind) for kind in Update.ALL_TYPES if getattr(update, kind, None) is not None), "other")


def _shows_something(method: str) -> bool:
    return method.startswith(("send", "edit", "answerInline")) and method != "sendChatAction"


class Measured(BaseRequest):
    """Another way to the Bot API, which counts the requests and lets only its answers through."""

    def __init__(self, request: BaseRequest, vitals: Vitals) -> None:
        self._request = request
        self._vitals = vitals

    @property
    def read_timeout(self) -> float | None:
        """Seconds."""
        return self._request.read_timeout

    async def initialize(self) -> None:
        """Be ready to connect."""
        await self._request.initialize()

    async def shutdown(self) -> None:
        """Close all connections."""
        await self._request.shutdown()

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The status and body of the answer; see `checked` for what it raises."""
        url: str = args[0] if args else kwargs["url"]
        method = "file" if "/file/bot" in url else url.rpartition("/")[2]
        answered = None
        try:
            status, body = await self._request.do_request(*args, **kwargs)
            if method != "file":
                body = checked(method, status, body)
            answered = status
            return status, body
        finally:
            self._vitals.requested(method, answered)
