"""Wishes about reminders that cannot be done, told apart so that each is refused by its name."""

import re
from enum import StrEnum

from bot.conversation.words import LENGTH, WEEKDAY, minutes
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
    LATER_DAY = "later day"
    """ "skip tomorrow", "not next week" """
    STARTS_LATER = "starts later"
    """ "from monday on", "begin on the 13th" """
    ONE_PAUSE = "one pause"
    """ "pause the water only" """
    MANNER = "manner"
    """ "louder, please", "call me instead" """
    OTHER = "other"
    """ "connect to my watch" """
    INTERVAL = "interval"
    """ "every half hour", "every 5 hours" """


CLOCK = re.compile(
    r"\b(?:at |around |about )?(?P<clock>\d{1,2}:\d\d(?: ?[ap]m)?|\d{1,2} ?[ap]m|(?<=\bat )\d{1,2}"
    r"|(?<=\bat )(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: (?:thirty|fifteen"
    r"|forty five))?"
    r"(?: ?[ap]m)?"
    r"|(?<=\d and )\d{1,2}|(?<=\d\d and )\d{1,2}|noon|midday|midnight"
    r"|half (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"|(?:half|quarter) (?:past|to) \w+)\b(?! (?:minutes?|hours?|times?|glass))"
)
"""A time of day, as it is named in a wish."""
_ERRAND = re.compile(
    r"\bremind me (?:please |again |every \w+ |at \S+ |daily |once )*to (?!drink|stretch|hydrate|have (?:a"
    r"|some|my)|sip|do (?:my|the) "
    r"(?:stretch|exercis)|water\b|stop|pause|get up and drink|take (?:a|my|some) (?:sip|drink|glass|water"
    r"|break))\w+"
    r"|\bremind me (?:please |again )?(?:about|of|for) (?:my |the |a |an )?(?!drink|water|hydrat|stretch"
    r"|exercis|glass"
    r"|it\b|this|that|them|any|some|nothing|all\b|every|more|both|\d|next|a bit|later|\w+ days?\b"
    r"|\w+ weeks?\b|now\b)\w+"
    r"|\b(?:set|make) (?:me )?(?:an |my |the )?(?:alarm|timer)(?: clock)?\b|\bwake me(?: up)?\b"
)
_FROM_TO = re.compile(r"\b\d{1,2} (?:to|till?|until) \d")
_WATERED = re.compile(r"\bto water (?:the|my|our)\b|\bremind\w* (?:\w+ ){0,4}water (?:tablets?|pills?)\b")
_MANNER = re.compile(
    r"(?:please |can you |could you |will you |would you )*(?:call|phone|ring|email|e mail|sms|whatsapp"
    r"|wake) me"
    r"(?: (?:on|the|phone|instead|up|please|for|by|with|a|reminders?|when|its|time|to|drink|stretch|then"
    r"|rather))*"
    r"|.*\bremind\w*\b.*\b(?:louder|quieter|silently|vibrat\w+|sounds?|ringtone|tone|pictures?|photos?|gifs?"
    r"|jokes?"
    r"|calendar|voice|by (?:phone|mail|email|sms)|in (?:spanish|german|french|italian|my language))\b.*"
    r"|(?:louder|quieter|silent|nicer|shorter|longer|other|different|funny|funnier) (?:reminders?|messages?"
    r"|pings?)"
    r"(?: please)?|.*\b(?:pictures?|photos?|gifs?|jokes?|sounds?)\b.* (?:with|in|for) (?:the|my|each"
    r"|every) reminders?"
)
_SOMEBODY = re.compile(
    r"\b(?:remind|phone|ring|call|tell) (?:my |our |the )?(?:mum|mom|mother|mama|dad|father|wife|husband"
    r"|partner|son|daughter|child(?:ren)?|kids?"
    r"|friend|both of us|all of us|us both|brother|sister|gran\w*|colleague|boyfriend|girlfriend|him|her"
    r"|them|everyone|everybody)\b"
)
_CALLED = re.compile(r"\b(?:call|ring|phone) (?:my phone|me (?:on|up)\b)")
_WEATHER = re.compile(
    r"\b(?:when(?:ever)?|if|on|in|as long as|while)(?: (?:it is|its|it|the weather is|weather is|very|really"
    r"|the"
    r"|gets|above|over|too|so|is|a))* (?:hot|warm|heat(?:wave)?|sunn?y?|raining|rains|rainy|cold|humid|summer"
    r"|winter|\d\d degrees)(?: days?| weather)?\b"
)
_MEAL = re.compile(
    r"\b(?:after|before|with|at|during|around) (?:every |each |my |the |a )?(?:lunch|breakfast|dinner|supper"
    r"|meals?|work|school|training|coffee|tea|sunset|sunrise|sundown|dawn|dusk|daybreak|prayers?|shower"
    r"|shift|gym"
    r"|practice|class|yoga|walk|run|workout|football|the news|waking(?: up)?|getting up|i (?:wake|get) up"
    r"|eating"
    r"|i (?:eat|come home|get home|leave))\b"
)
_EVERY_EVENT = re.compile(
    r"\b(?:before|after|during|with) (?:every|each|all(?: my)?) (?!\d|hour|day|week|half|two|three|other"
    r"|morning|evening"
    r"|night)\w+"
)
_SOME_DAYS = re.compile(
    r"\b(?:only|just) (?:on|for|during) (?:the |my )?(?!week|work|mon|tues|wednes|thurs|fri|satur|sun|to|all"
    r"|these|those|some|a\b)\w+ days\b"
)
_CONDITION = re.compile(
    r"\b(?:when(?:ever)?|if|unless|as soon as|each time|every time|once)\b (?:i|im|my|the|it|its|we|you"
    r"|there|a)\b"
    r"(?! (?:(?:you )?(?:can|could|like|want|please|may|think|agree)|(?:is |s )?(?:possible|ok|okay|fine|time"
    r"|needed|allowed)|should|must|have to|need to|ought))"
)
"""Something that the bot cannot know: "when I get home", "if my legs feel tight"."""
_ONE_PAUSE = re.compile(
    r"(?:please |can you |could you )*(?:pause|stop|skip|no|mute|hold|suspend|turn|switch)(?: (?:the|my|off"
    r"|water"
    r"|stretch\w*|drinking|reminders?|ones?|only))+ (?:for (?!today|tonight|the rest of (?:the day"
    r"|today))(?:this|the|a"
    r"|\w+) \w+.*|(?:until|till) .*|this (?:week|month|weekend)|over .*)"
)
_UNKNOWN_TIME = re.compile(
    r"(?:water|stretch|drink)(?: reminders?)? (?:at|after|before|around) (?:the |my )?(?!\d|noon|mid|half"
    r"|quarter"
    r"|night|bed|home|work\b|least|once|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|about"
    r"|around"
    r"|all\b|sleep|evening|the\b|my\b)[a-z]+(?: please)?"
)
_LATER_DAY = re.compile(
    r"(?:please |can you |could you |ok |and )*(?:skip|not|no|nothing|leave out|quiet|silence|dont remind me"
    r"|pause"
    r"|no reminders?|off)(?: (?:me|any|the|reminders?|water|stretch(?:es|ing)?|drinking|on|for|all))*"
    rf" (?:tomorrow(?: \w+)?|next (?:week|weekend|month|{WEEKDAY})"
    r"|the day after"
    r" tomorrow|on the \d+(?:st|nd|rd|th))(?: please| thanks)*"
    r"|.*\b(?:away|pause|quiet|silent|silence|hush|holidays?|vacation|off|(?:no|stop|without) (?:messages"
    rf"|reminders))\b.*\bfrom (?:tomorrow|next \w+|{WEEKDAY}|the \d+\w*)\b.*"
    rf"|(?:please )?(?:nothing|skip|leave out|quiet) (?:on |this )?{WEEKDAY}(?: please)?"
    rf"|(?:please |pls )*skip (?:tomorrow|next \w+|(?:on )?{WEEKDAY})\b.*"
)
_STARTS_LATER = re.compile(
    r"\b(?:begin(?:s|ning)?|start(?:s|ing)?|from|as of|not before)"
    r"(?: (?:on|only|from|with|the|at|my|water|drink\w*|stretch\w*|reminders?|thing|ones?))*"
    rf" (?:tomorrow|next (?:week|month|\w+day)|{WEEKDAY}"
    r"|\d+(?:st|nd|rd|th))\b(?! (?:to|till?|until|through)\b)"
)
_OTHER_DAYS = re.compile(
    r"\bevery (?:other|second|2nd|third|3rd|\d|two|three) (?:days?|weeks?|evenings?|nights?|mornings?)\b"
    r"|\balternate days\b|\b(?:even|odd|uneven) days\b"
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
    r"|at|only (?:from|at)|not before|later|(?:water|stretch\w*|drink\w*)(?: reminders?)? (?:only )?(?:at"
    r"|from|later"
    r"|earlier))\b.*|.*\bon (?:\w+days?|weekends?)\b.*\b(?:instead of|rather than|otherwise|other days"
    r"|the rest)\b.*"
    r"|.*\b(?:different|other) times? (?:on|at) (?:\w+days?|the weekend|weekends?)\b.*"
    r"|.*\d\S*(?: [ap]m)? on (?:\w+days?|weekends?) (?:and|but) (?:at )?\d.*"
)
_END = re.compile(
    r"(?:but |and |just )?only (?:until|till|for|through) (?!\d)(?!noon|midnight|the (?:morning|evening)).*"
)


