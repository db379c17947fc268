"""The button that takes a change of the reminders back."""

from telegram import Update

from bot.handlers.deliver import acknowledge, replace
from bot.handlers.members import tapped
from bot.handlers.services import Context, Services
from bot.reminders.plan import Plan
from bot.views import notices
from bot.views.undo import read_undo
from bot.views.wishes import CHANGED_SINCE, undone_screen


async def undo(services: Services, update: Update, context: Context) -> None:
    """Back to what was before, unless something else has been changed since."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    try:
        back = read_undo(query.data or "")
    except ValueError:
        await acknowledge(query, notices.OLD_BUTTON)
        return
    planner = services.planner()

    def restored(plan: Plan) -> Plan:
        return back.restored(planner, plan) if back.fits(plan) else plan

    before, after = await services.store.change(message.chat_id, restored)
    if back.fits(before):
        if after.on and after.zone is None:
            await services.asked.remember(message.chat_id)
        await acknowledge(query)
        screen = undone_screen(before, after, planner.now)
        await replace(context.bot, message.chat_id, message.message_id, screen)
    else:
        await acknowledge(query, CHANGED_SINCE)
