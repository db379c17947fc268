"""Small changes of a rule that is there: "nothing after 6 pm", "saturdays too", "drop the first"."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from typing import TypeAlias

from bot.conversation.amounts import length_in
from bot.conversation.words import NUMBER, WEEKDAY, number
from bot.reminders.times import EVERY_DAY, INTERVALS, Rule, apart, window
from bot.reminders.wishes import Set, understand

Tweak: TypeAlias = Callable[[Rule], Rule | None]
"""The rule with the change; None where it has nothing to change."""

_HALF_A_DAY = 12
_AT_ALL = (
    r"(?:(?:half|quarter) (?:past |to )?)?"
    r"(?:\d{1,2}(?::\d\d)?(?: ?[ap]m)?(?: oclock)?|noon|midday|midnight|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?: in the (?:morning|evening|afternoon)| at night)?"
)
_CLOCK = rf"{_AT_ALL}(?! (?:minutes?|mins?|hours?|glass|times?|is\b))"
_NOT = (
    r"(?:nothing|none|not|no|never|dont|shouldnt|cant|mustnt|quiet|silent|silence|peace|alone|without"
    r"|shut up)\b"
    r"(?: (?!before\b)\w+){0,4}?"
)
_ENDING = r"(?:stop|finish|end|be done|last (?:one|glass))(?: \w+){0,2} (?:at|by)"
_LATEST = re.compile(rf"\b(?:{_NOT} (?:past|after|later than|beyond)|{_ENDING}) (?P<clock>{_CLOCK})\b")
_STARTING = r"(?:start|begin|first (?:one|glass))(?: \w+){0,2} (?:at|from)"
_EARLIEST = re.compile(rf"\b(?:{_NOT} (?:before|earlier than|until|till)|{_STARTING}) (?P<clock>{_CLOCK})\b")
_PACE = re.compile(
    r"\b(?:every )?(?P<number>[1-4]|one|two|three|four)(?: h(?:ou)?rs?)? (?:is|are|would|will|should|s)"
    r"(?: be| do| have to)*(?: (?:enough|fine|ok|okay|plenty|better|good|do|suffice|alright))*"
)
_OTHER_TIME = re.compile(
    rf"(?:(?:no|sorry|oh|ah|the|at|hm+) )*(?P<old>{_AT_ALL})(?: one)? (?=is\b|isnt|doesnt|does|wont|wasnt)"
    r"(?:\w+ )*?(?:put|make|say|do|rather|take|better|give me|want|prefer|instead)(?: it| me| that)?(?: at)?"
    rf" (?P<new>{_CLOCK})(?: \w+){{0,3}}"
)
_INSTEAD = re.compile(
    rf"(?:(?:no|sorry|oh|at|i meant?|make it) )*(?P<new>{_CLOCK}) (?:instead of|rather than|not) (?:at )?"
    rf"(?P<old>{_CLOCK})"
    r"(?: \w+){0,4}"
)
_OF_THE_DAY = re.compile(r"\b(?:glass\w*|cups?|times|day)\b")
"""Of how much in a day, rather than how often."""
_OTHER_HALF = re.compile(
    rf"(?:(?:no|sorry|i meant|i mean|its|the) )*other (?P<number>{NUMBER}|one|half)(?: \w+)?"
)
_PART = re.compile(
    r"(?:(?:no|sorry|oops|i meant?|i mean|its|in|the|at|of course|obviously) )*"
    r"(?P<part>morning|evening|night|am|pm)(?: (?:not|no|instead of)(?: (?:in|the|at))*"
    r" (?:morning|evening|night|am|pm)| (?:please|obviously|sorry|of course)| (?:i am|im) an? \w+ \w+)*"
)
_BETWEEN = re.compile(r"\b(?:make (?:it|that)|every|between|apart|instead|rather|actually|would do|enough)\b")
_ADDED = re.compile(rf"(?:and |plus |add |one at )+(?:at )?(?P<clock>{_CLOCK})(?: (?!minute|hour)\w+){{0,4}}")
_WEEK_ON = re.compile(r"\b(?:next week|after (?:this|that) one|(?:a|one) week later|the following week)\b")
_HALVED = re.compile(r"\b(?:(?:in|by|to) half|halve|half (?:of that|of them|as (?:many|often|much)))\b")
_DOUBLED = re.compile(r"\b(?:double (?:it|that|them)|twice as (?:many|often|much))\b")
_NAMES = (
    "mon(?:day)?s?",
    "tue(?:s(?:day)?)?s?",
    "wed(?:nesday)?s?",
    "thu(?:r(?:s(?:day)?)?)?s?",
    "fri(?:day)?s?",
    "sat(?:urday)?s?",
    "sun(?:day)?s?",
)
_MORE_DAYS = re.compile(r"\b(?:too|also|as well|add|plus|include|including)\b")
_DROP = r"(?:drop|remove|delete|skip|take out|leave out|scrap|cancel|cut|lose|without|not|no)"
_PLACE = re.compile(
    rf"\b(?:{_DROP} (?:the )?(?P<place>first|last|middle)(?: one| glass)?(?! \d)"
    r"|(?:take|leave|cut|drop) (?:the )?(?P<out>first|last|middle)(?: one| glass)? (?:out|away|off)"
    r"|(?:the )?(?P<goes>first|last|middle) (?:one |glass )?can go)"
)
_AT = re.compile(
    rf"\b(?:{_DROP} (?:the )?(?:one at )?(?P<out>{_CLOCK})(?: one| glass)"
    rf"|the (?P<goes>{_CLOCK}) (?:one|glass) can go)\b"
)
_HALF_SAID = re.compile(r"[ap]m\b|morning|evening|night|noon|^(?:1[3-9]|2\d|0)")
_SOME_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|this|next|once|only|just (?:on|for)|week(?:days?|ends?)?"
    rf"|{WEEKDAY})\b"
)
"""Of what is not meant for every day."""


def tweak_in(words: str, now: datetime) -> Tweak | None:
    """The change that plain words make to a rule; `now` is aware and in the person's zone."""
    whole = _half_in(words) or _days_tweak(words)
    if whole or _SOME_DAY.search(words):
        return whole
    changed = _replaced(words, now) or _left_out(words, now) or _bounded(words, now)
    return changed or _paced(words) or _added(words, now)


