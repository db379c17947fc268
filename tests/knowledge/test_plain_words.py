"""What does not fit the knowledge, said in plain words."""

from pathlib import Path

import pytest

from bot.knowledge.validation import nearest
from tests.knowledge.folders import ALARM, FEET, FEET_FILE, complaints, replace, write


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "id: shoes",
            "id: My Shoes",
            "1: `id` is `My Shoes`: write lower-case letters and digits, with single",
        ),
        ("id: shoes", f"id: {'x' * 49}", "1: `id` has 49 characters; at most 48 fit behind a button"),
        ("id: shoes", "id:", "1: `id` is empty: fill it in or remove it"),
        ("  title: Shoes that fit\n", "", "1: `title` is missing: add it"),
        ("title: Shoes that fit", "title: 7", '2: `title` is read as a number: put it in quotes, "7"'),
        ("title: Shoes that fit", f"title: {'x' * 41}", "2: `title` has 41 characters; at most 40 fit on"),
        ("title: Shoes that fit", 'title: "a\\nb"', "2: `title` is `a b`: write it on one line"),
        (
            "title: Shoes that fit",
            "titel: Shoes that fit",
            "2: `titel` is not a known key: did you mean `title`?",
        ),
        ("title: Shoes that fit", "title: [x]", "2: `title` must be a text, not a list"),
        ("title: Shoes that fit", "sources: x", "2: `sources` is not a known key: did you mean `source`?"),
        ("  keywords", "  group: x\n  keywords", "6: `group` is not a known key: use one of `id`, `title`"),
        ("- tight boots", "- no", '5: `questions`, item 2 is read as true or false: put it in quotes, "no"'),
        ("- tight boots", "- 2024-01-01", "5: `questions`, item 2 is read as a date: put it in quotes"),
        ("- tight boots", "- ~", "5: `questions`, item 2 is read as nothing: put it in quotes"),
        ("- tight boots", '- "  "', "5: `questions`, item 2 is empty: fill it in or remove it"),
        ("- tight boots", "-", "5: `questions`, item 2 is empty: fill it in or remove it"),
        (
            "- tight boots",
            "- tight: boots",
            "5: `questions`, item 2 is read as a key and its value, because of",
        ),
        ("  answer:", f"  short: {'x ' * 46}\n  answer:", "7: `short` has 46 words: at most 45 are read"),
        (
            "  answer: |",
            f"  short: They can.\n  answer: |\n    {'x ' * 117}",
            "8: `answer` has 122 words: at most 120 are read",
        ),
        (
            "source: article",
            "source: article\n  details:\n    - asks: []\n      says: Yes.",
            "13: `asks` is empty: fill it in or remove it",
        ),
        (
            "source: article",
            "source: article\n  details:\n    - asks: [why]\n      say: Yes.",
            "14: `say` is not a known key: did you mean `says`?",
        ),
        ("[trainers, high heels]", "trainers", "6: `keywords` must be a list, not `trainers`"),
        ("[trainers, high heels]", "", "6: `keywords` is empty: fill it in or remove it"),
        ("related: [swelling]", "related: [a, b, c, d]", "12: `related` has 4 items; at most 3 fit under an"),
        ("source: article", "source: []", "11: `source` is empty: fill it in or remove it"),
        (
            "source: article",
            "source: {article: x}",
            "11: `source` must be a list, not keys with their values",
        ),
        (
            "source: article",
            "source: article\n  listed: maybe",
            "12: `listed` must be true or false, not `maybe`",
        ),
        ("source: article", "source: article\n  urgent: 1", "12: `urgent` must be true or false, not `1`"),
        (
            "source: article",
            "source: article\n  enquiries: [what about boots]",
            "12: `enquiries` belong to an entry with `urgent: true`: move them to `questions`",
        ),
    ],
)
def test_what_is_wrong_with_an_entry_is_said_plainly(folder: Path, old: str, new: str, expected: str) -> None:
    """The line, the key, and what to do."""
    replace(folder, FEET_FILE, old, new)
    assert any(line.startswith(f"{FEET_FILE}:{expected}") for line in complaints(folder)), complaints(folder)


