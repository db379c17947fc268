"""What is wanted of the reminders as they are set up, and of what is stored."""

import re
from datetime import datetime

from bot.conversation import hints
from bot.conversation.acts import Changed
from bot.conversation.after_change import WORDS, Correction, TakenBack
from bot.conversation.goals import goal_in
from bot.conversation.reading import understood
from bot.conversation.refusing import Cannot, impossible
from bot.conversation.stopping import DeleteAsked, StopAsked, kinds_refused, loses, may_end, only_one_kept
from bot.conversation.tweaks import tweak_in
from bot.conversation.wishing import kinds_in
from bot.conversation.words import WEEKDAY
from bot.handlers import change_replies, ending, goals, other_wishes, proposals, reminded, wishes, zone
from bot.handlers.context import Spoken
from bot.handlers.wanted import Wanted
from bot.language import ENGLISH, clauses
from bot.matching import Unknown
from bot.reminders.kinds import WATER, Kind
from bot.reminders.wishes import Pause, loosely, tells_all, understand
from bot.views.intents import GOAL_HOW, WHEN_THERE, how_to_change
from bot.views.other_wishes import next_screen, refused_screen
from bot.views.panel import panel_screen
from bot.views.wording import zone_of
from bot.views.zone import zone_note, zone_screen
from bot.zones import moved

_BEYOND = frozenset({Cannot.ERRAND, Cannot.SOMEBODY, Cannot.WEATHER, Cannot.MANNER})
"""What it can do for no reminder at all."""
_NOTHING = Unknown((), ())


async def stop(wanted: Wanted) -> Spoken | None:
    """Ended at once where one kind is named, asked about otherwise."""
    if hints.IN_PART.search(wanted.words) or hints.LESS_OR_MORE.search(wanted.words):
        return await change(wanted)
    named = kinds_refused(wanted.words)
    if len(named) == 1 or not wanted.plan.on:
        return await ending.stopped(wanted.context, wanted.message, StopAsked(named, clear=bool(named)))
    return await ending.which(wanted.context, wanted.message)


async def pause(wanted: Wanted) -> Spoken | None:
    """Paused until the day that it names, or asked for how long."""
    if hints.DAYS_OF_WEEK.search(wanted.words):
        return await change(wanted)
    end = hints.UNTIL.search(wanted.text.lower())
    if hints.LATER_ON.search(wanted.words[: end.start()] if end else wanted.words):
        return Spoken((refused_screen(Cannot.LATER_DAY),))
    asked = ["pause for a while"]  # for how long is asked then
    if end:
        asked = [f"pause {end[0]}", f"pause {' '.join(end[0].split()[:4])}", *asked]
    for said in asked:
        wish = understand(said, wanted.context.now().astimezone(zone_of(wanted.plan)))
        if isinstance(wish, Pause) or said is asked[-1]:
            return await wishes.wished(wanted.context, wanted.message, said)
    return None


async def change(wanted: Wanted) -> Spoken | None:
    """Set as far as every word of it that counts is understood; asked back otherwise."""
    if loses(wanted.words) and wanted.plan.on:
        return await ending.which(wanted.context, wanted.message)
    kind = wanted.kind
    now = wanted.context.now().astimezone(zone_of(wanted.plan))
    done = await _changed_a_little(wanted, kind, now)
    if done:
        return done
    cannot = impossible(wanted.words, [kind] if kind else [], asks=True)
    if cannot:
        return Spoken((refused_screen(cannot),), (Changed("", kind),) if kind else ())
    is_certain = (
        kind
        and not hints.IN_DOUBT.search(wanted.words)
        and "?" not in wanted.text
        and (kinds_in(wanted.text) or len(wanted.plan.on) <= 1)
    )
    wish = loosely(hints.FOR_GOOD.sub("", wanted.text), kind, now) if kind and is_certain else None
    if kind and wish and tells_all(wish, wanted.text):
        return await change_replies.change_rule(wanted.context, wanted.message, kind, wish.rule)
    if may_end(wanted.words) and wanted.plan.on and not wanted.is_corrected:
        return await ending.which(wanted.context, wanted.message)
    offered = proposals.offered(wanted.context, wanted.text, kind, wanted.plan)
    return offered or Spoken((how_to_change(kind),), (Changed("", kind),) if kind else ())


