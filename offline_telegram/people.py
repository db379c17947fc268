"""People with their private chats, and groups."""

from typing import Any

from offline_telegram import conversation, queries, reactions
from offline_telegram.access import GENERAL, Access, change_access
from offline_telegram.files import made_up, sample
from offline_telegram.world import Chat, InlineQuery, Message, Press, Topic, User, World

_SUPERGROUPS = -1_000_000_000_000
_BLUE = 0x6FB9F0
"""The colour of a new topic."""


class Person:
    """Someone who talks to the bot. Their first message is what lets it write back."""

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
        self, kind: str, *, reply_to: Message | None = None, caption: str = "", album: str = "", **fields: Any
    ) -> Message:
        """Sends a voice message, photo, sticker, location, contact, ...; the fields win over made-up ones.

        Messages with the same `album` are shown as one by Telegram's apps.
        """
        content = sample(kind, self._world.add_file(kind, made_up(kind)), fields)
        together = {"media_group_id": album} if album else {}
        return self._speak(content | conversation.captioned(caption) | together, reply_to)

    def inline(self, text: str) -> InlineQuery:
        """Types the bot's name and a text in some chat, and waits for what is listed."""
        return queries.ask(self._world, self.user, text)

    def choose(self, query: InlineQuery, wanted: str) -> Message:
        """Posts what an inline query lists under that id or title, in the chat with the bot."""
        self._begin()
        return conversation.choose(self._world, self.chat, query, wanted)

    def edit(self, message: Message, text: str) -> None:
        """Edits the text or the caption of a message of this person."""
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

    def react(self, emoji: str, message: Message | None = None) -> None:
        """Puts an emoji under a message, the bot's newest if none is given; "" takes it away again."""
        self._check_access()
        reactions.react(self._world, self.user, message or self.last, emoji)

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
        """Sending anything lets the bot write back."""
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

    def say(
        self, person: Person, text: str, *, reply_to: Message | None = None, topic: Topic | None = None
    ) -> Message:
        """Writes a text message. Where the bot is not, one with its name summons it as a guest."""
        return self._speak(person, conversation.written(text), reply_to, topic)

    def choose(self, person: Person, query: InlineQuery, wanted: str) -> Message:
        """Posts what an inline query of a person lists under that id or title."""
        self._check_member(person)
        return conversation.choose(self._world, self.chat, query, wanted)

    def send(  # noqa: PLR0913 - what a message is made of
        self,
        person: Person,
        kind: str,
        *,
        reply_to: Message | None = None,
        topic: Topic | None = None,
        caption: str = "",
        album: str = "",
        **fields: Any,
    ) -> Message:
        """Sends a voice message, photo, sticker, ..., as `Person.send` does."""
        content = sample(kind, self._world.add_file(kind, made_up(kind)), fields)
        together = {"media_group_id": album} if album else {}
        return self._speak(person, content | conversation.captioned(caption) | together, reply_to, topic)

    def edit(self, person: Person, message: Message, text: str) -> None:
        """Edits a text message of this person."""
        conversation.rewrite(self._world, person.user, message, text)

    def tap(self, person: Person, wanted: str, message: Message | None = None) -> Press:
        """Presses the inline button of that text or data, in the given message or the newest that has it."""
        self._check_member(person)
        found, data = conversation.button([message] if message else self.inbox, wanted)
        return conversation.press(self._world, person.user, found, data)

    def react(self, person: Person, emoji: str, message: Message | None = None) -> None:
        """Puts a person's emoji under a message, as `Person.react` does; the bot is not told of it."""
        self._check_member(person)
        reactions.react(self._world, person.user, message or self.last, emoji)

    def join(self, person: Person) -> Message:
        """Adds a person."""
        self.chat.members[person.id] = person.user
        return self._speak(person, {"new_chat_members": [person.user.json()]})

    def leave(self, person: Person) -> Message:
        """Removes a person."""
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

    @property
    def general(self) -> Topic:
        """The topic that every forum has; what is written without a topic goes there."""
        return self.chat.topics[GENERAL]

    def enable_topics(self) -> None:
        """Makes it a forum, and a supergroup first if it is none."""
        if self.chat.kind != "supergroup":
            self.migrate()
        self.chat.topics[GENERAL] = Topic(GENERAL, "General")

    def open_topic(self, name: str) -> Topic:
        """The owner opens a topic."""
        number = len(self.chat.messages) + 1
        topic = self.chat.topics[number] = Topic(number, name)
        self._announce({"forum_topic_created": {"name": name, "icon_color": _BLUE}}, topic)
        return topic

    def close_topic(self, topic: Topic) -> None:
        """From now on only the owner writes there."""
        self._announce({"forum_topic_closed": {}}, topic)
        topic.closed = True

    def reopen_topic(self, topic: Topic) -> None:
        """Everybody writes there again."""
        topic.closed = False
        self._announce({"forum_topic_reopened": {}}, topic)

    def delete_topic(self, topic: Topic) -> None:
        """It is gone with its messages, of which the bot hears nothing."""
        if topic is self.general:
            raise ValueError("General cannot be deleted")
        del self.chat.topics[topic.id]
        for message in self.chat.messages.values():
            message.deleted = message.deleted or message.topic is topic

    def _announce(self, content: dict[str, Any], topic: Topic | None = None) -> None:
        conversation.speak(self._world, self.chat, self.chat.owner, content, None, topic=topic)

    def _speak(
        self,
        person: Person,
        content: dict[str, Any],
        reply_to: Message | None = None,
        topic: Topic | None = None,
    ) -> Message:
        self._check_member(person)
        topic = topic or (reply_to.topic if reply_to else self.chat.topics.get(GENERAL))
        if topic and self.chat.topics.get(topic.id) is not topic:
            raise ValueError(f"the topic {topic.name} is not there")
        if topic and topic.closed and person.user != self.chat.owner:
            raise ValueError(f"the topic {topic.name} is closed")
        return conversation.speak(self._world, self.chat, person.user, content, reply_to, topic=topic)

    def _check_member(self, person: Person) -> None:
        if person.id not in self.chat.members:
            raise ValueError(f"{person.user.first_name} is not in the group: join first")
