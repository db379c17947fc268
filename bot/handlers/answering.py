"""What to say to a question that the matching has read, and what was done by saying it."""

import re
from dataclasses import replace

from telegram import Message

from bot.conversation.acts import Act, Cramping, Open, Posed, Told, Warned, latest
from bot.conversation.after_answer import complains
from bot.conversation.reading import courtesy
from bot.conversation.words import MOST_WORDS, plain, small
from bot.handlers import replies
from bot.handlers.context import Context, Spoken
from bot.knowledge import Knowledge
from bot.language import normalise
from bot.matching import Answer, Check, Reply, Suggest, Unknown, Urgent, entries_of
from bot.matching.follow_up import asks
from bot.views import welcome
from bot.views.alarms import HOLDS, raised_screen, sign_screen
from bot.views.answers import answer_screen, in_language
from bot.views.cramp import STOPPING
from bot.views.outcome import check_screen, told_screen
from bot.views.replies import again_screen, holds_screen, not_understood, sorry_screen
from bot.views.screen import Screen

ASKED_TWICE = "twice"
"""Among the choices of a question that has been repeated, and is not again."""
_FEW = 4
"""Words that were more likely meant for what the bot has just done than for a question of their own."""
_SOME, _SHORT = 8, 3
"""As many, where none that is longer than that is a word of the knowledge's."""
_NO = re.compile(
    r"(?:(?:oh|god|lol|haha|um|well|sorry|omg|what|whit|ok) )*(?:no|nope|nah|naw|none)\b(?! idea)"
)
"""How a no begins that says more."""
_MISSED = re.compile(
    r"\b(?:didnt|did not|havent|have not|didnae) (?:\w+ )?(?:say|said|answer\w*|tell|told)\b"
)
_ASKING = ("why ", "will ", "how ", "can ", "is ", "does ", "when ", "which ", "could ", "should ")


def refused(acts: tuple[Act, ...], question: str, reply: Reply) -> Reply:
    """What else a message is about that says no to a question about a sign, and is only like that danger."""
    asked = _sign_asked(acts) if _NO.match(plain(question)) else None
    if asked is None or not isinstance(reply, Urgent | Check) or reply.named:
        return reply
    if reply.entry.id != asked.choices[0]:
        return reply  # Another danger has not been asked about.
    return (reply.beneath if isinstance(reply, Check) else reply.otherwise) or reply


def answered(
    context: Context, acts: tuple[Act, ...], message: Message, question: str, reply: Reply
) -> tuple[Spoken, Reply]:
    """The answer, and what the matching made of the question; a sign that is asked about comes first."""
    warned = acts[0] if acts and isinstance(acts[0], Warned) else None
    if isinstance(reply, Check) and not reply.named and warned and warned.entry == reply.entry.id:
        reply = reply.beneath  # It has been warned of, and is not asked about then.
    if isinstance(reply, Check):  # What it asks about comes first, whatever was said before.
        ordinary = _told(context, acts, message, question, reply.beneath)
        screen, beneath = told_screen(context.knowledge, reply), ordinary.acts
        lost = None if isinstance(reply.beneath, Answer) else _lost(context, acts, question)
        if lost:
            screen, beneath = check_screen(context.knowledge, reply, lost), acts[:1]
        elif isinstance(reply.beneath, Answer):
            screen = check_screen(context.knowledge, reply, ordinary.screens[0])
        return Spoken((screen,), (*beneath, _posed(reply))), reply
    return _told(context, acts, message, question, reply), reply


def with_question(knowledge: Knowledge, done: Spoken, reply: Check) -> Spoken:
    """What has come of a wish, and the question about a sign that stands in the same message."""
    first, *more = done.screens
    return Spoken((check_screen(knowledge, reply, first), *more), (*done.acts, _posed(reply)))


def still_asked(
    knowledge: Knowledge, acts: tuple[Act, ...], question: str, spoken: Spoken, reply: Reply | None
) -> Spoken:
    """What is said, and once more the question about a sign that was asked just before, if it is open.

    `acts` are what is left after the message was read: an answer takes the question away.
    """
    posed = None if _NO.match(plain(question)) else _sign_asked(acts)
    entry = knowledge.entries.get(posed.choices[0]) if posed else None
    is_dealt_with = isinstance(reply, Urgent | Check) or any(
        isinstance(act, Warned | Cramping | Posed) for act in spoken.acts
    )
    asked = sign_screen(knowledge, entry) if entry else None
    if posed is None or asked is None or is_dealt_with or ASKED_TWICE in posed.choices:
        return spoken
    again = replace(posed, choices=(*posed.choices, ASKED_TWICE))
    return Spoken((*spoken.screens, asked), (*spoken.acts, again))


