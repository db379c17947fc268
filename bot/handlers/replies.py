"""Messages that answer what the bot has just done, and those that want it to stop."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from telegram import Message

from bot.conversation.acts import Act, Changed, Cramping, Open, Posed, Reminding, Told, Warned, latest
from bot.conversation.after_alarm import AskedBack, Passed, Reaction, StillThere, Taken
from bot.conversation.after_answer import Aside, Side, foreseen, sentence
from bot.conversation.after_reminder import DoneSo, LeftOut, Postponed, WhyReminded, WrongTime
from bot.conversation.reading import Chosen, NoneChosen, Understood, understood
from bot.handlers import change_replies, cramp, ending, goals, proposals, reminder_replies
from bot.handlers.context import Context, Outcome, Spoken, undo_of
from bot.handlers.groups import may_set
from bot.knowledge import Entry, Knowledge
from bot.language import clauses
from bot.matching import Answer, Matcher, Urgent
from bot.views.alarms import alarm_screen
from bot.views.answers import answer_screen, offer_screen
from bot.views.cramp import STOPPING
from bot.views.replies import (
    NOTHING_CHANGED,
    aside_screen,
    foreseen_screen,
    instead_screen,
    said_screen,
    stands_screen,
    taken_screen,
)
from bot.views.screen import Screen, due_of, plain
from bot.views.topics import topics_screen
from bot.views.welcome import ADMINS_ONLY

_PART = re.compile(r"\b(?:leg|calf|calves|foot|feet|chest|arm|thigh|shin|ankle|toes?)\b")
"""What a whole description of a sign names; "it is also red" adds to one."""
_GRAVE = (Reaction.ANOTHER_SIGN, Reaction.WAIT, Reaction.YES)
"""Answered even when something else has been spoken of since the warning."""
_AT_ONCE = (Reaction.SHOULD_I, Reaction.AFRAID, Reaction.BETTER)
"""Answered right after it."""
_SHORT = 3
"""Words in which nothing else can be told."""
_ONLY_THE_CRAMP = "I meant the cramp"
"""What somebody says whose words sounded like despair; an entry about that foresees it."""
_FROM_ELSEWHERE = frozenset({Side.WHY, Side.HOW_LONG, Side.HOW_OFTEN, Side.HOW_MUCH, Side.WHEN, Side.DANGER})
"""Side questions that another entry may answer, if the one that was told does not."""


async def replied(context: Context, message: Message, text: str, acts: Sequence[Act]) -> Spoken | None:
    """What to say to a message that means something only after what was done; None if it does not."""
    titles = _titles(context.knowledge, acts)
    meaning = understood(text, acts, context.now(), titles)
    told = _just_told(acts)
    if told and not (isinstance(meaning, Aside) and meaning.side is Side.NO_HELP):
        entry = context.knowledge.entries.get(told.entry)
        said = foreseen(entry, text) if entry else None
        if entry and said:
            return Spoken((said_screen(context.knowledge, entry, said),), (told,))
    about_alarm = _asked_of_alarm(context, text, acts)
    if about_alarm:
        return about_alarm
    return await _answer(context, message, text, meaning) if meaning else None


def replied_to(message: Message, acts: tuple[Act, ...], context: Context) -> tuple[Act, ...]:
    """The acts with that of the message first that this one replies to."""
    replied = message.reply_to_message
    if replied is None or replied.reply_markup is None:
        return acts
    screen = Screen("", tuple(tuple(row) for row in replied.reply_markup.inline_keyboard))
    buttons = [str(button.callback_data) for row in screen.rows for button in row]
    due = next(
        (due for data in buttons if data.startswith("done:") and (due := due_of(data, context.now()))), None
    )
    if due:
        return (Reminding(due.kind, due.at, replied.message_id), *acts)
    undo = undo_of(screen)
    same = next((act for act in acts if isinstance(act, Changed) and act.undo == undo), None)
    return (same or Changed(undo), *acts) if undo else acts


async def _answer(context: Context, message: Message, text: str, meaning: Understood) -> Spoken | None:
    match meaning:
        case Chosen() | NoneChosen():
            return await _answered(context, message, text, meaning)
        case DoneSo() | Postponed() | LeftOut() | WhyReminded() | WrongTime():
            return await reminder_replies.answer(context, message, meaning)
        case Passed() | StillThere() | AskedBack():
            return await cramp.answered(context, message, meaning)
        case Aside():
            return await _aside(context, message, text, meaning)
        case Taken():
            return await _taken(context, message, text, meaning)
    return await change_replies.answer(context, message, meaning)


async def _taken(context: Context, message: Message, text: str, taken: Taken) -> Spoken | None:
    if taken.reaction is Reaction.NO and taken.warned.otherwise:
        await context.acts.forget(message.chat_id, taken.warned)
        instead = _instead(context.knowledge, taken.warned.otherwise)
        return replace(instead, screens=tuple(map(instead_screen, instead.screens)))
    is_sign = taken.reaction is Reaction.ANOTHER_SIGN and _PART.search(text.lower())
    if is_sign and isinstance(context.matcher.reply(text), Urgent):
        return None  # It is an alarm by itself.
    entry = context.knowledge.entries.get(taken.warned.entry)
    return Spoken((taken_screen(entry, taken.reaction),), (taken.warned,)) if entry else None


def of_a_warning(context: Context, text: str, acts: Sequence[Act]) -> Spoken | None:
    """What one clause of several says to a warning, the gravest first, whatever the others are about."""
    warned = latest(acts, Warned)
    entry = context.knowledge.entries.get(warned.entry) if warned else None
    if warned is None or entry is None:
        return None
    read = (understood(part, (warned,), context.now()) for part in clauses(text) if len(part.split()) > 1)
    said = {meaning.reaction for meaning in read if isinstance(meaning, Taken)}
    heard = (*_GRAVE, *_AT_ONCE) if acts[0] == warned else _GRAVE
    reaction = next((one for one in heard if one in said), None)
    return Spoken((taken_screen(entry, reaction),), (warned,)) if reaction else None


def _asked_of_alarm(context: Context, text: str, acts: Sequence[Act]) -> Spoken | None:
    """What to say to a question about what has just been warned of, if that was foreseen."""
    warned = acts[0] if acts and isinstance(acts[0], Warned) else None
    entry = context.knowledge.entries.get(warned.entry) if warned else None
    said = foreseen(entry, text) if entry else None
    if warned is None or entry is None or said is None or isinstance(context.matcher.reply(text), Urgent):
        return None
    return Spoken((foreseen_screen(entry, said),), (warned,))


async def _answered(
    context: Context, message: Message, text: str, meaning: Chosen | NoneChosen
) -> Spoken | None:
    if len(text.split()) > _SHORT and isinstance(context.matcher.reply(text), Urgent):
        return None  # "No, but it's swollen" is an alarm by itself.
    await context.acts.forget(message.chat_id, meaning.posed)
    if isinstance(meaning, Chosen):
        return await _chosen(context, message, meaning.posed, meaning.choice)
    if meaning.posed.question is Open.SIGN:
        told = latest(await context.acts.find(message.chat_id), Told)
        return _not_so(context.knowledge, meaning.posed, told)
    is_topic = meaning.posed.question is Open.TOPICS
    return Spoken((topics_screen(context.knowledge.entries, 0) if is_topic else NOTHING_CHANGED,))


def _not_so(knowledge: Knowledge, posed: Posed, told: Told | None) -> Spoken:
    """What to say to a no about a sign: a kind word where it was about a crisis, then what else was meant."""
    known = [knowledge.entries[key] for key in posed.choices[1:] if key in knowledge.entries]
    if told and len(known) == 1 and known[0].id in told.all:
        return Spoken((stands_screen(knowledge, known[0]),), (told,))
    instead = _instead(knowledge, posed.choices[1:])
    asked = knowledge.entries.get(posed.choices[0])
    kind = foreseen(asked, _ONLY_THE_CRAMP) if asked else None
    if kind is None:
        return replace(instead, screens=tuple(map(instead_screen, instead.screens)))
    first, *more = instead.screens
    return replace(instead, screens=(replace(first, html=f"{plain(kind)}\n\n{first.html}"), *more))


def _instead(knowledge: Knowledge, keys: Iterable[str]) -> Spoken:
    """What a message is about, if the sign that it may have described is not there."""
    known = knowledge.entries
    entries = [known[key] for key in keys if key in known and not known[key].urgent]
    if len(entries) == 1:
        return Spoken((answer_screen(knowledge, entries[0]),), (Told(entries[0].id),))
    return Spoken((offer_screen(entries),), (Posed(Open.TOPICS, tuple(entry.id for entry in entries)),))


async def _aside(context: Context, message: Message, text: str, aside: Aside) -> Spoken | None:
    knowledge, told = context.knowledge, aside.told
    entry = knowledge.entries.get(told.entry)
    if entry is None:
        return None
    if aside.side is Side.NO_HELP and message.from_user:
        await context.notebook.vote(message.from_user.id, entry.id, helpful=False)
    if aside.side in _FROM_ELSEWHERE and sentence(entry, aside.side) is None:
        other = _elsewhere(context.matcher, text, entry, told)
        if other:
            context.tally.count(Outcome.ANSWER, other.id)
            return Spoken((answer_screen(knowledge, other),), (told_next(told, other),))
    return Spoken((aside_screen(knowledge, entry, aside.side),), (told,))


def _just_told(acts: Sequence[Act]) -> Told | None:
    """What was told last, if nothing else has been done since."""
    first = next((act for act in acts if not isinstance(act, Cramping)), None)
    return first if isinstance(first, Told) else None


def _elsewhere(matcher: Matcher, text: str, entry: Entry, told: Told) -> Entry | None:
    """Another entry that surely answers a question, and that was not told yet."""
    reply = matcher.reply(text, None if entry.id == STOPPING else entry)
    found = reply.entry if isinstance(reply, Answer) else None
    return found if found and found.listed and found.id not in told.all else None


async def _chosen(context: Context, message: Message, posed: Posed, choice: str) -> Spoken | None:
    match posed.question:
        case Open.WHICH:
            return await ending.end(context, message, choice)
        case Open.PROPOSAL:
            if not await may_set(context.bot, message.chat, message.from_user, message):
                return Spoken((ADMINS_ONLY,))
            return await proposals.agreed(context, message, posed.choices)
        case Open.GLASS:
            return await goals.sized(context, message, posed, int(choice))
        case Open.DELETE:
            return await ending.delete(context, message, posed, choice)
    entry = context.knowledge.entries.get(choice)
    return _entry_chosen(context, posed.question, entry) if entry else None


def _entry_chosen(context: Context, question: Open, entry: Entry) -> Spoken:
    if question is Open.TOPICS:
        context.tally.count(Outcome.CHOSEN, entry.id)
        return Spoken((answer_screen(context.knowledge, entry),), (Told(entry.id),))
    context.tally.count(Outcome.URGENT, entry.id)
    return Spoken((alarm_screen(context.knowledge, entry),), (Warned(entry.id),))


def told_next(before: Told | None, entry: Entry) -> Told:
    """What was told, after another answer."""
    return Told(entry.id, before.all if before else ())


def _titles(knowledge: Knowledge, acts: Sequence[Act]) -> list[str]:
    """What stands on the buttons of a question for a topic."""
    posed = acts[0] if acts and isinstance(acts[0], Posed) else None
    if posed is None or posed.question is not Open.TOPICS:
        return []
    entries = knowledge.entries
    return [entries[key].title if key in entries else "" for key in posed.choices]


def with_message(act: Act, message: int) -> Act:
    """An act that was done in a message whose number is known only now."""
    return replace(act, message=message) if isinstance(act, Reminding) and not act.message else act
