"""Updates on their way to the bot, and getUpdates."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from offline_telegram.errors import bad_request, conflict

if TYPE_CHECKING:
    from offline_telegram.webhooks import WebhookAddress
    from offline_telegram.world import World

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
    """Updates that the bot has not confirmed yet. Belongs to one event loop."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.webhook: WebhookAddress | None = None
        self.allowed: frozenset[str] = _KINDS - _ON_REQUEST
        self.added = 0
        """The number of updates so far, which is the id of the newest."""
        self._now = now
        self._pending: OrderedDict[int, tuple[datetime, dict[str, Any]]] = OrderedDict()
        self._empty = asyncio.Event()
        self._empty.set()
        self._changed = asyncio.Event()
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
        self._pending[self.added] = (self._now(), {**fields, "update_id": self.added})
        self._empty.clear()
        self._changed.set()
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
        too_old = self._now() - _LIFETIME
        while self._pending:
            oldest, (at, _) = next(iter(self._pending.items()))
            if oldest >= offset and at >= too_old:
                break
            self.remove(oldest)

    def remove(self, update_id: int) -> None:
        """Forgets one, if it is still there."""
        self._pending.pop(update_id, None)
        if not self._pending:
            self._empty.set()

    def drop(self) -> None:
        """Forgets everything."""
        self.confirm(self.added + 1)

    def keeps(self, update_id: int) -> bool:
        """Whether an update is still to be handed out."""
        self.confirm(0)
        return update_id in self._pending

    def oldest(self, limit: int) -> list[dict[str, Any]]:
        """The updates to hand out."""
        return [update for _, update in islice(self._pending.values(), limit)]

    def after(self, update_id: int) -> list[dict[str, Any]]:
        """The updates newer than one."""
        newer = takewhile(lambda number: number > update_id, reversed(self._pending))
        return [self._pending[number][1] for number in newer][::-1]

    def send_to(self, webhook: "WebhookAddress | None") -> None:
        """Changes where the updates go; None keeps them for getUpdates."""
        self.webhook = webhook
        self._changed.set()

    def delivery_failed(self, webhook: "WebhookAddress", problem: str) -> None:
        """Remembers what went wrong between here and a webhook."""
        webhook.last_error = {
            "last_error_date": int(self._now().timestamp()),
            "last_error_message": problem,
        }

    def displace(self, reason: str) -> None:
        """Ends the wait of a poller, if there is one, with a 409."""
        if self._poller and not self._poller.done():
            self._poller.set_exception(conflict(reason))

    async def arrival(self, seconds: float) -> None:
        """Waits for an update for at most some seconds of real time."""
        self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await self._poller
        except TimeoutError:
            return

    async def change(self) -> None:
        """Waits for the next update, or the next change of the webhook."""
        self._changed.clear()
        await self._changed.wait()

    async def confirmed(self) -> None:
        """Waits until the bot has confirmed everything."""
        await self._empty.wait()


def allow_updates(world: "World", kinds: Sequence[str]) -> None:
    """Queues these kinds only from now on; a lenient request may name others, of a later Bot API."""
    known = [kind for kind in kinds if kind in _KINDS]
    if world.lenient:
        for kind in set(kinds) - _KINDS:
            world.overlook(f'allowed_updates: "{kind}" is not in the Bot API')
    world.updates.allow(known if world.lenient else kinds)


def get_updates(world: "World", params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is pending now; waiting for more is up to the transport."""
    updates = world.updates
    if updates.webhook:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    updates.displace(
        "terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    limit = params.get("limit", MOST_AT_ONCE)
    if not 1 <= limit <= MOST_AT_ONCE:
        raise bad_request(f"limit must be from 1 to {MOST_AT_ONCE}")
    if "allowed_updates" in params:
        allow_updates(world, params["allowed_updates"])
    updates.confirm(params.get("offset", 0))
    return updates.oldest(limit)
