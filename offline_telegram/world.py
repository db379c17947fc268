"""Everything the offline Telegram remembers."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any, Literal

from offline_telegram.access import GENERAL, Access
from offline_telegram.errors import misuse
from offline_telegram.files import Upload
from offline_telegram.profile import Profile
from offline_telegram.updates import UpdateQueue

Json = dict[str, Any]
SERVICE = frozenset(
    {
        "forum_topic_closed",
        "forum_topic_created",
        "forum_topic_reopened",
        "left_chat_member",
        "migrate_from_chat_id",
        "migrate_to_chat_id",
        "new_chat_members",
    },
)
"""Content of service messages."""


@dataclass(frozen=True)
class User:
    """A person or a bot, with the fields of the Bot API's User."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False

    def json(self) -> Json:
        """The User object."""
        return {key: value for key, value in vars(self).items() if value is not None}


@dataclass(eq=False)
class Topic:
    """A part of a forum. Its id is that of the message which opened it."""

    id: int
    name: str
    closed: bool = False


@dataclass(eq=False)
class Message:
    """A message as it is stored now; `content` holds the fields of the Bot API's Message that are its own."""

    id: int
    chat: "Chat"
    sender: User
    date: datetime
    content: Json
    reply_to: "Message | None" = None
    topic: Topic | None = None
    """None in a chat without topics."""
    reply_markup: Json | None = None
    silent: bool = False
    file: Upload | str | None = None
    edited: datetime | None = None
    deleted: bool = False
    reaction: str | None = None
    """The emoji the bot has put under it."""
    reactions: dict[int, str] = field(default_factory=dict)
    """The emoji that people have put under it, by the numbers of the people."""

    @property
    def text(self) -> str:
        """The text or the caption, without formatting."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[Json]:
        """The formatting of `text`: MessageEntity objects with UTF-16 offsets."""
        name = "entities" if "text" in self.content else "caption_entities"
        entities: list[Json] = self.content.get(name, [])
        return entities

    @property
    def buttons(self) -> list[list[Json]]:
        """The rows of its inline keyboard."""
        rows: list[list[Json]] = (self.reply_markup or {}).get("inline_keyboard", [])
        return rows

    def json(self, *, nested: bool = False) -> Json:
        """The Message object; one that is nested in another names no reply of its own."""
        fields: Json = {
            "message_id": self.id,
            "from": self.sender.json(),
            "chat": self.chat.json(),
            "date": int(self.date.timestamp()),
            **self.content,
        }
        if self.edited:
            fields["edit_date"] = int(self.edited.timestamp())
        replied = self.reply_to
        if self.topic and self.topic.id != GENERAL:
            fields |= {"message_thread_id": self.topic.id, "is_topic_message": True}
            if self.id != self.topic.id:  # Telegram takes all of a topic for replies to its beginning.
                replied = replied or self.chat.messages[self.topic.id]
        if replied and not nested and not replied.deleted:
            fields["reply_to_message"] = replied.json(nested=True)
        if self.buttons:
            fields["reply_markup"] = self.reply_markup
        return fields


@dataclass(eq=False)
class Chat:
    """A conversation and what was said in it. A private chat has the id of its person."""

    id: int
    kind: Literal["private", "group", "supergroup"]
    names: Mapping[str, str]
    access: Access
    members: dict[int, User] = field(default_factory=dict)
    """The people in it; the first one owns a group."""
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: Json | None = None
    """The reply keyboard that is shown."""
    migrated_to: int | None = None
    pinned: list[Message] = field(default_factory=list)
    """Oldest first."""
    topics: dict[int, Topic] = field(default_factory=dict)
    """By id; none in a chat that is no forum."""

    @property
    def owner(self) -> User:
        """Who made the group."""
        return next(iter(self.members.values()))

    def json(self) -> Json:
        """The Chat object."""
        forum = {"is_forum": True} if self.topics else {}
        return {"id": self.id, "type": self.kind, **self.names, **forum}


@dataclass(frozen=True)
class TapAnswer:
    """What a person sees after pressing a button."""

    text: str
    alert: bool
    url: str | None


@dataclass(eq=False)
class Press:
    """A pressed button: a callback query, and its answer once there is one."""

    id: str
    person: User
    message: Message
    data: str
    at: datetime
    answer: TapAnswer | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    def json(self) -> Json:
        """The CallbackQuery object."""
        chat = self.message.chat
        inaccessible = {"chat": chat.json(), "message_id": self.message.id, "date": 0}
        return {
            "id": self.id,
            "from": self.person.json(),
            "message": inaccessible if self.message.deleted else self.message.json(),
            "chat_instance": str(chat.id * 1_000_003),
            "data": self.data,
        }


@dataclass(frozen=True)
class InlineAnswer:
    """What is listed for an inline query; a result has the `content` of its message beside its own fields."""

    results: tuple[Json, ...]
    button: Json | None
    until: datetime
    """Until when Telegram shows it for the same text without asking the bot."""


@dataclass(eq=False)
class InlineQuery:
    """A text typed behind the bot's name, and the answer once there is one."""

    id: str
    person: User
    text: str
    at: datetime
    answer: InlineAnswer | None = None

    @property
    def results(self) -> tuple[Json, ...]:
        """What is listed; a LookupError if the bot has not answered."""
        if self.answer is None:
            raise LookupError(f'the bot has not answered "{self.text}"')
        return self.answer.results

    def json(self) -> Json:
        """The InlineQuery object."""
        return {"id": self.id, "from": self.person.json(), "query": self.text, "offset": ""}


