"""The panel of reminders, and what its buttons do."""

from collections.abc import Callable
from types import MappingProxyType

from telegram import Update

from bot.handlers.deliver import acknowledge, replace, send
from bot.handlers.members import may_set, tapped
from bot.handlers.panel_steps import wanted
from bot.handlers.plans import change, current, tell_limits
from bot.handlers.services import Context, Services
from bot.reminders.plan import Plan
from bot.reminders.rules import Kind
from bot.views import notices, panel_menus
from bot.views.buttons import target
from bot.views.panel import panel_screen
from bot.views.screen import Screen
from bot.views.zone import zone_screen

_ELSEWHERE = frozenset({"show", "want"})
"""What is tapped under other messages, which stay as they are."""
_MENUS: MappingProxyType[str, Callable[[Plan], Screen]] = MappingProxyType(
    {
        "every": panel_menus.every_menu,
        "first": panel_menus.first_menu,
        "last": panel_menus.last_menu,
        "time": panel_menus.time_menu,
        "pause": lambda _: panel_menus.pause_menu(),
    }
)


async def reminders(services: Services, update: Update, context: Context) -> None:
    """/reminders."""
    message = update.effective_message
    if message is None:
        return
    if not await may_set(context.bot, message.chat, message.from_user, message):
        await send(message, notices.ADMINS_ONLY)
        return
    await send(message, panel_screen(await current(services, message.chat_id), services.now()))


async def tap(services: Services, update: Update, context: Context) -> None:
    """A button of the panel, of its menus, or one elsewhere that leads there."""
    query = update.callback_query
    message = await tapped(context, query) if query else None
    if query is None or message is None:
        return
    steps = target(query.data or "").split("/")
    try:
        changing = wanted(steps, services.planner())
        if changing:
            _, plan = await change(services, message.chat_id, changing)
        else:
            plan = await current(services, message.chat_id)
        screen = await _screen(services, plan, steps)
    except ValueError:
        await acknowledge(query, notices.OLD_BUTTON)
        return
    await acknowledge(query)
    if steps[0] in _ELSEWHERE or not await replace(context.bot, message.chat_id, message.message_id, screen):
        await send(message, screen)
    await tell_limits(services, message, plan)


async def _screen(services: Services, plan: Plan, steps: list[str]) -> Screen:
    match steps:
        case ["on" | "want", _] if plan.zone is None:
            await services.asked.remember(plan.chat_id)
            return zone_screen(plan)
        case ["days", kind] | ["day", kind, _]:
            return panel_menus.days_menu(plan, Kind(kind))
        case [name] if name in _MENUS:
            return _MENUS[name](plan)
    await services.asked.forget(plan.chat_id)
    return panel_screen(plan, services.now())
