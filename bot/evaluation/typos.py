"""Typing errors made on purpose."""

from random import Random
from string import ascii_lowercase

MOST = 2


def with_typos(text: str, random: Random) -> str:
    """The text with one or two letters left out, doubled by another, replaced, or swapped with the next.

    Only a text without letters stays as it is.
    """
    typed = text
    while typed == text and any(letter.isalpha() for letter in text):
        typed = _slipped(text, random)
    return typed


def _slipped(text: str, random: Random) -> str:
    letters = list(text)
    for _ in range(random.randint(1, MOST)):
        places = [place for place, letter in enumerate(letters) if letter.isalpha()]
        if places:
            _slip(letters, random.choice(places), random)
    return "".join(letters)


def _slip(letters: list[str], place: int, random: Random) -> None:
    kind = random.choice(("omit", "insert", "replace", "swap"))
    if kind == "omit":
        del letters[place]
    elif kind == "insert":
        letters.insert(place, random.choice(ascii_lowercase))
    elif kind == "replace" or place + 1 == len(letters):
        letters[place] = random.choice(ascii_lowercase)
    else:
        letters[place], letters[place + 1] = letters[place + 1], letters[place]
