"""Text as people type it, made comparable."""

import re
import unicodedata

_INVISIBLE = {"Mn", "Cf"}  # combining marks, zero-width and direction characters
_NOT_WORD = re.compile(r"[^\w']+|_+")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_SENTENCE_END = re.compile(r"(?<=[.!?…;])\s+|\n+|\s[-\u2013\u2014]\s")


def normalise(text: str) -> str:
    """Lower case words with single spaces: no punctuation, no accents, no invisible characters.

    Letters repeated three times or more ("heeelp") keep two, so that spelling can be corrected.
    """
    lower = text.lower() if text.isascii() else _plain_letters(text)
    words = _NOT_WORD.sub(" ", _STRETCHED.sub(r"\1\1", lower)).split()
    return " ".join(word for w in words if (word := w.strip("'")))


def _plain_letters(text: str) -> str:
    return without_marks(text.replace("\u2019", "'")).casefold()


def without_marks(text: str) -> str:
    """The text without accents and invisible characters, and with plain letters in place of fancy ones."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) not in _INVISIBLE)


def sentences(text: str) -> list[str]:
    """The sentences of a message as they stand, split at punctuation, dashes and line ends."""
    return [part for piece in _SENTENCE_END.split(text) if (part := piece.strip())]