def impossible(words: str, kinds: list[Kind], *, asks: bool) -> Cannot | None:
    """What a wish in plain words wants that cannot be done; `asks`: whether it speaks of reminding."""
    if _SOMEBODY.search(words):
        return Cannot.SOMEBODY
    if _MANNER.fullmatch(words) or _CALLED.search(words):
        return Cannot.MANNER
    if len(kinds) == 1 and _ONE_PAUSE.fullmatch(words):
        return Cannot.ONE_PAUSE
    if asks and (_WATERED.search(words) or (not kinds and _ERRAND.search(words))):
        return Cannot.ERRAND
    alone = {
        _TWICE_ALONE: Cannot.TWICE,
        _DAYS_ALONE: Cannot.OTHER_DAYS,
        _BY_DAY: Cannot.BY_DAY,
        _END: Cannot.END,
        _LATER_DAY: Cannot.LATER_DAY,
    }
    found = next((cannot for pattern, cannot in alone.items() if pattern.fullmatch(words)), None)
    if found:
        return found
    starts = re.match(r"(?:please )?(?:water|stretch|drink|start|begin|switch on|turn on)\b", words)
    is_wish = asks or (kinds and (starts or (_OTHER_DAYS.search(words) and CLOCK.search(words))))
    return _of_times(words) if is_wish else None


def _of_times(words: str) -> Cannot | None:
    if (every := _EVERY.search(words)) and not _is_offered(every["length"]):
        return Cannot.INTERVAL
    if _WEATHER.search(words):
        return Cannot.WEATHER
    if _STARTS_LATER.search(words):
        return Cannot.STARTS_LATER
    if _UNKNOWN_TIME.fullmatch(words) or _SOME_DAYS.search(words):
        return Cannot.MEAL
    is_timed = CLOCK.search(words) or _FROM_TO.search(words)
    if not is_timed and any(pattern.search(words) for pattern in (_MEAL, _EVERY_EVENT, _CONDITION)):
        return Cannot.MEAL
    return Cannot.OTHER_DAYS if _OTHER_DAYS.search(words) else None


def _is_offered(length: str) -> bool:
    return length == "hour" or minutes(length) in {*INTERVALS, 24 * 60}
