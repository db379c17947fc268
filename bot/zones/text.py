"""Names of places as people type them, made comparable."""

import re
import unicodedata

LONGEST = 100
"""Characters read of what somebody typed: no name of a place is longer, and nothing is slow."""
_UNMARKED = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\u0131": "i",
        "ħ": "h",
        "ə": "a",
    }
)
_ACCENTS = re.compile("[\\u0300-\\u036f\\u0591-\\u05c7\\u064b-\\u065f]")
"""Of Latin, Greek, Cyrillic, Hebrew and Arabic letters; those of other scripts are vowels."""
_SILENT = str.maketrans("", "", "'.`\u00b4\u02bb\u02bc\u2019")
_WORD_CATEGORIES = {"L", "M", "N"}
_SHORT = {"saint": "st", "sankt": "st", "mount": "mt", "fort": "ft"}


def normalise(text: str) -> str:
    """Lower case words with single spaces: no accents, no punctuation, "Saint" as "st" and "&" as "and"."""
    words = _letters(text[:LONGEST].translate(_SILENT).replace("&", " and ")).split()
    return " ".join(_SHORT.get(word, word) for word in words)


def _letters(text: str) -> str:
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed)).translate(_UNMARKED)
    return "".join(c if unicodedata.category(c)[0] in _WORD_CATEGORIES else " " for c in plain)
