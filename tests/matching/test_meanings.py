"""Encoding the examples once."""

from pathlib import Path

import numpy as np
import pytest

from bot.matching.cache import KEPT
from bot.matching.encoders import Encoder, Vector
from bot.matching.similarity import BATCH, meanings
from tests.matching.toy import meaning

TEXTS = ["how to stop a cramp", "gout", "how to stop a cramp"]


class Counting:
    """An encoder that knows what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []
        self.encoder = Encoder("counting", self._encode, lambda one: one.plain)

    def _encode(self, text: str) -> Vector:
        self.given.append(text)
        return meaning(text)


@pytest.fixture
def counting() -> Counting:
    """An encoder that has encoded nothing."""
    return Counting()


def test_each_text_has_its_row(counting: Counting) -> None:
    """In order; the same text is encoded once."""
    rows = meanings(counting.encoder, TEXTS)
    assert rows == pytest.approx(np.stack([meaning(text) for text in TEXTS]), abs=1e-3)
    assert rows.dtype == np.float32
    assert sorted(counting.given) == sorted(set(TEXTS))


def test_the_second_start_encodes_nothing(counting: Counting, tmp_path: Path) -> None:
    """And says exactly the same."""
    first = meanings(counting.encoder, TEXTS, tmp_path)
    counting.given.clear()
    assert (meanings(counting.encoder, TEXTS, tmp_path) == first).all()
    assert counting.given == []


def test_after_an_edit_only_what_is_new_is_encoded(counting: Counting, tmp_path: Path) -> None:
    """Editors wait for one question, not for thousands."""
    meanings(counting.encoder, TEXTS, tmp_path)
    counting.given.clear()
    edited = [*TEXTS, "bunions"]
    rows = meanings(counting.encoder, edited, tmp_path)
    assert counting.given == ["bunions"]
    assert rows == pytest.approx(np.stack([meaning(text) for text in edited]), abs=1e-3)


def test_edited_answers_push_out_no_examples(counting: Counting, tmp_path: Path) -> None:
    """Each edit of an answer keeps new passages; the next start still finds the examples."""
    meanings(counting.encoder, TEXTS, tmp_path)
    for edit in range(2 * KEPT):
        meanings(counting.encoder, [f"an answer, edited {edit} times"], tmp_path, of="passages")
    counting.given.clear()
    meanings(counting.encoder, TEXTS, tmp_path)
    assert counting.given == []


def test_another_model_knows_nothing_of_this_one(counting: Counting, tmp_path: Path) -> None:
    """Its directions are others."""
    meanings(counting.encoder, TEXTS, tmp_path)
    other = Counting()
    meanings(Encoder("other", other.encoder.encode, other.encoder.given), TEXTS, tmp_path)
    assert sorted(other.given) == sorted(set(TEXTS))


def test_progress_is_told(counting: Counting) -> None:
    """Batch by batch, of all that there is to do."""
    told: list[tuple[int, int]] = []
    meanings(counting.encoder, [str(n) for n in range(BATCH + 2)], None, lambda *done: told.append(done))
    assert told == [(0, BATCH + 2), (BATCH, BATCH + 2)]
