"""Tests of bot.knowledge.yaml_file."""

import pytest
import yaml

from bot.knowledge.yaml_file import explain_syntax


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("- x\n- my toes: they: hurt\n", 2, "a colon and a space inside a text"),
        ("- id: x\n\ttitle: y\n", 2, "there is a tab in this line: use spaces"),
        ("\t- x\n", 1, "there is a tab in this line: use spaces"),
        ("- x\n- @home\n", 2, "begins with `@` must be in quotes"),
        ("- x\n- `x`\n", 2, "begins with ``` must be in quotes"),
        ("- x\n- %x\n", 2, "begins with `%` must be in quotes"),
        ("- x\n- *really* bad\n", 2, "begins with `*` must be in quotes"),
        ("- x\n- &&\n", 2, "begins with `&` must be in quotes"),
        ("- x\n- !a!b c\n", 2, "begins with `!` must be in quotes"),
        ("- x\n- 'abc\n- def\n", 2, "a quotation mark is opened here and never closed"),
        ("- x\n- [a, b\n- c: d\n", 2, "put a text that begins so in quotes"),
        ('- x\n- "a\\q"\n', 2, "a backslash inside double quotes"),
        ("- x\n- |text\n", 2, "the text begins on the next line"),
        ("- id: x\n title: y\n", 2, "check the indentation"),
        ('- x\n- "toe" cramp\n', 2, "check the indentation"),
    ],
)
def test_broken_yaml_is_explained(
    text: str, line: int, words: str, loader: type[yaml.SafeLoader | yaml.CSafeLoader]
) -> None:
    """The line, and what to do there, whichever parser found it."""
    with pytest.raises(yaml.YAMLError) as raised:
        list(yaml.parse(text, Loader=loader))
    found, message = explain_syntax(raised.value, text)
    assert found == line
    assert words in message


def test_an_error_without_a_line_points_to_the_file() -> None:
    """There is always a line to show."""
    assert explain_syntax(yaml.YAMLError("what"), "x")[0] == 1
