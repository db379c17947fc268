"""Changes to the plan of a chat."""

from dataclasses import replace

from telegram import Message

from bot.handlers.deliver import send
from bot.handlers.services import Services
from bot.reminders.plan import Change, Plan
from bot.reminders.rules import Kind
from bot.views.wishes import LIMITS


async def change(services: Services, chat: int, wanted: Change) -> tuple[Plan, Plan]:
    """Apply a change; returns the plan before and after. A chat that comes back starts with all off."""
    planner = services.planner()

    def changed(plan: Plan) -> Plan:
        return wanted(planner.welcome_back(plan) if plan.unreachable else plan)

    return await services.store.change(chat, changed)


async def current(services: Services, chat: int) -> Plan:
    """The plan to show: that of a chat that comes back has all off."""
    plan = await services.store.plan(chat)
    return (await change(services, chat, lambda plan: plan))[1] if plan.unreachable else plan


async def tell_limits(services: Services, to: Message, plan: Plan) -> None:
    """Say once for whom a reminder to drink is not; after a failure it is rather said twice than never."""
    if plan.told_limits or plan.zone is None or not plan.reminders[Kind.HYDRATION].on:
        return
    await send(to, LIMITS)
    await services.store.change(plan.chat_id, lambda plan: replace(plan, told_limits=True))
