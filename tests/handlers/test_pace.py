"""How fast one person may go on asking."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.handlers.gate import BURST, REMEMBERED_PEOPLE, SECONDS_EACH, Pace, Verdict
from tests.conftest import Clock

ADA, GRACE = 1, 2


def test_a_burst(clock: Clock) -> None:
    """A dozen at once are served; then it is said once that it is too much."""
    pace = Pace(clock.monotonic)
    verdicts = [pace.judge(ADA) for _ in range(BURST + 3)]
    assert verdicts == [Verdict.SERVE] * BURST + [Verdict.WARN, Verdict.IGNORE, Verdict.IGNORE]
    assert pace.judge(GRACE) is Verdict.SERVE


def test_cheap_things(clock: Clock) -> None:
    """What costs less is served more often, and takes no warning away from who then writes."""
    pace = Pace(clock.monotonic)
    assert [pace.spend(ADA, 0.25) for _ in range(4 * BURST + 2)] == [True] * 4 * BURST + [False] * 2
    assert pace.judge(ADA) is Verdict.WARN


def test_after_a_pause(clock: Clock) -> None:
    """A minute later everything is forgotten."""
    pace = Pace(clock.monotonic)
    for _ in range(2):
        verdicts = [pace.judge(ADA) for _ in range(BURST + 2)]
        assert verdicts == [Verdict.SERVE] * BURST + [Verdict.WARN, Verdict.IGNORE]
        clock.forward(minutes=1)


def test_going_on(clock: Clock) -> None:
    """Who does not pause is served now and then, and told once only."""
    pace = Pace(clock.monotonic)
    verdicts = []
    for _ in range(100):
        verdicts.append(pace.judge(ADA))
        clock.forward(seconds=SECONDS_EACH / 2)
    assert verdicts.count(Verdict.WARN) == 1
    assert verdicts[-10:].count(Verdict.SERVE) == 5


def test_a_crowd(clock: Clock) -> None:
    """Only so many people are remembered: those who came last."""
    pace = Pace(clock.monotonic)
    for person in (ADA, GRACE):
        for _ in range(BURST):
            pace.judge(person)
    for person in range(GRACE + 1, REMEMBERED_PEOPLE + GRACE):
        pace.judge(person)
    assert pace.judge(GRACE) is Verdict.WARN
    assert pace.judge(ADA) is Verdict.SERVE


@given(st.lists(st.floats(0, 30), max_size=60))
def test_any_rhythm(pauses: list[float]) -> None:
    """In no stretch of time is anybody served more than a burst and what the time allows."""
    clock = Clock()
    pace = Pace(clock.monotonic)
    served: list[float] = []
    verdicts: list[Verdict] = []
    for pause in pauses:
        clock.forward(seconds=pause)
        verdicts.append(pace.judge(ADA))
        if verdicts[-1] is Verdict.SERVE:
            served.append(clock.monotonic())
    for first, begin in enumerate(served):
        for count, end in enumerate(served[first:], 1):
            assert count <= BURST + (end - begin) / SECONDS_EACH + 0.01
    warnings = [place for place, verdict in enumerate(verdicts) if verdict is Verdict.WARN]
    for one, other in pairwise(warnings):
        assert sum(pauses[one + 1 : other + 1]) >= BURST * SECONDS_EACH - 1
