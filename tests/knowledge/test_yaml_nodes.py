"""Tests of bot.knowledge.yaml_file."""

import pytest
import yaml

from bot.knowledge import yaml_file
from bot.knowledge.yaml_file import Fields, Listing, Node, NodeKind, Scalar, parse


@pytest.fixture(autouse=True, params=["CSafeLoader", "SafeLoader"])
def _loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every behaviour holds with and without the C parser."""
    monkeypatch.setattr(yaml_file, "LOADER", getattr(yaml, request.param))


def parsed(text: str) -> tuple[Node | None, list[tuple[int, str]]]:
    """The root, and what was reported."""
    reports: list[tuple[int, str]] = []
    root = parse(text, lambda line, message: reports.append((line, message)))
    return root, reports


def test_nodes_know_their_lines() -> None:
    """Lines count from 1; a key has the line that it stands on."""
    root, reports = parsed("# comment\n- a: x\n  b:\n    - y\n")
    expected = Listing(
        (
            Fields(
                {
                    "a": (2, Scalar("x", NodeKind.TEXT, 2)),
                    "b": (3, Listing((Scalar("y", NodeKind.TEXT, 4),), 4)),
                },
                2,
            ),
        ),
        2,
    )
    assert root == expected
    assert reports == []


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("no", NodeKind.SWITCH),
        ("Yes", NodeKind.SWITCH),
        ("on", NodeKind.SWITCH),
        ("3", NodeKind.NUMBER),
        ("-0.5", NodeKind.NUMBER),
        ("3:30", NodeKind.NUMBER),
        ("2024-01-01", NodeKind.DATE),
        ("null", NodeKind.NOTHING),
        ("~", NodeKind.NOTHING),
        ("=", NodeKind.SIGN),
        ("3am", NodeKind.TEXT),
        ("no thanks", NodeKind.TEXT),
        ('"no"', NodeKind.TEXT),
        ("'3'", NodeKind.TEXT),
        ("|\n  3", NodeKind.TEXT),
    ],
)
def test_a_scalar_knows_what_other_readers_make_of_it(written: str, kind: NodeKind) -> None:
    """Quotes make a text of everything."""
    root, _ = parsed(f"- {written}")
    assert isinstance(root, Listing)
    assert isinstance(root.items[0], Scalar)
    assert root.items[0].kind is kind


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key `a` stands on line 1 already"),
        ("a: x\nno: y\n", 2, "the key `no` is read as true or false: put it in quotes"),
        ("- x\n- {[a]: b}\n", 2, "a key must be a text"),
        ('"": x\n', 1, "a key must be a text"),
        ("- &anchor x\n", 1, "begins with `&` must be in quotes"),
        ("- x\n- *anchor\n", 2, "begins with `*` must be in quotes"),
        ("- x\n- !help me\n", 2, "begins with `!` must be in quotes"),
        ("- !!python/object/apply:os.system [x]\n", 1, "begins with `!` must be in quotes"),
        ("- x\n---\n- y\n", 2, "a second document begins here"),
        ('- x\n- "a\\0b"\n', 2, "the character U+0000 cannot be sent"),
        ("- x\n- a\x07b\n", 2, "the character U+0007 cannot be sent"),
    ],
)
def test_the_surprising_parts_of_yaml_are_refused(text: str, line: int, words: str) -> None:
    """What to do is said once, with the line."""
    _, reports = parsed(text)
    assert [reported for reported, _ in reports] == [line]
    assert words in reports[0][1]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_an_empty_file_is_reported(text: str) -> None:
    """A file that says nothing is a mistake, not an empty list."""
    assert parsed(text) == (None, [(1, "the file is empty: write its content, or delete the file")])


def test_deep_nesting_is_refused_at_once() -> None:
    """Whatever its depth, a file takes no more of the stack than a good one."""
    root, reports = parsed("[" * 100_000)
    assert root is None
    assert "nested more than 8 deep" in reports[0][1]


def test_a_bomb_of_references_does_not_grow() -> None:
    """References are refused where they stand and never followed."""
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))]
    _, reports = parsed("\n".join(lines))
    assert len(reports) == 12 + 11 * 9
