"""How far somebody has come, in words."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.reminders.kinds import STRETCH, WATER
from bot.reminders.progress import Progress, Streak
from bot.views.charts import Bars, ChartDays, Ticks
from bot.views.progress import NOTHING_YET, chart_days, progress_screen
from offline_telegram.html_markup import parse

MONDAY = date(2026, 3, 9)
GLASSES = Progress(WATER, MONDAY, (5, 7, 0, 6, 8, 4, 1), Streak(9, 20))
STRETCHES = Progress(STRETCH, MONDAY, (1, 1, 0, 2, 1, 1, 0), Streak(1, 1))
CAPTION_LIMIT = 1024


def test_both() -> None:
    """All that the chart shows, and the streaks."""
    assert parse(progress_screen([GLASSES, STRETCHES]).html)[0] == (
        "The last 7 days\n\n"
        "💧 Water\n1 glass today, 31 in all\nTue 5, Wed 7, Thu 0, Fri 6, Sat 8, Sun 4, today 1\n"
        "Streak: 9 days (longest: 20 days)\n\n"
        "🌙 Stretch\nNot yet today, 5 of 7 days\nTue, Wed, Fri, Sat, Sun\nStreak: 1 day\n\n"
        "One missed day a week doesn't break a streak."
    )


def test_after_a_long_time() -> None:
    """Without blame."""
    stretch = Progress(STRETCH, MONDAY, (0,) * 7, Streak(0, 12))
    assert parse(progress_screen([stretch]).html)[0] == (
        "The last 7 days\n\n🌙 Stretch\nNot yet today, 0 of 7 days\n"
        "No streak at the moment (longest: 12 days)"
    )


def test_done_today() -> None:
    """The day is named last, as in the chart."""
    stretch = Progress(STRETCH, MONDAY, (0, 0, 0, 0, 0, 1, 1), Streak(2, 2))
    assert "Done today, 2 of 7 days\nSun, today\nStreak: 2 days" in progress_screen([stretch]).html


def test_values_of_the_chart() -> None:
    """Only the kinds that there are."""
    labels = ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"]
    glasses = Bars("Glasses of water", GLASSES.week)
    stretched = Ticks("Stretched", [True, True, False, True, True, True, False])
    assert chart_days([GLASSES, STRETCHES]) == ChartDays(labels, [glasses, stretched])
    assert chart_days([GLASSES]) == ChartDays(labels, [glasses])
    assert chart_days([STRETCHES]) == ChartDays(labels, [stretched])


@given(st.tuples(*[st.integers(0, 10**4)] * 7), st.tuples(*[st.integers(0, 3)] * 7), st.integers(0, 400))
def test_any_week(glasses: tuple[int, ...], stretches: tuple[int, ...], days: int) -> None:
    """Short enough for a caption, and told in the order of the days."""
    today = MONDAY + timedelta(days=days)
    kinds = [
        Progress(kind, today, week, Streak(days, 400))
        for kind, week in ((WATER, glasses), (STRETCH, stretches))
    ]
    text, _ = parse(progress_screen(kinds).html)
    assert len(text) <= CAPTION_LIMIT
    numbers = [part.split()[-1] for part in text.splitlines()[4].split(", ")]
    assert numbers == [str(count) for count in glasses]


def test_nothing_yet() -> None:
    """How to begin."""
    assert "/stretch" in NOTHING_YET.html
    assert [button.callback_data for row in NOTHING_YET.rows for button in row] == ["panel:show"]
