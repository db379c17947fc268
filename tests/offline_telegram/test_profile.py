"""What the bot says about itself."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, Person

_START = {"command": "start", "description": "Begin"}
_STOP = {"command": "stop", "description": "End"}


def _set(telegram: LocalTelegram, *commands: dict[str, str], **params: Any) -> None:
    telegram.call("setMyCommands", {"commands": list(commands), **params})


def test_get_me(telegram: LocalTelegram) -> None:
    """The bot learns its name, and whether privacy mode is on."""
    me = telegram.call("getMe")
    assert (me["id"], me["is_bot"], me["username"]) == (1, True, "offline_bot")
    assert me["can_read_all_group_messages"] is False
    assert me["supports_inline_queries"]
    assert me["supports_guest_queries"]


def test_commands_by_scope_and_language(telegram: LocalTelegram, ada: Person) -> None:
    """Each scope and language has its own list, and no other."""
    private = {"type": "all_private_chats"}
    _set(telegram, _START)
    _set(telegram, _STOP, scope=private, language_code="de")
    assert telegram.call("getMyCommands") == [_START]
    assert telegram.call("getMyCommands", {"scope": private}) == []
    assert telegram.call("getMyCommands", {"scope": private, "language_code": "de"}) == [_STOP]
    telegram.call("deleteMyCommands", {"scope": private, "language_code": "de"})
    assert telegram.call("getMyCommands", {"scope": private, "language_code": "de"}) == []
    _set(telegram)
    assert ada.commands == []


def test_people_see_the_narrowest_scope(telegram: LocalTelegram, ada: Person) -> None:
    """The menu is that of the chat before those of private chats and of all, the own language first."""
    assert ada.commands == []
    _set(telegram, _START)
    assert ada.commands == [_START]
    _set(telegram, _STOP, scope={"type": "all_private_chats"}, language_code="de")
    assert ada.commands == [_START]
    _set(telegram, _STOP, scope={"type": "all_private_chats"}, language_code="en")
    assert ada.commands == [_STOP]
    _set(telegram, _START, _STOP, scope={"type": "chat", "chat_id": ada.id})
    assert ada.commands == [_START, _STOP]


def test_groups_see_theirs(telegram: LocalTelegram, ada: Person) -> None:
    """The owner of a group is offered what administrators are, others what everybody is."""
    bob = telegram.person("Bob")
    chat = telegram.group("Runners", ada, bob).chat
    _set(telegram, _START, scope={"type": "all_group_chats"})
    _set(telegram, _STOP, scope={"type": "all_chat_administrators"})
    assert telegram.profile.menu(chat, ada.user) == [_STOP]
    assert telegram.profile.menu(chat, bob.user) == [_START]
    _set(telegram, _START, scope={"type": "chat_member", "chat_id": chat.id, "user_id": ada.id})
    assert telegram.profile.menu(chat, ada.user) == [_START]


@pytest.mark.parametrize(
    ("commands", "error"),
    [
        ([_START] * 101, "BOT_COMMANDS_TOO_MUCH"),
        ([_START | {"command": "Start"}], "BOT_COMMAND_INVALID"),
        ([_START | {"command": "/start"}], "BOT_COMMAND_INVALID"),
        ([_START | {"command": "x" * 33}], "BOT_COMMAND_INVALID"),
        ([_START | {"description": ""}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([_START | {"description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
def test_bad_commands(telegram: LocalTelegram, commands: list[dict[str, str]], error: str) -> None:
    """Telegram's limits for commands hold."""
    with pytest.raises(ApiError, match=error):
        _set(telegram, *commands)


@pytest.mark.parametrize(
    "params",
    [
        {"language_code": "english"},
        {"scope": {"type": "everybody"}},
        {"scope": {"type": "chat"}},
        {"scope": {"type": "chat", "chat_id": 5}},
    ],
)
def test_bad_scopes(telegram: LocalTelegram, params: dict[str, Any]) -> None:
    """A scope or language that does not exist is refused."""
    with pytest.raises(ApiError):
        _set(telegram, _START, **params)


@pytest.mark.parametrize(
    ("name", "field", "longest"),
    [("Description", "description", 512), ("ShortDescription", "short_description", 120)],
)
def test_descriptions(telegram: LocalTelegram, name: str, field: str, longest: int) -> None:
    """Descriptions have a language and a limit."""
    text = "x" * longest
    telegram.call(f"setMy{name}", {field: text, "language_code": "de"})
    assert telegram.call(f"getMy{name}", {"language_code": "de"}) == {field: text}
    assert telegram.call(f"getMy{name}") == {field: ""}
    with pytest.raises(ApiError, match="too long"):
        telegram.call(f"setMy{name}", {field: text + "x"})
