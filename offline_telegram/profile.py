"""What the bot says about itself: its commands and descriptions, by language."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from offline_telegram.access import known_chat
from offline_telegram.errors import bad_request
from offline_telegram.text import utf16_length

if TYPE_CHECKING:
    from offline_telegram.world import Chat, User, World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_MOST_COMMANDS = 100
_LONGEST_COMMAND_DESCRIPTION = 256
_LONGEST_DESCRIPTION = 512
_LONGEST_SHORT_DESCRIPTION = 120
_LONGEST_NAME = 64
_MENU_BUTTONS = frozenset({"commands", "default", "web_app"})
_WIDE_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
_CHAT_SCOPES = frozenset({"chat", "chat_administrators"})

_Scope = tuple[str, int, int]
_DEFAULT: _Scope = ("default", 0, 0)


class Profile:
    """The bot's texts. The language "" is for everybody whose own has none."""

    def __init__(self) -> None:
        self.commands: dict[tuple[_Scope, str], list[dict[str, str]]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.menu_buttons: dict[int, dict[str, Any]] = {}
        """By chat; 0 is the default."""

    def menu(self, chat: "Chat", person: "User") -> list[dict[str, str]]:
        """The commands a person is offered in a chat: those of the narrowest scope, their language first."""
        scopes: list[_Scope] = [("chat_member", chat.id, person.id)]
        if chat.kind == "private":
            scopes += [("chat", chat.id, 0), ("all_private_chats", 0, 0)]
        else:
            owner = chat.owner == person
            scopes += [("chat_administrators", chat.id, 0)] if owner else []
            scopes += [("chat", chat.id, 0)]
            scopes += [("all_chat_administrators", 0, 0)] if owner else []
            scopes += [("all_group_chats", 0, 0)]
        for scope in [*scopes, _DEFAULT]:
            for language in (person.language_code or "", ""):
                if (scope, language) in self.commands:
                    return self.commands[scope, language]
        return []


def get_me(world: "World", _: Mapping[str, Any]) -> dict[str, Any]:
    """The bot's User object, with the fields that only getMe has."""
    return world.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_guest_queries": True,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def set_my_commands(world: "World", params: Mapping[str, Any]) -> bool:
    """Sets the commands of a scope and a language; an empty list takes them away."""
    key = _commands_key(world, params)
    commands = params["commands"]
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(command["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16_length(command["description"]) <= _LONGEST_COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if commands:
        world.profile.commands[key] = [dict(command) for command in commands]
    else:
        world.profile.commands.pop(key, None)
    return True


def get_my_commands(world: "World", params: Mapping[str, Any]) -> list[dict[str, str]]:
    """The commands of exactly this scope and language."""
    return world.profile.commands.get(_commands_key(world, params), [])


def delete_my_commands(world: "World", params: Mapping[str, Any]) -> bool:
    """Takes the commands of a scope and a language away."""
    world.profile.commands.pop(_commands_key(world, params), None)
    return True


def _commands_key(world: "World", params: Mapping[str, Any]) -> tuple[_Scope, str]:
    return _scope(world, params.get("scope", {"type": "default"})), _language(params)


def _scope(world: "World", scope: Mapping[str, Any]) -> _Scope:
    kind = scope["type"]
    if kind in _WIDE_SCOPES and scope.keys() == {"type"}:
        return kind, 0, 0
    if kind in _CHAT_SCOPES and scope.keys() == {"type", "chat_id"}:
        return kind, known_chat(world, scope["chat_id"]).id, 0
    if kind == "chat_member" and scope.keys() == {"type", "chat_id", "user_id"}:
        return kind, known_chat(world, scope["chat_id"]).id, scope["user_id"]
    raise bad_request("can't parse BotCommandScope: Unsupported type specified")


def _language(params: Mapping[str, Any]) -> str:
    language: str = params.get("language_code", "")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


def set_my_description(world: "World", params: Mapping[str, Any]) -> bool:
    """Sets the text of the empty chat."""
    return _describe(world.profile.descriptions, params, "description", _LONGEST_DESCRIPTION)


def set_my_short_description(world: "World", params: Mapping[str, Any]) -> bool:
    """Sets the text of the profile page."""
    return _describe(
        world.profile.short_descriptions, params, "short_description", _LONGEST_SHORT_DESCRIPTION
    )


def set_my_name(world: "World", params: Mapping[str, Any]) -> bool:
    """Sets the name that people of a language see; an empty one takes it away."""
    return _describe(world.profile.names, params, "name", _LONGEST_NAME)


def set_chat_menu_button(world: "World", params: Mapping[str, Any]) -> bool:
    """Sets the button beside the input field, of a private chat or of all."""
    button = params.get("menu_button", {"type": "default"})
    if button["type"] not in _MENU_BUTTONS:
        raise bad_request("can't parse menu button: Unsupported type specified")
    world.profile.menu_buttons[params.get("chat_id", 0)] = dict(button)
    return True


def get_chat_menu_button(world: "World", params: Mapping[str, Any]) -> dict[str, Any]:
    """The MenuButton object."""
    buttons = world.profile.menu_buttons
    return buttons.get(params.get("chat_id", 0)) or buttons.get(0) or {"type": "commands"}


def _describe(texts: dict[str, str], params: Mapping[str, Any], name: str, longest: int) -> bool:
    text = params.get(name, "")
    if utf16_length(text) > longest:
        raise bad_request(f"{name} is too long")
    texts[_language(params)] = text
    return True


def get_my_description(world: "World", params: Mapping[str, Any]) -> dict[str, str]:
    """The BotDescription object."""
    return {"description": world.profile.descriptions.get(_language(params), "")}


def get_my_name(world: "World", params: Mapping[str, Any]) -> dict[str, str]:
    """The BotName object."""
    return {"name": world.profile.names.get(_language(params)) or world.bot.first_name}


def get_my_short_description(world: "World", params: Mapping[str, Any]) -> dict[str, str]:
    """The BotShortDescription object."""
    return {"short_description": world.profile.short_descriptions.get(_language(params), "")}