def _replaced(words: str, now: datetime) -> Tweak | None:
    found = _OTHER_TIME.fullmatch(words) or _INSTEAD.fullmatch(words)
    old, new = (_time(found["old"], now), _time(found["new"], now)) if found else (None, None)
    return partial(_with_other, old, new) if old and new else None


def _with_other(old: time, new: time, rule: Rule) -> Rule | None:
    """Another time in the place of one of at most two."""
    times = _times(rule)
    halves = {old, old.replace(hour=(old.hour + _HALF_A_DAY) % 24)} & set(times)
    if len(halves) != 1 or len(times) > 2:  # noqa: PLR2004 - of three, the others are evenly apart
        return None
    (old,) = halves
    return _of(sorted({new if at == old else at for at in times}), rule)


def _half_in(words: str) -> Tweak | None:
    if found := _OTHER_HALF.fullmatch(words):
        return partial(_other_half, found["number"])
    found = _PART.fullmatch(words)
    return partial(_of_part, found["part"]) if found else None


def _days_tweak(words: str) -> Tweak | None:
    if _WEEK_ON.search(words):
        return _a_week_on
    days = _days_in(words)
    return _swap_in(words) or (partial(_with_days, days) if days else None)


def _left_out(words: str, now: datetime) -> Tweak | None:
    if (found := _PLACE.search(words)) and not re.search(r"\d", words):
        return partial(_without, found["place"] or found["out"] or found["goes"])
    found = _AT.search(words)
    clock = (found["out"] or found["goes"]) if found else ""
    at = _time(clock, now) if found and _is_all(words, found) else None
    return partial(_without_time, at, sure=_HALF_SAID.search(clock) is not None) if at else None


def _bounded(words: str, now: datetime) -> Tweak | None:
    earliest, latest = _EARLIEST.search(words), _LATEST.search(words)
    if not _is_all(words, earliest, latest):
        return None
    first, last = _bound("from", earliest, now), _bound("until", latest, now)
    return partial(_within, first, last) if first or last else None


def _paced(words: str) -> Tweak | None:
    if not re.search(r"\d", words) and (_HALVED.search(words) or _DOUBLED.search(words)):
        return partial(_scaled, 0.5 if _DOUBLED.search(words) else 2)
    length = length_in(words) if _BETWEEN.search(words) and ":" not in words else None
    if length in INTERVALS:
        return partial(_every, length)
    found = _PACE.search(words)
    is_pace = found and _is_all(words, found) and not _OF_THE_DAY.search(words)
    return partial(_every, 60 * number(found["number"])) if found and is_pace else None


def _is_all(words: str, *found: re.Match[str] | None) -> bool:
    """Whether every number that was written is in what was found: nothing gets lost."""
    rest = words
    for one in found:
        rest = rest.replace(one[0], " ") if one else rest
    return not re.search(r"\d", rest)


def _time(clock: str, now: datetime) -> time | None:
    wish = understand(f"water at {clock}", now)
    return wish.first if isinstance(wish, Set) else None


def _bound(side: str, found: re.Match[str] | None, now: datetime) -> time | None:
    wish = understand(f"water {side} {found['clock']}", now) if found else None
    if not isinstance(wish, Set):
        return None
    return wish.first if side == "from" else wish.last


def _within(first: time | None, last: time | None, rule: Rule) -> Rule | None:
    """With another first or last time; of two times a day, or one, there is no beginning and end."""
    if rule.first == rule.last or rule.every not in INTERVALS:
        return None
    first, last = first or rule.first, last or rule.last
    return replace(rule, first=first, last=last) if first != last else None


