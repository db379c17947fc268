"""Tests of bot.reminders.wishes: wishes as people type them."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.reminders.kinds import STRETCH, WATER, Kind
from bot.reminders.times import EVERY_DAY, Rule
from bot.reminders.wishes import Doubt, Off, Pause, Resume, Set, Show, Wish, understand

WEEKDAYS = frozenset(range(5))
MADRID = ZoneInfo("Europe/Madrid")
NOW = datetime(2026, 3, 11, 14, 30, tzinfo=MADRID)
"""A Wednesday."""


def at(kind: Kind, hour: int, minute: int = 0, *, days: frozenset[int] | None = None) -> Set:
    """A single time a day."""
    return Set(kind, 0, time(hour, minute), time(hour, minute), days)


def water(every: int | None = None, first: int | None = None, last: int | None = None) -> Set:
    """Water in a window of whole hours."""
    start, end = (None if hour is None else time(hour) for hour in (first, last))
    return Set(WATER, every, start, end)


def guessed(wish: Set) -> Set:
    """The same, with no kind named."""
    return Set(wish.kind, wish.every, wish.first, wish.last, wish.days, guessed=True)


def on(kind: Kind, *days: int) -> Set:
    """Certain days, 0 for Monday."""
    return Set(kind, days=frozenset(days))


def till(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> Pause:
    """A pause until a moment on the person's clock."""
    return Pause(datetime(year, month, day, hour, minute, tzinfo=MADRID))


