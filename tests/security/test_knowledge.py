"""Files of a knowledge folder that are traps: an editor's mistake, or worse."""

import os
from pathlib import Path
from time import perf_counter

import pytest

from bot.knowledge import KnowledgeError, load
from bot.knowledge.problems import LARGEST, MOST
from bot.matching import build_matcher
from bot.views.answers import answer_screen
from tests.knowledge.folders import FEET_FILE, GOOD, complaints, replace, write
from tests.knowledge.test_pictures import png

PATIENCE = 20.0
"""Seconds; nothing here takes one, but machines are slow at times."""
ENTRY = "- {id: a, title: T, questions: [why], answer: %s, source: article}\n"
BOMBS = {
    "billion laughs": "a: &a [lol, lol]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)),
    "an alias of itself": "- &a [*a]\n",
    "merge keys": "- &b {id: x}\n- <<: *b\n",
    "deep lists": "[" * 100_000,
    "deep mappings": "{a: " * 100_000,
    "deep blocks": "".join(f"{' ' * n}-\n" for n in range(1_200)),
    "deep dashes": "- " * 400_000,
    "questions and colons": "? " * 400_000,
    "a huge number": ENTRY % ("9" * 500_000),
    "a huge exponent": ENTRY % "1.0e+999999999",
    "sixty by sixty": ENTRY % ("1" + ":59" * 100_000),
    "underscores": ENTRY % ("1" + "_" * 500_000),
    "a hex number": ENTRY % ("0x" + "f" * 500_000),
    "an object": "- !!python/object/apply:os.system [echo]\n",
    "a tag": "- !<tag:yaml.org,2002:python/name:os.system> x\n",
    "a date": ENTRY % "9999-99-99",
    "the same key": "- {id: a, id: b}\n",
    "many keys": "{" + ", ".join(f"k{n}: 1" for n in range(20_000)) + "}",
    "many entries": "- a\n" * 30_000,
    "many anchors": "".join(f"- &a{n} x\n" for n in range(20_000)),
    "many documents": "---\n" * 30_000,
    "a comment": "#" * 900_000,
    "a long key": "? " + "k" * 900_000 + "\n: v\n",
    "quotes": '"' * 900_001,
    "escapes": '- "' + "\\" * 800_000 + '"\n',
    "ampersands": "&" * 900_000,
    "percent": "%" * 900_000,
    "tabs": "\t" * 900_000,
    "spaces": " " * 900_000,
    "line ends": "\n" * 900_000,
    "carriage returns": "\r" * 900_000,
    "a byte order mark inside": "- a\ufeff: b\n",
    "combining marks": ENTRY % ("a" + "\u0301" * 400_000),
    "nothing to see": "\u200b" * 300_000,
}


@pytest.mark.parametrize("content", BOMBS.values(), ids=BOMBS)
def test_bombs(tmp_path: Path, content: str) -> None:
    """What may not stand in a file is refused soon, with lines to look at."""
    write(tmp_path, {**GOOD, "10-bomb.yaml": content})
    begun = perf_counter()
    with pytest.raises(KnowledgeError) as raised:
        load(tmp_path)
    assert perf_counter() - begun < PATIENCE
    assert any("10-bomb.yaml:" in str(problem) for problem in raised.value.problems)
    assert len(str(raised.value)) < MOST * 1_000


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"#" * (LARGEST + 1), "is larger than 1 MB"),
        (b"- a: \xff\xfe\n", "the byte 0xFF is not UTF-8"),
        ("- a\n".encode("utf-16"), "is written in UTF-16"),
        (b"- \xed\xa0\x80\n", "is not UTF-8"),
        (b"- \xc0\xaf\n", "is not UTF-8"),
        (b"- abc\x00b\n", "U+0000 cannot be sent"),
    ],
)
def test_bytes(tmp_path: Path, content: bytes, said: str) -> None:
    """What is no text is not read as one."""
    write(tmp_path, {**GOOD, "10-bomb.yaml": content})
    assert any("10-bomb.yaml" in complaint and said in complaint for complaint in complaints(tmp_path))


