"""Who writes next."""

import math
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.message_queue import NEVER, Line, Priority, Ticket

ANSWER, REMINDER = Priority.ANSWER, Priority.REMINDER


class Joined:
    """A line, and tickets made for it by chat and priority."""

    def __init__(self) -> None:
        self.line = Line()
        self._numbers = count()

    def join(self, chat: str, priority: Priority = ANSWER, now: float = 0.0) -> Ticket:
        """One more message."""
        ticket = Ticket(chat, priority, next(self._numbers))
        self.line.join(ticket, now)
        return ticket

    def start(self, now: float = 0.0) -> Ticket:
        """The next message, started."""
        first = self.line.first(now)
        assert first
        self.line.start(first[0], now)
        return first[0]

    def send(self, now: float = 0.0) -> Ticket:
        """The next message, started and answered at once."""
        ticket = self.start(now)
        self.line.finish(ticket, now, now)
        return ticket


@pytest.fixture
def joined() -> Joined:
    """An empty line."""
    return Joined()


def test_answers_go_first_and_equals_in_their_order(joined: Joined) -> None:
    """Whoever came before."""
    tickets = [
        joined.join(chat, priority)
        for chat, priority in [("1", REMINDER), ("2", ANSWER), ("3", REMINDER), ("4", ANSWER)]
    ]
    assert [joined.send() for _ in tickets] == [tickets[1], tickets[3], tickets[0], tickets[2]]
    assert joined.line.first(0.0) is None


def test_a_chat_rests_for_a_second(joined: Joined) -> None:
    """Others are served meanwhile, and an older message keeps its right to be next."""
    first, second, other, last = (joined.join(chat) for chat in ("1", "1", "2", "3"))
    assert joined.send() == first
    assert joined.send() == other
    assert joined.line.opens() == 1.0
    assert [joined.send(1.0), joined.send(1.0)] == [second, last]


def test_a_chat_has_one_message_under_way(joined: Joined) -> None:
    """However long the answer takes."""
    first, second = joined.join("1"), joined.join("1")
    assert joined.start() == first
    assert joined.line.first(60.0) is None
    assert joined.line.opens() == math.inf
    joined.line.finish(first, arrived=59.5, now=60.0)
    assert joined.line.opens() == 60.5
    assert joined.send(60.5) == second


def test_an_answer_pulls_the_reminder_before_it_along(joined: Joined) -> None:
    """A chat's order is kept, and its answer waits for nobody else's reminder."""
    other = joined.join("1", REMINDER)
    answer = joined.join("2", ANSWER)
    reminder = joined.join("3", REMINDER)
    pulling = joined.join("3", ANSWER)
    assert joined.send() == answer
    assert joined.line.first(0.0) == (reminder, ANSWER)
    assert joined.send() == reminder
    assert joined.line.first(0.0) == (other, REMINDER)
    assert joined.line.first(1.0) == (pulling, ANSWER)


def test_when_the_answer_is_gone_the_reminder_is_a_reminder_again(joined: Joined) -> None:
    """Cancelled ones pull nobody."""
    other = joined.join("1", REMINDER)
    reminder = joined.join("3", REMINDER)
    answer = joined.join("3", ANSWER)
    assert joined.line.first(0.0) == (reminder, ANSWER)
    joined.line.leave(answer, 0.0)
    assert [joined.send(), joined.send()] == [other, reminder]


def test_a_message_that_is_sent_again_comes_before_later_ones(joined: Joined) -> None:
    """Of its chat, and of its priority."""
    again, later, other = (joined.join(chat) for chat in ("1", "1", "2"))
    assert joined.start() == again
    joined.line.finish(again, arrived=0.0, now=0.0)
    joined.line.join(again, 0.0)
    assert [joined.send(1.0), joined.send(1.0)] == [again, other]
    assert joined.send(2.0) == later


def test_a_group_gets_twenty_a_minute(joined: Joined) -> None:
    """And none within a second of another."""
    for _ in range(21):
        joined.join("-100")
    for second in range(20):
        joined.send(float(second))
        assert joined.line.first(second + 0.5) is None
    assert joined.line.first(20.0) is None
    assert joined.line.opens() == 60.0
    joined.send(60.0)


def test_chats_are_forgotten(joined: Joined) -> None:
    """Private ones after a second, groups after a minute; those never written to, at once."""
    for chat in ("1", "-100"):
        joined.join(chat)
        joined.send()
    joined.line.leave(joined.join("2"), 0.0)
    assert len(joined.line) == 2
    joined.line.first(1.0)
    assert len(joined.line) == 1
    joined.line.first(60.0)
    assert len(joined.line) == 0


def test_a_turn_that_was_not_used_costs_nothing(joined: Joined) -> None:
    """The next one of the chat need not rest."""
    unused, following = joined.join("1"), joined.join("1")
    assert joined.start() == unused
    joined.line.finish(unused, arrived=NEVER, now=0.0)
    assert joined.send() == following


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["join", "leave", "start", "finish", "wait"]), st.integers(0, 5), st.booleans()
        ),
        max_size=200,
    )
)
def test_nothing_is_lost_or_left_behind(steps: list[tuple[str, int, bool]]) -> None:
    """Whatever comes, all who joined and did not leave get their turn, and then the line is empty."""
    joined, now = Joined(), 0.0
    waiting: list[Ticket] = []
    under_way: list[Ticket] = []
    for step, pick, urgent in steps:
        if step == "join":
            waiting.append(joined.join(str(pick), ANSWER if urgent else REMINDER, now))
        elif step == "leave" and waiting:
            joined.line.leave(waiting.pop(pick % len(waiting)), now)
        elif step == "start" and joined.line.first(now):
            under_way.append(joined.start(now))
            waiting.remove(under_way[-1])
        elif step == "finish" and under_way:
            joined.line.finish(under_way.pop(pick % len(under_way)), now, now)
        elif step == "wait":
            now += pick / 4
    for ticket in under_way:
        joined.line.finish(ticket, now, now)
    while waiting:
        if joined.line.first(now) is None:
            now = joined.line.opens()
        waiting.remove(joined.send(now))
    assert joined.line.first(now + 1.0) is None
    assert len(joined.line) == 0
