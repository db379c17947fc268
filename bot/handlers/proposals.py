"""Proposals of how reminders may be meant to be, and what comes of a yes."""

from telegram import Message, Update

from bot.conversation.acts import Changed, Open, Posed
from bot.conversation.proposals import proposed
from bot.conversation.wishing import is_limited
from bot.handlers.context import Context, Spoken, changing
from bot.handlers.deliver import acknowledge, replace_screen
from bot.handlers.groups import tapped
from bot.handlers.panel import change, tell_limits
from bot.reminders.kinds import WATER, Kind
from bot.reminders.plan import Plan
from bot.views import welcome
from bot.views.other_wishes import limited_screen
from bot.views.proposals import proposal_screen
from bot.views.screen import Action, Screen, fields
from bot.views.undo import read_undo
from bot.views.wishes import CHANGED_SINCE, both_screen, set_screen
from bot.views.wording import zone_of


def offered(context: Context, text: str, kind: Kind | None, plan: Plan) -> Spoken | None:
    """Ask whether the reminders are to be as a message may mean; None where it may mean nothing else.

    `kind` is what it is about where it names none.
    """
    rules = {each: reminder.rule for each, reminder in plan.reminders.items()}
    planner, after = context.planner(), plan
    for each, rule in proposed(text, kind, rules, context.now().astimezone(zone_of(plan))).items():
        after = planner.change(planner.switch(after, each, on=True), each, rule)
    kinds = [each for each in rules if _differs(each, plan, after)]
    if not kinds:
        return None
    if WATER in kinds and is_limited(text):
        return Spoken((limited_screen(plan),))
    screen = proposal_screen(kinds, plan, after)
    data = str(screen.rows[0][0].callback_data)
    about = Changed("", kinds[0] if len(kinds) == 1 else None)
    return Spoken((screen,), (about, Posed(Open.PROPOSAL, tuple(fields(data)))))


async def agreed(context: Context, message: Message, choices: tuple[str, ...]) -> Spoken | None:
    """What has come of a yes; None if no button of ours carries that."""
    try:
        wanted = read_undo(Action.PROPOSED.data(*choices))
    except ValueError:
        return None
    planner = context.planner()
    before, after = await change(
        context, message, lambda plan: wanted.restored(planner, plan) if wanted.fits(plan) else plan
    )
    if not wanted.fits(before):
        return Spoken((Screen(CHANGED_SINCE),))
    if after.on and after.zone is None:
        await context.asked.remember(message.chat_id)
    await tell_limits(context, message, after)
    kinds = [kind for kind in after.reminders if _differs(kind, before, after)]
    one = kinds[0] if len(kinds) == 1 else None
    screen = set_screen(one, before, after, planner.now) if one else both_screen(before, after, planner.now)
    return changing(screen, one, zone_asked=after.zone is None)


async def tap(update: Update, context: Context) -> None:
    """Yes, by the button: what has come of it takes the place of the question."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    spoken = await agreed(context, message, tuple(fields(query.data or "")))
    await acknowledge(query, None if spoken else welcome.OLD_BUTTON)
    if spoken:
        await replace_screen(context.bot, message.chat_id, message.message_id, spoken.screens[0])
        await context.acts.note(message.chat_id, *spoken.acts)


def _differs(kind: Kind, before: Plan, after: Plan) -> bool:
    was, now = before.reminders[kind], after.reminders[kind]
    return (was.on, was.rule) != (now.on, now.rule) and now.on