async def _changed_a_little(wanted: Wanted, kind: Kind | None, now: datetime) -> Spoken | None:
    if only_one_kept(wanted.words) and wanted.plan.on:
        gone = StopAsked(kinds_refused(wanted.words), clear=True)
        return await ending.stopped(wanted.context, wanted.message, gone)
    if pace := hints.LESS_OR_MORE.search(wanted.words):
        asked = f"{WORDS[kind]} {pace[0]}" if kind else pace[0]
        return await other_wishes.wished(wanted.context, wanted.message, asked)
    tweak = tweak_in(wanted.words, now) if kind and "?" not in wanted.text else None
    if kind and tweak:
        tweaked = await change_replies.tweaked(wanted.context, wanted.message, kind, tweak)
        if tweaked:
            return tweaked
    changes = _corrections(wanted, now)
    rule = change_replies.all_of(changes, wanted.plan.reminders[kind].rule) if kind and changes else None
    if kind is None or rule is None:
        return None
    return await change_replies.change_rule(wanted.context, wanted.message, kind, lambda _: rule)


def _corrections(wanted: Wanted, now: datetime) -> list[Correction]:
    """What clauses say that corrects what was just set; none if another one has a figure or a day in it."""
    parts = clauses(wanted.text)
    if len(parts) <= 1:  # It has been read already.
        return []
    meant = [
        (part, None if hints.TOLD.match(part) else understood(part, wanted.acts[:1], now)) for part in parts
    ]
    rest = [part for part, meaning in meant if not isinstance(meaning, Correction)]
    is_rest_told = any(re.search(rf"\d|\b{WEEKDAY}", part.lower()) for part in rest)
    return [] if is_rest_told else [meaning for _, meaning in meant if isinstance(meaning, Correction)]


async def goal(wanted: Wanted) -> Spoken | None:
    """The goal for the day, set or asked for."""
    if may_end(wanted.words) and wanted.plan.on:
        return await ending.which(wanted.context, wanted.message)
    first = wanted.acts[0] if wanted.acts else None
    is_set = isinstance(first, Changed) and first.goal
    wish = goal_in(wanted.words, bare=is_set)
    if wish is None:
        return Spoken((GOAL_HOW,), (Changed("", WATER, goal=True),))
    return await goals.wished(wanted.context, wanted.message, wish)


async def forget(wanted: Wanted) -> Spoken | None:
    """Asked for certainty first; who asks how to is told."""
    if "?" in wanted.text or re.search(r"\bhow\b", wanted.words):
        return None
    return await ending.deleted(wanted.context, wanted.message, DeleteAsked(data=True))


async def overview(wanted: Wanted) -> Spoken | None:
    """What is set up, or what comes next."""
    now = wanted.context.now()
    is_next = hints.NEXT.search(wanted.words) and wanted.plan.on
    return Spoken((next_screen(wanted.plan, now) if is_next else panel_screen(wanted.plan, now),))


async def progress(wanted: Wanted) -> Spoken | None:
    """What was done so far."""
    return Spoken((await reminded.so_far(wanted.context, wanted.message.chat_id),))


async def undo(wanted: Wanted) -> Spoken | None:
    """The last change taken back."""
    if wanted.reply.language == ENGLISH and not hints.BACK.search(wanted.words):
        return None
    changed = next((act for act in wanted.acts if isinstance(act, Changed) and act.undo), None)
    if changed is None:
        return None
    return await change_replies.answer(wanted.context, wanted.message, TakenBack(changed))


async def travel(wanted: Wanted) -> Spoken | None:
    """Another clock, if the message names a place; asked otherwise."""
    if not wanted.plan.on and wanted.plan.zone is None:
        return None
    for clause in re.split(r"[,.;!?]", wanted.text):
        screens = await zone.told(wanted.context, wanted.message, clause, _NOTHING) if moved(clause) else ()
        if screens:
            return Spoken(screens)
    if hints.TO_COME.search(wanted.words):
        return Spoken((WHEN_THERE,))
    if wanted.plan.zone and "?" in wanted.text:
        return Spoken((zone_note(wanted.plan, wanted.context.now()),))
    await wanted.context.asked.remember(wanted.message.chat_id)
    return Spoken((zone_screen(wanted.plan),))


async def cannot(wanted: Wanted) -> Spoken | None:
    """Refused, with the nearest that can be done."""
    if hints.LESS_OR_MORE.search(wanted.words):
        return await change(wanted)
    if may_end(wanted.words) and wanted.plan.on:
        return await ending.which(wanted.context, wanted.message)
    found = impossible(wanted.words, kinds_in(wanted.text), asks=True)
    return Spoken((refused_screen(found if found in _BEYOND else Cannot.OTHER),))
