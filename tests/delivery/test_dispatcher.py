"""Every reminder once, whatever happens on the way."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.delivery.dispatcher import AT_ONCE, LEASE, Dispatcher
from bot.delivery.reminder_sender import Gone, Later, Moved, Refused, SendOutcome, Sent, Unsure
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.plan import Plan, Planner
from bot.storage import Queue, Store
from tests.conftest import Clock
from tests.storage.plans import DUE, subscribe


@dataclass
class FakeSender:
    """Notes what it is given, and answers as a test says, at first or always with a message's number."""

    meets: list[SendOutcome | Exception] = field(default_factory=list)
    sent: list[tuple[int, Kind, datetime]] = field(default_factory=list)
    closed: list[tuple[int, int]] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    held: asyncio.Event | None = None
    at_once: int = 0
    most_at_once: int = 0

    async def send(self, plan: Plan, kind: Kind, due: datetime, _number: int) -> SendOutcome:
        """What becomes of it."""
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        if self.held:
            await self.held.wait()
        self.at_once -= 1
        self.sent.append((plan.chat_id, kind, due))
        outcome = self.meets.pop(0) if self.meets else Sent(len(self.sent))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def ask_zone(self, plan: Plan) -> None:
        """Nothing is known of one."""
        self.asked.append(plan.chat_id)

    async def close(self, chat_id: int, message_id: int) -> None:
        """An earlier reminder's buttons."""
        self.closed.append((chat_id, message_id))


@dataclass
class Running:
    """A dispatcher over a real database, with a moved clock."""

    clock: Clock
    store: Store
    sender: FakeSender
    dispatcher: Dispatcher

    async def at(self, moment: datetime) -> list[tuple[int, Kind, datetime]]:
        """What is sent at a moment, by two ticks."""
        self.clock.now = moment
        before = len(self.sender.sent)
        for _ in range(2):  # what one tick skips, the next may send in time
            await self.dispatcher.send_due()
        return self.sender.sent[before:]


@pytest.fixture
def running(store: Store, queue: Queue, clock: Clock) -> Running:
    """Nobody has subscribed yet."""
    sender = FakeSender()
    dispatcher = Dispatcher(queue, store, sender, lambda: Planner(clock.now))
    return Running(clock, store, sender, dispatcher)


NOON = timedelta(hours=2)


async def test_a_day(running: Running) -> None:
    """Water at every time of the rule, and once only."""
    await running.store.change(5, subscribe())
    assert await running.at(DUE) == [(5, WATER, DUE)]
    assert await running.at(DUE) == []
    later = [
        moment for hours in range(1, 25) for *_, moment in await running.at(DUE + timedelta(hours=hours))
    ]
    assert later == [DUE + timedelta(hours=hours) for hours in (2, 4, 6, 8, 10, 12, 24)]


@pytest.mark.parametrize(
    ("kind", "minutes", "sent"),
    [(WATER, 20, 1), (WATER, 21, 0), (STRETCH, 90, 1), (STRETCH, 91, 0)],
)
async def test_after_downtime(running: Running, kind: Kind, minutes: int, sent: int) -> None:
    """What is too late to help is skipped, and the series goes on."""
    await running.store.change(5, subscribe(kind))
    due = (await running.store.plan(5)).reminders[kind].next_at
    assert due
    assert len(await running.at(due + timedelta(minutes=minutes))) == sent
    assert len(await running.at(due + timedelta(days=1))) == 1


async def test_a_long_night(running: Running) -> None:
    """After days of standstill everybody gets what is due just then, and nothing of what was missed."""
    for chat in range(30):
        await running.store.change(chat, subscribe(WATER, STRETCH))
    three_days = timedelta(days=3)
    sent = await running.at(DUE + three_days + timedelta(minutes=5))
    assert sorted(sent) == [(chat, WATER, DUE + three_days) for chat in range(30)]
    assert await running.at(DUE + three_days + timedelta(minutes=6)) == []


async def test_not_delivered(running: Running) -> None:
    """It is sent again after the while that was named, with the moment for which it was meant."""
    await running.store.change(5, subscribe())
    running.sender.meets = [Later(timedelta(seconds=40))]
    await running.at(DUE)
    assert await running.at(DUE + timedelta(seconds=39)) == []
    assert await running.at(DUE + timedelta(seconds=40)) == [(5, WATER, DUE)]
    assert await running.at(DUE + timedelta(seconds=80)) == []


