"""What people do in a chat, and how much of it the bot hears."""

from typing import Any

from offline_telegram import queries
from offline_telegram.access import Access
from offline_telegram.formatting import detected
from offline_telegram.text import is_visible, tidy, to_entities, utf16_length
from offline_telegram.world import SERVICE, Chat, InlineQuery, Message, Press, Topic, User, World

_LONGEST_TEXT = 4096
_FILES = ("animation", "audio", "document", "photo", "video", "voice")
"""What may have a caption."""


def written(text: str) -> dict[str, Any]:
    """The content of a text message, with the entities that Telegram finds in it."""
    text, _ = tidy(text)
    if not is_visible(text):
        raise ValueError("Telegram's apps send no empty messages")
    if utf16_length(text) > _LONGEST_TEXT:
        raise ValueError(
            f"a message holds {_LONGEST_TEXT} characters: say it in parts, as Telegram's apps do"
        )
    entities = to_entities(text, detected(text))
    return {"text": text} | ({"entities": entities} if entities else {})


def captioned(caption: str) -> dict[str, Any]:
    """What stands under a picture or a file, with the entities that Telegram finds in it."""
    if not caption:
        return {}
    content = written(caption)
    entities = {"caption_entities": content["entities"]} if "entities" in content else {}
    return {"caption": content["text"], **entities}


def speak(  # noqa: PLR0913 - what a message is made of
    world: World,
    chat: Chat,
    person: User,
    content: dict[str, Any],
    reply_to: Message | None,
    *,
    topic: Topic | None = None,
) -> Message:
    """Posts a person's message, and hands it to the bot if the bot may hear it."""
    message = world.post(chat, person, content, reply_to, topic)
    _hand_over(world, message)
    return message


def choose(world: World, chat: Chat, query: InlineQuery, wanted: str) -> Message:
    """Posts the result of an inline query with that id or title."""
    result = queries.chosen(query, wanted)
    content = result["content"] | {"via_bot": world.bot.json()}
    message = world.post(chat, query.person, content)
    message.reply_markup = result["reply_markup"]
    _hand_over(world, message)
    return message


def rewrite(world: World, person: User, message: Message, text: str) -> None:
    """Edits a person's own message: its text, or what stands under its picture or file."""
    if message.sender != person or not ({"text", *_FILES} & message.content.keys()):
        raise ValueError("people edit texts and captions of their own")
    kept = {
        key: value
        for key, value in message.content.items()
        if key not in {"entities", "caption", "caption_entities"}
    }
    message.content = kept | (written(text) if "text" in kept else captioned(text))
    message.edited = world.now()
    if _is_heard(world, message):
        world.updates.add("edited_message", message.json())


def press(world: World, person: User, message: Message, data: str) -> Press:
    """Sends a callback query."""
    pressed = Press(str(world.number()), person, message, data, world.now())
    world.presses[pressed.id] = pressed
    world.updates.add("callback_query", pressed.json())
    return pressed


def shown(world: World, chat: Chat) -> list[Message]:
    """The bot's messages in a chat as they are now."""
    return [
        message for message in chat.messages.values() if message.sender == world.bot and not message.deleted
    ]


def newest(messages: list[Message]) -> Message:
    """The last one of the bot's messages."""
    if not messages:
        raise LookupError("the bot has not written in this chat")
    return messages[-1]


def button(messages: list[Message], wanted: str) -> tuple[Message, str]:
    """The newest message with a button of that text or data, and the button's data."""
    for message in reversed(messages):
        for found in (each for row in message.buttons for each in row):
            if wanted not in {found["text"], found.get("callback_data")}:
                continue
            if "callback_data" not in found:
                raise LookupError(f'the bot does not learn of a tap on "{wanted}": {found}')
            return message, found["callback_data"]
    labels = [found["text"] for message in messages for row in message.buttons for found in row]
    raise LookupError(f'no button "{wanted}" is shown, only {labels}')


def _hand_over(world: World, message: Message) -> None:
    if _is_heard(world, message):
        world.updates.add("message", message.json())
    elif _is_summons(world, message):
        queries.summon(world, message)


def _is_heard(world: World, message: Message) -> bool:
    chat, content = message.chat, message.content
    if chat.access is not Access.OPEN:
        return False
    if chat.kind == "private" or not world.privacy_mode or "via_bot" in content or SERVICE & content.keys():
        return True
    if message.reply_to and message.reply_to.sender == world.bot:
        return True
    return any(_is_meant(world, entity, message) for entity in message.entities)


def _is_meant(world: World, entity: dict[str, Any], message: Message) -> bool:
    """Whether an entity of a message calls the bot: its command at the start, or its name anywhere."""
    _, _, name = _written(entity, message).partition("@")
    is_mine = name == (world.bot.username or "").lower()
    if entity["type"] == "bot_command":
        return entity["offset"] == 0 and (is_mine or not name)
    return entity["type"] == "mention" and is_mine and world.mentions_arrive


def _is_summons(world: World, message: Message) -> bool:
    """Whether a message mentions the bot in a chat that it is not in."""
    name = f"@{world.bot.username}".lower()
    is_out = message.chat.access is Access.LEFT
    return is_out and any(
        entity["type"] == "mention" and _written(entity, message) == name for entity in message.entities
    )


def _written(entity: dict[str, Any], message: Message) -> str:
    """The text of an entity, in lower case."""
    units = message.text.encode("utf-16-le")
    begin, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
    return units[begin:end].decode("utf-16-le").lower()
