"""Who is at which page."""

from aiohttp import web

from offline_telegram.person import Person
from offline_telegram.telegram import LocalTelegram
from offline_telegram.world import Message

_NOBODY_ELSE = "You"
_LONGEST_NAME = 64


class People:
    """Those who chat, by the names in the addresses of their pages: `?as=Grace`."""

    def __init__(self, telegram: LocalTelegram, you: Person | None = None) -> None:
        """`you` are who gives no name, or else somebody new is."""
        self._telegram = telegram
        self._known = {_NOBODY_ELSE: you} if you else {}

    def of(self, request: web.Request) -> Person:
        """Who asks; somebody new the first time."""
        name = request.query.get("as", "").strip() or _NOBODY_ELSE
        if len(name) > _LONGEST_NAME:
            raise web.HTTPBadRequest(text=f"A name has at most {_LONGEST_NAME} characters.")
        if name not in self._known:
            self._known[name] = self._telegram.person(name)
        return self._known[name]

    def message(self, request: web.Request, number: int) -> Message:
        """A message that who asks can see."""
        message = self.of(request).chat.messages.get(number)
        if message is None or message.deleted:
            raise web.HTTPNotFound(text="This message is gone.")
        return message
