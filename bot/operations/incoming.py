"""What Telegram sends, checked before python-telegram-bot reads it, so that nothing of it reaches a log."""

import json
import logging
from typing import Any

from telegram import Bot, Update
from telegram.error import NetworkError

_MESSAGES = ("message", "edited_message", "guest_message")
UNREADABLE = "unreadable"
"""What stands, beside its number, in an update whose content could not be read."""

_LOGGER = logging.getLogger(__name__)


def read_update(fields: dict[str, Any], bot: Bot | None = None) -> Update:
    """The update in an object with an `update_id`.

    One that python-telegram-bot cannot read is returned without its content: handled like any other, it gets
    no answer, is counted, and does not come again.
    """
    read_captions(fields)
    try:
        return Update.de_json(fields, bot)
    except Exception as error:  # noqa: BLE001 - an object of a wrong shape raises whatever it comes upon
        # The kind of the error alone: its text may quote a message.
        _LOGGER.error(  # noqa: TRY400 - see above
            "update %s cannot be read and is skipped (%s): a newer python-telegram-bot may know its form",
            fields["update_id"],
            type(error).__name__,
        )
        return Update(fields["update_id"], api_kwargs={UNREADABLE: True})


def read_captions(fields: dict[str, Any]) -> bool:
    """Let what stands under a picture or a file be the text of its message, as people mean it.

    Whether there was any: commands, names and questions in it are then found where those of texts are.
    """
    found = False
    for kind in _MESSAGES:
        message = fields.get(kind)
        if isinstance(message, dict) and isinstance(message.get("caption"), str) and "text" not in message:
            message["text"] = message["caption"]
            message["entities"] = message.get("caption_entities", [])
            found = True
    return found


def is_unreadable(update: object) -> bool:
    """Whether it is an update whose content could not be read."""
    return isinstance(update, Update) and UNREADABLE in update.api_kwargs


def checked(method: str, status: int, body: bytes) -> bytes:
    """The body of an answer of the Bot API, such that python-telegram-bot can read all of it.

    Raises a NetworkError for a success that is none of the Bot API's: after that python-telegram-bot pauses
    before it asks again, for longer each time. What it takes for an answer it reads without a pause, and what
    it cannot read it would log in full.
    """
    answer = _json(body)
    if not 200 <= status < 300:  # noqa: PLR2004 - the successes of HTTP
        if isinstance(answer, dict):
            return body
        if 400 <= status < 500:  # noqa: PLR2004 - or it would be taken for a refusal of Telegram's
            raise NetworkError("Invalid server response: the Bot API does not answer like this")
        return b"{}"
    if not isinstance(answer, dict) or answer.get("ok") is not True or "result" not in answer:
        raise NetworkError("Invalid server response: the Bot API does not answer like this")
    return _readable(answer, body) if method == "getUpdates" else body


def _readable(answer: dict[str, Any], body: bytes) -> bytes:
    """An answer to getUpdates, with nothing but the numbers of updates that cannot be read."""
    updates = answer["result"]
    if not isinstance(updates, list) or not all(map(_is_update, updates)):
        raise NetworkError("Invalid server response: what should be updates has no numbers")
    captions = sum(map(read_captions, updates))
    read = [read_update(fields) for fields in updates]
    if not captions and not any(map(is_unreadable, read)):
        return body
    kept = [
        {"update_id": update.update_id, UNREADABLE: True} if is_unreadable(update) else fields
        for update, fields in zip(read, updates, strict=True)
    ]
    return json.dumps({"ok": True, "result": kept}).encode()


def _is_update(fields: object) -> bool:
    return isinstance(fields, dict) and isinstance(fields.get("update_id"), int)


def _json(body: bytes) -> object:
    try:
        return json.loads(body.decode(errors="replace"))
    except (ValueError, RecursionError):
        return None
