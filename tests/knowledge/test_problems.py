"""Tests of bot.knowledge.problems."""

from pathlib import Path

from bot.knowledge.problems import MOST, FileLine, KnowledgeError, Problem, quoted


def test_a_problem_prints_as_a_line_to_click_on() -> None:
    """The path begins with the folder as it was given; the line follows."""
    problem = Problem(FileLine(Path("sub/feet.yaml"), 7, Path("some/folder")), "do this")
    assert str(problem) == "some/folder/sub/feet.yaml:7: do this"


def test_an_error_lists_its_problems_in_the_order_of_the_files() -> None:
    """Files by name, lines by number."""
    places = [FileLine(Path("b.yaml"), 1), FileLine(Path("a.yaml"), 10), FileLine(Path("a.yaml"), 9)]
    error = KnowledgeError([Problem(place, "x") for place in places])
    assert str(error) == "a.yaml:9: x\na.yaml:10: x\nb.yaml:1: x"


def test_a_file_name_that_is_not_unicode_can_be_printed() -> None:
    """Such names reach Python as lone surrogates, which no terminal takes."""
    assert str(FileLine(Path("\udcff.yaml"), 1)).encode("utf-8") == rb"\udcff.yaml:1"


def test_quoted_text_stays_on_one_line() -> None:
    """Line breaks and control characters become spaces; long texts are shortened."""
    assert quoted("a\n\x1bb") == "`a  b`"
    assert quoted("x" * 100) == f"`{'x' * 57}...`"


def test_very_many() -> None:
    """The first ones are shown, and how many more there are."""
    problems = [Problem(FileLine(Path("a.yaml"), line), "wrong") for line in range(1, MOST + 1_235)]
    error = KnowledgeError(problems)
    assert str(error).splitlines()[MOST - 1 :] == [f"a.yaml:{MOST}: wrong", "and 1,234 more"]
    assert len(error.problems) == MOST + 1_234