def test_a_file_without_an_end(tmp_path: Path) -> None:
    """Pipes, devices, and links to them, to nothing and to themselves, are named, and nobody waits."""
    write(tmp_path, GOOD)
    os.mkfifo(tmp_path / "pipe.yaml")
    for name, to in {
        "zero": "/dev/zero",
        "null": "/dev/null",
        "none": "nothing",
        "loop": "loop.yaml",
    }.items():
        (tmp_path / f"{name}.yaml").symlink_to(to)
    with (tmp_path / "sparse.yaml").open("wb") as sparse:
        sparse.truncate(10**8)
    found = complaints(tmp_path)
    for name in ("pipe", "zero", "null", "none", "loop", "sparse"):
        beginnings = f"{name}.yaml:1: is ", f"{name}.yaml:1: cannot"
        assert any(complaint.startswith(beginnings) for complaint in found), name


@pytest.mark.parametrize(
    "file",
    [
        "../../etc/passwd",
        "../toes.png",
        "/etc/passwd.png",
        "..\\\\toes.png",
        "a/../toes.png",
        "..",
        "~/x.png",
    ],
)
def test_pictures_from_elsewhere(tmp_path: Path, file: str) -> None:
    """A picture lies in the folder of the pictures, whatever its name says."""
    write(tmp_path, {**GOOD, "pictures.yaml": f'toes: {{file: "{file}", shows: Ten.}}\n', "toes.png": png()})
    assert any(complaint.startswith("pictures.yaml:1: `file` is ") for complaint in complaints(tmp_path))


def test_a_picture_that_is_a_bomb(tmp_path: Path) -> None:
    """A small file that would fill the memory of a phone is refused for its size in pixels."""
    replace(write(tmp_path, GOOD), FEET_FILE, "  related:", "  pictures: [toes]\n  related:")
    write(
        tmp_path,
        {"pictures.yaml": "toes: {file: toes.png, shows: Ten.}\n", "pictures/toes.png": png(50_000, 9)},
    )
    assert any("is 50000 by 9 pixels" in complaint for complaint in complaints(tmp_path))


MARKUP = '</b><a href="https://evil.example">x</a><script>alert(1)</script>&lt;&#60;{0}%s'


def test_markup(tmp_path: Path) -> None:
    """What looks like markup in a title, an answer or a source is shown as it is written."""
    write(tmp_path, GOOD)
    title = MARKUP[:40]
    replace(tmp_path, FEET_FILE, "They can.", MARKUP)
    replace(tmp_path, FEET_FILE, "title: Shoes that fit", f"title: '{title}'")
    replace(tmp_path, "sources.yaml", "title: Cramps", f"title: '{MARKUP}'")
    knowledge = load(tmp_path)
    html = answer_screen(knowledge, knowledge.entries["shoes"]).html
    assert "<script" not in html
    assert 'evil.example">' not in html
    assert html.count("</b>") == 1


def test_a_link_that_leaves_its_place(tmp_path: Path) -> None:
    """The address of a source cannot end its attribute."""
    write(tmp_path, GOOD)
    replace(
        tmp_path,
        "sources.yaml",
        "https://clinic.example/leaflet",
        "'https://clinic.example/\"onclick=\"x><b>'",
    )
    knowledge = load(tmp_path)
    html = answer_screen(knowledge, knowledge.entries["swelling"]).html
    assert "<b>" not in html.replace("<b>About", "")
    assert '"onclick' not in html


def test_it_is_data(tmp_path: Path) -> None:
    """Patterns and templates in keywords and signs are words."""
    write(tmp_path, GOOD)
    replace(tmp_path, FEET_FILE, "trainers, high heels", "'(a+)+$', '{0.__class__}', '%s', '.*', '\\1'")
    replace(
        tmp_path,
        "red-flags.yaml",
        "hot: [hot, warm to the touch]",
        "hot: [hot, '(a+)+$', '(?P<x>', '> 999999 minutes']",
    )
    begun = perf_counter()
    build_matcher(load(tmp_path)).reply("a" * 4_000 + "!")
    assert perf_counter() - begun < PATIENCE
