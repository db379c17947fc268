"""WordPiece: the pieces that BERT-like models read a text in (Devlin et al. 2019, Wu et al. 2016)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

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
