"""A while without reminders, put in words of its own: skip today, not this week, a break till monday."""

import re

from bot.conversation.words import LONGEST, NUMBER, plain

_AT_NOON = re.compile(r"(?P<kind>water|stretch) at (?P<moment>noon|midday|midnight)(?: please)?")
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_QUIET = (
    r"(?:skip|none|not|no (?:reminders?|messages?|pings?)|nothing|leave (?:me alone|me be|me in peace|it|out)"
    r"|(?:be )?(?:quiet|silent)|silence|dont (?:remind|message|text|write|ping|bother|disturb) me|hold off"
    r"|(?:give me |i need |i want |take )?(?:a |some )?(?:break|rest|peace|time off)|hold(?: everything)?"
    r"|suspend"
    r"|stay (?:quiet|away)|mute|snooze|take it easy|hold (?:it|them))"
)
_AWAY = (
    r"(?:(?:(?:i am|im|i will be|ill be|we are|were|well be) )?(?:going |off )?(?:on (?:holidays?|vacation"
    r"|leave|a trip)"
    r"|away|travell?ing|abroad|ill|sick|off sick|camping|off|out of town))"
)
_BETWEEN = r"(?: (?:me|any|more|on|the|reminders?|messages?|please|of|all|everything|it|them))*?"
_SPAN = (
    r"(?P<span>today|tonight|(?:the )?rest of (?:the |this )?(?:day|week|month)|(?:the )?rest of today"
    r"|this (?:week|weekend|month)|(?:the |over the |over |at the )?weekend"
    rf"|(?:for |the next |next |about )*(?:(?:{NUMBER}|a couple of|a few) )(?:days?|weeks?|months?|hours?"
    rf"|nights?)"
    rf"|(?:until|till|til|before) (?:next )?(?:{_WEEKDAY}|week|month|tomorrow|the weekend|the \d\S*|\d.*))"
)
_OFF_WORK = re.compile(
    r"(?:please |can i |could i |may i )*(?:have|take|get|give me|i want|i need|id like|ill take)"
    rf" (?P<span>today|the day|the week|this week|the weekend|{NUMBER} days?|a week) off(?: please| then)*"
)
_FOR_NOW = re.compile(
    rf"(?:please |ok |can you |could you |just |and |so )*(?:{_QUIET}{_BETWEEN} |{_AWAY}(?: so)? )(?:for "
    rf"|over )?"
    rf"{_SPAN}(?: (?:please|so|thanks|pause|stop|no|skip|hold|everything|all|it|them|reminders?|until|then"
    rf"|me))*"
)
_TOO_MUCH = re.compile(
    rf"(?:every|each) .{{3,20}} (?:is|was|seems|feels) (?:way |far |much )?too (?:much|many|often|little"
    rf"|rarely|few)"
    rf"(?: for me)?(?: so| please| make (?:it|that)| better| rather| try"
    rf"| do)* (?P<every>every {NUMBER})(?P<rest>.*)"
)
_AFTER_TODAY = re.compile(
    r"(?:please )?(?:no more|no|stop|end|cancel)(?: (?:all|the|my|any|reminders?|messages?|pings?|it|them"
    r"|everything))+"
    r" (?:after|from) (?:today|tonight|now|tomorrow)(?: on)?(?: please)?"
)
_START = re.compile(
    r"(?:please |can you |could you )*(?:(?:start|begin) (?:the |my )?(?:water|drinking)(?: reminders?)?"
    r"|(?:the |my )?(?:water|drinking)(?: reminders?)? (?:should|must|can|has to|needs to"
    r"|to)(?: only)? (?:start|begin))"
    r"(?: only)? (?:at|from) (?P<at>[^&]+)"
)
_FINISH = re.compile(
    r"(?:please |can you |could you )*(?:(?:finish|end) (?:the |my )?(?:water|drinking)(?: reminders?)?"
    r"|(?:the |my )?(?:water|drinking)(?: reminders?)? (?:should|must|can|has to|needs to|to) (?:finish|end"
    r"|stop))"
    r" (?:at|by) (?P<at>[^&]+)"
)
_BETTER = re.compile(
    r"(?P<every>every (?:\w+ )?(?:hours?|minutes?))(?: (?:is|would be) (?:better|enough|fine"
    r"|good))(?: (?:for me|please))*"
)
_TODAYS = re.compile(
    r"(?:please )?(?:skip|cancel|no|drop|leave out) (?:the |all )?todays (?:reminders?|ones?|messages?)"
)
_SAID = {
    "day": "for today",
    "week": "this week",
    "tonight": "for today",
    "today": "for today",
    "rest of today": "for today",
    "rest of day": "for today",
    "weekend": "this weekend",
}


def in_other_words(text: str) -> str:
    """A wish that is put in a way of its own, in words that every wish is read in."""
    return text if len(text) > LONGEST else _put_otherwise(plain(text)) or text


def _put_otherwise(words: str) -> str | None:
    if at := _AT_NOON.fullmatch(words):
        return f"remind me to {'drink' if at['kind'] == 'water' else 'stretch'} at {at['moment']}"
    for pattern, meant in ((_AFTER_TODAY, "stop all reminders"), (_TODAYS, "pause for today")):
        if pattern.fullmatch(words):
            return meant
    if other := _TOO_MUCH.fullmatch(words):
        unit = "" if re.match(r" (?:h|m)", other["rest"]) else " hours"
        return f"remind me to drink {other['every']}{unit}{other['rest']}"
    if better := _BETTER.fullmatch(words):
        return f"remind me to drink {better['every']}"
    for pattern, edge in ((_START, "from"), (_FINISH, "until")):
        if (end := pattern.fullmatch(words)) and " and " not in end["at"]:
            return f"water {edge} {end['at']}"
    found = _FOR_NOW.fullmatch(words) or _OFF_WORK.fullmatch(words)
    return _paused(found["span"]) if found else None


def _paused(said: str) -> str:
    span = re.sub(r"\b(?:the|over|at|this(?= day)) ", "", re.sub(r"\btil\b", "till", said))
    if re.match(rf"(?:{NUMBER}|a|about|next) ", span):
        span = f"for {span}"
    return f"pause {_SAID.get(span, span)}"
