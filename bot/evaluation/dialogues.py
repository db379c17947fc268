"""What the matcher says at the end of a dialogue."""

from bot.evaluation.labelled import LabelledQuestion
from bot.knowledge import Entry
from bot.matching import Answer, Check, Matcher, Reply, Suggest, Urgent


def reply_to(matcher: Matcher, question: LabelledQuestion) -> Reply:
    """The reply to a question, after everything that was asked before it.

    The bot's own answers are the context, right or wrong; of suggestions the person taps a right one.
    """
    context: Entry | None = None
    for turn in question.before:
        read = _read(matcher.reply(turn.question, context), turn.topics)
        context = read if read and read.listed else context
    return matcher.reply(question.question, context)


def _read(reply: Reply, wanted: tuple[str, ...]) -> Entry | None:
    if isinstance(reply, Check):
        reply = reply.beneath
    if isinstance(reply, Answer | Urgent):
        return reply.entry
    offered = reply.entries if isinstance(reply, Suggest) else reply.nearest
    return next((entry for entry in offered if entry.id in wanted), None)
