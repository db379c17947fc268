"""The text of a request, with its formatting."""

from collections.abc import Mapping
from typing import Any

from offline_telegram.detection import detected
from offline_telegram.errors import bad_request, misuse
from offline_telegram.markup import read
from offline_telegram.text import Span, is_visible, tidy, to_entities, to_spans, utf16_length
from offline_telegram.world import World

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_OTHER_PARSE_MODES = frozenset({"markdown", "markdownv2"})
_ENTITY_KINDS = frozenset(
    {
        "blockquote",
        "bold",
        "bot_command",
        "cashtag",
        "code",
        "custom_emoji",
        "date_time",
        "email",
        "expandable_blockquote",
        "hashtag",
        "italic",
        "mention",
        "phone_number",
        "pre",
        "spoiler",
        "strikethrough",
        "text_link",
        "text_mention",
        "underline",
        "url",
    },
)
_REQUIRED_DETAILS = {
    "custom_emoji": "custom_emoji_id",
    "date_time": "unix_time",
    "text_link": "url",
    "text_mention": "user",
}


def text_content(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """The `text` and `entities` of a message, from the parameters of the same names and the parse mode."""
    text, entities = _formatted(world, params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > _LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def caption_content(world: World, params: Mapping[str, Any]) -> dict[str, Any]:
    """The `caption` and `caption_entities` of a message; nothing if there is no caption."""
    text, entities = _formatted(world, params, "caption", "caption_entities")
    if utf16_length(text) > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def _formatted(
    world: World,
    params: Mapping[str, Any],
    text_name: str,
    entities_name: str,
) -> tuple[str, list[dict[str, Any]]]:
    source, marked = params.get(text_name, ""), params.get(entities_name, ())
    mode = params.get("parse_mode", "").lower()
    if mode and marked:
        raise misuse(f'"parse_mode" and "{entities_name}" exclude each other')
    if mode in _OTHER_PARSE_MODES:
        raise misuse(f'parse_mode "{params["parse_mode"]}" is not modelled by the local Telegram: use HTML')
    if mode not in {"", "html"}:
        raise bad_request("unsupported parse_mode")
    for entity in marked:
        if entity["type"] not in _ENTITY_KINDS:
            raise bad_request(f'can\'t parse MessageEntity: type "{entity["type"]}" is unsupported')
        detail = _REQUIRED_DETAILS.get(entity["type"])
        if detail and detail not in entity:
            raise bad_request(f"can't parse MessageEntity: can't find field \"{detail}\"")
    text, spans = read(source) if mode else (source, to_spans(source, marked))
    text, spans = tidy(text, [_introduced(world, span) for span in spans])
    if not is_visible(text):
        return "", []
    return text, to_entities(text, [*spans, *detected(text, spans)])


def _introduced(world: World, span: Span) -> Span:
    """A mention by id with the whole User object in it."""
    if span.kind != "text_mention":
        return span
    user = world.users.get(span.details["user"]["id"])
    if user is None:
        raise bad_request("can't parse entities: user not found")
    return Span(span.kind, span.start, span.end, {"user": user.json()})
