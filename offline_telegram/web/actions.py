"""What people do on the page."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Literal, TypeAlias, TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from offline_telegram.clock import LONGEST, FastForward
from offline_telegram.people import Person
from offline_telegram.server import LocalTelegram
from offline_telegram.world import Message, Press

_DEFAULT_NAME = "You"
_LONGEST_NAME = 64
_PATIENCE = 30.0
"""Seconds that a pressed button waits for the bot's answer; later ones are refused."""
_Action: TypeAlias = Callable[[web.Request], Awaitable[dict[str, Any] | None]]


class People:
    """The people at the pages, by the name in the address: `?as=Grace`."""

    def __init__(self, telegram: LocalTelegram, you: Person | None = None) -> None:
        """`you` is used when the page gives no name; otherwise a new person is made."""
        self._telegram = telegram
        self._known = {_DEFAULT_NAME: you} if you else {}

    def of(self, request: web.Request) -> Person:
        """The person at the page that asks, made at the first request."""
        name = request.query.get("as", "").strip() or _DEFAULT_NAME
        if len(name) > _LONGEST_NAME:
            raise web.HTTPBadRequest(text=f"A name has at most {_LONGEST_NAME} characters.")
        if name not in self._known:
            self._known[name] = self._telegram.person(name)
        return self._known[name]

    def message(self, request: web.Request, number: int) -> Message:
        """A message in that person's chat."""
        message = self.of(request).chat.messages.get(number)
        if message is None or message.deleted:
            raise web.HTTPNotFound(text="This message is gone.")
        return message


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Words(_Body):
    text: str


class _Edit(_Words):
    message: int


class _Tap(_Body):
    message: int
    data: str


class _Attachment(_Body):
    kind: Literal["photo", "voice", "sticker", "contact"]


class _Place(_Body):
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class _Length(_Body):
    seconds: int = Field(gt=0, le=LONGEST.total_seconds())


_B = TypeVar("_B", bound=_Body)


def action_routes(people: People, forward: FastForward | None) -> list[web.RouteDef]:
    """The requests that change something; their bodies and answers are JSON.

    A 400 says in words why not. Without `forward` the clock stays as it is.
    """

    async def say(request: web.Request) -> None:
        people.of(request).say((await _body(request, _Words)).text)

    async def edit(request: web.Request) -> None:
        body = await _body(request, _Edit)
        people.of(request).edit(people.message(request, body.message), body.text)

    async def tap(request: web.Request) -> dict[str, Any]:
        body = await _body(request, _Tap)
        return await _answer(people.of(request).forge(body.data, people.message(request, body.message)))

    async def send(request: web.Request) -> None:
        people.of(request).send((await _body(request, _Attachment)).kind)

    async def location(request: web.Request) -> None:
        people.of(request).send("location", **(await _body(request, _Place)).model_dump())

    actions: dict[str, _Action] = {"say": say, "edit": edit, "tap": tap, "send": send, "location": location}
    if forward:
        actions |= _clock_actions(forward)
    return [web.post(f"/chat/{name}", _served(action)) for name, action in actions.items()]


def _clock_actions(forward: FastForward) -> dict[str, _Action]:
    async def by(request: web.Request) -> None:
        await forward.by(timedelta(seconds=(await _body(request, _Length)).seconds))

    async def to_next(_: web.Request) -> dict[str, Any]:
        return {"came": await forward.to_next()}

    return {"clock": by, "clock/next": to_next}


def _served(action: _Action) -> Handler:
    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response(await action(request) or {})
        except ValidationError as wrong:
            return _refused("; ".join(f"{_path(each)}: {each['msg']}" for each in wrong.errors()))
        except ValueError as refusal:
            return _refused(str(refusal))

    return handle


def _refused(why: str) -> web.Response:
    return web.json_response({"error": why}, status=400)


def _path(wrong: ErrorDetails) -> str:
    return ".".join(map(str, wrong["loc"])) or "the request"


async def _body(request: web.Request, kind: type[_B]) -> _B:
    """What a request says; a ValueError if that is something else. Forms of other sites are no JSON."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType(text="Say it in JSON.")
    return kind.model_validate_json(await request.read())


async def _answer(press: Press) -> dict[str, Any]:
    """What the person sees of the bot's answer; nothing if it gives none in time."""
    try:
        async with asyncio.timeout(_PATIENCE):
            await press.answered.wait()
    except TimeoutError:
        return {}
    return vars(press.answer) if press.answer else {}