async def test_never_delivered(running: Running) -> None:
    """In the end it is too late for it."""
    await running.store.change(5, subscribe())
    running.sender.meets = [Later(timedelta(seconds=30))] * 999
    tries = [await running.at(DUE + timedelta(seconds=30 * n)) for n in range(60)]
    assert sum(map(len, tries)) == 41
    running.sender.meets = []
    assert len(await running.at(DUE + NOON)) == 1


@pytest.mark.parametrize("outcome", [Unsure(), Refused()])
async def test_nobody_knows(running: Running, outcome: SendOutcome) -> None:
    """What may have arrived, and what will never be taken, is not sent twice."""
    await running.store.change(5, subscribe())
    running.sender.meets = [outcome]
    await running.at(DUE)
    assert await running.at(DUE + LEASE) == []
    assert len(await running.at(DUE + NOON)) == 1


async def test_blocked(running: Running) -> None:
    """Nothing more is sent, of no kind, and the rules are kept."""
    await running.store.change(5, subscribe(WATER, STRETCH))
    running.sender.meets = [Gone()]
    await running.at(DUE)
    assert [await running.at(DUE + timedelta(hours=hours)) for hours in range(1, 30)] == [[]] * 29
    plan = await running.store.plan(5)
    assert plan.unreachable
    assert plan.on == (WATER, STRETCH)


async def test_moved(running: Running) -> None:
    """A group that has another number gets it there, at once, and all that follow."""
    await running.store.change(-5, subscribe())
    running.sender.meets = [Moved(-1005)]
    await running.at(DUE)
    assert await running.at(DUE + LEASE) == [(-1005, WATER, DUE)]
    assert await running.at(DUE + NOON) == [(-1005, WATER, DUE + NOON)]


async def test_an_error_of_ours(running: Running, caplog: pytest.LogCaptureFixture) -> None:
    """It is logged, the others go on, and it is tried again when the lease has ended."""
    for chat in (5, 6, 7):
        await running.store.change(chat, subscribe())
    running.sender.meets = [RuntimeError("a mistake")]
    assert len(await running.at(DUE)) == 3
    assert "a mistake" in caplog.text
    assert len(await running.at(DUE + LEASE)) == 1


async def test_the_buttons_of_the_last_one(running: Running) -> None:
    """They go when the next reminder has come."""
    await running.store.change(5, subscribe())
    await running.at(DUE)
    assert running.sender.closed == []
    await running.at(DUE + NOON)
    assert running.sender.closed == [(5, 1)]


@pytest.mark.parametrize("outcome", [Refused(), Later(NOON), Gone(), RuntimeError("a mistake")])
async def test_the_buttons_stay(running: Running, outcome: SendOutcome | Exception) -> None:
    """While the next reminder has not come, the last one can still be answered."""
    await running.store.change(5, subscribe())
    await running.at(DUE)
    running.sender.meets = [outcome]
    assert len(await running.at(DUE + NOON)) == 1
    assert running.sender.closed == []


async def test_the_buttons_of_one_that_is_too_late(running: Running) -> None:
    """They stay as well when the next one is skipped."""
    await running.store.change(5, subscribe())
    await running.at(DUE)
    assert await running.at(DUE + NOON + timedelta(minutes=21)) == []
    assert running.sender.closed == []


async def test_snoozed(running: Running) -> None:
    """It comes again after the while, and the series stays where it is."""
    await running.store.change(5, subscribe())
    await running.at(DUE)
    await running.store.change(5, lambda plan: Planner(DUE).snooze(plan, WATER, timedelta(minutes=30)))
    assert await running.at(DUE + timedelta(minutes=29)) == []
    assert len(await running.at(DUE + timedelta(minutes=30))) == 1
    assert await running.at(DUE + timedelta(minutes=60)) == []
    assert len(await running.at(DUE + NOON)) == 1


async def test_stopped_before_it_was_sent(running: Running) -> None:
    """Who says stop after the claim is at most sent what is on its way already."""
    await running.store.change(5, subscribe())
    running.sender.held = asyncio.Event()
    running.clock.now = DUE
    await running.dispatcher.tick()
    await running.store.change(5, Planner(DUE).stop)
    running.sender.held.set()
    await running.dispatcher.drain()
    running.sender.held = None
    assert [await running.at(DUE + timedelta(hours=hours)) for hours in range(1, 30)] == [[]] * 29


