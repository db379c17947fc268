"""What people call themselves, fit to stand in the bot's own words."""

from unicodedata import category, normalize

_JOINERS = frozenset("\u200c\u200d")
"""Parts of Persian words and of emoji; all other invisible characters only turn lines round, or hide."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_MOST_MARKS = 4
"""Above and below one letter; more of them cover the lines around."""


def shown_name(name: str) -> str:
    """The name without what would change the look of the text around it."""
    shown: list[str] = []
    marks = 0
    for character in normalize("NFC", " ".join(name.split())):
        kind = category(character)
        marks = marks + 1 if kind[0] == "M" else 0
        if marks <= _MOST_MARKS and (kind not in _UNSEEN or character in _JOINERS):
            shown.append(character)
    return " ".join("".join(shown).split())
