"""Tests of bot.language."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language import normalise, sentences, with_apostrophes


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Why do my FEET cramp?!", "why do my feet cramp"),
        ("  foot \t cramp\n at\r\nnight ", "foot cramp at night"),
        ("cr\u200ba\u2060mp\ufeff", "cramp"),
        ("\u202ecramp\u202c \u200fnow\u200e", "cramp now"),
        ("cre\u0300me brûlée, cr\u0336a\u0337mp", "creme brulee cramp"),
        ("don\u2019t \u201cdrink\u201d \u2018tonic\u2019", "don't drink tonic"),
        ("'quoted' isn't ''", "quoted isn't"),
        ("heeeeelp my feeeet", "heelp my feet"),
        (
            "\uff23\uff32\uff21\uff2d\uff30 \ufb01ve \U0001d4ef\U0001d4f8\U0001d4f8\U0001d4fd",
            "cramp five foot",
        ),
        ("foot_cramp __ foot-cramp", "foot cramp foot cramp"),
        ("10+ minutes, 3½ h", "10 minutes 31 2 h"),
        ("STRASSE straße", "strasse strasse"),
        ("судорога в ступне 脚抽筋", "судорога в ступне 脚抽筋"),
        ("😀 👣 ... ?! --", ""),
        ("", ""),
    ],
)
def test_text_becomes_comparable(typed: str, expected: str) -> None:
    """Case, punctuation, accents, invisible characters and fancy letters make no difference."""
    assert normalise(typed) == expected


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    """So that it does not matter who has done it already."""
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_normalised_text_is_words_and_single_spaces(text: str) -> None:
    """Whatever was typed."""
    words = normalise(text).split(" ")
    assert words == [""] or all(word.replace("'", "").isprintable() and word.strip() for word in words)


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Hello there. It hurts! Why?", ["Hello there.", "It hurts!", "Why?"]),
        ("one\ntwo\n\n three", ["one", "two", "three"]),
        ("cramps again - what now \u2014 help", ["cramps again", "what now", "help"]),
        ("left-footed, at 3.30 or 1.5 l a day", ["left-footed, at 3.30 or 1.5 l a day"]),
        ("so\u2026 it stopped; good", ["so\u2026", "it stopped;", "good"]),
        ("no end", ["no end"]),
        ("  \n ", []),
        ("", []),
    ],
)
def test_a_message_falls_into_sentences(message: str, expected: list[str]) -> None:
    """At punctuation with a space after it, at dashes between spaces, and at line ends."""
    assert sentences(message) == expected


@given(st.text(alphabet=st.sampled_from("ab'. \n-!\u2014\u2026é"), max_size=40) | st.text())
def test_sentences_lose_no_word(text: str) -> None:
    """Together they say what the message says."""
    assert normalise(" ".join(sentences(text))) == normalise(text)


@pytest.mark.parametrize("filling", [" ", "\t", " -", ". ", "\n"])
def test_long_runs_of_spaces_are_split_quickly(filling: str) -> None:
    """The time grows with the length of the text, not with its square."""
    start = perf_counter()
    sentences(f"a{filling * 100_000}b")
    assert perf_counter() - start < 2


@pytest.mark.parametrize(
    ("hurried", "whole"),
    [
        ("it isnt swollen", "it isn't swollen"),
        ("cant sleep and wont stop", "can't sleep and won't stop"),
        ("i dont want cants", "i don't want cants"),
        ("my aunt went for a pint", "my aunt went for a pint"),
    ],
)
def test_what_is_denied_in_a_hurry(hurried: str, whole: str) -> None:
    """The apostrophe comes back, and no other word changes."""
    assert with_apostrophes(hurried) == whole
