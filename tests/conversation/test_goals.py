"""A goal for the day, and the size of a glass, in people's own words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.goals import Goal, NoGoal, begins_with_goal, glass_size, goal_wish, other_goal
from bot.conversation.words import plain


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("8 glasses a day", Goal(8)),
        ("my goal is 10 glasses", Goal(10)),
        ("Goal: six glasses", Goal(6)),
        ("I'd like to drink ten glasses of water a day", Goal(10)),
        ("a daily goal of 7 cups please", Goal(7)),
        ("remind me to drink 8 glasses a day", Goal(8, reminds=True)),
        ("2 litres a day", Goal(millilitres=2000)),
        ("1.5 l a day", Goal(millilitres=1500)),
        ("1,5 litres per day", Goal(millilitres=1500)),
        ("2.25 litres a day", Goal(millilitres=2250)),
        ("a litre and a half a day", Goal(millilitres=1500)),
        ("2 and a half litres daily", Goal(millilitres=2500)),
        ("set my goal to 1800 ml", Goal(millilitres=1800)),
        ("half a gallon a day", Goal(millilitres=1892)),
        ("1/2 gallon a day", Goal(millilitres=1892)),
        ("64 oz every day", Goal(millilitres=1892)),
        ("no goal", NoGoal()),
        ("switch the goal off", NoGoal()),
        ("I don't want a goal any more", NoGoal()),
        ("remove my daily goal please", NoGoal()),
    ],
)
def test_goals(text: str, wish: Goal | NoGoal) -> None:
    """In glasses, in litres, or none."""
    assert goal_wish(plain(text)) == wish


@pytest.mark.parametrize(
    "text",
    [
        "I drink 2 litres a day",
        "I have 3 cups a day",
        "should I drink 2 litres a day?",
        "is 8 glasses a day enough",
        "my doctor says 2 litres a day",
        "I only drink 2 glasses a day",
        "cramps 8 times a day",
        "8 glasses",
        "2 litres",
        "my goal is to run a marathon",
    ],
)
def test_no_goals(text: str) -> None:
    """What is told or asked sets none, nor does an amount of no day."""
    assert goal_wish(plain(text)) is None


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("no, 10", Goal(10)),
        ("make it 9 instead", Goal(9)),
        ("12 glasses is better", Goal(12)),
        ("rather 2 litres", Goal(millilitres=2000)),
        ("no goal", NoGoal()),
        ("at 10", None),
        ("half an hour later", None),
    ],
)
def test_corrected(text: str, wish: Goal | NoGoal | None) -> None:
    """A number alone is enough after a goal was set; times are none."""
    assert other_goal(plain(text)) == wish


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("250", 250),
        ("about 300", 300),
        ("a quarter litre", 250),
        ("quarter of a litre", 250),
        ("1/4 l", 250),
        ("0.3 l", 300),
        ("0,25 l", 250),
        ("33cl", 330),
        ("half a litre", 500),
        ("mine holds 400 ml", 400),
        ("8 oz", 237),
        ("a normal one", 250),
        ("I don't know", 250),
        ("2", None),
        ("5 litres", None),
        ("a big one", None),
        ("my calf hurts", None),
    ],
)
def test_sizes(text: str, size: int | None) -> None:
    """A bare number is millilitres; who does not know has the usual one."""
    assert glass_size(plain(text)) == size


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("my goal is 2 litres a day, I have heart failure", True),
        ("8 glasses a day but my kidneys are weak", True),
        ("can I drink 2 litres a day with kidney disease?", False),
        ("I drink 2 litres a day and have kidney trouble", False),
    ],
)
def test_beside_an_illness(text: str, begins: bool) -> None:
    """A goal is wished for, and an illness told behind it; a question about both is none."""
    assert begins_with_goal(plain(text)) is begins


@given(st.integers(0, 9999), st.sampled_from(["ml", "l", "litres", "glasses", "cups", "oz", "pints"]))
def test_any_number(count: int, unit: str) -> None:
    """Every amount is heard as it was said, or not at all."""
    wish = goal_wish(plain(f"{count} {unit} a day"))
    if isinstance(wish, Goal) and wish.glasses is not None:
        assert wish.glasses == count
    if isinstance(wish, Goal) and unit == "ml":
        assert wish.millilitres == count


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    """Nothing is too odd to be read."""
    goal_wish(plain(text))
    other_goal(plain(text))
    glass_size(plain(text))
