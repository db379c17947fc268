"""How far somebody has come, in words and as values for the chart."""

from collections.abc import Sequence

from bot.reminders.progress import WEEK, Progress
from bot.reminders.times import Kind
from bot.views.charts import ChartDays
from bot.views.panel import PANEL_ROW
from bot.views.screen import Screen
from bot.views.wording import DAYS, ICONS, NAMES

NOTHING_YET = Screen(
    "Nothing is counted yet. Tap Done under a reminder, or stretch with me now: /stretch", (PANEL_ROW,)
)


def progress_screen(kinds: Sequence[Progress]) -> Screen:
    """All that the chart shows, and the streaks; short enough to stand under it."""
    parts = [f"<b>The last {WEEK} days</b>", *(_about(kind) for kind in kinds)]
    if any(kind.streak.current for kind in kinds):
        parts.append("One missed day a week does not break a streak.")
    return Screen("\n\n".join(parts), (PANEL_ROW,))


def chart_days(kinds: Sequence[Progress]) -> ChartDays:
    """What the chart shows."""
    weeks = {each.kind: each.week for each in kinds}
    stretched = [count > 0 for count in weeks.get(Kind.STRETCH, ())]
    return ChartDays(_labels(kinds[0]), weeks.get(Kind.HYDRATION, ()), stretched)


def _about(progress: Progress) -> str:
    counted = _glasses(progress) if progress.kind is Kind.HYDRATION else _stretches(progress)
    heading = f"{ICONS[progress.kind]} <b>{NAMES[progress.kind]}</b>"
    return "\n".join([heading, *counted, _streak(progress)])


def _glasses(progress: Progress) -> list[str]:
    pairs = zip([*_labels(progress)[:-1], "today"], progress.week, strict=True)
    total = sum(progress.week)
    return [
        f"{_count(progress.done_today, 'glass', 'glasses')} today, {total} in all",
        ", ".join(f"{label} {count}" for label, count in pairs),
    ]


def _stretches(progress: Progress) -> list[str]:
    pairs = zip([*_labels(progress)[:-1], "today"], progress.week, strict=True)
    done = [label for label, count in pairs if count]
    today = "Done today" if progress.done_today else "Not yet today"
    return [f"{today}, {len(done)} of {WEEK} days", *([", ".join(done)] if done else [])]


def _streak(progress: Progress) -> str:
    current, longest = progress.streak.current, progress.streak.longest
    now = f"Streak: {_count(current, 'day', 'days')}" if current else "No streak at the moment"
    return now if longest == current else f"{now} (longest: {_count(longest, 'day', 'days')})"


def _labels(progress: Progress) -> list[str]:
    return [DAYS[day.weekday()][:3] for day in progress.days]


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
