"""What a page is told: everything at first, and from then on what has changed."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from offline_telegram.fast_forward import FastForward
from offline_telegram.person import Person
from offline_telegram.telegram import LocalTelegram
from offline_telegram.web import state
from offline_telegram.web.people import People

_GLANCE = 0.05
_ALIVE = 15.0
"""Seconds after which a page that heard nothing is told that the server is still there."""


class Live:
    """The streams of server-sent events to all open pages."""

    def __init__(self, telegram: LocalTelegram, people: People, forward: FastForward | None) -> None:
        self._telegram = telegram
        self._people = people
        self._forward = forward
        self._closed = asyncio.Event()

    async def close(self, _: web.Application) -> None:
        """Ends all streams."""
        self._closed.set()

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """First an event `begin` with the whole state, then messages with its changes."""
        person = self._people.of(request)
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        shown = self._state(person)
        await response.write(_event(state.changes({}, shown), "begin"))
        seen, silence = self._mark(person), 0.0
        while await self._goes_on(request):
            silence += _GLANCE
            if (mark := self._mark(person)) != seen:
                seen, before = mark, shown
                shown = self._state(person)
                if changed := state.changes(before, shown):
                    silence = 0.0
                    await response.write(_event(changed))
            if silence > _ALIVE:
                silence = 0.0
                await response.write(b":\n\n")
        return response

    async def _goes_on(self, request: web.Request) -> bool:
        """Waits a moment; False when the server or the page has gone."""
        try:
            async with asyncio.timeout(_GLANCE):
                await self._closed.wait()
        except TimeoutError:
            return request.transport is not None and not request.transport.is_closing()
        return False

    def _mark(self, person: Person) -> tuple[object, ...]:
        """Something that is another one after every change: to look at it costs next to nothing."""
        moved = self._forward and self._forward.clock.moved
        return len(self._telegram.requests), self._telegram.updates.added, len(person.chat.messages), moved

    def _state(self, person: Person) -> dict[str, Any]:
        return {
            "bot": self._telegram.bot.first_name,
            "about": self._telegram.profile.descriptions.get("", ""),
            "commands": person.commands,
            "keyboard": state.keys(person),
            "clock": self._clock(),
            "messages": state.messages(person, self._telegram.upload),
        }

    def _clock(self) -> dict[str, Any] | None:
        """The time in seconds since 1970, and how many it was moved by; None if it cannot be moved."""
        if self._forward is None:
            return None
        clock = self._forward.clock
        return {"now": clock.now().timestamp(), "moved": clock.moved.total_seconds()}


def _event(data: Mapping[str, Any], name: str = "message") -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()