INTERVALS = {
    "remind me to drink every 2 hours": water(120),
    "drnk reminder evry 90 minuts": water(90),
    "remind me drink water evry 2 hour": water(120),
    "hi can u remind me to drink water every two hours pls": water(120),
    "please remind me each hour to take a sip of water": water(60),
    "hourly water reminder": water(60),
    "remind me every other hour to drink": water(120),
    "remind me to drink every hour and a half": water(90),
    "remind me to drink every 1.5 hours": water(90),
    "remind me to drink every 1,5 hours": water(90),
    "remind me to drink every 1\u00bd hours": water(90),
    "remind me to drink every half hour": water(60),
    "remind me to drink every 30 minutes": water(60),
    "remind me to drink every 5 hours": water(240),
    "water reminder in 3 hour intervals": water(180),
    "can you ping me to drink something every couple of hours": water(120),
    "remind me drinking 3 times a day": water(240),
    "remind me twice a day to drink": water(240),
    "remind me to drink once a day": water(0),
    "make sure i drink every 2 hours": water(120),
    "tell me to drink every hour": water(60),
    "i forget to drink, remind me every 2 hours": water(120),
    "change the water reminder to every 3 hours": water(180),
    "drink every 2 hours": water(120),
    "every hour": guessed(water(60)),
    "make it every 3 hours": guessed(water(180)),
    "more reminders, one an hour while I'm at work": guessed(water(60)),
}
WINDOWS = {
    "remind me to drink every 2 hours from 9 to 18": water(120, 9, 18),
    "water every 2h 9-18": water(120, 9, 18),
    "drink water reminder 9am-6pm every 2hrs": water(120, 9, 18),
    "i want reminder for water every 3 hours between 8am and 8pm": water(180, 8, 20),
    "set a water reminder every 90 min from 9:30 to 17:30": Set(WATER, 90, time(9, 30), time(17, 30)),
    "remind me to hydrate from nine to five every hour": water(60, 9, 17),
    "drink reminders from 8 to 10": water(None, 8, 22),
    "drink reminders from 8 in the morning to 10 at night": water(None, 8, 22),
    "drink reminders from 7am to noon": water(None, 7, 12),
    "remind me to drink form 9 to 18h": water(None, 9, 18),
    "remind me to drink from 22:00 to 06:00 every 2 hours i work nights": water(120, 22, 6),
    "start the water reminder at 7am and stop at 9pm": water(None, 7, 21),
    "change water reminders to 10-20": water(None, 10, 20),
    "remind me to drink at 8am, noon and 4pm": water(240, 8, 16),
    "remind me to drink from 9am": water(None, 9),
    "start water reminders at 7": water(None, 7),
    "water reminders till 8": water(None, None, 20),
    "no water reminders after 9pm": water(None, None, 21),
    "no water reminders before 8": water(None, 8),
    "stop water reminders at 6pm": water(None, None, 18),
    "remind me to drink every 2 hours but not after 8pm": water(120, None, 20),
    "remind me to drink every 2 hours but not at night": water(120),
    "from 8am until 10 pm": guessed(water(None, 8, 22)),
    "dont remind me before 9": guessed(water(None, 9)),
}
TIMES = {
    "remind me to drink at 8": at(WATER, 8),
    "wake me at 3 to drink water": at(WATER, 15),
    "remind me to drink in the morning": at(WATER, 8),
    "remind me to drink at midnight": at(WATER, 0),
    "give me a nudge to have a glass of water at lunch": at(WATER, 12),
    "kindly send me daily reminder for drinking water at 11 am": at(WATER, 11, days=EVERY_DAY),
    "remind me to drink tea at 5": at(WATER, 17),
    "stretch reminder at half past ten": at(STRETCH, 22, 30),
    "stretch at 12:15": at(STRETCH, 12, 15),
    "stretch at 12:15 at night": at(STRETCH, 0, 15),
    "stretch at 12.30 am": at(STRETCH, 0, 30),
    "stretch at 12:30 pm": at(STRETCH, 12, 30),
    "stretch at 00:15": at(STRETCH, 0, 15),
    "remind me to stretch at half ten": at(STRETCH, 22, 30),
    "remind me to strech at 10pm": at(STRETCH, 22),
    "remind me to stretch at 10": at(STRETCH, 22),
    "remind me to stretch at 10:30": at(STRETCH, 22, 30),
    "remind me to stretch at 21.30": at(STRETCH, 21, 30),
    "remind me to stretch at 22h30": at(STRETCH, 22, 30),
    "remind me to stretch at 2230": at(STRETCH, 22, 30),
    "remind me to stretch at ten thirty": at(STRETCH, 22, 30),
    "remind me to stretch at quarter to nine": at(STRETCH, 20, 45),
    "remind me to stretch at 20 past nine": at(STRETCH, 21, 20),
    "remind me to stretch at 9 o'clock in the evening": at(STRETCH, 21),
    "remind me to stretch at 7 a.m.": at(STRETCH, 7),
    "remind me to stretch at 12": at(STRETCH, 0),
    "remind me to stretch in the morning": at(STRETCH, 8),
    "I work nights, so my stretch nudge belongs at 8 in the morning": at(STRETCH, 8),
    "text me every evening at half past ten so I don't forget the calf stretch": at(STRETCH, 22, 30),
    "i forget my stretches every evening, can you nudge me at 10": at(STRETCH, 22),
    "move my bedtime nudge from 10 to 11": at(STRETCH, 23),
    "no, remind me at 9pm to stretch": at(STRETCH, 21),
    "stretch 10pm": at(STRETCH, 22),
    "remind me at 10pm": guessed(at(STRETCH, 22)),
    "remind me at 10 am": guessed(at(WATER, 10)),
}
SWITCHED_ON = {
    "could you nudge me to have water during the day?": water(),
    "pls remind me 2 drink water": water(),
    "dont let me forget to drink water": water(),
    "subscribe to water notifications": water(),
    "turn water reminders back on": water(),
    "water on": water(),
    "bug me about water all day long, I always forget": water(),
    "remind me to stretch before bed": Set(STRETCH),
    "remind me to stretch before i go to sleep": Set(STRETCH),
    "remind me to stretch every evening": Set(STRETCH),
    "tell me when it's time to stretch": Set(STRETCH),
    "switch on the bedtime stretch reminder": Set(STRETCH),
    "I always forget to stretch at night, can you help me remember?": Set(STRETCH),
}
DAYS = {
    "water reminders on weekdays only": on(WATER, 0, 1, 2, 3, 4),
    "remind me to drink mon-fri": on(WATER, 0, 1, 2, 3, 4),
    "remind me to drink on mon, wed and fri": on(WATER, 0, 2, 4),
    "remind me to drink friday to sunday": on(WATER, 4, 5, 6),
    "stretch reminder only on tuesdays and thursdays": on(STRETCH, 1, 3),
    "stretch reminder every day except sunday": on(STRETCH, 0, 1, 2, 3, 4, 5),
    "skip sundays for the stretch reminder": on(STRETCH, 0, 1, 2, 3, 4, 5),
    "daily stretch reminder please": on(STRETCH, 0, 1, 2, 3, 4, 5, 6),
    "remind me to drink every hour not at weekends": Set(WATER, 60, days=WEEKDAYS),
    "no reminders at weekends": guessed(on(WATER, 0, 1, 2, 3, 4)),
    "stop reminding me at the weekend": guessed(on(WATER, 0, 1, 2, 3, 4)),
    "dont remind me on sundays": guessed(on(WATER, 0, 1, 2, 3, 4, 5)),
    "not on sundays": guessed(on(WATER, 0, 1, 2, 3, 4, 5)),
    "weekdays only": guessed(on(WATER, 0, 1, 2, 3, 4)),
}
WHOLE = {
    "could you please remind me to drink a glass of water every two hours during the working day "
    "from monday to friday between 9 and 17:30": Set(WATER, 120, time(9), time(17, 30), WEEKDAYS),
    "remind me to drink, every 2 hrs, 8 to 20, weekdays": Set(WATER, 120, time(8), time(20), WEEKDAYS),
    "Every 2 hours from 09:00 to 18:00 on weekdays.": Set(
        WATER, 120, time(9), time(18), WEEKDAYS, guessed=True
    ),
}
ENDS: dict[str, Wish] = {
    "stop reminding me": Off(),
    "STOP REMINDING ME!!!": Off(),
    "no more reminders": Off(),
    "turn off all reminders": Off(),
    "i dont want any more reminders": Off(),
    "do not remind me": Off(),
    "stop messaging me every day": Off(),
    "unsubscribe": Off(),
    "opt out": Off(),
    "stop": Off(),
    "turn the water reminder off": Off(WATER),
    "please quit nudging me about water": Off(WATER),
    "wake me for water? no thanks": Off(WATER),
    "stop the hydration thing": Off(WATER),
    "stop the stretch reminders": Off(STRETCH),
    "i no longer need the stretch reminder": Off(STRETCH),
    "turn off the 10pm stretch reminder": Off(STRETCH),
    "stretch off": Off(STRETCH),
    "all off": Off(),
    "turn off everything": Off(),
    "leave me alone!!": Off(),
    "please stop bothering me": Off(),
    "STOP SENDING ME THIS SHIT": Off(),
    "I said stop reminding me!": Off(),
    "stop reminding me please i want to sleep": Off(),
    "stop the bedtime reminder": Off(STRETCH),
    "stop the reminders but keep the stretch": Off(WATER),
    "stop stretch reminders but keep water": Off(STRETCH),
}
PAUSES: dict[str, Wish] = {
    "pause till monday": till(2026, 3, 16),
    "pause until wednesday": till(2026, 3, 18),
    "pause my reminders until friday 9am": till(2026, 3, 13, 9),
    "pause for 3 days": till(2026, 3, 14, 14, 30),
    "pasue reminders for 3 dasy": till(2026, 3, 14, 14, 30),
    "pause for a week": till(2026, 3, 18, 14, 30),
    "hold my reminders for a couple of days": till(2026, 3, 13, 14, 30),
    "I'm on holiday, hold the reminders for two weeks": till(2026, 3, 25, 14, 30),
    "i am away until 20 march, pause the reminders": till(2026, 3, 20),
    "stop reminders for a fortnight": till(2026, 3, 25, 14, 30),
    "pause for half an hour": till(2026, 3, 11, 15),
    "pause until 5": till(2026, 3, 11, 17),
    "pause until 9am": till(2026, 3, 12, 9),
    "pause till tomorrow": till(2026, 3, 12),
    "pause until 5 december": till(2026, 12, 5),
    "pause until february 3rd": till(2027, 2, 3),
    "pause until the 20th": till(2026, 3, 20),
    "pause until the 5th": till(2026, 4, 5),
    "pause until 20.3.": till(2026, 3, 20),
    "pause until 20/03/2026": till(2026, 3, 20),
    "pause until 3/20": till(2026, 3, 20),
    "pause until 2026-04-01": till(2026, 4, 1),
    "pause until april": till(2026, 4, 1),
    "pause till after christmas": till(2026, 12, 25),
    "mute the notifications till next week": till(2026, 3, 16),
    "pause reminders till end of the month": till(2026, 4, 1),
    "can i pause my reminders for a week?": till(2026, 3, 18, 14, 30),
    "pause until next month": till(2026, 4, 1),
    "pause for the rest of the week": till(2026, 3, 16),
    "no reminders today": till(2026, 3, 12),
    "don't remind me this week": till(2026, 3, 16),
    "pause the water for 2 days": till(2026, 3, 13, 14, 30),
    "stop until monday": till(2026, 3, 16),
    "mute for 2 days": till(2026, 3, 13, 14, 30),
    "stop for today": till(2026, 3, 12),
    "no messages until monday": till(2026, 3, 16),
}
REST: dict[str, Wish] = {
    "resume": Resume(),
    "start again": Resume(),
    "resume the water reminders": Resume(),
    "start reminding me again": Resume(),
    "turn reminders back on": Resume(),
    "reminders": Show(),
    "change my reminders": Show(),
    "set a reminder": Show(),
    "remind me": Show(),
    "turn on reminders": Show(),
    "fewer notifications please": Show(),
    "make the water alert later please": Show(),
    "what reminders do i have": Show(),
    "when is my next reminder?": Show(),
    "keep the water reminders": Show(),
    "no messages before 10": guessed(water(None, 10)),
    "remind me to drink every 2 hours exept sundays": Set(WATER, 120, days=frozenset(range(6))),
    "water every 2 hours apart from sunday": Set(WATER, 120, days=frozenset(range(6))),
}
NONSENSE: dict[str, Wish] = {
    "remind me to drink every 0 minutes": Show(Doubt.INTERVAL),
    "remind me to drink every 2 days": Show(Doubt.INTERVAL),
    "remind me to drink once a week": Show(Doubt.INTERVAL),
    "remind me to stretch every hour": Show(Doubt.INTERVAL),
    "water every 0 hours": Show(Doubt.INTERVAL),
    "remind me to stretch at 25:00": Show(Doubt.TIME),
    "remind me to drink at 9:75": Show(Doubt.TIME),
    "remind me to drink from 9 to 30": Show(Doubt.TIME),
    "remind me to drink at 9, 10 and 17": Show(Doubt.TIMES),
    "remind me to stretch at 8 and at 10": Show(Doubt.TIMES),
    "pause until yesterday": Show(Doubt.DATE),
    "pause until 31 february": Show(Doubt.DATE),
    "pause until 5 december 2020": Show(Doubt.DATE),
    "pause for 0 days": Show(Doubt.DATE),
    "pause for 100 years": Show(Doubt.DATE),
    "no water reminders between 12 and 14": Show(Doubt.TIMES),
    "stop pinging me at 3am": Show(Doubt.TIMES),
    "no reminders tomorrow": Show(Doubt.LENGTH),
    "pause reminders over the weekend": Show(Doubt.LENGTH),
    "pause": Show(Doubt.LENGTH),
    "pause reminders": Show(Doubt.LENGTH),
    "remind me in 10 minutes": Show(Doubt.ONCE),
    "remind me to drink and to stretch": Show(Doubt.BOTH),
    "drink reminders on and stretch off": Show(Doubt.BOTH),
}
NOT_WISHES = [
    "does drinking water help?",
    "when should I stretch before bed?",
    "how much water every day?",
    "stop my cramp now please",
    "make it stop",
    "my cramps stop after 10 minutes",
    "how do reminders work?",
    "How do I stop the reminders?",
    "should I pause running for a week?",
    "can I drink every 2 hours from 9 to 18?",
    "I drink 2 litres every day from 9 to 5 at work",
    "i drink water every 2 hours",
    "I stretch at 10pm",
    "hold the stretch for 30 seconds",
    "remind me what magnesium does",
    "remind me why I should stretch",
    "remind me to call mum at 5",
    "remind me to buy water at 5",
    "remind me to take my magnesium at 8",
    "wake me at half six",
    "tell me about water at night",
    "my phone reminds me to drink every 2 hours",
    "my husband reminds me to stretch at 10",
    "i have a reminder to drink every hour and still cramp",
    "thanks for the reminder",
    "thank you for reminding me",
    "I didn't get my reminder last night, why?",
    "the reminder came late",
    "every 10 minutes",
    "every night at 3",
    "at 3am",
    "from 2 to 4 am",
    "in the morning",
    "pause between stretches",
    "stop drinking",
    "stop it",
    "stop for 10 minutes",
    "stop stretching for 2 days",
    "remind me to take water pills at 8",
    "remind me to water my plants every morning",
    "water",
    "stretch before bed",
    "he was drunk",
    "",
    "?",
    "remind " * 100,
]


