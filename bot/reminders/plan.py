"""What a chat has asked to be reminded of, and the changes that can be made to it; pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from types import MappingProxyType
from typing import TypeAlias

from bot.reminders.kinds import KINDS, Kind, jitter
from bot.reminders.times import Rule, next_time, zone_named

SET_BACK = timedelta(days=1)
"""How long to remember what was sent, so that setting the clock back doesn't send it again."""
REMEMBERED = 4
"""Reminders of a chat and kind: with one an hour, those of four hours."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One kind of reminder of one chat."""

    rule: Rule
    on: bool = False
    next_at: datetime | None = None
    """The next one of the series, in UTC and with the chat's jitter; None while none is to come."""
    snoozed_until: datetime | None = None
    """When the last one is to be shown again, in UTC."""
    goal: int | None = None
    """Daily goal; once it is reached, reminders rest until the next day. None for no goal."""
    damaged: bool = False
    """Whether the stored rule is unreadable. The next change overwrites it with this one."""

    @property
    def wakes_at(self) -> datetime | None:
        """When there is next something to send, in UTC."""
        moments = [moment for moment in (self.next_at, self.snoozed_until) if moment]
        return min(moments, default=None)


def _untouched() -> Mapping[Kind, Reminder]:
    return MappingProxyType({kind: Reminder(kind.default) for kind in KINDS.values()})


@dataclass(frozen=True, slots=True)
class Plan:
    """All reminders of one chat. One that never asked for any has the default rules, switched off."""

    chat_id: int
    zone: str | None = None
    """The IANA name of the time zone; None until it is asked for."""
    paused_until: datetime | None = None
    """In UTC; it may have passed."""
    told_limits: bool = False
    """Whether the chat has been told who should not use the drinking reminder."""
    keeps_questions: bool = True
    """Whether questions without a good answer may be kept, without the person, for the editor."""
    unreachable: bool = False
    """Whether Telegram no longer lets the bot write here: nothing is due until the person comes back."""
    topic: int | None = None
    """Where in a forum the reminders come; None for General, and for chats without topics."""
    reminders: Mapping[Kind, Reminder] = field(default_factory=_untouched)

    @property
    def on(self) -> tuple[Kind, ...]:
        """The kinds that are switched on."""
        return tuple(kind for kind, reminder in self.reminders.items() if reminder.on)

    def paused(self, now: datetime) -> bool:
        """Whether there is a pause at the moment."""
        return self.paused_until is not None and self.paused_until > now

    def sets_up(self, before: "Plan") -> bool:
        """Whether a reminder is on now that was off, or had another rule."""
        return any(
            reminder.on and (reminder.on, reminder.rule) != (earlier.on, earlier.rule)
            for reminder, earlier in ((each, before.reminders[kind]) for kind, each in self.reminders.items())
        )


def without_ended(plan: Plan, now: datetime) -> Plan:
    """The plan with what has ended switched off; the last day stays in its rule, until it is on again."""
    today = now.astimezone(zone_named(plan.zone or "UTC")).date()
    off = {
        kind: replace(reminder, on=False)
        for kind, reminder in plan.reminders.items()
        if reminder.on and reminder.rule.until and reminder.rule.until < today
    }
    return replace(plan, reminders={**plan.reminders, **off}) if off else plan


Change: TypeAlias = Callable[[Plan], Plan]
"""What storage applies to a stored plan, in one transaction."""