async def test_in_small_batches(running: Running) -> None:
    """No more is under way than may be repeated after a crash, and everybody gets theirs."""
    for chat in range(3 * AT_ONCE):
        await running.store.change(chat, subscribe())
    running.sender.held = asyncio.Event()
    running.clock.now = DUE
    ticking = asyncio.create_task(running.dispatcher.tick())
    while running.sender.at_once < AT_ONCE:  # noqa: ASYNC110 - there is no event for it
        await asyncio.sleep(0)
    await running.dispatcher.tick()  # the next second: somebody is at it already
    running.sender.held.set()
    await ticking
    await running.dispatcher.drain()
    assert running.sender.most_at_once == AT_ONCE
    assert sorted(chat for chat, *_ in running.sender.sent) == list(range(3 * AT_ONCE))


async def test_sent_when_it_returns(running: Running) -> None:
    """What is due is sent when `send_due` returns, also when a tick is just looking for it."""
    await running.store.change(5, subscribe())
    running.clock.now = DUE
    ticking = asyncio.create_task(running.dispatcher.tick())
    await asyncio.sleep(0)
    await running.dispatcher.send_due()
    assert running.sender.sent == [(5, WATER, DUE)]
    await ticking


async def test_after_a_crash(running: Running, queue: Queue) -> None:
    """What was under way comes again when the lease ends, from another process."""
    await running.store.change(5, subscribe())
    await queue.claim(DUE, DUE + LEASE, 9)
    assert await running.at(DUE + LEASE - timedelta(seconds=1)) == []
    assert await running.at(DUE + LEASE) == [(5, WATER, DUE)]


async def test_longer_than_the_lease(running: Running) -> None:
    """What waits for Telegram, or slept with the machine, is not sent beside itself, nor after itself."""
    await running.store.change(5, subscribe())
    running.sender.held = asyncio.Event()
    for late in (timedelta(), LEASE, 2 * LEASE):
        running.clock.now = DUE + late
        await running.dispatcher.tick()
        await asyncio.sleep(0)
    assert running.sender.at_once == 1
    running.sender.held.set()
    await running.dispatcher.drain()
    assert await running.at(DUE + 3 * LEASE) == []
    assert len(await running.at(DUE + NOON)) == 1
    assert len(running.sender.sent) == 2


@pytest.mark.parametrize("outcome", [Sent(7), Later(timedelta(seconds=1))])
async def test_a_database_that_fails_after_the_sending(
    running: Running, queue: Queue, monkeypatch: pytest.MonkeyPatch, outcome: SendOutcome
) -> None:
    """What became of it is noted when the lease ends; only what did not arrive is sent again."""

    async def fail(*_: object) -> None:
        raise RuntimeError("database is locked")

    await running.store.change(5, subscribe())
    running.sender.meets = [outcome]
    with monkeypatch.context() as locked:
        locked.setattr(queue, "settle", fail)
        await running.at(DUE)
    assert await running.at(DUE + LEASE) == []
    again = await running.at(DUE + LEASE + timedelta(seconds=1))
    assert len(again) == isinstance(outcome, Later)
    assert len(await running.at(DUE + NOON)) == 1


@pytest.mark.parametrize("meanwhile", ["forgotten", "back"])
async def test_blocked_and_changed(running: Running, meanwhile: str) -> None:
    """That a chat could not be written to is not held against what was said after it."""
    await running.store.change(5, subscribe())
    running.sender.meets = [Gone()]
    running.sender.held = asyncio.Event()
    running.clock.now = DUE
    await running.dispatcher.tick()
    if meanwhile == "forgotten":
        await running.store.forget(5)
    else:
        await running.store.change(5, Planner(DUE).welcome_back)
    before = await running.store.export(5)
    running.sender.held.set()
    await running.dispatcher.drain()
    assert await running.store.export(5) == before


async def test_a_longer_spread(running: Running, queue: Queue) -> None:
    """A later start with a longer spread does not repeat what was due by the shorter one."""
    for chat in range(50):
        await running.store.change(chat, subscribe())
    spread = timedelta(minutes=15)
    dispatcher = Dispatcher(queue, running.store, running.sender, lambda: Planner(running.clock.now, spread))
    for minute in range(130):
        running.clock.now = DUE + timedelta(minutes=minute)
        await dispatcher.send_due()
        if minute == 119:
            assert len(running.sender.sent) == 50
    assert len({chat for chat, *_ in running.sender.sent[50:]}) == len(running.sender.sent[50:])


