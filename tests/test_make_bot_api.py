"""The compact form of the published Bot API."""

from typing import Any

from offline_telegram.specification import Field, published
from tools.make_bot_api import compact


def _field(name: str, *types: str, required: bool = False, description: str = "") -> dict[str, Any]:
    return {"name": name, "types": [*types], "required": required, "description": description}


API: dict[str, Any] = {
    "version": "Bot API 99.0",
    "release_date": "May 1, 2030",
    "methods": {
        "getIt": {"name": "getIt"},
        "sendIt": {
            "name": "sendIt",
            "fields": [
                _field("chat_id", "Integer", "String", required=True),
                _field("media", "Array of Array of Media"),
            ],
        },
    },
    "types": {
        "Answer": {"name": "Answer", "fields": [_field("id", "Integer")]},
        "Media": {"name": "Media", "subtypes": ["Photo"]},
        "Photo": {
            "name": "Photo",
            "fields": [_field("file", "String", required=True, description="or attach://NAME")],
        },
    },
}


def test_a_line_per_method_and_type() -> None:
    """Types that no request holds are left out; what may be attached may be a file."""
    assert compact(API).splitlines() == [
        "# Bot API 99.0, May 1, 2030. Renew with tools/make_bot_api.py.",
        "getIt()",
        "sendIt(chat_id: Integer|String, media? **Media)",
        "Photo{file: InputFile|String}",
        "Media = Photo",
    ]


def test_the_file_is_read_as_it_is_written() -> None:
    """Methods, types and unions of the Bot API that is in use."""
    api = published()
    assert api.methods["getMe"] == {}
    assert api.methods["sendMessage"]["chat_id"] == Field(("Integer", "String"), required=True)
    assert api.types["InputMediaPhoto"]["media"] == Field(("InputFile", "String"), required=True)
    assert api.types["ReplyKeyboardMarkup"]["keyboard"] == Field(("**KeyboardButton",), required=True)
    assert "InputMediaPhoto" in api.unions["InputMedia"]
    used = {
        kind.strip("*")
        for fields in (*api.methods.values(), *api.types.values())
        for f in fields.values()
        for kind in f.types
    }
    assert used <= api.types.keys() | api.unions.keys() | {
        "Integer",
        "Float",
        "String",
        "Boolean",
        "InputFile",
    }
