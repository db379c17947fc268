"""Whether the goal of a day is reached: then its kind of reminder rests until the next day."""

from datetime import date

from bot.handlers.context import Context
from bot.reminders.kinds import Kind
from bot.reminders.plan import Plan
from bot.reminders.progress import local_day


async def count_on(context: Context, chat: int, kind: Kind, day: date) -> int:
    """How often one kind was done on a local day."""
    marks = await context.store.marks(chat)
    return sum(mark.kind is kind and mark.day == day for mark in marks)


async def rest_if_reached(context: Context, plan: Plan) -> Plan:
    """Let rest for this day what has reached its goal; returns the plan after that."""
    planner = context.planner()
    today = local_day(planner.now, plan.zone)
    aiming = [(kind, each.goal) for kind, each in plan.reminders.items() if each.on and each.goal]
    reached = [kind for kind, goal in aiming if await count_on(context, plan.chat_id, kind, today) >= goal]

    def rested(plan: Plan) -> Plan:
        for kind in reached:
            plan = planner.rest(plan, kind)
        return plan

    return (await context.store.change(plan.chat_id, rested))[1] if reached else plan


async def go_on_if_not(context: Context, plan: Plan, kind: Kind, less: int) -> None:
    """Let a kind go on that has rested, as it was done so many times less after all."""
    goal, planner = plan.reminders[kind].goal, context.planner()
    count = await count_on(context, plan.chat_id, kind, local_day(planner.now, plan.zone))
    if goal and count < goal <= count + less:
        await context.store.change(
            plan.chat_id, lambda plan: planner.change(plan, kind, plan.reminders[kind].rule)
        )
