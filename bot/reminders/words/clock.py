"""At what time of day: "at half past ten", "from 9 to 18", "until 10 pm", "in the morning"."""

import re
from dataclasses import dataclass
from datetime import time

from bot.reminders.words.wishes import Doubt, NonsenseError

_PARTS = "morning|afternoon|evening|night"
_MOMENTS = {
    "morning": time(8),
    "breakfast": time(8),
    "noon": time(12),
    "lunch": time(12),
    "afternoon": time(15),
    "dinner": time(18),
    "evening": time(19),
    "night": time(22),
    "bed": time(22),
    "midnight": time(0),
}
_MORNING_OF_NIGHT = 5
"""The last hour that "at night" still means after midnight."""
_NOON = 12
_OF_A_DIAL = range(1, 13)
"""The hours that come twice a day."""
_HOURS = r"(?<![:.,/\d])\d{1,2}(?:[:.]\d{2})?(?![:.,/]?\d)"
_OF_PART = rf"(?: (?:in|at|every|of)(?: the)? (?P<part>{_PARTS}))"
_EXACT = re.compile(
    r"\b(?:(?P<fraction>half|quarter|\d{1,2}(?= minute |(?: minute)? past))(?: minute)?"
    r" (?P<side>past|to) (?=\d))?"
    rf"(?P<clock>{_HOURS})(?: (?P<spoken>15|30|45)(?![:.\d]))?"
    rf"(?: ?(?P<half>am|pm)|(?P<hour> (?:oclock|h)))?\b{_OF_PART}?"
)
_HALF_TEN = re.compile(r"\bhalf (?=\d)")
_NAMED = re.compile(
    r"\b(?:(?:in|at|by|during|over|every|before|about|around|with|after|to|go|the|my|12) ){0,4}"
    rf"(?P<name>{_PARTS}|noon|midnight|breakfast|lunch|dinner|bed)\b"
)
_MOMENT = re.compile(
    r"\b(?:12 )?(noon|midnight)\b|(?:(?<=from )|(?<=till )|(?<=to ))(bed|breakfast|lunch|dinner)\b"
)
_SLOT = re.compile(r"@\d+")
_LEAD = (
    r"(?:at|by|about|around|from|till|to|between|after|before|begin|end|and|or|,) "
    r"(?:at |around |exactly |about )*"
)
_NO_LENGTH = r"(?! (?:hour|minute|day|week|month|time))"
_BARE = re.compile(
    rf"\b(?P<lead>{_LEAD})(?P<clock>\d{{1,4}})(?: (?P<spoken>15|30|45)(?![:.\d]))?"
    rf"(?: h)?(?![\w.,:/]){_NO_LENGTH}"
)
_PAIR = re.compile(rf"(?<![@\d])\b(\d{{1,2}}) (to|till|and) (?=@|\d{{1,2}}\b{_NO_LENGTH})")
_AFTER_PAIR = re.compile(rf"(@\d+ (?:to|till|and|,|or)) (\d{{1,2}})\b{_NO_LENGTH}")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it was said."""

    at: time
    sure: bool
    """Whether it is known to be in the morning or in the evening."""
    written: bool = False
    """Whether it was written as on a clock, of which 10:30 and later is in doubt only before bed."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The times in some words, and the words with "@0", "@1" and so on in their places."""

    clocks: tuple[Clock, ...]
    words: str


def clocks(words: str) -> Hours:
    """Find the times; raises NonsenseError for one that no clock shows."""
    found: list[Clock] = []

    def slot(clock: Clock) -> str:
        found.append(clock)
        return f"@{len(found) - 1}"

    def exact(match: re.Match[str]) -> str:
        if not (
            match["fraction"]
            or match["half"]
            or match["hour"]
            or match["part"]
            or {":", "."} & set(match["clock"])
        ):
            return match[0]
        return slot(_exact(match))

    def bare(match: re.Match[str]) -> str:
        return match["lead"] + slot(_clock(match["clock"], match["spoken"]))

    words = _EXACT.sub(exact, _HALF_TEN.sub("half past ", words))
    words = _MOMENT.sub(lambda match: slot(Clock(_MOMENTS[match[1] or match[2]], sure=True)), words)
    words = _BARE.sub(bare, words)
    words = _PAIR.sub(lambda match: f"{slot(_clock(match[1]))} {match[2]} ", words)
    words = _AFTER_PAIR.sub(lambda match: f"{match[1]} {slot(_clock(match[2]))}", words)
    parts = [match["name"] for match in _NAMED.finditer(words)]
    if not found:
        words = _NAMED.sub(
            lambda match: f" {_lead(match[0])} {slot(Clock(_MOMENTS[match['name']], sure=True))} ", words
        )
    elif parts and all(part in _PARTS.split("|") for part in parts):
        found = [_in_part(clock, parts[0]) if _may_be_in_part(clock) else clock for clock in found]
    return Hours(tuple(found), " ".join(_SLOT.sub(r" \g<0> ", words).split()))


def _lead(words: str) -> str:
    """What places a named time: "to" of "to noon"; "after lunch" is as good as "at lunch"."""
    return "to" if "to" in words.split() and "go" not in words.split() else "at"


def _exact(match: re.Match[str]) -> Clock:
    clock = _clock(match["clock"], match["spoken"])
    if fraction := match["fraction"]:
        minutes = {"half": 30, "quarter": 15}.get(fraction) or int(fraction)
        clock = _moved(clock, minutes if match["side"] == "past" else -minutes)
    if half := match["half"]:
        if not clock.sure or clock.at.hour in _OF_A_DIAL:
            return Clock(clock.at.replace(hour=clock.at.hour % 12 + 12 * (half == "pm")), sure=True)
        return clock
    return _in_part(clock, match["part"]) if match["part"] and _may_be_in_part(clock) else clock


def _clock(digits: str, spoken: str | None = None) -> Clock:
    hour, _, minute = digits.replace(".", ":").partition(":")
    if len(hour) > 2:  # noqa: PLR2004 - digits
        hour, minute = hour[:-2], hour[-2:]
    hours, minutes = int(hour) % 24 if hour == "24" else int(hour), int(minute or spoken or 0)
    if hours > 23 or minutes > 59:  # noqa: PLR2004 - of a day
        raise NonsenseError(Doubt.TIME)
    return Clock(
        time(hours, minutes),
        sure=hours not in _OF_A_DIAL or hour[0] == "0" or (hours == _NOON and bool(minute)),
        written=bool(minute) and hours in _OF_A_DIAL[9:],
    )


def _moved(clock: Clock, minutes: int) -> Clock:
    total = (clock.at.hour * 60 + clock.at.minute + minutes) % (24 * 60)
    return Clock(time(*divmod(total, 60)), sure=clock.sure)


def _may_be_in_part(clock: Clock) -> bool:
    """Whether "at night" and the like can still change it: "12:15" alone is noon, and at night it is not."""
    return not clock.sure or (clock.written and clock.at.hour == _NOON)


def _in_part(clock: Clock, part: str) -> Clock:
    hour = clock.at.hour % 12
    late = part in {"afternoon", "evening"} or (part == "night" and hour > _MORNING_OF_NIGHT)
    return Clock(clock.at.replace(hour=hour + 12 * late), sure=True)
