"""What is asked back where it is clear what somebody wants, but not how it should be."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.views.panel import PANEL_ROW
from bot.views.screen import Screen
from bot.views.wishes import NOTHING_CHANGED

_HOW: Mapping[Kind | None, str] = MappingProxyType(
    {
        WATER: "<i>every 2 hours from 9 to 18</i>, <i>at 10 and 16</i>, <i>not on Sundays</i>",
        STRETCH: "<i>at 22:30</i>, <i>half an hour later</i>, <i>only on weekdays</i>",
        None: "<i>water every 2 hours from 9 to 18</i>, <i>stretch at 22:30</i>, <i>water not on Sundays</i>",
    }
)
GOAL_HOW = Screen(
    "How much a day should it be? Write it like this: <i>8 glasses a day</i>, <i>2 litres a day</i>, or "
    f"<i>no goal</i>. {NOTHING_CHANGED}",
    (PANEL_ROW,),
)
WHEN_THERE = Screen(
    "I can only change the clock once you're there. Write it then, and I'll go by the time there: "
    f"<i>I'm in Tokyo now</i>. {NOTHING_CHANGED}",
    (PANEL_ROW,),
)


def how_to_change(kind: Kind | None) -> Screen:
    """Ask how a reminder should be."""
    about = f"{kind.icon} {kind.name}: how" if kind else "How"
    return Screen(f"{about} should it be? Write it like this: {_HOW[kind]}. {NOTHING_CHANGED}", (PANEL_ROW,))
