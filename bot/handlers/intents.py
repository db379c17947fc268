"""What somebody wants done, however they put it: carried out, or asked back with the nearest that can be."""

import re
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from telegram import Message

from bot.conversation import hints
from bot.conversation.acts import Act, Changed, Reminding
from bot.conversation.wishing import is_limited
from bot.conversation.words import only_asks
from bot.handlers import plan_intents, reminder_intents
from bot.handlers.context import Context, Spoken
from bot.handlers.groups import may_set
from bot.handlers.wanted import Wanted
from bot.knowledge import Intent
from bot.matching import Answer, Check, Reply, Urgent
from bot.reminders.kinds import STRETCH
from bot.views import welcome
from bot.views.other_wishes import limited_screen

_NEAR = 0.12
"""The score from which an intent is heard where something was done that it may be about."""
_LIKELY = 0.3
"""The same for somebody who has reminders, where no topic is surely meant."""
_LIKELIER = 0.45
"""The same for everybody else."""


async def carried_out(
    context: Context, message: Message, text: str, acts: tuple[Act, ...], reply: Reply
) -> Spoken | None:
    """What has come of it; None where nothing is wanted, or something that nothing here can be done about.

    `reply` is what the matching made of the text, `acts` what the bot has done last.
    """
    plan = await context.store.plan(message.chat_id)
    wanted = Wanted(context, message, text, acts, plan, reply)
    if wanted.is_of_warning or hints.NO_WISH.search(wanted.words):
        return None
    if wanted.is_reminded and _NO_THANKS.match(wanted.words):
        return await reminder_intents.skip(wanted)
    likely = _likely(reply, acts, is_reminded=bool(plan.on))
    if likely and wanted.is_corrected:
        likely = tuple(intent for intent in likely if intent in _CORRECTING) or (Intent.CHANGE,)
    is_question = only_asks(text) and not (acts and isinstance(acts[0], Changed))
    for intent in likely:
        if (intent in _RESTING and not plan.on) or (intent in _DOING and is_question):
            continue
        if intent in _CHANGING and not await may_set(context.bot, message.chat, message.from_user, message):
            return Spoken((welcome.ADMINS_ONLY,))
        if intent in _SETTING and wanted.kind is not STRETCH and is_limited(text):
            return Spoken((limited_screen(plan),))
        spoken = await _WAYS[intent](wanted)
        if spoken or intent in _OF_A_REMINDER:
            return spoken
    return None


def _likely(reply: Reply, acts: tuple[Act, ...], *, is_reminded: bool) -> tuple[Intent, ...]:
    """What may be wanted, the likeliest first. A sign whose words were written is asked about first."""
    if isinstance(reply, Urgent) or (isinstance(reply, Check) and reply.named):
        return ()
    ordinary = reply.beneath if isinstance(reply, Check) else reply
    first, second = (*ordinary.candidates[:2], None, None)[:2]
    if first is None:
        return ()
    leans = bool(acts) and isinstance(acts[0], Reminding | Changed)
    if isinstance(ordinary, Answer):
        is_chat = leans and not ordinary.entry.listed and second and second.score >= _NEAR
        return second.intents if second and is_chat and not first.intents else first.intents
    if first.intents and first.score >= (_NEAR if leans else _LIKELY if is_reminded else _LIKELIER):
        return first.intents
    if second is None or not second.intents or second.score < _NEAR:
        return ()
    # To be asked which to stop does no harm; to be lectured instead does.
    stops = is_reminded and second.intents[0] is Intent.STOP
    return second.intents if leans or stops else ()


_Way: TypeAlias = Callable[[Wanted], Awaitable[Spoken | None]]
_WAYS: Mapping[Intent, _Way] = MappingProxyType(
    {
        Intent.DONE: reminder_intents.done,
        Intent.LATER: reminder_intents.later,
        Intent.SKIP: reminder_intents.skip,
        Intent.REST_TODAY: reminder_intents.rest_today,
        Intent.WHY: reminder_intents.why,
        Intent.HOW: reminder_intents.how,
        Intent.STOP: plan_intents.stop,
        Intent.PAUSE: reminder_intents.rest_a_while,
        Intent.CHANGE: reminder_intents.other_time,
        Intent.GOAL: reminder_intents.amount,
        Intent.FORGET: plan_intents.forget,
        Intent.LIST: plan_intents.overview,
        Intent.PROGRESS: plan_intents.progress,
        Intent.UNDO: plan_intents.undo,
        Intent.TRAVEL: plan_intents.travel,
        Intent.CANNOT: plan_intents.cannot,
    }
)
_NO_THANKS = re.compile(r"(?:no|nope|nah) (?:thanks|thank you)\b")
_OF_A_REMINDER = frozenset({Intent.DONE, Intent.LATER, Intent.SKIP})
"""What is wanted of a reminder that has come, and of nothing else."""
_RESTING = frozenset({Intent.REST_TODAY, Intent.PAUSE})
"""What is wanted of reminders that are on."""
_SETTING = frozenset({Intent.CHANGE, Intent.GOAL})
"""What sets how much there is to drink, if it is not about the stretch."""
_CORRECTING = frozenset({Intent.CHANGE, Intent.GOAL, Intent.UNDO, Intent.STOP})
"""What somebody may want who says what they meant."""
_DOING = frozenset({Intent.STOP, Intent.REST_TODAY, Intent.PAUSE, Intent.CHANGE, Intent.GOAL, Intent.CANNOT})
"""What nobody wants who only asks: "is your reminder even safe for me?"."""
_CHANGING = frozenset(
    {Intent.STOP, Intent.REST_TODAY, Intent.PAUSE, Intent.CHANGE, Intent.GOAL, Intent.UNDO, Intent.TRAVEL}
)
"""What only those may do who may set up the reminders of a group."""
