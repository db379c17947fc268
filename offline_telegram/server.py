"""Telegram in this process: a server with a memory, and people to talk to the bot through it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from telegram import Update
from telegram.ext import Application

from offline_telegram import methods
from offline_telegram.access import Access
from offline_telegram.errors import ApiError, Fault, Faults, MisuseError, TransportError
from offline_telegram.files import Upload, attached, find_file
from offline_telegram.people import Group, Person
from offline_telegram.profile import Profile
from offline_telegram.python_telegram_bot import wait_until_idle
from offline_telegram.specification import checked, published
from offline_telegram.updates import MOST_AT_ONCE, UpdateQueue
from offline_telegram.world import Chat, User, World

_LONGEST_POLL = 50
"""Seconds; Telegram never waits longer."""
_INDEX = re.compile(r"\[[0-9]+\]")
_MADE_UP = "1:local"
_FIRST_PERSON = 100_000


@dataclass(frozen=True)
class ServerAnswer:
    """An HTTP status and the JSON object that goes with it."""

    code: int
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Request:
    """A request as it came, answered or refused."""

    method: str
    params: Mapping[str, Any]
    at: datetime


def _now() -> datetime:
    return datetime.now(UTC)


def _ignore(_: str) -> None:
    """Ignores what it is told."""


class LocalTelegram:
    """The stateful server. It belongs to one event loop, and is not for use from several threads.

    With `privacy_mode` the bot hears in groups what privacy mode lets through: commands, replies to its
    messages, what was sent via it, service messages, and mentions unless `mentions_arrive` is false. `tell`
    is told what requests are refused for, and what they hold without effect.
    """

    def __init__(  # noqa: PLR0913 - all but the clock are rarely given
        self,
        clock: Callable[[], datetime] = _now,
        token: str = _MADE_UP,
        username: str = "offline_bot",
        *,
        privacy_mode: bool = True,
        mentions_arrive: bool = True,
        tell: Callable[[str], None] = _ignore,
    ) -> None:
        bot = User(
            int(token.partition(":")[0]), username.replace("_", " ").title(), username=username, is_bot=True
        )
        self.token = token
        self.requests: list[Request] = []
        """Every request in its order, getUpdates included."""
        self.misuses: list[MisuseError] = []
        """Requests that broke the specification; `settle` raises the first one."""
        self._world = World(clock, bot, privacy_mode=privacy_mode, mentions_arrive=mentions_arrive, tell=tell)
        self._faults = Faults()

    @property
    def profile(self) -> Profile:
        """The commands and descriptions that the bot has set."""
        return self._world.profile

    @property
    def overlooked(self) -> Mapping[str, int]:
        """What lenient requests held without effect, with counts."""
        return self._world.overlooked

    @property
    def bot(self) -> User:
        """The bot, as people see it."""
        return self._world.bot

    @property
    def updates(self) -> UpdateQueue:
        """What the bot has not yet confirmed."""
        return self._world.updates

    def call(self, method: str, params: Mapping[str, Any] | None = None, *, strict: bool = True) -> Any:
        """Answers a request; raises an ApiError, or a TransportError for an ordered failure of the transport.

        What a request holds beyond the Bot API is misuse if one is `strict`; otherwise it is added to
        `overlooked`. getUpdates answers at once here; a transport waits with `updates.arrival`.
        """
        request = Request(method, attached(params or {}), self._world.now())
        self.requests.append(request)
        fault = self._faults.take(method)
        if isinstance(fault, ApiError):
            raise fault
        if fault and not fault.arrives:
            raise TransportError(fault)
        self._world.lenient = not strict
        result = methods.answer(self._world, method, self._checked(request, strict=strict))
        if fault:
            raise TransportError(fault)
        return result

    async def reply(
        self, token: str, method: str, params: Mapping[str, Any], *, strict: bool = True
    ) -> ServerAnswer:
        """Answers a request, for getUpdates after waiting; raises a TransportError for an ordered failure."""
        try:
            result = await self._result(token, method, params, strict=strict)
        except ApiError as error:
            return self.refusal(error, method)
        return ServerAnswer(200, {"ok": True, "result": result})

    def download(self, token: str, path: str) -> Upload:
        """The file at a path that getFile gave; raises an ApiError if there is none."""
        self._check(token)
        return self.file(path)

    def refusal(self, error: ApiError, asked: str) -> ServerAnswer:
        """The answer for an error in what was asked for; misuse is also kept for `settle`."""
        if isinstance(error, MisuseError):
            self.misuses.append(error)
        self._world.tell(f"{asked} refused: {error.description}")
        return ServerAnswer(error.code, error.payload())

    def file(self, path: str) -> Upload:
        """The file at the path that getFile gave for it; raises misuse if there is none."""
        return find_file(self._world, path)

    def upload(self, file_id: str) -> Upload | None:
        """The bytes behind a file_id, or None if they are not here."""
        return self._world.files.get(file_id)

    def requests_to(self, method: str) -> list[Request]:
        """The requests to one method."""
        return [request for request in self.requests if request.method == method]

    def person(
        self,
        first_name: str = "Ada",
        *,
        last_name: str | None = None,
        username: str | None = None,
        language_code: str | None = None,
        started: bool = False,
    ) -> Person:
        """A new person. Unless `started`, the bot may not write to them before they write."""
        user = User(_FIRST_PERSON + self._world.number(), first_name, last_name, username, language_code)
        names = {"first_name": first_name, "last_name": last_name, "username": username}
        shown = {name: value for name, value in names.items() if value}
        chat = Chat(user.id, "private", shown, Access.OPEN if started else Access.NEW, {user.id: user})
        self._world.users[user.id] = user
        self._world.chats[chat.id] = chat
        return Person(self._world, user, chat)

    def group(self, title: str, owner: Person, *others: Person, with_bot: bool = True) -> Group:
        """A new group, to which the owner has added the bot or not."""
        members = {person.id: person.user for person in (owner, *others)}
        chat = Chat(-self._world.number(), "group", {"title": title}, Access.LEFT, members)
        self._world.chats[chat.id] = chat
        group = Group(self._world, chat)
        if with_bot:
            group.add_bot()
        return group

    def push(self, fields: Mapping[str, Any]) -> int:
        """Sends the bot an update of any shape, and returns the id it was given.

        Raises python-telegram-bot's own error if it cannot read the update: it would fetch it for ever.
        """
        Update.de_json({**fields, "update_id": 0}, None)
        return self.updates.push(fields)

    def fail(self, method: str, fault: ApiError | Fault, times: int = 1) -> None:
        """Lets the next requests to a method fail."""
        self._faults.order(method, fault, times)

    async def settle(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Waits until the application has fetched, confirmed and handled every update, background tasks too.

        Raises a RuntimeError if the application does not run or stops running, and the first misuse
        since the last time if there was one.
        """
        await wait_until_idle(self.updates, application)
        if self.misuses:
            first, *_ = self.misuses
            self.misuses.clear()
            raise first

    async def _result(self, token: str, method: str, params: Mapping[str, Any], *, strict: bool) -> Any:
        self._check(token)
        result = self.call(method, params, strict=strict)
        if method != "getUpdates" or result:
            return result
        await self.updates.arrival(min(params.get("timeout", 0), _LONGEST_POLL))
        return self.updates.oldest(params.get("limit", MOST_AT_ONCE))

    def _checked(self, request: Request, *, strict: bool) -> dict[str, Any]:
        """The parameters of a request, without those that its method does not know."""
        method = request.method
        specification = methods.strict() if strict else methods.lenient()
        if method not in specification.methods:
            more = ", though the Bot API has" if method in published().methods else ""
            raise MisuseError(404, f'Not Found: the offline Telegram has no method "{method}"{more}')
        overlooked: list[str] = []
        fields = specification.methods[method]
        try:
            return checked(specification, request.params, fields, method, overlooked)
        finally:
            for each in overlooked:
                self._world.overlook(_INDEX.sub("[]", each))

    def _check(self, token: str) -> None:
        if token != self.token:
            raise ApiError(401, "Unauthorized")
