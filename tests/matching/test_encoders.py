"""Tests of the sentence encoders."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from bot.matching import encoders
from bot.matching.encoders import (
    Encoder,
    Linguist,
    ModelError,
    load_english_encoder,
    load_multilingual_encoder,
)


@pytest.fixture(params=["english", "multilingual"])
def encoder(request: pytest.FixtureRequest, linguist: Linguist) -> Encoder:
    """Each of them."""
    found: Encoder = getattr(linguist, request.param)
    return found


@pytest.mark.parametrize("text", ["my foot cramps at night", "", "?!", "脚抽筋", "a" * 5_000, "\ud800"])
def test_every_text_has_a_direction(encoder: Encoder, text: str) -> None:
    """Of length 1, or none at all, and the same each time."""
    vector = encoder.encode(text)
    assert np.isfinite(vector).all()
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-4)
    assert (encoder.encode(text) == vector).all()


def test_what_means_the_same_points_the_same_way(encoder: Encoder) -> None:
    """More so than what has the same words."""
    asked, meant, other = map(
        encoder.encode, ("a cramp in bed wakes me", "leg spasms at night disturb my sleep", "a bed for sale")
    )
    assert asked @ meant > asked @ other


@pytest.mark.parametrize(
    "said", ["tengo un calambre en el pie", "ich habe einen Krampf im Fuß", "足がつった"]
)
def test_languages_meet(linguist: Linguist, said: str) -> None:
    """In the encoder that is made for them."""
    encode = linguist.multilingual.encode
    asked = encode(said)
    assert asked @ encode("I have a cramp in my foot") > asked @ encode("I have a dog in my house") + 0.1


@pytest.mark.parametrize(
    ("load", "digest"),
    [(load_english_encoder, "MINILM_SHA256"), (load_multilingual_encoder, "USE_SHA256")],
)
def test_another_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, load: Callable[[], Encoder], digest: str
) -> None:
    """What was measured is what answers."""
    monkeypatch.setattr(encoders, digest, "0" * 64)
    with pytest.raises(ModelError, match="is not the model that this bot was measured with: install it anew"):
        load().encode("")


def test_nobody_is_told(tmp_path: Path) -> None:
    """A process that reads English has nothing to report to the makers of a library, and no number for it."""
    program = "from bot.matching.encoders import load_english_encoder as load; load().encode('cramp')"
    hidden = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    subprocess.run([sys.executable, "-c", program], env={**hidden, "HOME": str(tmp_path)}, check=True)  # noqa: S603 - our own
    assert [*tmp_path.rglob("*")] == []
