"""People with reminders: what each wants, what the bot has confirmed, and what they do next."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from benchmarks.soak.ledger import Calendar, Ledger, Slot, moment
from bot.reminders.kinds import KINDS, STRETCH, WATER, Kind
from bot.reminders.times import EVERY_DAY, Rule
from offline_telegram import Person

CITIES = {
    "berlin": "Europe/Berlin",
    "lisbon": "Europe/Lisbon",
    "helsinki": "Europe/Helsinki",
    "oslo": "Europe/Oslo",
}
QUESTIONS = (
    "why do my feet cramp at night?",
    "would a massage help?",
    "is magnesium any good",
    "can shoes cause it",
    "what should i drink",
    "thanks",
)
_NEAR = timedelta(minutes=1)
_A_SECOND = timedelta(seconds=1)
_SNOOZED = re.compile(r'(\S+) Snoozed until <tg-time unix="(\d+)"')


@dataclass
class Order:
    """Something that somebody asks for until the bot says that it is done."""

    say: str
    done: str
    """A pattern of what the bot says then."""
    apply: Callable[["Somebody", datetime], None]


@dataclass
class Somebody:
    """A person, as sure of their reminders as the bot has made them."""

    person: Person
    city: str
    rules: dict[Kind, Rule] = field(default_factory=dict)
    paused_until: datetime | None = None
    seen: dict[Kind, datetime] = field(default_factory=dict)
    """Until when slots have been looked at since the last change."""
    order: Order | None = None
    snoozed: dict[Kind, datetime] = field(default_factory=dict)
    """Confirmed, and not yet come."""
    may_come: set[Slot] = field(default_factory=set)
    """Snoozed ones that may have been noted."""
    stopped: bool = False
    """Confirmed, and nothing has been asked for since."""
    asked_home: bool = False
    """The bot has asked where they live, and not yet understood the answer."""

    @property
    def id(self) -> int:
        """The chat's."""
        return self.person.id

    def ask(self, order: Order, ledger: Ledger) -> None:
        """Say it, for the first time or again."""
        self.order = order
        self.stopped = self.stopped and order.say == "/stop"
        for kind in KINDS.values():
            ledger.waive(self.id, kind)
        self.snoozed.clear()
        self.person.say(order.say)

    def hear(self, text: str, now: datetime) -> None:
        """The bot says something."""
        if "Where do you live?" in text:
            self.asked_home = True
        elif "I keep only this time zone" in text:
            self.asked_home = False
            self.start_anew(now)
        if not self.order and (noted := _SNOOZED.match(text)):
            self._note(WATER if noted[1] == "💧" else STRETCH, moment(noted[2]))
        if self.order and re.search(self.order.done, text):
            order, self.order = self.order, None
            order.apply(self, now)

    def look(self, now: datetime, zone: ZoneInfo, calendar: Calendar, ledger: Ledger) -> None:
        """What is due by now is awaited, unless the person is not sure what they have."""
        for kind, rule in self.rules.items():
            seen = self.seen[kind]
            self.seen[kind] = max(seen, now)
            is_unsure = self.order is not None or self.asked_home
            for due in calendar.between(rule, zone, seen, now):
                slot = Slot(self.id, kind, due)
                if is_unsure or self._paused(due):
                    ledger.strike(slot)
                else:
                    ledger.wait_for(slot)
                    self.snoozed.pop(kind, None)
            snoozed = self.snoozed.get(kind)
            if snoozed and snoozed <= now and not is_unsure:
                ledger.wait_for(Slot(self.id, kind, self.snoozed.pop(kind)))

    def may_get(self, slot: Slot, zone: ZoneInfo, calendar: Calendar) -> bool:
        """Whether it is theirs, though not awaited: they are not sure, or it is a snoozed one."""
        if self.order or self.asked_home or slot in self.may_come:
            return True
        rule = self.rules.get(slot.kind)
        near_an_end = self.paused_until and abs(slot.due - self.paused_until) <= _NEAR
        is_theirs = rule and calendar.between(rule, zone, slot.due - timedelta(seconds=1), slot.due)
        return bool(is_theirs and (near_an_end or slot.due > self.seen[slot.kind] - 3 * _NEAR))

    def start_anew(self, now: datetime) -> None:
        """From here on slots count."""
        self.seen = dict.fromkeys(self.rules, now)

    def _note(self, kind: Kind, shown: datetime) -> None:
        """Of the snoozed ones that may come, the one that is shown, rounded up, is sure to."""
        for slot in self.may_come:
            if slot.kind is kind and timedelta() <= shown - slot.due <= _A_SECOND:
                self.snoozed[kind] = slot.due

    def _paused(self, due: datetime) -> bool:
        return self.paused_until is not None and due < self.paused_until + _NEAR