def _every(minutes: int, rule: Rule) -> Rule | None:
    return replace(rule, every=minutes) if rule.every in INTERVALS and rule.every != minutes else None


def _other_half(said: str, rule: Rule) -> Rule | None:
    """Twelve hours on, for somebody whose morning was taken for an evening."""
    if rule.first != rule.last:
        return None
    if said not in {"one", "half"} and number(said) != (rule.first.hour % _HALF_A_DAY or _HALF_A_DAY):
        return None
    at = rule.first.replace(hour=(rule.first.hour + _HALF_A_DAY) % 24)
    return replace(rule, first=at, last=at)


def _of_part(part: str, rule: Rule) -> Rule | None:
    """In the other half of the day, if it is not in the one that is meant."""
    is_morning = part in {"morning", "am"}
    return _other_half("one", rule) if (rule.first.hour < _HALF_A_DAY) is not is_morning else None


def _added(words: str, now: datetime) -> Tweak | None:
    found = _ADDED.fullmatch(words)
    at = _time(found["clock"], now) if found else None
    return partial(_with_time, at) if at else None


def _with_time(more: time, rule: Rule) -> Rule | None:
    """With one more time, where it is as far from the others as those are from each other."""
    if rule.every not in INTERVALS or rule.first == rule.last:
        return None
    if apart(_times(rule)[-1], more) == rule.every:
        return replace(rule, last=more)
    return replace(rule, first=more) if apart(more, rule.first) == rule.every else None


def _a_week_on(rule: Rule) -> Rule | None:
    """With its last day a week later."""
    return replace(rule, until=rule.until + timedelta(days=7)) if rule.until else None


def _scaled(factor: float, rule: Rule) -> Rule | None:
    """So many times as long from one to the next, where that is offered."""
    every = int(rule.every * factor)
    return replace(rule, every=every) if rule.every in INTERVALS and every in INTERVALS else None


def _swap_in(words: str) -> Tweak | None:
    """One day of the week in the place of another."""
    day = "|".join(_NAMES)
    found = re.search(
        rf"\b(?:swap|change|exchange|switch|make|move) (?:the )?(?P<old>{day}) (?:for|to|with|into)"
        rf" (?P<new>{day})\b"
        rf"|\b(?P<then>{day}) (?:instead of|not|rather than) (?P<was>{day})\b",
        words,
    )
    if found is None or re.search(r"\d", words):
        return None
    return partial(_swapped, _day(found["old"] or found["was"]), _day(found["new"] or found["then"]))


def _day(name: str) -> int:
    return next(day for day, pattern in enumerate(_NAMES) if re.fullmatch(pattern, name))


def _swapped(old: int, new: int, rule: Rule) -> Rule | None:
    return replace(rule, days=rule.days - {old} | {new}) if old in rule.days else None


def _days_in(words: str) -> frozenset[int]:
    """The days of the week that are to be added, where a message names nothing else."""
    if not _MORE_DAYS.search(words) or re.search(r"\d|\b(?:not|no|never|only)\b", words):
        return frozenset()
    days = {day for day, name in enumerate(_NAMES) if re.search(rf"\b{name}\b", words)}
    return frozenset(days | ({5, 6} if re.search(r"\bweekends?\b", words) else set()))


def _with_days(days: frozenset[int], rule: Rule) -> Rule | None:
    if days <= rule.days != EVERY_DAY and rule.days - days:  # "Monday, too" after "not on Sunday"
        return replace(rule, days=rule.days - days)
    more = rule.days | days
    return replace(rule, days=more) if rule.days not in {more, EVERY_DAY} else None


def _without(place: str, rule: Rule) -> Rule | None:
    """Without the first, the last or, of three, the middle one of a day."""
    times = _times(rule)
    if len(times) < 2 or (place == "middle" and len(times) != 3):  # noqa: PLR2004
        return None
    left = [
        time
        for at, time in enumerate(times)
        if at != {"first": 0, "middle": 1, "last": len(times) - 1}[place]
    ]
    return _of(left, rule)


def _without_time(gone: time, rule: Rule, *, sure: bool) -> Rule | None:
    """Without one of the times, where the others are still evenly apart; `sure` of the half of the day."""
    times = _times(rule)
    halves = {gone} if sure else {gone, gone.replace(hour=(gone.hour + _HALF_A_DAY) % 24)}
    found = [at for at in (times[0], times[-1]) if at in halves]
    return _of([at for at in times if at != found[0]], rule) if len(found) == 1 and len(times) > 1 else None


def _times(rule: Rule) -> list[time]:
    return window(rule.first, rule.last, rule.every)


def _of(times: list[time], rule: Rule) -> Rule:
    first, last = times[0], times[-1]
    every = 0 if first == last else apart(first, last) if len(times) == 2 else rule.every  # noqa: PLR2004
    return replace(rule, first=first, last=last, every=every)
