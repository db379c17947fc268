"""A person with a private chat."""

from typing import Any

from offline_telegram import conversation, inline
from offline_telegram.chats import change_access
from offline_telegram.media import sample
from offline_telegram.reach import Access
from offline_telegram.world import Chat, InlineQuery, Message, Press, User, World


class Person:
    """Someone who talks to the bot. Writing to it for the first time is what lets it write back."""

    def __init__(self, world: World, user: User, chat: Chat) -> None:
        self.user = user
        self.chat = chat
        self._world = world

    @property
    def id(self) -> int:
        """The user id, which is also the id of the private chat."""
        return self.user.id

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages as they are now: edited ones edited, deleted ones gone."""
        return conversation.shown(self._world, self.chat)

    @property
    def last(self) -> Message:
        """The bot's newest message; a LookupError if there is none."""
        return conversation.newest(self.inbox)

    @property
    def keyboard(self) -> list[list[dict[str, Any]]]:
        """The rows of the reply keyboard that is shown."""
        return list((self.chat.keyboard or {}).get("keyboard", ()))

    @property
    def commands(self) -> list[dict[str, str]]:
        """The commands in the menu of the chat, for this person's language."""
        return self._world.profile.menu(self.chat, self.user)

    def say(self, text: str, *, reply_to: Message | None = None) -> Message:
        """Writes a text message, or presses the key of the reply keyboard with that text."""
        content = conversation.written(text)
        self._hide_one_time_keyboard(text)
        return self._speak(content, reply_to)

    def send(
        self, kind: str, *, reply_to: Message | None = None, caption: str = "", **fields: Any
    ) -> Message:
        """Sends a voice message, photo, sticker, location, contact, ...; the fields win over made-up ones."""
        content = sample(kind, self._world.add_file(kind), fields)
        return self._speak(content | ({"caption": caption} if caption else {}), reply_to)

    def inline(self, text: str) -> InlineQuery:
        """Types the bot's name and a text in some chat, and waits for what is listed."""
        return inline.ask(self._world, self.user, text)

    def choose(self, query: InlineQuery, wanted: str) -> Message:
        """Posts what an inline query lists under that id or title, in the chat with the bot."""
        self._begin()
        return conversation.choose(self._world, self.chat, query, wanted)

    def edit(self, message: Message, text: str) -> None:
        """Edits a text message of one's own."""
        conversation.rewrite(self._world, self.user, message, text)

    def tap(self, wanted: str, message: Message | None = None) -> Press:
        """Presses the inline button of that text or data, in the given message or the newest that has it.

        A message that has been deleted can be given too: the bot is then told of an inaccessible one.
        """
        found, data = conversation.button([message] if message else self.inbox, wanted)
        return self._press(found, data)

    def forge(self, data: str, message: Message | None = None) -> Press:
        """Sends a callback query that no button offers."""
        return self._press(message or self.last, data)

    def block(self) -> None:
        """Stops the bot."""
        change_access(self._world, self.chat, Access.BLOCKED, self.user)

    def unblock(self) -> None:
        """Lets the bot write again."""
        change_access(self._world, self.chat, Access.OPEN, self.user)

    def deactivate(self) -> None:
        """Deletes the account."""
        self.chat.access = Access.DEACTIVATED

    def _speak(self, content: dict[str, Any], reply_to: Message | None) -> Message:
        self._begin()
        return conversation.speak(self._world, self.chat, self.user, content, reply_to)

    def _begin(self) -> None:
        """Whatever a person sends lets the bot write back."""
        self._check_access()
        if self.chat.access is Access.NEW:
            self.chat.access = Access.OPEN

    def _press(self, message: Message, data: str) -> Press:
        self._check_access()
        return conversation.press(self._world, self.user, message, data)

    def _check_access(self) -> None:
        if self.chat.access in {Access.BLOCKED, Access.DEACTIVATED}:
            raise ValueError(
                f"{self.user.first_name} cannot talk to the bot: {self.chat.access.name.lower()}"
            )

    def _hide_one_time_keyboard(self, text: str) -> None:
        if not (self.chat.keyboard or {}).get("one_time_keyboard"):
            return
        if any(key["text"] == text for row in self.keyboard for key in row):
            self.chat.keyboard = None
