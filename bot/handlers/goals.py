"""A goal for the day, in a person's own words."""

from telegram import Message

from bot.conversation.acts import Changed, Open, Posed
from bot.conversation.goals import MOST_MILLILITRES, Goal, NoGoal
from bot.handlers.context import Context, Spoken, undo_of
from bot.handlers.groups import may_set
from bot.handlers.panel import change, tell_limits
from bot.handlers.reached import rest_if_reached
from bot.reminders.kinds import MOST_IN_A_DAY, WATER
from bot.reminders.plan import Plan
from bot.views import welcome
from bot.views.other_wishes import NO_GOAL_BEFORE, TOO_MUCH, glass_screen, glasses, goal_screen


async def wished(context: Context, message: Message, wish: Goal | NoGoal) -> Spoken:
    """Set a goal or give it up; what was said in litres is asked about first."""
    if isinstance(wish, NoGoal):
        plan = await context.store.plan(message.chat_id)
        if plan.reminders[WATER].goal is None:
            return Spoken((NO_GOAL_BEFORE,))
        return await _aim(context, message, None)
    if wish.glasses is not None:
        is_possible = 0 < wish.glasses <= MOST_IN_A_DAY
        if not is_possible:
            return Spoken((TOO_MUCH,), (Changed("", WATER, goal=True),))
        return await _aim(context, message, wish.glasses, reminds=wish.reminds)
    day = wish.millilitres or 0
    if not 0 < day <= MOST_MILLILITRES:
        return Spoken((TOO_MUCH,), (Changed("", WATER, goal=True),))
    return Spoken((glass_screen(WATER, day),), (Posed(Open.GLASS, (str(day),)),))


async def sized(context: Context, message: Message, posed: Posed, size: int) -> Spoken:
    """Set the goal that was said in litres, now that it is known how much a glass holds."""
    if not await may_set(context.bot, message.chat, message.from_user, message):
        return Spoken((welcome.ADMINS_ONLY,))
    goal = glasses(int(posed.choices[0]), size)
    return await _aim(context, message, goal) if goal else Spoken((TOO_MUCH,), (posed,))


async def _aim(context: Context, message: Message, goal: int | None, *, reminds: bool = False) -> Spoken:
    planner = context.planner()

    def aimed(plan: Plan) -> Plan:
        if reminds and not plan.reminders[WATER].on:
            plan = planner.switch(plan, WATER, on=True)
        return planner.aim(plan, WATER, goal)

    before, after = await change(context, message, aimed)
    if reminds and after.zone is None:
        await context.asked.remember(message.chat_id)
    await tell_limits(context, message, after)
    after = await rest_if_reached(context, after)
    screen = goal_screen(WATER, before, after, planner.now)
    return Spoken((screen,), (Changed(undo_of(screen), WATER, goal=True),))