@dataclass(eq=False)
class GuestQuery:
    """A message that calls the bot into a chat it is not in, and its answer once there is one."""

    id: str
    message: Message
    answer: Message | None = None


class World:
    """The state of the server, without behaviour beyond bookkeeping."""

    def __init__(
        self,
        now: Callable[[], datetime],
        bot: User,
        *,
        privacy_mode: bool,
        mentions_arrive: bool,
        tell: Callable[[str], None],
    ) -> None:
        self.now = now
        self.bot = bot
        self.privacy_mode = privacy_mode
        self.mentions_arrive = mentions_arrive
        self.tell = tell
        """Receives every refusal, and once each thing that is overlooked."""
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.files: dict[str, Upload | None] = {}
        """By file_id; None for one that the bot did not upload."""
        self.inline_queries: dict[str, InlineQuery] = {}
        self.inline_answers: dict[tuple[str, int], InlineAnswer] = {}
        """Cached answers, by text and the id of the only person they are for, or 0."""
        self.guest_queries: dict[str, GuestQuery] = {}
        self.lenient = False
        """Whether the current request may hold what Telegram ignores."""
        self.overlooked: Counter[str] = Counter()
        """What lenient requests held without effect, with counts."""
        self.profile = Profile()
        self.updates = UpdateQueue(now)
        self._numbers = count(1)
        self._message_ids = count(1)

    def overlook(self, what: str) -> None:
        """Notes what Telegram ignores; raises misuse unless the request is lenient."""
        if not self.lenient:
            raise misuse(what)
        if what not in self.overlooked:
            self.tell(what)
        self.overlooked[what] += 1

    def number(self) -> int:
        """A number that nothing else has."""
        return next(self._numbers)

    def add_file(self, kind: str, upload: Upload | None = None) -> str:
        """The file_id of a file that Telegram keeps from now on."""
        file_id = f"{kind}-{self.number()}"
        self.files[file_id] = upload
        return file_id

    def post(
        self,
        chat: Chat,
        sender: User,
        content: Json,
        reply_to: Message | None = None,
        topic: Topic | None = None,
    ) -> Message:
        """Stores a new message. Supergroups count their own messages; the other chats share one count.

        Without a topic, it goes to that of the message which it replies to, or to General.
        """
        if topic is None:
            topic = reply_to.topic if reply_to else chat.topics.get(GENERAL)
        number = len(chat.messages) + 1 if chat.kind == "supergroup" else next(self._message_ids)
        message = Message(number, chat, sender, self.now(), content, reply_to, topic)
        chat.messages[number] = message
        return message
