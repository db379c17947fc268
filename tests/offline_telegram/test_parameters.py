"""Parameters as text."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offline_telegram.errors import MisuseError
from offline_telegram.methods import strict
from offline_telegram.parameters import from_form, from_json, native
from tests.offline_telegram.test_methods import objects


@pytest.mark.parametrize("method", strict().methods)
@settings(max_examples=10)  # the first draw of a method takes its time
@given(data=st.data())
def test_text_means_the_same(method: str, data: st.DataObject) -> None:
    """Whatever fits the specification survives being written as a form, as JSON, and as JSON full of text."""
    fields = strict().methods[method]
    drawn = data.draw(
        objects(strict(), {name: f for name, f in fields.items() if "InputFile" not in f.types})
    )
    params = json.loads(json.dumps(drawn, default=lambda upload: f"attach://{upload.name}"))
    texts = {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in params.items()
    }
    # A text where a number is allowed too may be that number.
    expected = native(strict(), params, fields)
    assert {name: type(value) for name, value in expected.items()}.keys() == params.keys()
    assert native(strict(), texts, fields) == expected
    assert native(strict(), from_form(urlencode(texts).encode()), fields) == expected
    assert native(strict(), from_json(json.dumps(params).encode()), fields) == expected


@pytest.mark.parametrize("text", ["", "1.5", "1e3", "+1", " 1", "9" * 5000, "\u0663"])
def test_not_a_number(text: str) -> None:
    """What is no plain number stays for the check to refuse."""
    assert native(strict(), {"offset": text}, strict().methods["getUpdates"]) in ({"offset": text}, {})


@given(st.binary())
def test_any_body(body: bytes) -> None:
    """Any bytes are parameters or a misuse."""
    assert all(isinstance(value, str) for value in from_form(body).values())
    try:
        values: Any = from_json(body)
    except MisuseError:
        return
    assert isinstance(values, dict)
