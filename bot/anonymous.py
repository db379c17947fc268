"""What people write, without what could tell who they are."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from unicodedata import category, normalize

LONGEST = 500
"""Characters."""
NUMBER = "#"
"""In the place of a number."""
GONE = "\u2026"
"""In the place of anything else."""
READ = 4_096
"""Characters, as many as Telegram sends, though some become eighteen when they are made comparable."""

_INVISIBLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Me"})
_VARIATIONS = re.compile("[\ufe00-\ufe0f]")
_DOMAIN = re.compile(r"[^\s.]\.[^\W\d_]{2}")
_OF_AN_ADDRESS = re.compile(r"[@.]|://")
_ENDS = "com|net|org|edu|gov|info|biz|io|ai|app|dev|co|uk|de|fr|es|nl|ru|ch|eu"
_DOT = re.compile(
    rf" ?(?:[\[({{<] ?(?:dot|\.) ?[\])}}>]|\bdot\b|[.\u3002]) ?(?=(?:{_ENDS})\b)", re.IGNORECASE
)
_AT = re.compile(r" ?[\[({<] ?(?:at|@) ?[\])}>] ?", re.IGNORECASE)
_SITE = re.compile(rf"\.(?:{_ENDS})\W*", re.IGNORECASE)
_DIGIT = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
_SPELLED_OUT = re.compile(rf"\b{_DIGIT}(?:[ ,.-]+(?:double |triple )?{_DIGIT}){{4,}}\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTS_OF_A_NUMBER = re.compile(r"#(?:[ ().,:/\u2044+-]*#)+")
_NO_ACCENTS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "\u0131": "i", "æ": "ae", "œ": "oe"})


def anonymous(text: str, names: Iterable[str]) -> str:
    """The text in one line, without numbers, addresses, links, @names and the names that are given.

    A name is found whatever its case and accents, and each of its words by itself; single letters stay, or
    an "I" would be taken for somebody. What looks like a link may be a full stop without its space: rather
    too much is removed than too little.
    """
    text = _AT.sub("@", _DOT.sub(".", _visible(text)))
    text = _SPELLED_OUT.sub(NUMBER, _without_addresses(text))
    text = _without_names(text, names)
    digits = "".join(NUMBER if character.isnumeric() else character for character in text)
    return _PARTS_OF_A_NUMBER.sub(NUMBER, digits).replace("+#", NUMBER)[:LONGEST].strip()


def _visible(text: str) -> str:
    spaced = " ".join(
        _VARIATIONS.sub("", normalize("NFKC", text)[:READ]).split()
    )  # line ends are control characters
    if spaced.isascii() and spaced.isprintable():
        return spaced
    seen = "".join(character for character in spaced if category(character) not in _INVISIBLE)
    return " ".join(seen.split())


def _without_addresses(text: str) -> str:
    if not _OF_AN_ADDRESS.search(text):
        return text
    words = text.split()
    signs = {  # ada @ example.org, ada at example.org
        place
        for place, (word, behind) in enumerate(zip_longest(words, words[1:], fillvalue=""))
        if word == "@" or (word.lower() == "at" and _SITE.search(behind))
    }
    told = [
        "@" in word
        or "://" in word
        or bool(_DOMAIN.search(word))
        or not signs.isdisjoint((place - 1, place, place + 1))
        for place, word in enumerate(words)
    ]
    return " ".join(GONE if tells else word for word, tells in zip(words, told, strict=True))


def _without_names(text: str, names: Iterable[str]) -> str:
    folded, origins = _folded(text)
    found = sorted({pattern for name in names for pattern in _patterns(name, folded)}, key=len, reverse=True)
    if not found:
        return text
    kept, since = [], 0
    for match in re.finditer("|".join(found), folded):
        kept += [text[since : origins[match.start()]], GONE]
        since = origins[match.end()]
    return "".join([*kept, text[since:]])


def _patterns(name: str, text: str) -> Iterator[str]:
    """What to look for in a folded text: the name in one piece and its words, as far as they are there."""
    folded, _ = _folded(_visible(name))
    words = _LETTERS.findall(folded)
    for word in {folded, *words} if words else ():
        if word not in text:
            continue
        if word == word.upper():  # a script without capitals, and maybe without spaces between words
            yield re.escape(word)
        elif len(word) > 1:
            yield rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and where each of its characters, and its end, comes from."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    folded = [
        (letter, place)
        for place, character in enumerate(text)
        for letter in normalize("NFKD", character).casefold().translate(_NO_ACCENTS)
        if category(letter) != "Mn"
    ]
    return "".join(letter for letter, _ in folded), [*(place for _, place in folded), len(text)]