def _sign_asked(acts: tuple[Act, ...]) -> Posed | None:
    """The question about a sign that was asked last."""
    return acts[0] if acts and isinstance(acts[0], Posed) and acts[0].question is Open.SIGN else None


def _told(context: Context, acts: tuple[Act, ...], message: Message, question: str, reply: Reply) -> Spoken:
    """What to say to a question, and what was done by saying it; nothing that was just said is said again."""
    knowledge, screen = context.knowledge, _screen(context.knowledge, question, reply)
    before = latest(acts, Told)
    if before and message.edit_date:  # The answer that this one takes the place of is seen no more.
        before = Told(before.before[0], before.before[1:]) if before.before else None
    match reply:
        case Urgent(entry, otherwise=otherwise):
            warned = latest(acts, Warned)
            if warned and warned.entry == entry.id:
                screen = raised_screen(knowledge, reply, again=True)
            others = entries_of(otherwise) if otherwise else ()
            return Spoken((screen,), (Warned(entry.id, tuple(other.id for other in others)),))
        case Unknown() | Suggest() if (lost := _beside_it(context, acts, question)) is not None:
            return Spoken((lost,), acts[:1])
        case Suggest(entries) | Unknown(entries) if entries:
            return Spoken((screen,), (Posed(Open.TOPICS, tuple(entry.id for entry in entries)),))
        case Answer(entry) if entry.id == STOPPING and not (before and _asks(question)):
            return Spoken((screen,), (replies.told_next(before, entry), Cramping(context.now())))
        case Answer(entry) if entry.listed:
            just = next((act for act in acts if isinstance(act, Told | Warned)), None)
            holds = isinstance(just, Warned) and not entry.urgent
            if before and entry.id in before.all and not message.edit_date:
                # A sentence alone lacks what the answer says first, such as not to stretch a swollen leg.
                said = None if latest(acts, Warned) else context.matcher.quote(question, entry)
                screen = in_language(knowledge, reply.language, again_screen(knowledge, entry, said))
            if holds:
                screen = replace(screen, html=f"{HOLDS}\n\n{screen.html}")
            return Spoken((screen,), (replies.told_next(before, entry),))
    return Spoken((screen,))


def _screen(knowledge: Knowledge, question: str, reply: Reply) -> Screen:
    screen = told_screen(knowledge, reply)
    if isinstance(reply, Suggest | Unknown) and complains(plain(question)):
        return sorry_screen(screen if entries_of(reply) else None)
    return screen


def _of_the_last(context: Context, acts: tuple[Act, ...], question: str) -> Screen | None:
    """What was told last may speak of a question that no answer is sure of."""
    is_question = (
        question.rstrip().endswith("?") or asks(normalise(question)) or _MISSED.search(plain(question))
    )
    is_last = bool(acts) and (isinstance(acts[0], Told) or _sign_asked(acts) is not None)
    told = latest(acts, Told) if is_question and is_last and not latest(acts, Warned) else None
    entry = context.knowledge.entries.get(told.entry) if told else None
    said = context.matcher.quote(question, entry) if entry else None
    return again_screen(context.knowledge, entry, said) if entry and said else None


def _beside_it(context: Context, acts: tuple[Act, ...], question: str) -> Screen | None:
    """What to say to words that are no question about a topic; None if they may be one."""
    return (
        _chat(context.knowledge, acts, question)
        or _of_the_last(context, acts, question)
        or _lost(context, acts, question)
    )


def _chat(knowledge: Knowledge, acts: tuple[Act, ...], question: str) -> Screen | None:
    """What to say to what holds after a warning, or to thanks and greetings with more around them."""
    warned = acts[0] if acts and isinstance(acts[0], Warned) else None
    entry = knowledge.entries.get(warned.entry) if warned else None
    if entry and len(question.split()) <= MOST_WORDS:
        return holds_screen(entry)
    said = courtesy(plain(question))
    polite = knowledge.entries.get(said) if said else None
    return answer_screen(knowledge, polite) if polite else None


def _posed(check: Check) -> Posed:
    """The question about a sign: what a yes raises, and what a no leads to."""
    return Posed(Open.SIGN, (check.entry.id, *(entry.id for entry in entries_of(check.beneath))))


def _lost(context: Context, acts: tuple[Act, ...], question: str) -> Screen | None:
    """What to say to a few words that were meant for something just done, or for nothing that is known."""
    words = plain(question)
    if not acts:
        return welcome.TO_WHAT if small(words) else None
    said = words.split()
    is_topical = any(context.matcher.wording.is_topical(word) for word in said if len(word) > _SHORT)
    return not_understood(acts[0]) if len(said) <= (_FEW if is_topical else _SOME) else None


def _asks(question: str) -> bool:
    """Whether it is a question rather than a cry."""
    return question.rstrip().endswith("?") or question.lower().startswith(_ASKING)