async def test_snoozed_while_the_next_one_is_on_its_way(running: Running) -> None:
    """Each comes once: the one of the series, and what was snoozed."""
    await running.store.change(5, subscribe())
    running.sender.held = asyncio.Event()
    running.clock.now = DUE
    await running.dispatcher.tick()
    await running.store.change(5, lambda plan: Planner(DUE).snooze(plan, WATER, timedelta(minutes=15)))
    await running.dispatcher.tick()
    running.sender.held.set()
    await running.dispatcher.drain()
    assert await running.at(DUE + timedelta(minutes=1)) == []
    assert len(running.sender.sent) == 1
    assert len(await running.at(DUE + timedelta(minutes=15))) == 1
    assert len(await running.at(DUE + NOON)) == 1


async def test_snoozed_beyond_a_standstill(running: Running) -> None:
    """The series' one is too late, the snoozed one is not: it is still sent, once."""
    await running.store.change(5, subscribe())
    await running.at(DUE)
    snoozing = Planner(DUE + NOON - timedelta(minutes=15))
    await running.store.change(5, lambda plan: snoozing.snooze(plan, WATER, timedelta(minutes=30)))
    snoozed = DUE + NOON + timedelta(minutes=15)
    assert await running.at(DUE + NOON + timedelta(minutes=21)) == [(5, WATER, snoozed)]
    assert len(await running.at(DUE + 2 * NOON)) == 1


@pytest.mark.parametrize("zone", ["Etc/UTC", "Europe/Berlin"])
async def test_changed_while_a_snoozed_one_is_on_its_way(running: Running, zone: str) -> None:
    """It is not sent once more."""
    await running.store.change(5, subscribe())
    await running.at(DUE)
    await running.store.change(5, lambda plan: Planner(DUE).snooze(plan, WATER, timedelta(minutes=30)))
    running.sender.held = asyncio.Event()
    running.clock.now = DUE + timedelta(minutes=30)
    await running.dispatcher.tick()
    planner = Planner(running.clock.now + timedelta(seconds=1))
    rule = replace(WATER.default, every=180)
    await running.store.change(5, lambda plan: planner.change(planner.move(plan, zone), WATER, rule))
    running.sender.held.set()
    await running.dispatcher.drain()
    assert await running.at(DUE + timedelta(minutes=31)) == []


async def test_a_pause_ends_at_a_time_of_the_rule(running: Running) -> None:
    """That one comes, and only once."""
    await running.store.change(5, subscribe())
    await running.store.change(5, lambda plan: Planner(DUE).pause(plan, DUE + NOON))
    assert await running.at(DUE + NOON - timedelta(seconds=1)) == []
    assert await running.at(DUE + NOON) == [(5, WATER, DUE + NOON)]
    assert await running.at(DUE + NOON + timedelta(seconds=1)) == []


async def test_a_zone_that_has_gone(running: Running) -> None:
    """The person is asked once, and has their reminders again with the answer."""
    await running.store.change(5, subscribe())
    await running.store.change(5, lambda plan: replace(plan, zone="US/Pacific-New"))
    assert await running.at(DUE) == []
    assert await running.at(DUE + timedelta(minutes=10)) == []
    assert running.sender.asked == [5]
    await running.store.change(5, lambda plan: Planner(DUE).move(plan, "Etc/UTC"))
    assert await running.at(DUE + NOON) == [(5, WATER, DUE + NOON)]


async def test_another_kind_ends_the_pause(running: Running) -> None:
    """Of both: what the person then reads is when the next one comes."""
    await running.store.change(5, subscribe())
    await running.store.change(5, lambda plan: Planner(DUE).pause(plan, DUE + timedelta(days=2)))
    await running.store.change(5, lambda plan: Planner(DUE).switch(plan, STRETCH, on=True))
    assert await running.at(DUE + NOON) == [(5, WATER, DUE + NOON)]


async def test_snoozed_after_the_clock_was_set_back(running: Running) -> None:
    """The series goes on where it was: what has been sent is not due again."""
    await running.store.change(5, subscribe())
    assert len(await running.at(DUE + NOON)) == 1
    snoozing = Planner(DUE)
    await running.store.change(5, lambda plan: snoozing.snooze(plan, WATER, timedelta(minutes=15)))
    assert len(await running.at(DUE + timedelta(minutes=15))) == 1
    assert await running.at(DUE + NOON) == []
    assert len(await running.at(DUE + 2 * NOON)) == 1
