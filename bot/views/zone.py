"""Asking for the time zone, and saying which one is kept."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from telegram import InlineKeyboardButton, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove

from bot.reminders.plan import Plan
from bot.views.panel import BACK_ROW
from bot.views.screen import Action, Screen
from bot.views.wording import is_group, place
from bot.zones import Choices, Why, label
from bot.zones.clocks import offsets

QUESTION = (
    "🌍 <b>Where do you live?</b> Then I know what time it is for you.\n\n"
    "Write your city or country, or what your clock shows now, for example <i>21:40</i>."
)
QUESTION_IN_A_GROUP = (
    "🌍 <b>What time zone is this group in?</b>\n\n"
    "Reply to this message with a city or a country, or with what the clock shows there now, "
    "for example <i>21:40</i>."
)
ZONE_GONE = "⏰ A reminder is due, but I no longer recognise your time zone."
WHICH_ONE = "Which one is right? It shows the time there now."
AND_MORE = "If yours isn't here, write a city near you."
WHICH_CLOCK = "<b>What time is it for you now?</b>"
SHARE = Screen(
    "Tap the button below to share where you are. I only keep the time zone, not the place.\n\n"
    "You can write a city instead.",
    keys=ReplyKeyboardMarkup(
        [[KeyboardButton("📍 Share my location", request_location=True)]],
        resize_keyboard=True,
        one_time_keyboard=True,
        input_field_placeholder="A city, or 21:40",
    ),
)
NOT_FOUND: Mapping[Why, str] = MappingProxyType(
    {
        Why.EMPTY: "Which city or country do you live in?",
        Why.UNKNOWN: "I don't know that place. Is there a bigger city near you? Or write your country.",
        Why.NO_TIME: "What time does your clock show? Write it like this: <i>21:40</i>.",
        Why.NOBODY: "No clock on earth shows that now. Could you look again? Or write a city.",
    }
)
_A_MINUTE = timedelta(minutes=1)
_IN_A_ROW = 4


def zone_screen(plan: Plan, before: str = "") -> Screen:
    """The question, after what was to be said before."""
    question = QUESTION_IN_A_GROUP if is_group(plan) else QUESTION
    ways = [_button("🕒 Choose by the clock", "clock")]
    if not is_group(plan):
        ways.insert(0, _button("📍 Share location", "share"))
    return Screen("\n\n".join(filter(None, (before, question))), (tuple(ways), BACK_ROW))


def choices_screen(choices: Choices, now: datetime) -> Screen:
    """Which of several zones is meant."""
    rows = tuple((_button(label(zone, now), zone.name),) for zone in choices.zones)
    return Screen(f"{WHICH_ONE} {AND_MORE}" if choices.more else WHICH_ONE, (*rows, BACK_ROW))


def retry_screen(plan: Plan, why: Why) -> Screen:
    """Nothing was found: another way of saying it may help."""
    return Screen(NOT_FOUND[why], zone_screen(plan).rows)


def clock_screen(now: datetime) -> Screen:
    """What clocks show now, all over the world; the day too where the time alone would not tell."""
    there = [(now.astimezone(ZoneInfo("UTC")) + ahead, ahead) for ahead in sorted(set(offsets(now).values()))]
    same = Counter(f"{local:%H:%M}" for local, _ in there)
    buttons = [
        _button(f"{local:%a %H:%M}" if same[f"{local:%H:%M}"] > 1 else f"{local:%H:%M}", minutes_ahead(ahead))
        for local, ahead in there
    ]
    rows = tuple(tuple(buttons[start : start + _IN_A_ROW]) for start in range(0, len(buttons), _IN_A_ROW))
    return Screen(WHICH_CLOCK, (*rows, BACK_ROW))


def minutes_ahead(ahead: timedelta) -> str:
    """A distance from UTC for callback data: "+330"."""
    return f"{ahead // _A_MINUTE:+d}"


def zone_note(plan: Plan, now: datetime) -> Screen:
    """Which zone is kept; takes the key for the location away again."""
    keys = None if is_group(plan) else ReplyKeyboardRemove()
    return Screen(
        f"🌍 {place(plan.zone or 'UTC', now)}. I keep only this time zone, not where you are.", keys=keys
    )


def _button(text: str, what: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(text, callback_data=Action.ZONE.data(what))
