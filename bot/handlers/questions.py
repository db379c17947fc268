"""Questions in a person's own words, and whether the answers helped."""

from dataclasses import replace

from telegram import Message, Update, User

from bot.conversation.acts import Act, Changed, Reminding, Told, latest
from bot.conversation.after_answer import Side
from bot.conversation.reading import AboutBot, Cry, about_bot, cry
from bot.conversation.stopping import (
    delete_asked,
    ends_it,
    ends_one,
    may_stop,
    not_needed,
    sounds_over,
    stop_asked,
)
from bot.conversation.two_wishes import two_wishes
from bot.conversation.wishing import OtherWish, Shift, other_wish
from bot.conversation.words import Small, only_asks, plain, small
from bot.editor_words import for_editor
from bot.handlers import cramp, ending, intents, other_wishes, replies, wishes, zone
from bot.handlers.answering import answered, refused, still_asked, with_question
from bot.handlers.context import Context, Outcome, Spoken, note_answer
from bot.handlers.deliver import send
from bot.handlers.groups import is_addressed, without_mention
from bot.handlers.pictures import replace_with_pictures, send_instead, send_with_pictures
from bot.handlers.privacy import stored_screen
from bot.handlers.topics import keep
from bot.knowledge import Knowledge
from bot.language import ENGLISH
from bot.matching import Answer, Check, Reply, Suggest, Unknown, Urgent
from bot.reminders.kinds import KINDS
from bot.storage import Ending
from bot.views import welcome
from bot.views.cramp import STOPPING, help_screen
from bot.views.replies import aside_screen
from bot.views.screen import Screen
from bot.views.welcome import CALM, human_screen, start_screen

_ABOUT_REMINDERS = "reminders-help"
"""The entry that says what the bot reminds of."""


async def ask(update: Update, context: Context) -> None:
    """/ask QUESTION; alone as a reply, it answers the message that it replies to."""
    message = update.effective_message
    if message and message.text:
        _, *question = message.text.split(maxsplit=1)
        replied = message.reply_to_message
        said = (replied.text or replied.caption) if replied else None
        asked = "".join(question) or said or ""
        await _answer(context, message, asked)


async def text(update: Update, context: Context) -> None:
    """Plain text: answered in a private chat, in a group only when it is addressed to the bot."""
    message = update.effective_message
    if message is None or not is_addressed(message, context.bot):
        return
    question = without_mention(message, context.bot)
    if message.media_group_id and not message.edit_date:
        album = message.chat_id, message.media_group_id
        is_answered, context.albums[album] = context.albums.get(album), True
        if is_answered is True and not isinstance(context.matcher.reply(question), Urgent):
            return
    await _answer(context, message, question)


async def _answer(context: Context, message: Message, question: str) -> None:
    chat = message.chat_id
    spoken, reply = await _read(context, message, question)
    spoken = still_asked(context.knowledge, await context.acts.find(chat), question, spoken, reply)
    first, *more = spoken.screens
    if message.effective_attachment:
        first = replace(first, html=f"{first.html}\n\n{welcome.WORDS_ONLY}")
    earlier = await context.answered.find(chat, message.message_id) if message.edit_date else None
    if earlier:
        await context.sessions.end(chat, earlier)
        await context.answered.forget(chat, earlier)  # what was offered under it was about something else
        context.questions.take(chat, earlier)
    if earlier is None:
        earlier = (await send_with_pictures(context, message, first)).message_id
    elif not await replace_with_pictures(context, chat, earlier, first):
        earlier = (await send_instead(context, message, earlier, first)).message_id
    if first is welcome.FORGOTTEN:
        return
    acts = (context.acts.as_note(replies.with_message(act, earlier)) for act in spoken.acts)
    await context.memory.put(chat, note_answer(message.message_id, earlier), *acts)
    if reply:
        await note_question(context, message, earlier, question, reply)
    for screen in more:
        await send(message, screen)


async def _read(context: Context, message: Message, question: str) -> tuple[Spoken, Reply | None]:
    """What to say, and what the matching made of it; nothing, when it was about something else.

    In this order: an answer to what was just said, an alarm, an end of reminders, another wish, a place, a
    topic. What is held against the last words is nothing but small words, which are no alarm by themselves.
    """
    if not question.strip():
        return Spoken((welcome.ASK_HOW,)), None
    acts = await context.acts.find(message.chat_id)
    told = latest(acts, Told)
    wish = other_wish(question, context.now())
    spoken = await _held(context, message, question, acts)
    if spoken is None and isinstance(wish, Shift):
        spoken = await other_wishes.wished(context, message, question)
    spoken = spoken or await _cried(context, message, question, told)
    if spoken:
        return spoken, None
    reply = context.matcher.reply(question, context.knowledge.entries.get(told.entry) if told else None)
    reply = _less_sure(context.knowledge, refused(acts, question, reply), acts)
    context.vitals.matched(type(reply).__name__.lower())
    if not isinstance(reply, Urgent):
        if not (isinstance(reply, Check) and reply.named) and (
            taken := replies.of_a_warning(context, question, acts)
        ):
            return taken, None
        other = await _wished(context, message, question, wish, reply)
        if other is None and any(one.intents for one in reply.candidates[:2]):
            other = await intents.carried_out(context, message, question, acts, reply)
        if other is None and sounds_over(plain(question)) and not isinstance(reply, Answer | Check):
            other = await ending.which(context, message)
        if other:
            if isinstance(reply, Check) and reply.named and reply.language == ENGLISH:
                other = with_question(context.knowledge, other, reply)
            return other, None
    return answered(context, acts, message, question, reply)