def test_an_answer_too_long_for_a_message_is_refused(folder: Path) -> None:
    """Room is left for the heading and the source."""
    replace(folder, "30-alarms.yaml", "Call a doctor today.", "x" * 3_501)
    assert [line.split(";")[0] for line in complaints(folder)] == [
        "30-alarms.yaml:8: `answer` has 3,501 characters"
    ]


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("sources.yaml", "- article\n", "1: this must be sources by their keys, not a list"),
        ("sources.yaml", "article: x\n", "1: `article` must be keys with their values, not `x`"),
        (
            "sources.yaml",
            "article: {title: x, kind: web}",
            "1: `kind` is `web`: use 'article', 'public-health', 'study'",
        ),
        (
            "sources.yaml",
            "article: {title: x, kind: 3}",
            "1: `kind` is `3`: use 'article', 'public-health', 'study'",
        ),
        (
            "sources.yaml",
            "article:\n  title: x\n  kind: bot\n  url: x.y\n",
            "4: `url` is `x.y`: an address begins",
        ),
        (
            "sources.yaml",
            "article:\n  title: x\n  kind: bot\n  url:\n",
            "4: `url` is empty: fill it in or remove it",
        ),
        (
            "sources.yaml",
            "article:\n  titel: x\n  kind: bot\n",
            "2: `titel` is not a known key: did you mean `title`?",
        ),
        ("not-covered.yaml", "gout: x\n", "1: this must be a list of questions, not keys with their values"),
        ("not-covered.yaml", "- gout\n- 3:30\n", '2: item 2 is read as a number: put it in quotes, "3:30"'),
        ("vocabulary.yaml", "synonym: {a: b}\n", "1: `synonym` is not a known key: did you mean `synonyms`?"),
        ("vocabulary.yaml", "synonyms: [a]\n", "1: `synonyms` must be keys with their values, not a list"),
        ("vocabulary.yaml", "synonyms:\n  yep: yes\n", "2: `yep` is read as true or false: put it in quotes"),
        ("red-flags.yaml", "words: {a: x}\nsigns: []\n", "1: `a` must be a list, not `x`"),
        (
            "red-flags.yaml",
            "words: {}\nsigns:\n  - x\n",
            "3: `signs`, item 1 must be keys with their values, not `x`",
        ),
        ("red-flags.yaml", "words: {}\nsigns:\n  - name: x\n    all: []\n", "4: `all` is empty: fill it in"),
        (
            "calibration.yaml",
            "answered_from: high\n",
            "1: `answered_from` must be a number such as 0.5, not `high`",
        ),
        (
            "calibration.yaml",
            "answered_from: 0x1F\n",
            "1: `answered_from` must be a number such as 0.5, not `0x1F`",
        ),
        (
            "calibration.yaml",
            "answered_from: .nan\n",
            "1: `answered_from` must be a number such as 0.5, not `.nan`",
        ),
        (
            "calibration.yaml",
            f"answered_from: {'9' * 400}\n",
            "1: `answered_from` must be a number such as 0.5, not `",
        ),
        ("calibration.yaml", "answered_from: 1\n", "1: `answer` is missing: add it"),
    ],
)
def test_what_is_wrong_with_the_other_files_is_said_plainly(
    folder: Path, file: str, content: str, expected: str
) -> None:
    """The same words for every kind of file."""
    write(folder, {file: content})
    assert any(line.startswith(f"{file}:{expected}") for line in complaints(folder)), complaints(folder)


def test_one_run_finds_everything(folder: Path) -> None:
    """Nobody has to run it once for every mistake."""
    feet = FEET.replace("shoes\n", "shoes\n  colour: red\n", 1).replace("- tight boots", "- no")
    write(folder, {FEET_FILE: feet, "30-alarms.yaml": ALARM.replace("A swollen leg", "12")})
    write(folder, {"not-covered.yaml": "- 7\n", "calibration.yaml": "", "sources.yaml": "article: 1\n"})
    assert [line.split(": ")[0] for line in complaints(folder)] == [
        f"{FEET_FILE}:2",
        f"{FEET_FILE}:6",
        "30-alarms.yaml:2",
        "30-alarms.yaml:9",
        "calibration.yaml:1",
        "not-covered.yaml:1",
        "sources.yaml:1",
    ]


def test_a_name_far_from_all_others_gets_the_list_when_it_is_short() -> None:
    """Otherwise a hint must do."""
    assert nearest("zzz", ["one", "two"]) == "use one of `one`, `two`"
    assert nearest("zzz", []) == "check the spelling"
    assert nearest("zzz", [str(number) for number in range(17)]) == "check the spelling"
