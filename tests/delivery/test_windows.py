"""At most so many messages in any stretch of time."""

import math

import pytest

from bot.delivery.message_queue import NEVER, Trips, Window


def test_a_full_window_opens_when_its_first_message_is_old() -> None:
    """Places are held for the whole stretch, and not a moment longer."""
    window = Window(2, 1.0)
    for arrived in (10.0, 10.25):
        assert window.opens(arrived) == arrived
        window.enter()
        window.leave(arrived)
    assert window.opens(10.5) == 11.0
    assert window.opens(11.0) == 11.0
    window.enter()
    window.leave(11.0)
    assert window.opens(11.0) == 11.25


def test_messages_under_way_hold_their_places() -> None:
    """Nobody knows yet when they arrive."""
    window = Window(1, 1.0)
    window.enter()
    assert window.opens(100.0) == math.inf
    assert window.empties() == math.inf
    window.leave(99.5)
    assert window.opens(100.0) == 100.5


def test_a_message_that_was_not_sent_leaves_no_trace() -> None:
    """Its place is free at once."""
    window = Window(1, 1.0)
    window.enter()
    window.leave(NEVER)
    assert window.opens(0.0) == 0.0
    assert window.empties() == NEVER


def test_answers_in_another_order() -> None:
    """It is the earliest arrival whose place is free first, and the latest that is remembered longest."""
    window = Window(2, 1.0)
    window.enter()
    window.enter()
    window.leave(5.5)
    window.leave(5.0)
    assert window.opens(5.5) == 6.0
    assert window.empties() == 6.5


def test_several_at_once() -> None:
    """An album waits until there is room for all of it; a larger one than the limit, until it is alone."""
    window = Window(3, 1.0)
    for arrived in (10.0, 10.25):
        window.enter()
        window.leave(arrived)
    assert window.opens(10.5) == 10.5
    assert window.opens(10.5, 2) == 11.0
    assert window.opens(10.5, 3) == window.opens(10.5, 4) == 11.25
    window.enter(4)
    assert window.opens(12.0) == math.inf
    window.leave(12.0, 4)
    assert window.opens(12.5) == 13.0
    assert window.opens(13.0, 4) == 13.0


def trips(*seconds: float) -> Trips:
    """After many trips of a second, and these."""
    trips = Trips()
    for each in (*[1.0] * 100, *seconds):
        trips.add(each)
    return trips


def test_without_experience_a_message_may_arrive_until_it_is_answered() -> None:
    """Nothing is taken for granted: not from a few trips, which may all have been long."""
    trips = Trips()
    assert trips.arrival(started=1.0, answered=1.5) == 1.5
    trips.add(0.5)
    assert trips.arrival(started=1.0, answered=1.5) == 1.5


def test_only_what_is_longer_than_the_shortest_trips_may_be_a_delay() -> None:
    """A trip as usual arrives soon after its start; an answer sooner than ever does not arrive before."""
    experience = trips(0.25, 0.5)
    assert experience.arrival(started=1.0, answered=1.25) == pytest.approx(1.025)
    assert experience.arrival(started=1.0, answered=1.75) == pytest.approx(1.525)
    assert experience.arrival(started=1.0, answered=1.125) == 1.0


def test_a_connection_that_has_become_slower_is_got_used_to() -> None:
    """Short trips of long ago do not count for ever."""
    assert trips(0.25, *[0.5] * 100).arrival(started=1.0, answered=1.5) == pytest.approx(1.05)
