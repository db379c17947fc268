"""An emoji that somebody puts under a reminder: what its buttons would do."""

from collections.abc import Iterable

from telegram import MessageReactionUpdated, ReactionType, ReactionTypeEmoji, Update
from telegram.constants import ChatType, ReactionEmoji

from bot.conversation.acts import KNOWN, Reminding
from bot.handlers.context import Context
from bot.handlers.deliver import replace_screen
from bot.handlers.reminded import count_done, uncount, wake
from bot.storage import Note
from bot.views.reminder import reminder_screen, skipped_screen
from bot.views.screen import Due, Screen

DONE = frozenset(
    {
        ReactionEmoji.THUMBS_UP,
        ReactionEmoji.RED_HEART,
        ReactionEmoji.OK_HAND_SIGN,
        ReactionEmoji.HUNDRED_POINTS_SYMBOL,
        ReactionEmoji.CLAPPING_HANDS,
        ReactionEmoji.FIRE,
        ReactionEmoji.PARTY_POPPER,
        ReactionEmoji.TROPHY,
        ReactionEmoji.PERSON_WITH_FOLDED_HANDS,
        ReactionEmoji.SALUTING_FACE,
        ReactionEmoji.HANDSHAKE,
        ReactionEmoji.SMILING_FACE_WITH_SUNGLASSES,
        ReactionEmoji.HEART_ON_FIRE,
        ReactionEmoji.SMILING_FACE_WITH_HEARTS,
        ReactionEmoji.SMILING_FACE_WITH_HEART_SHAPED_EYES,
        ReactionEmoji.GRINNING_FACE_WITH_STAR_EYES,
    }
)
"""What says that it is done."""
SKIPPED = frozenset({ReactionEmoji.THUMBS_DOWN})
_BY_EMOJI = "by emoji"


async def reacted(update: Update, context: Context) -> None:
    """An emoji was put under a message, or taken away.

    In a private chat what is taken away is undone, if an emoji did it; in a group it may be somebody else's.
    """
    change = update.message_reaction
    reminding = await context.acts.reminded(change.chat.id, change.message_id) if change else None
    if change is None or reminding is None:
        return
    before, after = _emoji(change.old_reaction), _emoji(change.new_reaction)
    screen = None
    if change.chat.type == ChatType.PRIVATE and before & (DONE | SKIPPED) and not after & DONE:
        screen = await _taken_back(context, change, reminding)
    if after & DONE and not before & DONE:
        screen = await _done(context, change, reminding)
    elif after & SKIPPED and not before & SKIPPED:
        screen = await _skipped(context, change, reminding) or screen
    if screen:
        await replace_screen(context.bot, change.chat.id, change.message_id, screen)


async def _done(context: Context, change: MessageReactionUpdated, reminding: Reminding) -> Screen | None:
    """Count it, unless it is counted already."""
    screen, is_new = await count_done(context, change.chat.id, Due(reminding.kind, reminding.due))
    if not is_new:
        return None
    await context.memory.put(change.chat.id, _note(change))
    return screen


async def _skipped(context: Context, change: MessageReactionUpdated, reminding: Reminding) -> Screen | None:
    """Not this time, unless it is done."""
    due = Due(reminding.kind, reminding.due)
    if await context.store.is_marked(change.chat.id, due.kind, due.at):
        return None
    await wake(context, change.chat.id, due)
    await context.memory.put(change.chat.id, _note(change))
    return skipped_screen(due.kind, due.at)


async def _taken_back(
    context: Context, change: MessageReactionUpdated, reminding: Reminding
) -> Screen | None:
    """The reminder as it was, if it was an emoji that changed it."""
    note = _note(change)
    if await context.memory.get(change.chat.id, note.kind, note.about) is None:
        return None
    await context.memory.drop(change.chat.id, note)
    await uncount(context, change.chat.id, Due(reminding.kind, reminding.due))
    return reminder_screen(reminding.kind, reminding.due)


def _note(change: MessageReactionUpdated) -> Note:
    """That an emoji has changed a message."""
    return Note(_BY_EMOJI, "", KNOWN, change.message_id)


def _emoji(reactions: Iterable[ReactionType]) -> frozenset[str]:
    """Without the stars and the emoji of somebody's own."""
    return frozenset(each.emoji for each in reactions if isinstance(each, ReactionTypeEmoji))
