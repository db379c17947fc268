"""How easily a text is read."""

import pytest

from tests.views.conftest import entry
from tools.readability import grade, syllables, texts


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cramp", 1),
        ("muscle", 2),
        ("stretches", 2),
        ("hoped", 1),
        ("tablets", 2),
        ("banana", 3),
        ("couldn't", 2),
        ("it's", 1),
        ("piano", 3),
        ("station", 2),
        ("every", 2),
        ("quiet", 2),
        ("potassium", 2),
    ],
)
def test_syllables(word: str, count: int) -> None:
    """As they are spoken; names that cannot be said otherwise count as two."""
    assert syllables(word) == count


def test_grade() -> None:
    """Long words and long sentences are for later years; every item of a list is a sentence."""
    easy = "Stop. Pull your toes up. Hold the stretch."
    hard = "Discontinue the precipitating activity, subsequently maintaining a moderate dorsiflexion."
    assert grade(easy) < 2
    assert grade(hard) > 15
    assert grade("Do this:\n- rest\n- drink") < grade("Do this, rest and drink, and then do it over again")
    assert grade("…") == 0


def test_parts() -> None:
    """What is read of an entry, one part after the other."""
    details = ({"asks": ("why",), "says": "So."}, {"asks": ("how long",), "says": "Long."})
    assert list(texts(entry(short="Rest.", details=details))) == [
        ("short", "Rest."),
        ("answer", "Rest."),
        ("details", "So.\nLong."),
    ]
    assert list(texts(entry())) == [("answer", "Rest.")]