def _less_sure(knowledge: Knowledge, reply: Reply, acts: tuple[Act, ...]) -> Reply:
    """After a reminder or a change, what only sounds urgent is asked about: more likely it is about that."""
    is_about_it = bool(acts) and isinstance(acts[0], Changed | Reminding)
    if not isinstance(reply, Urgent) or reply.named or reply.otherwise is None or not is_about_it:
        return reply
    if reply.entry.id not in knowledge.checks:
        return reply
    return Check(reply.entry.id, reply.entry, reply.otherwise, reply.language, named=False)


async def _held(context: Context, message: Message, question: str, acts: tuple[Act, ...]) -> Spoken | None:
    """What to say to a message that means something only after what was done; None if it does not."""
    held = replies.replied_to(message, acts, context)
    spoken = None
    if small(plain(question)) is Small.STOP:
        spoken = await ending.stopped_counting(context, message, acts)
    spoken = spoken or await replies.replied(context, message, question, held)
    if spoken is None and held and isinstance(held[0], Changed):
        return await other_wishes.beside(context, message, question, held[0])
    return spoken


async def _wished(
    context: Context,
    message: Message,
    question: str,
    wish: OtherWish | None,
    reply: Reply,
) -> Spoken | None:
    """What has come of a wish about reminders, of its end, or of a place."""
    words, wished = plain(question), None
    if deleting := delete_asked(words):
        return await ending.deleted(context, message, deleting)
    if pair := two_wishes(question, context.now()):
        wished = await wishes.both(context, message, pair)
    if wished is None and wish:
        wished = await other_wishes.wished(context, message, question)
    wished = wished or await wishes.wished(context, message, question)
    spelt = plain(context.matcher.wording.read(question).corrected)
    stopping = None if only_asks(question) else stop_asked(words) or stop_asked(spelt)
    if wished is None and stopping:
        wished = await ending.stopped(context, message, stopping)
    if wished:
        return wished
    screens = await zone.told(context, message, question, reply)
    if screens:
        return Spoken(screens)
    is_doubt = (
        (may_stop(words) and not _is_about_cramps(reply))
        or (ends_it(words) and _is_of_a_kind(reply))
        or ends_one(words)
        or not_needed(words)
    )
    return await ending.which(context, message) if is_doubt and "?" not in question else None


async def _cried(context: Context, message: Message, question: str, told: Told | None) -> Spoken | None:
    """What to say to "help!", "??", "what did you say?", to abuse, and to who asks about the bot."""
    knowledge, wanted = context.knowledge, cry(question)
    stopping = knowledge.entries.get(STOPPING)
    if wanted is Cry.HELP and stopping:
        cramping = await cramp.begin(context, message)
        return Spoken((help_screen(knowledge, stopping),), (Told(STOPPING), cramping))
    read = knowledge.entries.get(told.entry) if told else None
    if wanted is Cry.WHAT and read and told:
        return Spoken((aside_screen(knowledge, read, Side.SHORTER),), (told,))
    if wanted:
        return Spoken((start_screen(knowledge, ""),))
    about = about_bot(question)
    return Spoken((await _about(context, message, about),)) if about else None


async def _about(context: Context, message: Message, wanted: AboutBot) -> Screen:
    match wanted:
        case AboutBot.STORED:
            return await stored_screen(context, message.chat_id)
        case AboutBot.HUMAN:
            return human_screen(context.contact)
    return CALM


def _is_about_cramps(reply: Reply) -> bool:
    return isinstance(reply, Answer) and reply.entry.id != _ABOUT_REMINDERS


def _is_of_a_kind(reply: Reply) -> bool:
    """Whether it is about what one of the reminders is for."""
    return isinstance(reply, Answer) and any(reply.entry.id in kind.entries for kind in KINDS.values())


async def note_question(context: Context, message: Message, answer: int, question: str, reply: Reply) -> None:
    """Count a reply; one that nobody knows is kept for the editor, another one may still turn out wrong.

    `answer` is the number of the bot's message.
    """
    wording = context.matcher.wording
    told = for_editor(question, _names(message), wording.knows, wording.is_topical)
    match reply.beneath if isinstance(reply, Check) else reply:
        case Answer(entry):
            context.tally.count(Outcome.ANSWER, entry.id)
            context.questions.remember(message.chat_id, answer, told)
        case Urgent(entry):
            context.tally.count(Outcome.URGENT, entry.id)
        case Suggest():
            context.tally.count(Outcome.SUGGEST)
            context.questions.remember(message.chat_id, answer, told)
        case Unknown():
            context.tally.count(Outcome.UNKNOWN)
            await keep(context, message.chat_id, told, Ending.UNKNOWN)


def _names(message: Message) -> list[str]:
    """Of who wrote it, and of who wrote what it replies to, which may be the question."""
    replied = message.reply_to_message
    people = [message.from_user, replied.from_user if replied else None]
    return [name for person in people if person and not person.is_bot for name in _names_of(person) if name]


def _names_of(person: User) -> tuple[str | None, ...]:
    return person.first_name, person.last_name, person.username