class SentLately:
    """The moments of the latest reminders of chats, for as long as a clock may be set back."""

    def __init__(self) -> None:
        self._latest: dict[tuple[int, Kind], tuple[datetime, ...]] = {}

    def note(self, chat_id: int, kind: Kind, due: datetime) -> None:
        """What was due at a moment, in UTC, has been sent."""
        before = self._latest.get((chat_id, kind), ())
        self._latest[chat_id, kind] = (*before, due)[-REMEMBERED:]

    def has(self, chat_id: int, kind: Kind, due: datetime) -> bool:
        """Whether what is due at a moment was sent recently, because the clock has been set back since."""
        return due in self._latest.get((chat_id, kind), ())

    def prune(self, now: datetime) -> None:
        """Drop reminders older than SET_BACK."""
        self._latest = {key: dues for key, dues in self._latest.items() if dues[-1] > now - SET_BACK}


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes changed plans, each with the next times that follow from it.

    `now` is aware; `spread` is what the jitter stays below. What was `sent` no change makes due again, though
    the clock was set back. Every method returns a new plan.
    """

    now: datetime
    spread: timedelta = timedelta()
    sent: SentLately = field(default_factory=SentLately)

    def switch(self, plan: Plan, kind: Kind, *, on: bool) -> Plan:
        """One kind on or off; on ends a pause, for the other kind too, and either forgets the last day."""
        plan = self.resume(plan) if on and plan.paused(self.now) else plan
        reminder = plan.reminders[kind]
        rule = reminder.rule if on == reminder.on else replace(reminder.rule, until=None)
        return self._with(plan, kind, replace(reminder, rule=rule, on=on, snoozed_until=None))

    def change(self, plan: Plan, kind: Kind, rule: Rule) -> Plan:
        """Another rule for one kind, which stays on or off."""
        return self._with(plan, kind, replace(plan.reminders[kind], rule=rule))

    def aim(self, plan: Plan, kind: Kind, goal: int | None) -> Plan:
        """Set or remove the goal of one kind. If today's reminders were resting, they resume."""
        return self._with(plan, kind, replace(plan.reminders[kind], goal=goal))

    def move(self, plan: Plan, zone: str) -> Plan:
        """Another time zone. A pause "until Friday" is moved to the start of Friday in the new zone."""
        if plan.paused_until and plan.zone:
            ends = plan.paused_until.astimezone(zone_named(plan.zone))
            if ends.time() == time.min:
                there = datetime.combine(ends.date(), time.min, zone_named(zone)).astimezone(UTC)
                plan = replace(plan, paused_until=there)
        return self._all(replace(plan, zone=zone))

    def forget_zone(self, plan: Plan) -> Plan:
        """The time zone is to be asked for again; nothing is due until then."""
        return self._all(self._forget_snoozes(replace(plan, zone=None)))

    def pause(self, plan: Plan, until: datetime) -> Plan:
        """Nothing before `until`, snoozed ones neither."""
        return self._all(self._forget_snoozes(replace(plan, paused_until=until)))

    def resume(self, plan: Plan) -> Plan:
        """The end of a pause."""
        return self._all(replace(plan, paused_until=None))

    def stop(self, plan: Plan) -> Plan:
        """Everything off; the rules are kept for the next time."""
        off = {
            kind: replace(reminder, rule=replace(reminder.rule, until=None), on=False)
            for kind, reminder in plan.reminders.items()
        }
        return self._all(self._forget_snoozes(replace(plan, paused_until=None, reminders=off)))

    def snooze(self, plan: Plan, kind: Kind, length: timedelta) -> Plan:
        """Show one kind again after a while; the series stays where it is."""
        snoozed = replace(plan.reminders[kind], snoozed_until=self.now + length)
        if snoozed.next_at and snoozed.next_at <= self.now:  # on its way: kept, it would be sent twice
            snoozed = replace(snoozed, next_at=self.next_at(plan, kind))
        return replace(plan, reminders={**plan.reminders, kind: snoozed})

    def rest(self, plan: Plan, kind: Kind) -> Plan:
        """Nothing more of one kind on this day; the next change of its rule ends that."""
        zone = zone_named(plan.zone or "UTC")
        tomorrow = self.now.astimezone(zone).date() + timedelta(days=1)
        midnight = datetime.combine(tomorrow, time.min, zone).astimezone(UTC)
        there = replace(self, now=midnight - timedelta.resolution)
        reminder = replace(plan.reminders[kind], snoozed_until=None, next_at=there.next_at(plan, kind))
        return replace(plan, reminders={**plan.reminders, kind: reminder})

    def once(self, plan: Plan, kind: Kind, at: datetime) -> Plan:
        """Show one kind once, at a moment, whether it is on or off; its series stays as it is."""
        return replace(
            plan, reminders={**plan.reminders, kind: replace(plan.reminders[kind], snoozed_until=at)}
        )

    def wake(self, plan: Plan, kind: Kind, due: datetime) -> Plan:
        """What was due at a moment is settled: it does not come again, though it was snoozed."""
        reminder = plan.reminders[kind]
        following = replace(self, now=due, sent=SentLately()).next_at(plan, kind)
        if following is not None and following <= self.now:
            return plan
        if reminder.next_at and reminder.next_at > self.now:  # where it is, though that is another day
            return replace(plan, reminders={**plan.reminders, kind: replace(reminder, snoozed_until=None)})
        return self._with(plan, kind, replace(reminder, snoozed_until=None))

    def lose(self, plan: Plan) -> Plan:
        """Telegram does not let the bot write here any more; the rules are kept."""
        return self._all(self._forget_snoozes(replace(plan, unreachable=True)))

    def welcome_back(self, plan: Plan) -> Plan:
        """The chat can be written to again; everything is off until the person switches it on."""
        return self.stop(replace(plan, unreachable=False))

    def next_at(self, plan: Plan, kind: Kind) -> datetime | None:
        """When the next one of a series is due, with the jitter; None while none is to come."""
        reminder = plan.reminders[kind]
        if not reminder.on or plan.zone is None or plan.unreachable:
            return None
        later = jitter(plan.chat_id, kind, self.spread)
        start = self.now - later
        if plan.paused_until:  # a reminder due exactly when the pause ends is sent
            start = max(start, plan.paused_until - timedelta.resolution)
        zone = zone_named(plan.zone)
        moment = next_time(reminder.rule, zone, start)
        while moment and self.sent.has(plan.chat_id, kind, moment + later):
            moment = next_time(reminder.rule, zone, moment)
        return moment + later if moment else None

    def _with(self, plan: Plan, kind: Kind, reminder: Reminder) -> Plan:
        if reminder.snoozed_until and reminder.snoozed_until <= self.now:
            reminder = replace(reminder, snoozed_until=None)  # on its way: kept, it would be sent twice
        changed = replace(plan, reminders={**plan.reminders, kind: reminder})
        moved = replace(reminder, next_at=self.next_at(changed, kind), damaged=False)
        return replace(changed, reminders={**changed.reminders, kind: moved})

    def _all(self, plan: Plan) -> Plan:
        for kind, reminder in plan.reminders.items():
            plan = self._with(plan, kind, reminder)
        return plan

    @staticmethod
    def _forget_snoozes(plan: Plan) -> Plan:
        awake = {kind: replace(reminder, snoozed_until=None) for kind, reminder in plan.reminders.items()}
        return replace(plan, reminders=awake)


def planner_now(clock: Callable[[], datetime], spread: timedelta, sent: SentLately) -> Planner:
    """A planner for the present moment; the clock gives aware times."""
    return Planner(clock(), spread, sent)
