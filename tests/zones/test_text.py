"""Names of places as people type them, made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.zones.atlas import LONGEST, normalise


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("  São   Paulo ", "sao paulo"),
        ("Łódź", "lodz"),
        ("İstanbul", "istanbul"),
        ("Saint-Étienne", "st etienne"),
        ("St. John\u2019s", "st johns"),
        ("Trinidad & Tobago", "trinidad and tobago"),
        ("Αθήνα", "αθηνα"),
        ("\uff34\uff4fkyo", "tokyo"),
        ("दिल्ली", "दिल्ली"),
        ("Berlin 🇩🇪!", "berlin"),
        ("🦶", ""),
    ],
)
def test_names(typed: str, plain: str) -> None:
    """No accents, no punctuation; the vowels of Indian scripts stay."""
    assert normalise(typed) == plain


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """Comes to words with single spaces, once and for all."""
    plain = normalise(text)
    assert plain == " ".join(plain.split())
    assert plain == normalise(plain) or len(text) > LONGEST or len(plain) > LONGEST
