"""The school grade that a text can be read at: Flesch and Kincaid's formula, with syllables counted by rule.

    python -m tools.readability [GRADE]    # the texts of the knowledge above a grade, 6 unless said otherwise

textstat has the same formula, but its present releases download a dictionary while they run, and the last one
that did not takes hyphens for syllables: over the texts here it says about half a grade less.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.knowledge import Entry, load

LONG_WORDS = frozenset(
    {
        *("electrolytes", "magnesium", "potassium", "supplements", "vitamin", "vitamins", "dehydration"),
        *("paracetamol", "ibuprofen", "salbutamol", "nifedipine", "medicine", "medicines", "pharmacist"),
        *("emergency", "ambulance", "operation", "samaritans", "healthline", "cochrane", "studies"),
        *("pregnancy", "maternity", "diabetes", "dialysis", "thyroid", "circulation", "exercise"),
        *("position", "positions", "reflexology", "acupressure", "america", "australia"),
    }
)
"""What cannot be said in a shorter word: these count as two syllables."""
_KNOWN = 2
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
_SENTENCE = re.compile(r"(?<=[.!?])\"?\s+|\n+")
_SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyhscgzx]es|[^aeiou]ely)$")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_VOWELS = re.compile(r"i[ao](?!u)|[^q]ua|eo|iu|uou|ying|[aeiou]ing|ui[dt]|iet|[ds]n't")
_ONE_AFTER_ALL = re.compile(r"[tcsg]ion|[tc]ia|gia|people|ever[yi]|business")


def grade(text: str) -> float:
    """Years of school in the United States after which it is read easily; a line of a list is a sentence."""
    sentences = [words for part in _SENTENCE.split(text.lower()) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many are spoken, nearly always."""
    if word in LONG_WORDS:
        return _KNOWN
    word = re.sub(r"'(?:s|re|ve|ll|d|m)$", "", word)
    count = len(_VOWELS.findall(word)) + len(_TWO_VOWELS.findall(word)) - len(_ONE_AFTER_ALL.findall(word))
    return max(1, count - bool(_SILENT.search(word)))


def texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """What is read of an entry, each part by its name; the details in one, as they are a sentence each."""
    if entry.short:
        yield "short", entry.short
    yield "answer", entry.answer
    if entry.details:
        yield "details", "\n".join(detail.says for detail in entry.details)


def main(most: float) -> None:
    """Name every text above a grade."""
    for entry in load(Path("knowledge")).entries.values():
        for part, text in texts(entry):
            if (reached := grade(text)) > most:
                sys.stdout.write(f"{reached:5.1f}  {entry.id}: {part}\n")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 6)
