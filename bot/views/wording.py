"""Rules, days, moments and zones in words."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.reminders.kinds import Counted, Kind
from bot.reminders.plan import Plan, Reminder
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule, next_times
from bot.views.screen import plain
from bot.zones import named

WEEKDAYS = frozenset(range(5))
WEEKEND = EVERY_DAY - WEEKDAYS
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_HALF_HOUR = 30
_A_WEEK = 7
_JITTER = timedelta(minutes=INTERVALS[0])
"""More than the stored time of a reminder is after the one of its rule, and not more than two are apart."""
_LAST_SECOND = 2**31 - 1
"""Telegram shows no later moments."""


def hours(minutes: int) -> str:
    """How often: "every hour", "every 1½ hours"."""
    whole, rest = divmod(minutes, 60)
    if not rest:
        return "every hour" if whole == 1 else f"every {whole} hours"
    return f"every {whole}½ hours" if rest == _HALF_HOUR else f"every {minutes} minutes"


def on_days(days: frozenset[int]) -> str:
    """Which days: "every day", "on weekdays", "on Monday and Friday"."""
    match sorted(EVERY_DAY - days):
        case []:
            return "every day"
        case [missing]:
            return f"every day but {DAYS[missing]}"
    if days in {WEEKDAYS, WEEKEND}:
        return "on weekdays" if days == WEEKDAYS else "on weekends"
    return f"on {listed([DAYS[day] for day in sorted(days)])}" if days else "on no day"


def listed(words: list[str]) -> str:
    """Words with commas and an "and" between them."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def times(rule: Rule) -> str:
    """A rule without its kind: "every 2 hours from 09:00 to 18:00, every day"."""
    ends = f", up to and including {date_of(rule.until)}" if rule.until else ""
    return f"{_times(rule)}{ends}"


def date_of(day: date) -> str:
    """A day within a year: "Friday, 4 December"."""
    return f"{DAYS[day.weekday()]}, {day.day} {day:%B}"


def _times(rule: Rule) -> str:
    if rule.first == rule.last:
        return f"at {clock(rule.first)}, {on_days(rule.days)}"
    if rule.twice and rule.every not in INTERVALS:
        return f"at {clock(rule.first)} and {clock(rule.last)}, {on_days(rule.days)}"
    last = f"{clock(rule.last)}{' the next day' if rule.last < rule.first else ''}"
    return f"{hours(rule.every)} from {clock(rule.first)} to {last}, {on_days(rule.days)}"


def told(kind: Kind, rule: Rule) -> str:
    """A rule in one line."""
    return f"{kind.name} {times(rule)}"


def counted(done: Counted, count: int) -> str:
    """So many of what is counted: "1 glass", "8 glasses"."""
    return f"{count} {done.one if count == 1 else done.many}"


def clock(moment: time | datetime) -> str:
    """A time of day."""
    return f"{moment:%H:%M}"


def moment(at: datetime, zone: ZoneInfo, now: datetime) -> str:
    """A moment as HTML: Telegram shows it by the reader's own clock, anything else by that of the zone."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    text = f"{clock(local)} {_day(local.date(), today)}"
    if at.timestamp() > _LAST_SECOND:
        return text
    is_near = (local.date() - today).days < _A_WEEK
    return f'<tg-time unix="{at.timestamp():.0f}" format="{"wt" if is_near else "wDt"}">{text}</tg-time>'


def coming(plan: Plan, kinds: tuple[Kind, ...], now: datetime, count: int = 1) -> str:
    """The next times of these kinds by their rules, as HTML; "" when none is to come."""
    if plan.zone is None:
        return ""
    zone = ZoneInfo(plan.zone)
    start = max(now, plan.paused_until or now)
    on = [reminder for kind in kinds if (reminder := plan.reminders[kind]).on]
    moments = {at for each in on for at in next_times(each.rule, zone, _begins(each, start), count)}
    return ", ".join(moment(at, zone, now) for at in sorted(moments)[:count])


def _begins(reminder: Reminder, start: datetime) -> datetime:
    """After which moment it comes by its rule: what rests for this day comes at its stored time."""
    return max(start, reminder.next_at - _JITTER) if reminder.next_at else start


def place(zone: str, now: datetime) -> str:
    """A zone and what its clocks show, so that a wrong one is noticed."""
    return f"{plain(named(zone).place)}: now {clock(now.astimezone(ZoneInfo(zone)))} there"


def zone_of(plan: Plan) -> ZoneInfo:
    """The plan's zone, UTC until it is known."""
    return ZoneInfo(plan.zone or "UTC")


def is_group(plan: Plan) -> bool:
    """Whether a plan is that of a group: only their chats have negative numbers."""
    return plan.chat_id < 0


def _day(day: date, today: date) -> str:
    ahead = (day - today).days
    if ahead in {0, 1}:
        return "tomorrow" if ahead else "today"
    if 1 < ahead < _A_WEEK:
        return f"on {DAYS[day.weekday()]}"
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")
