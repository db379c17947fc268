"""Updates on their way to the bot: getUpdates, its long polling, and webhooks."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.local.errors import bad_request, conflict

if TYPE_CHECKING:
    from bot.local.world import World

_LIFETIME = timedelta(hours=24)
MOST_AT_ONCE = 100
_ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_KINDS = _ON_REQUEST | {
    "business_connection",
    "business_message",
    "callback_query",
    "channel_post",
    "chat_boost",
    "chat_join_request",
    "chosen_inline_result",
    "deleted_business_messages",
    "edited_business_message",
    "edited_channel_post",
    "edited_message",
    "guest_message",
    "inline_query",
    "managed_bot",
    "message",
    "my_chat_member",
    "poll",
    "poll_answer",
    "pre_checkout_query",
    "purchased_paid_media",
    "removed_chat_boost",
    "shipping_query",
}


class UpdateQueue:
    """What the bot has not yet confirmed. Belongs to one event loop."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.webhook = ""
        self.allowed: frozenset[str] = _KINDS - _ON_REQUEST
        self.added = 0
        """How many updates there ever were: the id of the newest one."""
        self._now = now
        self._pending: deque[tuple[datetime, dict[str, Any]]] = deque()
        self._empty = asyncio.Event()
        self._empty.set()
        self._poller: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        return len(self._pending)

    def add(self, kind: str, content: Mapping[str, Any]) -> None:
        """Queues an update, if the bot asked for its kind."""
        if kind in self.allowed:
            self.push({kind: content})

    def push(self, fields: Mapping[str, Any]) -> int:
        """Queues an update of any shape and gives it its id."""
        self.added += 1
        self._pending.append((self._now(), {**fields, "update_id": self.added}))
        self._empty.clear()
        if self._poller and not self._poller.done():
            self._poller.set_result(None)
        return self.added

    def allow(self, kinds: Sequence[str]) -> None:
        """From now on, queue these kinds only; none means all but those that must be asked for."""
        unknown = set(kinds) - _KINDS
        if unknown:
            raise bad_request(f"allowed_updates: unknown update types {sorted(unknown)}")
        self.allowed = frozenset(kinds) or _KINDS - _ON_REQUEST

    def confirm(self, offset: int) -> None:
        """Forgets what is older than the offset; a negative one counts from the end."""
        if offset < 0:
            offset += self.added + 1
        oldest = self._now() - _LIFETIME
        while self._pending and (self._pending[0][1]["update_id"] < offset or self._pending[0][0] < oldest):
            self._pending.popleft()
        if not self._pending:
            self._empty.set()

    def drop(self) -> None:
        """Forgets everything."""
        self.confirm(self.added + 1)

    def oldest(self, limit: int) -> list[dict[str, Any]]:
        """The updates to hand out."""
        return [update for _, update in islice(self._pending, limit)]

    def displace(self) -> None:
        """Ends the wait of another poller, if there is one, with a 409."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(
                conflict(
                    "terminated by other getUpdates request; make sure that only one bot instance is running",
                ),
            )

    async def arrival(self, seconds: float) -> None:
        """Waits for an update for at most some seconds of real time."""
        self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await self._poller
        except TimeoutError:
            return

    async def confirmed(self) -> None:
        """Waits until the bot has confirmed everything."""
        await self._empty.wait()


def get_updates(world: "World", params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is pending now; waiting for more is up to the transport."""
    updates = world.updates
    if updates.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    updates.displace()
    limit = params.get("limit", MOST_AT_ONCE)
    if not 1 <= limit <= MOST_AT_ONCE:
        raise bad_request(f"limit must be from 1 to {MOST_AT_ONCE}")
    if "allowed_updates" in params:
        updates.allow(params["allowed_updates"])
    updates.confirm(params.get("offset", 0))
    return updates.oldest(limit)


def set_webhook(world: "World", params: Mapping[str, Any]) -> bool:
    """Remembers the address; updates are not delivered to it here."""
    url = params["url"]
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if "allowed_updates" in params:
        world.updates.allow(params["allowed_updates"])
    world.updates.webhook = url
    return _drop_if_asked(world, params)


def delete_webhook(world: "World", params: Mapping[str, Any]) -> bool:
    """Back to getUpdates."""
    world.updates.webhook = ""
    return _drop_if_asked(world, params)


def _drop_if_asked(world: "World", params: Mapping[str, Any]) -> bool:
    if params.get("drop_pending_updates"):
        world.updates.drop()
    return True


def get_webhook_info(world: "World", _: Mapping[str, Any]) -> dict[str, Any]:
    """The WebhookInfo object."""
    return {
        "url": world.updates.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
        "allowed_updates": sorted(world.updates.allowed),
    }
