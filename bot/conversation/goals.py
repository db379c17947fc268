"""A goal for the day, and an end for what is on, in a person's own words."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from bot.conversation.words import NUMBER, Small, number, small
from bot.reminders.kinds import WATER
from bot.reminders.wishes import End, Set, understand

MOST_MILLILITRES = 5_000
"""A day; more is a slip, or not safe."""
USUAL_GLASS = 250
"""Millilitres, for somebody who does not know theirs."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A daily goal: a number of glasses, or an amount still to be converted into glasses."""

    glasses: int | None = None
    millilitres: int | None = None
    reminds: bool = False
    """Whether the reminders are wanted, too."""


@dataclass(frozen=True, slots=True)
class NoGoal:
    """Remove the goal."""


_UNITS = (
    ("millilit(?:er|re)s?|ml|milliliters?|cc", 1.0),
    ("centilit(?:er|re)s?|cl", 10.0),
    ("decilit(?:er|re)s?|dl", 100.0),
    ("lit(?:er|re)s?|ltrs?|l", 1_000.0),
    ("(?:fluid |fl )?(?:ounces?|oz)", 29.57),
    ("pints?", 568.0),
    ("gallons?|gal", 3_785.0),
)
_UNIT = "|".join(pattern for pattern, _ in _UNITS)
_FIGURE = rf"(?:\d{{1,4}}(?:[ :]\d{{1,2}})?|{NUMBER})"
_VOLUME = (
    rf"(?:(?:(?:a|one|1) )?(?P<part>half|quarter|third|three quarters?)(?: of)?(?: an?)? (?P<of>{_UNIT})"
    rf"|(?P<figure>{_FIGURE})(?P<and> and an? half)? ?(?P<unit>{_UNIT})(?P<after> and an? half)?)"
)
_PARTS = {"half": 0.5, "quarter": 0.25, "third": 1 / 3, "three quarter": 0.75, "three quarters": 0.75}
_GLASSES = rf"(?P<glasses>{NUMBER}) (?:big |small |large |full )?(?:glass(?:es)?|cups?|mugs?)"
_LEAD = (
    r"(?!i (?:drink|have|get|need|had|drank)\b(?! to\b))"  # a statement, not a request
    r"(?:(?:please|pls|ok|okay|and|so|then|no|set|make|change|give|let|put|have|add|me|it|my|a|an|the|new|daily"
    r"|day|water|drinking|goal|target|aim|is|be|should be|of|to|for|with|at least|about|around|now|rather|i"
    r"|im|am|aiming|want|would like|id like|need|plan|try|trying|will|going|drink|reach|get|lets|say|instead"
    r"|i mean|i meant) )*?"
)
_REMINDS = r"(?P<reminds>(?:can you |could you )?remind me (?:to )?(?:drink |have )?)?"
_TAIL = (
    r"(?: (?:of|water|fluids?|liquids?|tea|a|per|every|each|in|the|day|daily|is|as|my|goal|target|please|pls"
    r"|instead|then|thanks|want|i|drink|to|from now on|better))*"
)
_GOAL = re.compile(rf"{_REMINDS}{_LEAD}(?:{_GLASSES}|{_VOLUME}){_TAIL}")
_IS_GOAL = re.compile(r"\b(?:goal|target|aim|aiming|(?:a|per|every|each) day|daily)\b")
_BARE = re.compile(rf"{_LEAD}(?P<glasses>{NUMBER}){_TAIL}")
_NO_GOAL = re.compile(
    r"(?:please |ok |can you |just |i want )*(?:no|without|remove|delete|drop|forget|stop|cancel|end|clear"
    r"|(?:switch|turn) off|get rid of|i dont (?:want|need)(?: to have)?)"
    r"(?: (?:more|any|a|an|the|my|this|that|daily|water|drinking))* (?:goal|target)s?"
    r"(?: (?:any ?more|please|now|for (?:water|drinking|the day)))*"
    r"|(?:(?:switch|turn) )?(?:the |my )?(?:daily )?(?:goal|target) off"
)
_SIZE = re.compile(
    rf"(?:(?:a|an|the|my|about|it|its|is|holds|glass|of|one|mine|with|around|i|have|use|glasses|are|each) )*?"
    rf"(?:{_VOLUME}|(?P<bare>\d{{2,4}}))(?: (?:glass(?:es)?|each|one|please|big|large|in|it|a|per))*"
)
_NORMAL = re.compile(
    r"(?:just )?(?:a |the )?(?:normal|usual|ordinary|standard|average|regular)(?: (?:glass|one|size))*"
)
_SIZES = range(50, 1_001)
"""Millilitres that a glass may hold."""


