"""An end for whatever is on: "only until friday", "just for two weeks", "forever"."""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.reminders.kinds import WATER
from bot.reminders.wishes import End, Set, understand

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
    """What is on has another last day, or none."""

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
