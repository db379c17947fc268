"""What Telegram says: of the token, the webhook, the admins, and what time it is."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.operations.doctor import Finding, State

PATIENCE = 10.0
"""Seconds for an answer."""
CLOCK_OFF = 2.0
"""Seconds that do no harm yet."""
RECENT = timedelta(hours=1)
MANY_PENDING = 100
_UNKNOWN_TOKEN = {401, 404}
_REFUSALS, _FAILURES = 400, 500
"""From which HTTP status on."""
_TO_THE_SECOND = 0.5
"""Seconds by which a time without fractions is wrong at most, counted from the middle of its second."""


@dataclass(frozen=True)
class ApiAnswer:
    """Of the Bot API, to one request."""

    status: int
    body: Mapping[str, Any] = field(default_factory=dict)
    date: datetime | None = None
    """What time it was there; aware, to the second."""
    at: datetime | None = None
    """What time it was here, half-way between the request and the answer; aware."""
    took: float = 0.0
    """Seconds from the request to the answer."""

    @property
    def result(self) -> Mapping[str, Any]:
        """What was asked for; empty when it was refused."""
        found = self.body.get("result")
        return found if isinstance(found, Mapping) else {}

    @property
    def of_the_api(self) -> bool:
        """Whether this is how the Bot API answers; a server in front of it may fail in its own way."""
        said = self.body.get("ok")
        well = said is True and "result" in self.body and self.status < _REFUSALS
        return well or (said is False and self.status >= _REFUSALS) or self.status >= _FAILURES

    @property
    def description(self) -> str:
        """Why it was refused."""
        return str(self.body.get("description", f"HTTP {self.status}"))


@dataclass(frozen=True)
class Unreachable:
    """No answer; `why` holds no secret."""

    why: str


def ask(api_url: str, token: str, method: str, **params: object) -> ApiAnswer | Unreachable:
    """Ask the Bot API once, by way of the environment's proxy if it names one."""
    asked, before = datetime.now(UTC), time.monotonic()
    try:
        response = httpx.post(f"{api_url}/bot{token}/{method}", json=params, timeout=PATIENCE)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, ImportError) as error:
        return Unreachable(f"{api_url} cannot be reached: {type(error).__name__}")
    took = time.monotonic() - before
    try:
        body = response.json()
    except ValueError:
        body = {}
    date = response.headers.get("date")
    return ApiAnswer(
        response.status_code,
        body if isinstance(body, dict) else {},
        _read(date) if date else None,
        asked + timedelta(seconds=took / 2),
        took,
    )


def token(me: ApiAnswer | Unreachable) -> Finding:
    """Whether Telegram knows it; `me` is the answer to getMe."""
    if isinstance(me, Unreachable):
        return Finding(
            "token", State.SKIPPED, me.why, "See whether this machine reaches it, and HTTPS_PROXY is right"
        )
    if not me.of_the_api:
        return Finding(
            "token", State.PROBLEM, "what answers is no Bot API server", "Put TELEGRAM_API_URL right"
        )
    if me.result:
        return Finding("token", State.OK, f"@{me.result.get('username')} ({me.result.get('id')})")
    if me.status in _UNKNOWN_TOKEN:
        return Finding(
            "token", State.PROBLEM, "Telegram does not know it", "Copy TELEGRAM_BOT_TOKEN from @BotFather"
        )
    return Finding("token", State.WARNING, f"Telegram answers: {me.description}", "Try again in a while")


def webhook(info: ApiAnswer | Unreachable, wanted: str | None, now: datetime) -> Finding:
    """Whether updates come the way they should: to the address `wanted`, or by polling without one.

    `info` is the answer to getWebhookInfo.
    """
    name = "webhook"
    if isinstance(info, Unreachable):
        return Finding(name, State.SKIPPED, info.why)
    if "url" not in info.result:
        return Finding(name, State.SKIPPED, f"Telegram answers: {info.description}")
    url = str(info.result["url"])
    host = urlsplit(url).hostname  # no more: the path may be secret
    if url and not wanted:
        return Finding(
            name,
            State.WARNING,
            f"one is set, at {host}, though the bot is to poll",
            "`run` removes it. If another process serves it, stop that one first",
        )
    if wanted and not url.startswith(wanted.rstrip("/")):
        says = f"Telegram sends updates to {host}" if url else "none is set"
        return Finding(
            name, State.WARNING, f"{says}, not to WEBHOOK_URL", "Start the bot: it sets the webhook"
        )
    return _delivery(info.result, now) or Finding(
        name, State.OK, f"set, at {host}" if url else "none, as the bot polls"
    )


def _delivery(info: Mapping[str, Any], now: datetime) -> Finding | None:
    """What is wrong with it, if anything is."""
    failed = datetime.fromtimestamp(int(info.get("last_error_date", 0)), UTC)
    if info["url"] and now - failed < RECENT:
        why = info.get("last_error_message", "no reason given")
        return Finding(
            "webhook",
            State.PROBLEM,
            f"Telegram could not deliver at {failed:%H:%M} UTC: {why}",
            "See whether the reverse proxy runs, its certificate is valid, and it reaches the bot",
        )
    pending = int(info.get("pending_update_count", 0))
    if pending > MANY_PENDING:
        return Finding(
            "webhook", State.WARNING, f"{pending} updates wait", "Start the bot, or see why it is slow"
        )
    return None


def clock(me: ApiAnswer | Unreachable) -> Finding:
    """Whether this machine's clock agrees with Telegram's."""
    if isinstance(me, Unreachable):
        return Finding("clock", State.SKIPPED, me.why)
    if me.date is None or me.at is None:
        return Finding("clock", State.SKIPPED, "the answer of Telegram has no date")
    ahead = (me.at - me.date).total_seconds() - _TO_THE_SECOND
    if abs(ahead) - _TO_THE_SECOND - me.took / 2 <= CLOCK_OFF:
        return Finding("clock", State.OK, "agrees with Telegram's")
    return Finding(
        "clock",
        State.WARNING,
        f"{abs(ahead):.0f} s {'ahead of' if ahead > 0 else 'behind'} Telegram's",
        "Let the machine set it by the network: timedatectl set-ntp true",
    )


def admins(chats: Mapping[int, ApiAnswer | Unreachable]) -> Finding:
    """Whether the bot may write to those of ADMIN_CHAT_IDS; `chats` are the answers to getChat."""
    if not chats:
        return Finding("admins", State.OK, "none")
    unreachable = [answer.why for answer in chats.values() if isinstance(answer, Unreachable)]
    if unreachable:
        return Finding("admins", State.SKIPPED, unreachable[0])
    unknown = [
        str(chat) for chat, answer in chats.items() if isinstance(answer, ApiAnswer) and not answer.result
    ]
    if unknown:
        return Finding(
            "admins",
            State.WARNING,
            f"Telegram knows no chat of the bot with {', '.join(unknown)}",
            "Let them write /start to the bot, or put ADMIN_CHAT_IDS right",
        )
    return Finding("admins", State.OK, f"{len(chats)}")


def _read(date: str) -> datetime | None:
    try:
        return parsedate_to_datetime(date)
    except ValueError:
        return None
