"""Help with a cramp right now, one screen per moment."""

import re
from enum import StrEnum

from telegram import InlineKeyboardButton

from bot.conversation.after_answer import short
from bot.knowledge import Entry, Knowledge
from bot.reminders.kinds import STRETCH
from bot.reminders.stretch_routine import position_among
from bot.views.alarms import alarm_screen
from bot.views.answers import source_quote
from bot.views.panel import Row, offer
from bot.views.routine import seconds_left
from bot.views.screen import Action, Screen, pictures_of, plain, topic_rows

STOPPING = "stop-a-cramp-now"
"""The entry that the steps are taken from."""
SECONDS = (10, 30, 20)
"""For its first steps: into the stretch, hold it, rub. What is left of them is for when it gets easier.

All can be divided by ten, as countdowns in groups want it.
"""
_STEP = re.compile(r"^[0-9]+\. (.+(?:\n(?![0-9]+\. ).+)*)", re.MULTILINE)

_PREVENTION = {"night-cramps": "🌙 At night", "running": "🏃 Running", "shoes": "👟 My shoes"}
_WHEN_TO_GET_HELP = (
    "If it goes on for more than 10 minutes, get medical help today: from your doctor, an out-of-hours "
    "service, or 111 in the UK. The same if the leg is swollen, or hot, red or darker where it hurts; then "
    "don't rub or stretch it. With chest pain or trouble breathing, call your emergency number now "
    "(112, 999 or 911)."
)


_NOT_THIS = (
    "More than 10 minutes, or a leg that's swollen, or hot, red or darker where it hurts: don't rub or "
    "stretch it any more, and get medical help today."
)


_OVERDUE = "⚠️ <b>Ten minutes are over. Is the cramp still there? Then please don't wait.</b>"


class CrampTap(StrEnum):
    """What a button of the help does; the values stand in buttons."""

    START = "start"
    """Count down, also another time."""
    ASK = "ask"
    """No more counting: did it pass?"""
    PASSED = "passed"
    STILL = "still"
    LONG = "long"
    """It has lasted for too long."""
    OVERDUE = "overdue"
    """It has lasted for too long by the clock."""

    def button(self, label: str) -> InlineKeyboardButton:
        """A button that does this."""
        return InlineKeyboardButton(label, callback_data=Action.CRAMP.data(self))


_PASSED = CrampTap.PASSED.button("✅ It has passed")
_LONG_ROW: Row = (CrampTap.LONG.button("⚠️ More than 10 minutes"),)


def help_screen(knowledge: Knowledge, entry: Entry) -> Screen:
    """What to do this minute."""
    steps = "\n".join(f"{number}. {plain(step)}" for number, step in enumerate(_steps(entry), 1))
    html = "\n\n".join(
        [
            "<b>A cramp right now? Stop what you're doing, then:</b>",
            steps,
            _NOT_THIS,
            source_quote(knowledge.sources[key] for key in entry.sources),
        ]
    ).rstrip()
    start = CrampTap.START.button("▶ Start: stretch with me")
    rows = ((start,), _LONG_ROW, *topic_rows([entry], Action.OPEN))
    return Screen(html, rows, pictures=pictures_of(knowledge, entry))


def running_screen(entry: Entry, second: int) -> Screen | None:
    """What to do so many seconds after the beginning; None when it is over."""
    timed = list(zip(_steps(entry), SECONDS, strict=False))
    here = position_among((seconds for _, seconds in timed), second)
    if here is None:
        return None
    step, _ = timed[here.step]
    done = sum(seconds for _, seconds in timed[: here.step + 1]) - here.left
    html = "\n\n".join(
        [
            f"<b>Step {here.step + 1} of {len(timed)}</b>",
            plain(step),
            seconds_left(here.left, done, sum(seconds for _, seconds in timed)),
        ]
    )
    return Screen(html, ((_PASSED, CrampTap.ASK.button("⏹ Stop")), _LONG_ROW))


def interrupted_screen() -> Screen:
    """The bot stops while it counts."""
    html = "⏸ I have to stop counting. Carry on without me, or start again in a moment."
    return Screen(html, ((CrampTap.START.button("▶ Start again"), _PASSED), _LONG_ROW))


def asked_screen() -> Screen:
    """The countdown is over."""
    rows = ((CrampTap.PASSED.button("✅ Yes"), CrampTap.STILL.button("Still there")), _LONG_ROW)
    return Screen("<b>Did it pass?</b>", rows)


def still_screen() -> Screen:
    """Another round, and when to get help."""
    html = f"<b>Let's try that again.</b>\n\n{_WHEN_TO_GET_HELP}"
    return Screen(html, ((CrampTap.START.button("▶ Another round"), _PASSED), _LONG_ROW))


def passed_screen(knowledge: Knowledge, entry: Entry) -> Screen:
    """What is left to do, and what may keep the next one away."""
    left = _steps(entry)[len(SECONDS) :]
    good = "<b>Good, it's over!</b>"
    prevention = tuple(
        InlineKeyboardButton(label, callback_data=Action.OPEN.data(key))
        for key, label in _PREVENTION.items()
        if key in knowledge.entries
    )
    asked = "What brings on your cramps? Tap to see what may help prevent the next one."
    html = "\n\n".join([good, *map(plain, left), asked] if prevention else [good, *map(plain, left)])
    return Screen(html, (*((prevention,) if prevention else ()), (offer(STRETCH),)))


def overdue_screen(knowledge: Knowledge) -> Screen:
    """Ten minutes are over by the clock: what the urgent entry says to do, if the cramp has not passed."""
    urgent = first_urgent(knowledge)
    html = f"{_OVERDUE}\n\n{plain(short(urgent))}" if urgent else _OVERDUE
    return Screen(html, ((_PASSED,), *topic_rows([urgent] if urgent else [], Action.OPEN)), alarm=True)


def long_screen(knowledge: Knowledge) -> Screen | None:
    """The urgent entry, for a cramp of more than ten minutes; None in a folder without one."""
    urgent = first_urgent(knowledge)
    return alarm_screen(knowledge, urgent) if urgent else None


def first_urgent(knowledge: Knowledge) -> Entry | None:
    """What a cramp that lasts for too long raises, as any sign does that names no entry of its own."""
    return next((entry for entry in knowledge.entries.values() if entry.urgent), None)


def _steps(entry: Entry) -> list[str]:
    """The numbered lines of an answer, or all of it when an editor has taken the numbers away."""
    return _STEP.findall(entry.answer) or [entry.answer]
