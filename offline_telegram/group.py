"""A group with the bot in it."""

from typing import Any

from offline_telegram import conversation
from offline_telegram.chats import change_access
from offline_telegram.media import sample
from offline_telegram.person import Person
from offline_telegram.reach import Access
from offline_telegram.world import Chat, InlineQuery, Message, Press, World

_SUPERGROUPS = -1_000_000_000_000


class Group:
    """Several people and the bot. The first of them owns the group."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.chat = chat
        self._world = world

    @property
    def id(self) -> int:
        """The chat id: another one after `migrate`."""
        return self.chat.id

    @property
    def inbox(self) -> list[Message]:
        """The bot's messages as they are now."""
        return conversation.shown(self._world, self.chat)

    @property
    def last(self) -> Message:
        """The bot's newest message; a LookupError if there is none."""
        return conversation.newest(self.inbox)

    def say(self, person: Person, text: str, *, reply_to: Message | None = None) -> Message:
        """Writes a text message. Where the bot is not, one with its name summons it as a guest."""
        return self._speak(person, conversation.written(text), reply_to)

    def choose(self, person: Person, query: InlineQuery, wanted: str) -> Message:
        """Posts what an inline query of a person lists under that id or title."""
        self._check_member(person)
        return conversation.choose(self._world, self.chat, query, wanted)

    def send(self, person: Person, kind: str, *, reply_to: Message | None = None, **fields: Any) -> Message:
        """Sends a voice message, photo, sticker, location, contact, ..."""
        return self._speak(person, sample(kind, self._world.add_file(kind), fields), reply_to)

    def edit(self, person: Person, message: Message, text: str) -> None:
        """Edits a text message of one's own."""
        conversation.rewrite(self._world, person.user, message, text)

    def tap(self, person: Person, wanted: str, message: Message | None = None) -> Press:
        """Presses the inline button of that text or data, in the given message or the newest that has it."""
        self._check_member(person)
        found, data = conversation.button([message] if message else self.inbox, wanted)
        return conversation.press(self._world, person.user, found, data)

    def join(self, person: Person) -> Message:
        """Adds a person."""
        self.chat.members[person.id] = person.user
        return self._speak(person, {"new_chat_members": [person.user.json()]})

    def leave(self, person: Person) -> Message:
        """A person goes."""
        message = self._speak(person, {"left_chat_member": person.user.json()})
        del self.chat.members[person.id]
        return message

    def add_bot(self) -> None:
        """The owner adds the bot."""
        change_access(self._world, self.chat, Access.OPEN, self.chat.owner)
        self._announce({"new_chat_members": [self._world.bot.json()]})

    def kick_bot(self) -> None:
        """The owner throws the bot out."""
        self._announce({"left_chat_member": self._world.bot.json()})
        change_access(self._world, self.chat, Access.KICKED, self.chat.owner)

    def migrate(self) -> None:
        """Makes it a supergroup: a new chat, with a new id and no messages yet."""
        old, world = self.chat, self._world
        new = Chat(_SUPERGROUPS - world.number(), "supergroup", old.names, old.access, old.members)
        world.chats[new.id] = new
        self._announce({"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.chat = new
        self._announce({"migrate_from_chat_id": old.id})

    def _announce(self, content: dict[str, Any]) -> None:
        conversation.speak(self._world, self.chat, self.chat.owner, content, None)

    def _speak(self, person: Person, content: dict[str, Any], reply_to: Message | None = None) -> Message:
        self._check_member(person)
        return conversation.speak(self._world, self.chat, person.user, content, reply_to)

    def _check_member(self, person: Person) -> None:
        if person.id not in self.chat.members:
            raise ValueError(f"{person.user.first_name} is not in the group: join first")
