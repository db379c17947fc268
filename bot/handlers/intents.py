"""What somebody wants done, however they put it: carried out, or asked back with the nearest that can be."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from telegram import Message

from bot.conversation.acts import Act, Changed, Reminding, latest
from bot.conversation.after_change import TakenBack
from bot.conversation.after_reminder import (
    MOST_GLASSES,
    DoneSo,
    LeftOut,
    Postponed,
    UnderReminder,
    WhyReminded,
    how_many,
)
from bot.conversation.goals import Goal
from bot.conversation.refusing import CLOCK, Cannot, impossible
from bot.conversation.stopping import StopAsked, kinds_refused, may_stop
from bot.conversation.wishing import kinds_in
from bot.conversation.words import LENGTH, minutes, plain
from bot.handlers import change_replies, ending, goals, reminded, reminder_replies, wishes, zone
from bot.handlers.context import Context, Spoken
from bot.handlers.groups import may_set
from bot.knowledge import Intent
from bot.matching import Answer, Check, Reply, Unknown, Urgent
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.plan import Plan
from bot.reminders.wishes import Pause, loosely, understand
from bot.views import welcome
from bot.views.answers import answer_screen
from bot.views.intents import GOAL_HOW, WHEN_THERE, how_to_change
from bot.views.other_wishes import next_screen, refused_screen
from bot.views.panel import panel_screen
from bot.views.replies import why_screen
from bot.views.wording import zone_of
from bot.views.zone import zone_note, zone_screen
from bot.zones import moved

_NEAR = 0.2
"""The score from which an intent is heard where something was done that it may be about."""
_LIKELY = 0.3
"""The same for somebody who has reminders, where no topic is surely meant."""
_LIKELIER = 0.45
"""The same for everybody else."""
_HOW: Mapping[Kind, str] = MappingProxyType({STRETCH: "pre-bed-stretch", WATER: "how-much-water"})
"""The entries that say how."""
_UNTIL = re.compile(r"\b(?:for|until|till?|over|this|next)\b.*")
_LATER_ON = re.compile(r"\b(?:from|starting|as of|on (?:\w+day|the \d)|tomorrow|next (?!few|couple|\d))\b")
"""Of what begins on a day to come."""
_DAYS_OF_WEEK = re.compile(r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun|week)days|weekends)\b")
_ANOTHER_DAY = re.compile(r"\b(?:tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week)\b")
_TO_COME = re.compile(r"\b(?:will|fly|flying|going|moving|leaving|tomorrow|next|on \w+day|soon|from)\b")
_FOR_GOOD = re.compile(r"\b(?:from now on|always|every (?:day|evening|night)|in (?:the )?future|daily)\b")
"""Of what is no delay of one reminder."""
_BEYOND = frozenset({Cannot.ERRAND, Cannot.SOMEBODY, Cannot.WEATHER, Cannot.MANNER})
"""What it can do for no reminder at all."""
_GLASS = 250
"""Millilitres."""
_NOTHING = Unknown((), ())
_NEXT = re.compile(r"\b(?:next|when|coming)\b")
_AMOUNT = re.compile(
    r"\b(?P<litres>\d(?:[.,]\d+)?) ?l(?:it(?:er|re)s?)?\b|\b(?P<glasses>\d{1,2}) (?:glass|cup)"
)


async def carried_out(
    context: Context, message: Message, text: str, acts: tuple[Act, ...], reply: Reply
) -> Spoken | None:
    """What has come of it; None where nothing is wanted, or something that nothing here can be done about.

    `reply` is what the matching made of the text, `acts` what the bot has done last.
    """
    plan = await context.store.plan(message.chat_id)
    wanted = _Wanted(context, message, text, acts, plan)
    for intent in _likely(reply, acts, is_reminded=bool(plan.on)):
        if intent in _CHANGING and not await may_set(context.bot, message.chat, message.from_user, message):
            return Spoken((welcome.ADMINS_ONLY,))
        spoken = await _WAYS[intent](wanted)
        if spoken:
            return spoken
    return None


def _likely(reply: Reply, acts: tuple[Act, ...], *, is_reminded: bool) -> tuple[Intent, ...]:
    """What may be wanted, the likeliest first. A sign whose words were written is asked about first."""
    if isinstance(reply, Urgent) or (isinstance(reply, Check) and reply.asks != reply.entry.id):
        return ()
    ordinary = reply.beneath if isinstance(reply, Check) else reply
    first, second = (*ordinary.candidates[:2], None, None)[:2]
    if first is None:
        return ()
    if isinstance(ordinary, Answer):
        return first.intents
    leans = bool(acts) and isinstance(acts[0], Reminding | Changed)
    if first.intents and first.score >= (_NEAR if leans else _LIKELY if is_reminded else _LIKELIER):
        return first.intents
    if second is None or not second.intents or second.score < _NEAR:
        return ()
    # To be asked which to stop does no harm; to be lectured instead does.
    stops = is_reminded and second.intents[0] is Intent.STOP
    return second.intents if leans or stops else ()


@dataclass(frozen=True)
class _Wanted:
    """Where something is wanted, and after what."""

    context: Context
    message: Message
    text: str
    acts: tuple[Act, ...]
    plan: Plan

    @property
    def words(self) -> str:
        """What was written, in plain words."""
        return plain(self.text)

    @property
    def reminding(self) -> Reminding | None:
        """The last reminder."""
        return latest(self.acts, Reminding)

    @property
    def kind(self) -> Kind | None:
        """The one kind that it can be about: named, just changed, reminded of, or the only one on."""
        named = kinds_in(self.text)
        if named:
            return named[0] if len(named) == 1 else None
        first = self.acts[0] if self.acts else None
        if isinstance(first, Changed | Reminding) and first.kind:
            return first.kind
        return self.plan.on[0] if len(self.plan.on) == 1 else None


_Way: TypeAlias = Callable[[_Wanted], Awaitable[Spoken | None]]


async def _under_reminder(wanted: _Wanted, meaning: UnderReminder) -> Spoken | None:
    return await reminder_replies.answer(wanted.context, wanted.message, meaning)


async def _done(wanted: _Wanted) -> Spoken | None:
    reminding = wanted.reminding
    if reminding is None:
        return None
    times = how_many(wanted.words) if reminding.kind is WATER else 1
    return await _under_reminder(wanted, DoneSo(reminding, times))


async def _later(wanted: _Wanted) -> Spoken | None:
    reminding = wanted.reminding
    if reminding is None:
        return None
    if _FOR_GOOD.search(wanted.words):
        return await _change(wanted)
    length, clock = re.search(rf"\b{LENGTH}\b", wanted.words), CLOCK.search(wanted.words)
    if length:
        later = Postponed(reminding, minutes(length[0]))
    else:
        later = Postponed(reminding, at=clock["clock"] if clock else None)
    return await _under_reminder(wanted, later) or await _under_reminder(wanted, Postponed(reminding))


async def _skip(wanted: _Wanted) -> Spoken | None:
    reminding = wanted.reminding
    return await _under_reminder(wanted, LeftOut(reminding)) if reminding else None


async def _rest_today(wanted: _Wanted) -> Spoken | None:
    if "?" in wanted.text:
        return None
    if _ANOTHER_DAY.search(wanted.words):
        return await _pause(wanted) if _UNTIL.search(wanted.words) else None
    reminding = wanted.reminding
    if reminding and wanted.kind is reminding.kind:
        return await _under_reminder(wanted, LeftOut(reminding, today=True))
    if wanted.kind and wanted.kind in wanted.plan.on:
        rest = StopAsked((wanted.kind,), today=True)
        return await ending.stopped(wanted.context, wanted.message, rest)
    return await wishes.wished(wanted.context, wanted.message, "pause until tomorrow")


async def _why(wanted: _Wanted) -> Spoken | None:
    if may_stop(wanted.words):
        return await _stop(wanted)
    if wanted.reminding:
        return await _under_reminder(wanted, WhyReminded(wanted.reminding))
    kind = wanted.kind or next(iter(wanted.plan.on), None)
    return Spoken((why_screen(kind, wanted.plan),)) if kind and kind in wanted.plan.on else None


async def _how(wanted: _Wanted) -> Spoken | None:
    knowledge = wanted.context.knowledge
    entry = knowledge.entries.get(_HOW.get(wanted.kind, "")) if wanted.kind else None
    return Spoken((answer_screen(knowledge, entry),), wanted.acts[:1]) if entry else None


async def _stop(wanted: _Wanted) -> Spoken | None:
    """Ended at once where one kind is named, asked about otherwise."""
    named = kinds_refused(wanted.words)
    if len(named) == 1 or not wanted.plan.on:
        return await ending.stopped(wanted.context, wanted.message, StopAsked(named))
    return await ending.which(wanted.context, wanted.message)


async def _pause(wanted: _Wanted) -> Spoken | None:
    if _DAYS_OF_WEEK.search(wanted.words):
        return await _change(wanted)
    end = _UNTIL.search(wanted.text.lower())
    if end is None and wanted.acts and isinstance(wanted.acts[0], Reminding):
        return await _later(wanted)
    if _LATER_ON.search(wanted.words[: end.start()] if end else wanted.words):
        return Spoken((refused_screen(Cannot.LATER_DAY),))
    asked = ["pause for a while"]  # for how long is asked then
    if end:
        asked = [f"pause {end[0]}", f"pause {' '.join(end[0].split()[:4])}", *asked]
    for said in asked:
        wish = understand(said, wanted.context.now().astimezone(zone_of(wanted.plan)))
        if isinstance(wish, Pause) or said is asked[-1]:
            return await wishes.wished(wanted.context, wanted.message, said)
    return None


async def _change(wanted: _Wanted) -> Spoken | None:
    """Set as far as every word of it that counts is understood; asked back otherwise."""
    kind = wanted.kind
    cannot = impossible(wanted.words, [kind] if kind else [], asks=True)
    if cannot:
        return Spoken((refused_screen(cannot),), (Changed("", kind),) if kind else ())
    now = wanted.context.now().astimezone(zone_of(wanted.plan))
    wish = loosely(wanted.text, kind, now) if kind and "?" not in wanted.text else None
    if kind and wish:
        return await change_replies.change_rule(wanted.context, wanted.message, kind, wish.rule)
    return Spoken((how_to_change(kind),), (Changed("", kind),) if kind else ())


async def _goal(wanted: _Wanted) -> Spoken | None:
    amount = _AMOUNT.search(wanted.text.lower())
    first = wanted.acts[0] if wanted.acts else None
    if amount and amount["litres"] and isinstance(first, Reminding) and first.kind is WATER:
        glasses = round(_millilitres(amount) / _GLASS)
        return await _under_reminder(wanted, DoneSo(first, min(max(glasses, 1), MOST_GLASSES)))
    if amount is None:
        return Spoken((GOAL_HOW,), (Changed("", WATER, goal=True),))
    if amount["litres"]:
        wish = Goal(millilitres=_millilitres(amount))
    else:
        wish = Goal(glasses=int(amount["glasses"]))
    return await goals.wished(wanted.context, wanted.message, wish)


def _millilitres(amount: re.Match[str]) -> int:
    return round(float(amount["litres"].replace(",", ".")) * 1000)


async def _list(wanted: _Wanted) -> Spoken | None:
    now = wanted.context.now()
    is_next = _NEXT.search(wanted.words) and wanted.plan.on
    return Spoken((next_screen(wanted.plan, now) if is_next else panel_screen(wanted.plan, now),))


async def _progress(wanted: _Wanted) -> Spoken | None:
    return Spoken((await reminded.so_far(wanted.context, wanted.message.chat_id),))


async def _undo(wanted: _Wanted) -> Spoken | None:
    changed = next((act for act in wanted.acts if isinstance(act, Changed) and act.undo), None)
    if changed is None:
        return None
    return await change_replies.answer(wanted.context, wanted.message, TakenBack(changed))


async def _travel(wanted: _Wanted) -> Spoken | None:
    if not wanted.plan.on and wanted.plan.zone is None:
        return None
    for clause in re.split(r"[,.;!?]", wanted.text):
        screens = await zone.told(wanted.context, wanted.message, clause, _NOTHING) if moved(clause) else ()
        if screens:
            return Spoken(screens)
    if _TO_COME.search(wanted.words):
        return Spoken((WHEN_THERE,))
    if wanted.plan.zone and "?" in wanted.text:
        return Spoken((zone_note(wanted.plan, wanted.context.now()),))
    await wanted.context.asked.remember(wanted.message.chat_id)
    return Spoken((zone_screen(wanted.plan),))


async def _cannot(wanted: _Wanted) -> Spoken | None:
    found = impossible(wanted.words, kinds_in(wanted.text), asks=True)
    return Spoken((refused_screen(found if found in _BEYOND else Cannot.OTHER),))


_WAYS: Mapping[Intent, _Way] = MappingProxyType(
    {
        Intent.DONE: _done,
        Intent.LATER: _later,
        Intent.SKIP: _skip,
        Intent.REST_TODAY: _rest_today,
        Intent.WHY: _why,
        Intent.HOW: _how,
        Intent.STOP: _stop,
        Intent.PAUSE: _pause,
        Intent.CHANGE: _change,
        Intent.GOAL: _goal,
        Intent.LIST: _list,
        Intent.PROGRESS: _progress,
        Intent.UNDO: _undo,
        Intent.TRAVEL: _travel,
        Intent.CANNOT: _cannot,
    }
)
_CHANGING = frozenset(
    {Intent.STOP, Intent.REST_TODAY, Intent.PAUSE, Intent.CHANGE, Intent.GOAL, Intent.UNDO, Intent.TRAVEL}
)
"""What only those may do who may set up the reminders of a group."""
