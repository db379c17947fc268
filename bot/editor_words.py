"""What is kept of a question for the editor: known words, and nothing that could tell who asked."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
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

    A name is found in any case and with any accents, and so is each of its words; single letters stay, as "I"
    would be taken for a name. What looks like a link is removed, even if a full stop only lacks its space.
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


Knows = Callable[[str], bool]
"""Whether a word, in lower case, is known."""

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_NAMED = re.compile(
    r"\b(?:names?(?: is|'s|s)?|call(?:ed)? me|called|dr|mr|mrs|ms|prof|professor)\b\.?[ :=-]*$", re.IGNORECASE
)
"""What a name follows: nothing is kept behind it."""
_MAY_BE_NAMED = re.compile(
    r"\b(?:i am|i['\u2019]m|im|i m|this is|here is|hi|hello|hey|dear|thanks|regards|greetings|yours|"
    r"cheers|signed|doctor|doc|miss|nurse|sister|brother|aunt|uncle|husband|wife|friend|street|road|"
    r"avenue)\b,?[ :]*$",
    re.IGNORECASE,
)
"""What a name may follow: only words of the knowledge are kept behind it, and those that are no names."""
_STATE = re.compile(r"(?:ed|ing|etic|ous|ful|less|able|ible|ish)$")
_SPELT_OUT = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_NAMES_IN_A_ROW = 3
_LOOKED_BACK = 40
"""Characters before a word that are searched for what introduces a name."""
_COUNT = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)"
    "teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand"
)
_COUNTED = re.compile(
    rf"\b(?:plus |double |triple )?(?:{_COUNT})(?:[ ,.-]+(?:and |double |triple )?(?:{_COUNT}))+\b",
    re.IGNORECASE,
)
_MANY_GONE = re.compile(rf"{GONE}(?:[\W_]*{GONE})+")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?\n:;])\W*$")
_GO_ON = re.compile(
    r"an?|and|at|but|for|from|gave|ha[ds]|have|i[ns]?|my|o[fnr]|said|says|the|told|was|who|with",
    re.IGNORECASE,
)
"""Words that end a name."""
_CAPITALS = frozenset({"I", "I'm", "I\u2019m", "I've", "I\u2019ve", "I'd", "I'll"})
_SHOUTED = 0.5
"""Share of capital letters from which they say nothing of names."""


def for_editor(text: str, names: Iterable[str], knows: Knows, is_topical: Knows) -> str:
    """A question without the person: an ellipsis stands for every word that could be a name or an address.

    `knows` is asked of every word. `is_topical`, the knowledge alone, is asked where a name is likely: after
    "I am", and for capitalised words inside a sentence. Behind "my name is" or "Dr" nothing is kept.
    """
    names = tuple(names)
    text = _SPELT_OUT.sub(GONE, _COUNTED.sub(NUMBER, anonymous(text, names)))
    letters = [letter for letter in text if letter.isalpha()]
    shouted = sum(letter.isupper() for letter in letters) > _SHOUTED * len(letters)
    parts: list[str] = []
    end, named = 0, 0
    for match in _WORD.finditer(text):
        between, word = text[end : match.start()], match.group()
        end = match.end()
        before = text[max(0, match.start() - _LOOKED_BACK) : match.start()]
        if _GO_ON.fullmatch(word):
            named = 0
        elif _NAMED.search(before):
            named = _NAMES_IN_A_ROW
        elif re.search(r"[.,;!?]", between):
            named = 0
        inside = word not in _CAPITALS and not shouted and not _SENTENCE_ENDS.search(before)
        doubtful = _MAY_BE_NAMED.search(before) and not _STATE.search(word)
        known = is_topical if doubtful or (inside and word[0].isupper()) else knows
        code = NUMBER in between[-1:] + text[end : end + 1] and not word.islower()
        kept = not (named or code or _has_a_name(word, names)) and (
            len(word) == 1 or any(map(known, _forms(word)))
        )
        named -= named > 0
        parts += [between, word if kept else GONE]
    return _MANY_GONE.sub(GONE, "".join([*parts, text[end:]])).strip()


def _forms(word: str) -> tuple[str, ...]:
    """As dictionaries may have it: "doctor" for "doctor's", and "didnt" for "didn't"."""
    lower = word.lower().replace("\u2019", "'")
    return lower, lower.replace("'", ""), lower.removesuffix("'s")


def _has_a_name(word: str, names: Iterable[str]) -> bool:
    """Whether it begins with the sender's name, as "lovelaces" does."""
    parts = (part.lower() for name in names for part in _WORD.findall(name))
    return any(len(part) >= len("ada") and word.lower().startswith(part) for part in parts)
