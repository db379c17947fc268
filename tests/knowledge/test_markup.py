"""Texts are plain: `check` finds Markdown and HTML where people would read them."""

from pathlib import Path

import pytest

from bot.knowledge import find_markup, load
from tests.knowledge.folders import FEET_FILE, GOOD, replace, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A good folder, to be spoilt."""
    return write(tmp_path, GOOD)


def findings(folder: Path) -> list[str]:
    """What is found in a folder that loads, with paths in the folder."""
    assert load(folder)
    return [str(problem).removeprefix(f"{folder}/") for problem in find_markup(folder)]


@pytest.mark.parametrize(
    ("marked", "named"),
    [
        ("They <b>can</b>.", "`<b>` is an HTML tag"),
        ("They can.<br/>", "`<br/>` is an HTML tag"),
        ("They <tg-spoiler>can</tg-spoiler>.", "`<tg-spoiler>` is an HTML tag"),
        ("They can. <!-- Really? -->", "`<!--` is an HTML comment"),
        ("They can &amp; do.", "`&amp;` is an HTML entity"),
        ("They **can**.", "`**can**` is bold of Markdown"),
        ("They *can*.", "`*can*` is italics of Markdown"),
        ("They _really can_.", "`_really can_` is italics of Markdown"),
        ("They ~~can~~.", "`~~can~~` is strikethrough of Markdown"),
        ("See [here](https://nhs.uk).", "`[here](https://nhs.uk)` is a link of Markdown"),
        ('See [here](https://nhs.uk "NHS").', "is a link of Markdown"),
        ("See [here][1].", "`[here][1]` is a link of Markdown"),
        ("See <https://nhs.uk>.", "`<https://nhs.uk>` is a link of Markdown"),
        ("They can\n    ---\n    do.", "`---` is a line of Markdown"),
        ("Shoes\n    =====", "`=====` is a line of Markdown"),
        ("| shoe | foot |", "is a table of Markdown"),
        ("They can \\* do.", "is an escape of Markdown"),
        ("Say `help`.", "is code of Markdown"),
        ("# They can", "is a heading of Markdown"),
        ("> They can", "is a quote of Markdown"),
        ("* They can", "is a list of Markdown"),
    ],
)
def test_markup_in_an_answer(folder: Path, marked: str, named: str) -> None:
    """It is named with its file and line, and with what to do."""
    replace(folder, FEET_FILE, "They can.", marked)
    (only,) = findings(folder)
    assert only.startswith(f"{FEET_FILE}:7: ")
    assert named in only
    assert only.endswith("texts are plain, and people would see the signs: remove them")


def test_markup_elsewhere(folder: Path) -> None:
    """Titles and sources are read as well."""
    replace(folder, FEET_FILE, "Shoes that fit", "Shoes that **fit**")
    replace(folder, "sources.yaml", "title: Leaflet", "title: <i>Leaflet</i>")
    first, second = findings(folder)
    assert first.startswith(f"{FEET_FILE}:2: `**fit**` is bold")
    assert second.startswith("sources.yaml:3: `<i>` is an HTML tag")


@pytest.mark.parametrize(
    "plain",
    [
        "- one\n    - two",
        "1. one",
        "3 * 4 < 13 & so on",
        "a_b_c at < 5 or > 7",
        "a [note] (or two)",
        "wet -- or | dry",
    ],
)
def test_what_only_looks_like_it(folder: Path, plain: str) -> None:
    """Lists, sums and names are plain text; and people may ask as they like."""
    replace(folder, FEET_FILE, "They can.", plain)
    replace(folder, FEET_FILE, "- tight boots", "- are *tight* boots <bad>?")
    assert findings(folder) == []