@pytest.mark.parametrize(
    ("text", "wish"),
    [*(INTERVALS | WINDOWS | TIMES | SWITCHED_ON | DAYS | WHOLE | ENDS | PAUSES | REST | NONSENSE).items()],
)
def test_a_wish_is_understood_in_peoples_own_words(text: str, wish: Wish) -> None:
    """With typing errors, in a hurry, politely or in telegram style."""
    assert understand(text, NOW) == wish


@pytest.mark.parametrize("text", NOT_WISHES)
def test_what_is_no_wish_is_left_to_others(text: str) -> None:
    """Questions, stories, thanks, errands of other kinds."""
    assert understand(text, NOW) is None


@pytest.mark.parametrize(
    ("wish", "old", "rule"),
    [
        (water(), WATER.default, WATER.default),
        (water(60), WATER.default, Rule(time(9), time(21), 60, EVERY_DAY)),
        (water(None, 8, 18), WATER.default, Rule(time(8), time(18), 120, EVERY_DAY)),
        (at(WATER, 8), WATER.default, Rule(time(8), time(8), 0, EVERY_DAY)),
        (water(0), WATER.default, Rule(time(9), time(9), 0, EVERY_DAY)),
        (water(90), Rule(time(8), time(8), 0, WEEKDAYS), Rule(time(9), time(21), 90, WEEKDAYS)),
        (water(None, 7, 15), Rule(time(8), time(8), 0, EVERY_DAY), Rule(time(7), time(15), 120, EVERY_DAY)),
        (water(None, 21), WATER.default, Rule(time(21), time(9), 120, EVERY_DAY)),
        (Set(STRETCH, days=WEEKDAYS), STRETCH.default, Rule(time(22), time(22), 0, WEEKDAYS)),
        (Set(STRETCH), Rule(time(22), time(22), 0, frozenset()), STRETCH.default),
    ],
)
def test_a_setting_changes_what_was_said(wish: Set, old: Rule, rule: Rule) -> None:
    """Whatever was not said stays, as far as it goes together."""
    assert wish.rule(old) == rule
