"""Tests of bot.matching.languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching import Matcher
from bot.matching.languages import LanguageGuesser

EXAMPLES = [
    ("my foot cramps at night", "en"),
    ("what can i do about it", "en"),
    ("tengo un calambre en el pie", "es"),
    ("no puedo dormir por los calambres", "es"),
    ("ich habe einen krampf im fuss", "de"),
]
GUESSER = LanguageGuesser(EXAMPLES)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("por la noche tengo calambres", "es"),
        ("einen krampf habe ich", "de"),
        ("what about my foot", "en"),
        ("почему сводит ногу", "ru"),
        ("عندي شد عضلي", "ar"),
        ("夜中に足がつる", "ja"),
        ("为什么脚抽筋", "zh"),
        ("쥐가 나요", "ko"),
        ("เป็นตะคริว", "th"),
        ("", "en"),
        ("🦶🦶", "en"),
        ("12345", "en"),
    ],
)
def test_a_language_shows_in_its_letters(text: str, language: str) -> None:
    """A script says enough; in Latin letters those that stand together do."""
    assert GUESSER.guess(text) == language


def test_without_other_languages_everything_is_english() -> None:
    """As in a folder that has none."""
    assert LanguageGuesser(EXAMPLES[:2]).guess("tengo un calambre") == "en"


@given(st.text(max_size=80))
def test_every_text_has_a_language(text: str) -> None:
    """One that is known, or one of the scripts."""
    assert GUESSER.guess(text) in {"en", "es", "de", "ru", "ar", "ja", "zh", "ko", "th"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no puedo respirar", "es"),
        ("ich kann nicht atmen", "de"),
        ("je ne peux plus respirer", "fr"),
        ("my foot do cramp in nite why", "en"),
        ("magnessium?", "en"),
        ("help", "en"),
    ],
)
def test_short_messages(matcher: Matcher, text: str, language: str) -> None:
    """With what ships; words that English knows, or nearly, are English."""
    assert matcher.language(matcher.wording.read(text)) == language
