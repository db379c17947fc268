"""Reply markup held against Telegram's rules.

Telegram publishes no limits on the number of buttons. Those here are what its servers are known to
refuse: more than 100 inline buttons, more than 8 in a row; 300 and 12 for a reply keyboard.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from offline_telegram.errors import bad_request
from offline_telegram.text import checked_link, is_visible, utf16_length
from offline_telegram.world import Chat

_MOST_INLINE_BUTTONS, _WIDEST_INLINE_ROW = 100, 8
_MOST_KEYS, _WIDEST_KEY_ROW = 300, 12
_LONGEST_DATA = 64
_LONGEST_COPIED_TEXT = 256
_LONGEST_PLACEHOLDER = 64
_STYLES = frozenset({"danger", "success", "primary"})
_NOT_ACTIONS = frozenset({"text", "style", "icon_custom_emoji_id"})


def checked_markup(markup: Mapping[str, Any] | None, chat: Chat) -> dict[str, Any] | None:
    """The markup as it is stored; None if nothing is left of it."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], _inline_button, _MOST_INLINE_BUTTONS, _WIDEST_INLINE_ROW)
        return {"inline_keyboard": rows} if rows else None
    for flag in ("remove_keyboard", "force_reply"):
        if flag in markup and not markup[flag]:
            raise bad_request(f"{flag} must be True")
    if "input_field_placeholder" in markup and not (
        1 <= utf16_length(markup["input_field_placeholder"]) <= _LONGEST_PLACEHOLDER
    ):
        raise bad_request("input field placeholder must be of 1 to 64 characters")
    if "keyboard" not in markup:
        return dict(markup)
    rows = _rows(markup["keyboard"], _key, _MOST_KEYS, _WIDEST_KEY_ROW)
    if chat.kind != "private":
        _check_public_keys(rows)
    return {**markup, "keyboard": rows}


def _rows(
    rows: Sequence[Sequence[Mapping[str, Any]]],
    checked: Callable[[Mapping[str, Any]], dict[str, Any]],
    most: int,
    widest: int,
) -> list[list[dict[str, Any]]]:
    if sum(map(len, rows)) > most or max(map(len, rows), default=0) > widest:
        raise bad_request("reply markup is too long")
    return [[checked(button) for button in row] for row in rows if row]


def _check_look(button: Mapping[str, Any], name: str) -> None:
    if not is_visible(button["text"]):
        raise bad_request(f"{name} text must be non-empty")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request(f'{name} style must be one of "danger", "success" and "primary"')


def _inline_button(button: Mapping[str, Any]) -> dict[str, Any]:
    _check_look(button, "inline keyboard button")
    actions = button.keys() - _NOT_ACTIONS
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        )
    if len(actions) > 1:
        raise bad_request(
            f"can't parse inline keyboard button: it has more than one action: {sorted(actions)}"
        )
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 1 <= utf16_length(button["copy_text"]["text"]) <= _LONGEST_COPIED_TEXT:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "url" not in button:
        return dict(button)
    try:
        return {**button, "url": checked_link(button["url"])}
    except ValueError as error:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: {error}") from error


def _key(button: Mapping[str, Any]) -> dict[str, Any]:
    _check_look(button, "keyboard button")
    if button.get("request_contact") and button.get("request_location"):
        raise bad_request("can't parse keyboard button: it has more than one action")
    return dict(button)


def _check_public_keys(rows: Sequence[Sequence[Mapping[str, Any]]]) -> None:
    keys = [key for row in rows for key in row]
    if any(key.get("request_contact") for key in keys):
        raise bad_request("phone number can be requested in private chats only")
    if any(key.get("request_location") for key in keys):
        raise bad_request("location can be requested in private chats only")