def _water(chance: random.Random) -> Order:
    every, minute = chance.choice((1, 2, 3)), chance.choice((0, 10, 20, 35, 50))
    first, last = time(chance.randint(5, 8), minute), time(chance.randint(19, 23), minute)

    def apply(who: Somebody, now: datetime) -> None:
        _switch_on(who, WATER, Rule(first, last, every * 60, EVERY_DAY), now)

    often = "hour" if every == 1 else f"{every} hours"
    return Order(
        f"remind me to drink every {often} from {first:%H:%M} to {last:%H:%M}",
        rf"Water every {often} from {first:%H:%M} to {last:%H:%M}",
        apply,
    )


def _stretch(chance: random.Random) -> Order:
    at = time(chance.randint(13, 21), chance.choice((0, 15, 30)))

    def apply(who: Somebody, now: datetime) -> None:
        _switch_on(who, STRETCH, Rule(at, at, 0, EVERY_DAY), now)

    return Order(f"stretch reminder at {at:%H:%M}", rf"Stretch at {at:%H:%M}", apply)


def _switch_on(who: Somebody, kind: Kind, rule: Rule, now: datetime) -> None:
    if kind not in who.rules and who.paused_until and who.paused_until > now:
        who.paused_until = None
        who.start_anew(now)
    who.rules[kind] = rule
    who.stopped = False
    who.seen[kind] = now


def _pause(chance: random.Random) -> Order:
    hours = chance.randint(1, 3)

    def apply(who: Somebody, now: datetime) -> None:
        who.paused_until = now + timedelta(hours=hours) if who.rules else None
        who.start_anew(now)

    return Order(f"pause for {hours} hour{'s' * (hours > 1)}", "Paused until|No reminders are on", apply)


def _resume(_: random.Random) -> Order:
    def apply(who: Somebody, now: datetime) -> None:
        who.paused_until = None
        who.start_anew(now)

    return Order("resume", "go on|No reminders are on|not paused|are on", apply)


def _stop(_: random.Random) -> Order:
    def apply(who: Somebody, _now: datetime) -> None:
        who.rules, who.paused_until, who.stopped = {}, None, True
        who.may_come.clear()
        who.seen = {}

    return Order("/stop", "All reminders are off|No reminders are on", apply)


_ORDERS = {_water: 5, _stretch: 4, _pause: 2, _resume: 2, _stop: 2}
"""How often each."""


def new_order(chance: random.Random) -> Order:
    """Something to ask for."""
    make = chance.choices(list(_ORDERS), list(_ORDERS.values()))[0]
    return make(chance)


def first_order(chance: random.Random) -> Order:
    """To drink, or to stretch."""
    return chance.choice((_water, _stretch))(chance)


def act(who: Somebody, now: datetime, chance: random.Random, ledger: Ledger) -> None:
    """Ask again what was not confirmed; otherwise a question, a tap, or something new."""
    if who.order:
        who.ask(who.order, ledger)
        return
    if who.asked_home:
        who.person.say(who.city)
        return
    match chance.choices(("question", "order", "tap"), (3, 3, 4))[0]:
        case "question":
            who.person.say(chance.choice(QUESTIONS))
        case "order":
            who.ask(new_order(chance), ledger)
        case _:
            _tap(who, now, chance, ledger)


def _tap(who: Somebody, now: datetime, chance: random.Random, ledger: Ledger) -> None:
    message = next((it for it in reversed(who.person.inbox) if it.buttons), None)
    data = [button.get("callback_data", "") for row in message.buttons for button in row] if message else []
    ours = [it for it in data if re.match("(done|skip|snooze|snoozed|awake|undone):", it)]
    if message is None or not ours:
        return
    tapped = chance.choice(ours)
    if snoozing := re.fullmatch(r"snoozed:([hs])/\d+/(\d+)", tapped):
        kind = WATER if snoozing[1] == "h" else STRETCH
        ledger.waive(who.id, kind)
        until = (now + timedelta(minutes=int(snoozing[2]))).replace(microsecond=0)
        who.may_come.add(Slot(who.id, kind, until))
        who.snoozed.pop(kind, None)
    if settling := re.match(
        r"(?:done|skip|awake):([hs])/", tapped
    ):  # what was snoozed need not come any more
        kind = WATER if settling[1] == "h" else STRETCH
        ledger.waive(who.id, kind)
        who.snoozed.pop(kind, None)
    who.person.tap(tapped, message)
