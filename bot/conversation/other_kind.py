"""Who has set the wrong kind of reminder: "I meant drink", "it's for the water, not the legs"."""

import re

from bot.reminders.kinds import STRETCH, WATER, Kind

_OF = r"(?: (?:one|reminder))?"
_NAMED = {
    WATER: rf"(?:(?:the |my )?(?:water|drink(?:s|ing)?|hydration){_OF})",
    STRETCH: rf"(?:(?:the |my )?(?:stretch(?:es|ing)?|legs?|calf|calves|exercises?){_OF})",
}
_MEANT = (
    r"(?:(?:no|oops|sorry|wait|oh|wrong|one|its|it is|it was|thats|that is|that was|this is|should be|i|did"
    r"|write|said|say|meant?|ment|want|wanted|for|to|be|the|rather|actually|of course|instead|lol|was"
    r"|supposed) )*"
)
_NOT = r"(?:and |but )?(?:not|no|instead of|rather than)(?: (?:for|to))? "
_END = r"(?: (?:instead|please|of course|i meant?|i ment|at (?:this|that|the same) (?:hour|time)))*"
_SAID = re.compile(r"\b(?:meant?|ment|not|isnt|wasnt|wrong|instead|rather|oops|should|supposed)\b")


def other_kind(words: str, kind: Kind) -> Kind | None:
    """The kind that plain words say was meant instead of this one; None if they say something else."""
    other = STRETCH if kind is WATER else WATER
    this, that = _NAMED[kind], _NAMED[other]
    meant = (
        rf"(?:{_MEANT}{this} )?{_MEANT}{that}(?: {_MEANT}{that})*(?: {_NOT}{this})?{_END}"
        rf"|{_MEANT}{_NOT}{this} {_MEANT}{that}{_END}"
        rf"|{_MEANT}{this} (?:isnt|is not|wasnt|was not) (?:what )?(?:i )?(?:\w+ )?{_MEANT}{that}{_END}"
    )
    return other if _SAID.search(words) and re.fullmatch(meant, words) else None
