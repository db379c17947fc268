"""The text of a request with its formatting, marked up by the bot or found by Telegram."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from offline_telegram.errors import bad_request, misuse
from offline_telegram.html_markup import read
from offline_telegram.markdown_markup import read_legacy, read_version_2
from offline_telegram.text import TextSpan, is_visible, tidy, to_entities, to_spans, utf16_length
from offline_telegram.world import World

# The patterns are tried in this order, and none claims what an earlier one has.
_PATTERNS = {
    "url": re.compile(
        r"https?://[^\s<>\"]*[\w/#=&%-]"
        r"|(?<![\w@./-])(?:[\w-]+\.)+(?:com|org|net|info|gov|edu|io|me|eu|uk|de)\b(?:/[^\s<>\"]*[\w/#=&%-])?(?!@)",
        re.IGNORECASE,
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}\b", re.IGNORECASE),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>])"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z0-9_]{3,32}(?!\w)"),
    "hashtag": re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,255}"),
}
_OPAQUE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji", "date_time"})
_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_MARKDOWN = {"markdown": read_legacy, "markdownv2": read_version_2}
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


def detected(text: str, spans: Sequence[TextSpan] = ()) -> Iterator[TextSpan]:
    """The entities that Telegram finds on its own, outside of those that hide them."""
    taken = [span for span in spans if span.kind in _OPAQUE]
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(text):
            span = TextSpan(kind, match.start(), match.end())
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
                yield span


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
        world.overlook(f'"parse_mode" and "{entities_name}" exclude each other')
    if mode not in {"", "html", *_MARKDOWN}:
        raise bad_request("unsupported parse_mode")
    if mode in _MARKDOWN and not world.lenient:
        raise misuse(f'parse_mode "{params["parse_mode"]}" is for bots over HTTP: use HTML')
    for entity in marked:
        if entity["type"] not in _ENTITY_KINDS:
            raise bad_request(f'can\'t parse MessageEntity: type "{entity["type"]}" is unsupported')
        detail = _REQUIRED_DETAILS.get(entity["type"])
        if detail and detail not in entity:
            raise bad_request(f"can't parse MessageEntity: can't find field \"{detail}\"")
    if mode in _MARKDOWN:
        text, spans = _MARKDOWN[mode](source, world.overlook)
    elif mode:
        text, spans = read(source, world.overlook if world.lenient else None)
    else:
        text, spans = source, to_spans(source, marked)
    text, spans = tidy(text, [each for span in spans if (each := _introduced(world, span))])
    if not is_visible(text):
        return "", []
    return text, to_entities(text, [*spans, *detected(text, spans)])


def _introduced(world: World, span: TextSpan) -> TextSpan | None:
    """A mention by id with the whole User object in it; None if there is no such user."""
    if span.kind != "text_mention":
        return span
    user = world.users.get(span.details["user"]["id"])
    if user:
        return TextSpan(span.kind, span.start, span.end, {"user": user.json()})
    if not world.lenient:
        raise bad_request("can't parse entities: user not found")
    return None
