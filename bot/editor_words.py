"""What is kept of a question for the editor: words that a dictionary or the knowledge knows, and no names."""

import re
from collections.abc import Callable, Iterable

from bot.anonymous import GONE, NUMBER, anonymous

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
"""Characters in which it is looked what stands before a word."""
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
