"""A list of names in which those that are nearly what was typed are found without comparing all."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.zones.atlas import Names

some_texts = st.text("abcdeéж -東", min_size=1, max_size=14)
some_names = st.lists(some_texts, min_size=1, max_size=40)


@given(some_texts | st.text(min_size=1), some_names, st.integers(1, 3))
def test_nothing_near_is_passed_over(typed: str, names: list[str], most: int) -> None:
    """What is found is what comparing with every name finds, in the same order."""
    edits = ((name, OSA.distance(typed, name)) for name in names)
    assert list(Names(names).misspelt(typed, most)) == [
        (name, count) for name, count in edits if count <= most
    ]


@given(some_names, st.data())
def test_beginnings(names: list[str], data: st.DataObject) -> None:
    """All names that begin so, in their order."""
    name = data.draw(st.sampled_from(names))
    typed = data.draw(st.integers(1, len(name)).map(lambda letters: name[:letters]) | some_texts)
    assert list(Names(names).begun(typed)) == [name for name in names if name.startswith(typed)]
