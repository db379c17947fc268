"""What a message may want of the reminders, where it is not sure enough to be done: it is asked about."""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.conversation.wishing import kinds_in
from bot.reminders.kinds import Kind
from bot.reminders.times import Rule, RuleError
from bot.reminders.wishes import perhaps

_SEAM = re.compile(r"[.;!\n](?!\d)|,(?!\d)|\band\b|\bbut\b|[&+]", re.IGNORECASE)


def proposed(text: str, kind: Kind | None, rules: Mapping[Kind, Rule], now: datetime) -> dict[Kind, Rule]:
    """The rules that a message may mean, where they are others than those that there are.

    `kind` is what it is about where it names none; `now` is aware and in the person's zone.
    """
    found: dict[Kind, Rule] = {}
    for about, part in _parts(text, kind).items():
        wish = perhaps(part, about, now)
        try:
            rule = wish.rule(rules[about]) if wish else None
        except RuleError:
            continue
        if rule:
            found[about] = rule
    return found


def _parts(text: str, kind: Kind | None) -> dict[Kind, str]:
    """What is said of each kind: a part that names none goes with the one before it."""
    named = kinds_in(text)
    if len(named) < 2:  # noqa: PLR2004 - all of it is about one
        about = named[0] if named else kind
        return {about: text} if about else {}
    said: dict[Kind, list[str]] = {}
    last, early = named, list[str]()
    for part in _SEAM.split(text):
        kinds = kinds_in(part)
        if not kinds and not said:
            early.append(part)
            continue
        last = kinds or last
        for each in last:
            said.setdefault(each, list(early)).append(part)
        early = []
    return {each: " , ".join(parts) for each, parts in said.items()}