def goal_wish(words: str) -> Goal | NoGoal | None:
    """The goal, or the removal of one, that these words ask for."""
    if _NO_GOAL.fullmatch(words):
        return NoGoal()
    return _goal(words) if _IS_GOAL.search(words) else None


def other_goal(words: str) -> Goal | NoGoal | None:
    """What plain words make of a goal that was just set: "make it 10", "9 glasses"."""
    found = _BARE.fullmatch(words)
    return Goal(number(found["glasses"])) if found else _goal(words) or goal_wish(words)


_ANYWHERE = re.compile(rf"\b(?:{_GLASSES}|{_VOLUME})\b")
_COUNT = re.compile(rf"\b(?:{NUMBER})\b")


def goal_in(words: str, *, bare: bool) -> Goal | None:
    """The one amount in a wish for a goal, whatever is told beside it; `bare` if a number alone is one."""
    if found := list(_ANYWHERE.finditer(words)):
        goal = _of_amount(found[0]) if len(found) == 1 else None
        return None if goal and goal.glasses == 1 else goal
    counts = [number(count) for count in _COUNT.findall(words) if count not in {"a", "an", "another", "one"}]
    return Goal(counts[0]) if bare and len(counts) == 1 else None


def begins_with_goal(words: str) -> bool:
    """Whether plain words begin with a wish for a goal, whatever is told behind it."""
    found = _GOAL.match(words)
    return found is not None and _IS_GOAL.search(found[0]) is not None


def glass_size(words: str) -> int | None:
    """The glass size in millilitres that these words give; USUAL_GLASS if the person doesn't know."""
    if small(words) is Small.UNSURE or _NORMAL.fullmatch(words):
        return USUAL_GLASS
    found = _SIZE.fullmatch(words)
    if found is None:
        return None
    size = int(found["bare"]) if found["bare"] else _millilitres(found)
    return size if size in _SIZES else None


def _goal(words: str) -> Goal | None:
    found = _GOAL.fullmatch(words)
    if found is None:
        return None
    return replace(_of_amount(found), reminds=bool(found["reminds"]))


def _of_amount(found: re.Match[str]) -> Goal:
    if found["glasses"]:
        return Goal(number(found["glasses"]))
    return Goal(millilitres=_millilitres(found))


def _millilitres(found: re.Match[str]) -> int:
    if part := found["part"]:
        return round(_PARTS[part] * _unit(found["of"]))
    figure = found["figure"]
    count = float(re.sub("[ :]", ".", figure)) if figure[0].isdigit() else float(number(figure))
    if found["and"] or found["after"]:
        count += 0.5
    return round(count * _unit(found["unit"]))


def _unit(name: str) -> float:
    return next(size for pattern, size in _UNITS if re.fullmatch(pattern, name))


_ENDLESS = re.compile(
    r"(?:(?:keep|make|do|let) (?:it|them|that|those)(?: go(?:ing)?| run| come)?(?: on)? "
    r"|(?:please|with|remove|take away|delete|there is|have|the|no) )*"
    r"(?:forever|for ever|for good|permanent(?:ly)?|indefinite(?:ly)?|endless(?:ly)?|until further notice"
    r"|without (?:an )?end(?: date| day)?|end(?: date| day)|(?<=no )end|until i say stop)"
    r"(?: please)?"
)
_UNTIL = re.compile(
    r"(?:but |and |please )*"
    r"(?:(?:(?:remind me|keep (?:on )?reminding me|do (?:it|that)|(?:all|both)(?: of them)?) )?(?:only|just) "
    r"|(?:remind me|keep (?:on )?reminding me) )"
    r"(?:until|till|for|through|this|today)\b"
)


@dataclass(frozen=True, slots=True)
class Ends:
    """Change or remove the last day of the active reminders."""

    end: End


def is_endless(words: str) -> bool:
    """Whether plain words say that it is not to end."""
    return _ENDLESS.fullmatch(words) is not None


def ends_wish(text: str, words: str, now: datetime) -> Ends | None:
    """The end that a message names and nothing else; `words` are the same in plain words, without dots."""
    if is_endless(words):
        return Ends(End(None))
    wish = understand(f"water {text}", now) if _UNTIL.match(words) else None
    if isinstance(wish, Set) and wish.ends and wish == Set(WATER, ends=wish.ends):
        return Ends(wish.ends)
    return None
