"""What is wanted of a reminder that has come: counted, later, left out, explained."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.conversation import hints
from bot.conversation.after_reminder import DoneSo, LeftOut, Postponed, UnderReminder, WhyReminded, WrongTime
from bot.conversation.amounts import MOST_GLASSES, clock_in, glasses_in, length_in
from bot.conversation.goals import USUAL_GLASS, goal_in
from bot.conversation.stopping import StopAsked, may_stop
from bot.handlers import ending, plan_intents, reminder_replies, wishes
from bot.handlers.context import Spoken
from bot.handlers.reminded import so_far
from bot.handlers.wanted import Wanted
from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.views.answers import answer_screen
from bot.views.replies import why_screen

_HOW: Mapping[Kind, str] = MappingProxyType({STRETCH: "pre-bed-stretch", WATER: "how-much-water"})
"""The entries that say how."""
_FEW = 5
"""Words of a time and nothing else."""


async def _answer(wanted: Wanted, meaning: UnderReminder) -> Spoken | None:
    return await reminder_replies.answer(wanted.context, wanted.message, meaning)


async def done(wanted: Wanted) -> Spoken | None:
    """Counted."""
    reminding = wanted.reminding
    if hints.ASKS.match(wanted.words):
        return None
    if reminding is None:
        return Spoken((await so_far(wanted.context, wanted.message.chat_id),)) if wanted.plan.on else None
    if hints.NOT_YET.search(wanted.words):
        return await later(wanted)
    times = _glasses(wanted) or glasses_in(wanted.words) if reminding.kind is WATER else 1
    return await _answer(wanted, DoneSo(reminding, times))


def _glasses(wanted: Wanted) -> int | None:
    """How many glasses the litres are that somebody has drunk; None where none are told of."""
    said = goal_in(wanted.words, bare=False)
    drunk = said.millilitres if said else None
    return min(max(round(drunk / USUAL_GLASS), 1), MOST_GLASSES) if drunk else None


async def later(wanted: Wanted) -> Spoken | None:
    """Put off for as long, or until when, it says; asked otherwise."""
    reminding = wanted.reminding
    if reminding is None:
        return None
    if hints.FOR_GOOD.search(wanted.words) or hints.BOUNDED.search(wanted.words):
        return await plan_intents.change(wanted)
    length = length_in(wanted.words)
    postponed = Postponed(reminding, length, None if length else clock_in(wanted.words))
    return await _answer(wanted, postponed) or await _answer(wanted, Postponed(reminding))


async def skip(wanted: Wanted) -> Spoken | None:
    """Left out."""
    reminding = wanted.reminding
    return await _answer(wanted, LeftOut(reminding)) if reminding else None


async def rest_today(wanted: Wanted) -> Spoken | None:
    """No more of the kind today, or of any."""
    if "?" in wanted.text:
        return None
    if not wanted.is_reminded and not hints.TODAY.search(wanted.words):
        return await plan_intents.pause(wanted)
    if hints.ANOTHER_DAY.search(wanted.words):
        return await plan_intents.pause(wanted) if hints.UNTIL.search(wanted.words) else None
    reminding = wanted.reminding
    if reminding and wanted.kind is reminding.kind:
        return await _answer(wanted, LeftOut(reminding, today=True))
    if wanted.kind and wanted.kind in wanted.plan.on:
        rest = StopAsked((wanted.kind,), today=True)
        return await ending.stopped(wanted.context, wanted.message, rest)
    return await wishes.wished(wanted.context, wanted.message, "pause until tomorrow")


async def rest_a_while(wanted: Wanted) -> Spoken | None:
    """A pause; right after a reminder, and without an end, this one later."""
    if (
        wanted.is_reminded
        and not hints.UNTIL.search(wanted.words)
        and not hints.DAYS_OF_WEEK.search(wanted.words)
    ):
        return await later(wanted)
    return await plan_intents.pause(wanted)


async def other_time(wanted: Wanted) -> Spoken | None:
    """Another rule; right after a reminder a time alone is for this one."""
    is_this = len(wanted.words.split()) <= _FEW or hints.BUSY.search(wanted.words)
    if wanted.is_reminded and is_this and clock_in(wanted.words) and not hints.FOR_GOOD.search(wanted.words):
        return await later(wanted)
    return await plan_intents.change(wanted)


async def amount(wanted: Wanted) -> Spoken | None:
    """A goal for the day; right after a reminder, litres are what somebody has drunk."""
    times = _glasses(wanted) if wanted.is_reminded else None
    if times and wanted.reminding and wanted.reminding.kind is WATER:
        return await _answer(wanted, DoneSo(wanted.reminding, times))
    return await plan_intents.goal(wanted)


async def why(wanted: Wanted) -> Spoken | None:
    """Explained; who sounds annoyed is asked what to stop."""
    if may_stop(wanted.words):
        return await plan_intents.stop(wanted)
    if wanted.reminding:
        often = hints.OFTEN.search(wanted.words) and wanted.reminding.kind is WATER
        meaning = WrongTime(wanted.reminding, often=True) if often else WhyReminded(wanted.reminding)
        return await _answer(wanted, meaning)
    kind = wanted.kind or next(iter(wanted.plan.on), None)
    return Spoken((why_screen(kind, wanted.plan),)) if kind and kind in wanted.plan.on else None


async def how(wanted: Wanted) -> Spoken | None:
    """The entry that says how."""
    knowledge = wanted.context.knowledge
    entry = knowledge.entries.get(_HOW.get(wanted.kind, "")) if wanted.kind else None
    return Spoken((answer_screen(knowledge, entry),), wanted.acts[:1]) if entry else None
