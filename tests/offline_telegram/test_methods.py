"""Every method, with anything the specification lets through."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offline_telegram import ApiError, LocalTelegram
from offline_telegram.files import Upload
from offline_telegram.methods import lenient, strict
from offline_telegram.specification import ARRAY, Fields, Specification

_WORDS = [
    "x",
    "HTML",
    "/go",
    "<b>x</b>",
    "<",
    "typing",
    "bold",
    "text_mention",
    "chat",
    "default",
    "nhs.uk",
    "emoji",
    "👍",
]
_PRIMITIVES: dict[str, st.SearchStrategy[Any]] = {
    "Integer": st.integers(-3, 3) | st.just(100_001) | st.integers(),
    "Float": st.floats(allow_nan=False, allow_infinity=False),
    "String": st.sampled_from(_WORDS) | st.text(),
    "Boolean": st.booleans(),
    "InputFile": st.builds(Upload, st.just("x.txt"), st.binary(), st.just("text/plain")),
}


def _values(specification: Specification, name: str) -> st.SearchStrategy[Any]:
    if name.startswith(ARRAY):
        return st.lists(_values(specification, name.removeprefix(ARRAY)), max_size=2)
    if name in specification.unions:
        return st.one_of(*(_values(specification, member) for member in specification.unions[name]))
    return _PRIMITIVES[name] if name in _PRIMITIVES else objects(specification, specification.types[name])


def objects(specification: Specification, fields: Fields) -> st.SearchStrategy[dict[str, Any]]:
    """Anything with these fields."""
    values = {
        key: st.one_of(*(_values(specification, name) for name in field.types))
        for key, field in fields.items()
    }
    required = {key: values[key] for key, field in fields.items() if field.required}
    return st.fixed_dictionaries(
        required, optional={key: values[key] for key in values.keys() - required.keys()}
    )


@pytest.mark.parametrize("method", strict().methods)
@settings(max_examples=20)
@given(data=st.data())
def test_answer_or_error(method: str, data: st.DataObject) -> None:
    """Whatever fits what is modelled is answered or refused: nothing breaks the server."""
    _answer_or_error(strict(), method, data)


@pytest.mark.parametrize("method", lenient().methods)
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_answer_or_error_of_all_that_is_published(method: str, data: st.DataObject) -> None:
    """Nor does anything that the Bot API lets through."""
    _answer_or_error(lenient(), method, data)


def _answer_or_error(specification: Specification, method: str, data: st.DataObject) -> None:
    telegram = LocalTelegram(lambda: datetime(2026, 6, 1, tzinfo=UTC))
    ada = telegram.person(started=True)
    message = ada.say("hello")
    params = data.draw(objects(specification, specification.methods[method]))
    if "chat_id" in params:
        params["chat_id"] = data.draw(st.sampled_from([ada.id, params["chat_id"]]))
    if "message_id" in params:
        params["message_id"] = data.draw(st.sampled_from([message.id, params["message_id"]]))
    with suppress(ApiError):
        assert json.dumps(telegram.call(method, params, strict=not specification.lenient))
    assert [json.dumps(message.json()) for message in ada.chat.messages.values()]
