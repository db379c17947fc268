"""What open pages are told of: the chat as it is at first, then its changes."""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from offline_telegram.clock import FastForward
from offline_telegram.people import Person
from offline_telegram.server import LocalTelegram
from offline_telegram.web.actions import People
from offline_telegram.web.view import IN_SIGHT, changes, keys, messages

_GLANCE = 0.05
_ALIVE = 15.0
"""Seconds after which a page that says nothing is asked whether it is still there."""

_GOODBYE = 0.05
"""Seconds that a page has to say goodbye; while it shuts down, aiohttp does not hear it."""


class Live:
    """A WebSocket to each open page: browsers allow many of them, but six requests that do not end."""

    def __init__(self, telegram: LocalTelegram, people: People, forward: FastForward | None) -> None:
        self._telegram = telegram
        self._people = people
        self._forward = forward
        self._closed = asyncio.Event()

    async def close(self, _: web.Application) -> None:
        """Ends all of them."""
        self._closed.set()

    async def connect(self, request: web.Request) -> web.WebSocketResponse:
        """First `{"begin": STATE}`, then `{"changes": ...}` as often as there are some."""
        person = self._people.of(request)
        socket = web.WebSocketResponse(heartbeat=_ALIVE, timeout=_GOODBYE)
        await socket.prepare(request)
        ended: list[asyncio.Future[Any]] = [
            asyncio.ensure_future(socket.receive()),
            asyncio.ensure_future(self._closed.wait()),
        ]
        try:
            await self._tell(socket, person, ended)
        except ConnectionError:  # the page went while it was told something
            pass
        finally:
            for task in ended:
                task.cancel()
        await socket.close()
        return socket

    async def _tell(
        self, socket: web.WebSocketResponse, person: Person, ended: list[asyncio.Future[Any]]
    ) -> None:
        """Tells a page of everything, until it says something or has gone, or the server ends."""
        shown, seen = self._state(person), self._mark(person)
        await socket.send_json({"begin": changes({}, shown)})
        while not (await asyncio.wait(ended, timeout=_GLANCE, return_when=asyncio.FIRST_COMPLETED))[0]:
            if (mark := self._mark(person)) == seen:
                continue
            seen, before, shown = mark, shown, self._state(person)
            if changed := changes(before, shown):
                await socket.send_json({"changes": changed})

    def _mark(self, person: Person) -> tuple[object, ...]:
        """A cheap value that differs after every change."""
        moved = self._forward and self._forward.clock.moved
        return len(self._telegram.requests), self._telegram.updates.added, len(person.chat.messages), moved

    def _state(self, person: Person) -> Mapping[str, Any]:
        return {
            "bot": self._telegram.bot.first_name,
            "about": self._telegram.profile.descriptions.get("", ""),
            "commands": person.commands,
            "keyboard": keys(person),
            "clock": self._clock(),
            "cut": IN_SIGHT if len(person.chat.messages) > IN_SIGHT else None,
            "messages": messages(person, self._telegram.upload),
        }

    def _clock(self) -> dict[str, Any] | None:
        """The time in seconds since 1970, and how many it was moved by; None if it cannot be moved."""
        if self._forward is None:
            return None
        clock = self._forward.clock
        return {"now": clock.now().timestamp(), "moved": clock.moved.total_seconds()}
