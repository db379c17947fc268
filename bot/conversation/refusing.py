"""Wishes about reminders that cannot be done, told apart so that each is refused by its name."""

import re
from enum import StrEnum

from bot.conversation.words import LENGTH, minutes
from bot.reminders.kinds import Kind
from bot.reminders.times import INTERVALS


class Cannot(StrEnum):
    """What the bot cannot do."""

    ERRAND = "errand"
    """ "remind me to take my magnesium" """
    SOMEBODY = "somebody"
    """ "remind my mum to drink" """
    WEATHER = "weather"
    """ "when it is hot" """
    MEAL = "meal"
    """ "after lunch", which is at another time for everybody """
    OTHER_DAYS = "other days"
    """ "every other day" """
    BY_DAY = "by day"
    """ "on weekends start at 11" """
    END = "end"
    """ "only until it is better", which is no day """
    TWICE = "twice"
    """ "make it twice a day", at no times """
    INTERVAL = "interval"
    """ "every half hour", "every 5 hours" """


CLOCK = re.compile(
    r"\b(?:at |around |about )?(?P<clock>\d{1,2}:\d\d(?: ?[ap]m)?|\d{1,2} ?[ap]m|(?<=at )\d{1,2}"
    r"|(?<=\d and )\d{1,2}|(?<=\d\d and )\d{1,2}|noon|midday|midnight"
    r"|(?:half|quarter) (?:past|to) \w+)\b(?! (?:minutes?|hours?|times?|glass))"
)
"""A time of day, as it is named in a wish."""
_ERRAND = re.compile(
    r"\bremind me (?:please |again |every \w+ |at \S+ |daily |once )*to (?!drink|stretch|hydrate|have (?:a"
    r"|some|my)|sip|do (?:my|the) "
    r"(?:stretch|exercis)|water\b|stop|pause|get up and drink|take (?:a|my|some) (?:sip|drink|glass|water"
    r"|break))(?P<what>\w+)"
)
_SOMEBODY = re.compile(
    r"\bremind (?:my |our |the )?(?:mum|mom|mother|mama|dad|father|wife|husband|partner|son|daughter"
    r"|child(?:ren)?|kids?"
    r"|friend|brother|sister|gran\w*|colleague|boyfriend|girlfriend|him|her|them|everyone|everybody)\b"
)
_WEATHER = re.compile(
    r"\b(?:when(?:ever)?|if|on|in)(?: (?:it is|its|it|the weather is|weather is|very|really))* (?:hot|warm"
    r"|heat)(?: days?| weather)?\b"
)
_MEAL = re.compile(
    r"\b(?:after|before|with|at|during) (?:every |each |my )?(?:lunch|breakfast|dinner|supper|meals?|work"
    r"|school|training|coffee)\b"
)
_OTHER_DAYS = re.compile(
    r"\bevery (?:other|second|2nd|third|3rd|\d|two|three) (?:days?|weeks?|evenings?|nights?|mornings?)\b"
    r"|\balternate days\b"
)
_EVERY = re.compile(rf"\bevery (?P<length>{LENGTH}|hour)\b")
_DAYS_ALONE = re.compile(
    r"(?:no |only |just |rather |make it )*(?:every (?:other|second|2nd|third|3rd) (?:day|evening|night)"
    r"|alternate days)(?: please| instead)*"
)


_TWICE_ALONE = re.compile(
    r"(?:please |can you |just |only |rather |make (?:it|that|them) |stretch |remind me to stretch )*"
    r"(?:twice|two times|2 times)(?: a| per| every)? day(?: please| instead| is enough| to stretch)*"
)
_BY_DAY = re.compile(
    r"(?:and |but )?on (?:the )?(?:weekends?|weekdays|workdays|\w+days?) (?:please )?(?:start|begin"
    r"|remind me|from"
    r"|at|only (?:from|at)|not before|later)\b.*"
)
_END = re.compile(
    r"(?:but |and |just )?only (?:until|till|for|through) (?!\d)(?!noon|midnight|the (?:morning|evening)).*"
)


def impossible(words: str, kinds: list[Kind], *, asks: bool) -> Cannot | None:
    """What a wish in plain words wants that cannot be done; `asks`: whether it speaks of reminding."""
    if _SOMEBODY.search(words):
        return Cannot.SOMEBODY
    if asks and not kinds and _ERRAND.search(words):
        return Cannot.ERRAND
    alone = {
        _TWICE_ALONE: Cannot.TWICE,
        _DAYS_ALONE: Cannot.OTHER_DAYS,
        _BY_DAY: Cannot.BY_DAY,
        _END: Cannot.END,
    }
    found = next((cannot for pattern, cannot in alone.items() if pattern.fullmatch(words)), None)
    if found:
        return found
    is_wish = asks or (kinds and re.match(r"(?:please )?(?:water|stretch|drink)\b", words))
    return _of_times(words) if is_wish else None


def _of_times(words: str) -> Cannot | None:
    if (every := _EVERY.search(words)) and not _is_offered(every["length"]):
        return Cannot.INTERVAL
    if _MEAL.search(words) and not CLOCK.search(words):
        return Cannot.MEAL
    checks = {_WEATHER: Cannot.WEATHER, _OTHER_DAYS: Cannot.OTHER_DAYS}
    return next((cannot for pattern, cannot in checks.items() if pattern.search(words)), None)


def _is_offered(length: str) -> bool:
    return length == "hour" or minutes(length) in {*INTERVALS, 24 * 60}
