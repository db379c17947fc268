"""Plans made up for a test."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from hypothesis import strategies as st

from bot.reminders.kinds import KINDS, MOST_IN_A_DAY, Kind
from bot.reminders.plan import Plan, Planner
from bot.reminders.times import INTERVALS, Rule

NOW = datetime(2026, 3, 1, 3, tzinfo=UTC)
"""A Sunday, at four in the morning in Berlin."""
PLANNER = Planner(NOW)


def plan_of(*kinds: Kind, chat: int = 1, zone: str | None = "Europe/Berlin", **fields: object) -> Plan:
    """A plan with these kinds on."""
    plan = replace(Plan(chat, zone), **fields)  # type: ignore[arg-type]  # fields of a plan by their names
    for kind in kinds:
        plan = PLANNER.switch(plan, kind, on=True)
    return plan


moments = st.builds(time, st.integers(0, 23), st.integers(0, 59))
days = st.frozensets(st.integers(0, 6))


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule there can be."""
    first, last = draw(moments), draw(moments)
    every = 0 if first == last else draw(st.sampled_from(INTERVALS))
    until = draw(st.none() | st.dates(date(2026, 3, 1), date(2028, 1, 1)))
    return Rule(first, last, every, draw(days), until)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Any plan of somebody in Berlin."""
    plan = plan_of(chat=draw(st.sampled_from([1, -1])))
    for kind in KINDS.values():
        plan = PLANNER.change(PLANNER.switch(plan, kind, on=draw(st.booleans())), kind, draw(rules()))
        plan = PLANNER.aim(plan, kind, draw(st.none() | st.integers(1, MOST_IN_A_DAY)))
    pause = draw(st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - the zone is beside it
    return PLANNER.pause(plan, pause) if pause else plan
