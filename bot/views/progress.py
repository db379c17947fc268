"""A person's progress, in words and as values for the chart."""

from collections.abc import Sequence

from bot.reminders.kinds import Counted, Daily
from bot.reminders.progress import WEEK, Progress
from bot.views.charts import Bars, ChartDays, Ticks
from bot.views.panel import PANEL_ROW
from bot.views.screen import Screen
from bot.views.wording import DAYS, counted

NOTHING_YET = Screen(
    "Nothing counted yet. Tap Done under a reminder, or stretch with me now: /stretch", (PANEL_ROW,)
)


def progress_screen(kinds: Sequence[Progress]) -> Screen:
    """All that the chart shows, and the streaks; short enough to stand under it."""
    parts = [f"<b>The last {WEEK} days</b>", *(_about(kind) for kind in kinds)]
    if any(kind.streak.current for kind in kinds):
        parts.append("One missed day a week doesn't break a streak.")
    return Screen("\n\n".join(parts), (PANEL_ROW,))


def chart_days(kinds: Sequence[Progress]) -> ChartDays:
    """What the chart shows."""
    return ChartDays(_labels(kinds[0]), [_series(each) for each in kinds])


def _series(progress: Progress) -> Bars | Ticks:
    match progress.kind.done:
        case Counted(heading=heading):
            return Bars(heading, progress.week)
        case Daily(heading=heading):
            return Ticks(heading, [count > 0 for count in progress.week])


def _about(progress: Progress) -> str:
    kind = progress.kind
    done = _counted(progress, kind.done) if isinstance(kind.done, Counted) else _days(progress)
    return "\n".join([f"{kind.icon} <b>{kind.name}</b>", *done, _streak(progress)])


def _counted(progress: Progress, done: Counted) -> list[str]:
    pairs = zip([*_labels(progress)[:-1], "today"], progress.week, strict=True)
    total = sum(progress.week)
    today = counted(done, progress.done_today)
    if progress.goal:
        today = f"{progress.done_today} of {counted(done, progress.goal)}"
    return [
        f"{today} today, {total} in all",
        ", ".join(f"{label} {count}" for label, count in pairs),
    ]


def _days(progress: Progress) -> list[str]:
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
