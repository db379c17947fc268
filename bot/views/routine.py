"""The guided stretch, one screen per moment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from telegram import InlineKeyboardButton

from bot.knowledge import Knowledge, Picture
from bot.reminders.kinds import STRETCH
from bot.reminders.stretch_routine import STEPS, TURNS, Part, Pose, Position, Step, Version, length, start_of
from bot.views.screen import Due, Screen, Tap, fields, number, past, pictures_of, written

_MINUTE = 60
_BAR = 12
"""Characters that show how much of it is done."""

_TITLES: Mapping[Pose, str] = MappingProxyType(
    {Pose.CALF: "Calf", Pose.THIGH: "Back of the thigh", Pose.SEATED: "Both legs, sitting"}
)
_PARTS: Mapping[Part, str] = MappingProxyType(
    {
        Part.READY: "get ready",
        Part.LEFT: "left leg",
        Part.RIGHT: "right leg",
        Part.BOTH: "stretch",
        Part.REST: "rest",
    }
)
_GETTING_READY: Mapping[Pose, str] = MappingProxyType(
    {
        Pose.CALF: "Stand facing a wall, hands flat on it in front of your chest.",
        Pose.THIGH: "Now you need a chair that can't slip, against a wall. Stand in front of it.",
        Pose.SEATED: "Sit with your legs straight, on your bed if you like.",
    }
)
_STRETCHING: Mapping[Pose, str] = MappingProxyType(
    {
        Pose.CALF: "{leg} foot back, its heel down. Lean in until you feel a moderate pull.",
        Pose.THIGH: "{leg} heel on the chair, leg straight. Bend forward from the hips until you feel a "
        "moderate pull.",
        Pose.SEATED: "Pull your toes towards you until you feel a moderate pull.",
    }
)
_STRETCHES = "pre-bed-stretch"
"""The entry that shows them."""


class RoutineTap(StrEnum):
    """What a button of the routine does; the values stand in buttons."""

    GO = "go"
    """Go on at the beginning of its step, also for the first time."""
    PAUSE = "pause"
    STOP = "stop"

    @property
    def pattern(self) -> str:
        """A regular expression for its callback data."""
        return f"^routine:{self}/"


@dataclass(frozen=True, slots=True)
class RoutinePlace:
    """Where a button leads: all that is needed to go on after a restart."""

    version: Version
    step: int
    due: datetime
    """When the reminder was due that it is done for, in UTC, to the second."""

    def data(self, turn: RoutineTap) -> str:
        """The callback data of a button."""
        return written("routine", turn, self.version, self.step, self.due)

    def button(self, label: str, turn: RoutineTap) -> InlineKeyboardButton:
        """A button that leads here."""
        return InlineKeyboardButton(label, callback_data=self.data(turn))


def place_of(data: str, now: datetime) -> RoutinePlace | None:
    """What `RoutinePlace.data` wrote; None for anything else, and for what is not due yet."""
    try:
        _, version, step, due = fields(data)
        place = RoutinePlace(Version(version), number(step), past(due, now))
    except ValueError:
        return None
    return place if place.step < len(STEPS[place.version]) else None


def start_button(label: str, due: datetime) -> InlineKeyboardButton:
    """Begin; replaces the message."""
    return RoutinePlace(Version.STANDING, 0, due).button(label, RoutineTap.GO)


def stretch_pictures(knowledge: Knowledge) -> tuple[Picture, ...]:
    """How the stretches look; none in a folder without them."""
    entry = knowledge.entries.get(_STRETCHES)
    return pictures_of(knowledge, entry) if entry else ()


def running_screen(version: Version, position: Position, due: datetime) -> Screen:
    """What to do now, and for how long."""
    place = RoutinePlace(version, position.step, due)
    step = STEPS[version][position.step]
    done = start_of(version, position.step) + step.seconds - position.left
    html = "\n\n".join(
        [_heading(step), _instruction(step), seconds_left(position.left, done, length(version))]
    )
    return Screen(html, ((place.button("⏸ Pause", RoutineTap.PAUSE), _stop(place)), (_other(version, due),)))


def seconds_left(left: int, done: int, whole: int) -> str:
    """The seconds until the next step, and a bar of how much of the whole is done."""
    filled = done * _BAR // whole
    return f"⏳ <b>{left}</b> seconds\n{'▰' * filled}{'▱' * (_BAR - filled)}"


def paused_screen(place: RoutinePlace) -> Screen:
    """Where it goes on."""
    html = f"⏸ Paused at:\n{_heading(STEPS[place.version][place.step])}"
    rows = (place.button("▶ Continue", RoutineTap.GO), _stop(place)), (_other(place.version, place.due),)
    return Screen(html, rows)


def finished_screen() -> Screen:
    """All of it is done."""
    return Screen("🌙 Well done, that was all of it. Sleep well!")


def stopped_screen(place: RoutinePlace) -> Screen:
    """Stopped half-way, which may have been enough."""
    again = RoutinePlace(place.version, 0, place.due).button("▶ Start again", RoutineTap.GO)
    done = Due(STRETCH, place.due).button("✅ Count as done", Tap.DONE)
    return Screen("🌙 Stopped.", ((again, done),))


def replaced_screen() -> Screen:
    """Another one runs in the same chat."""
    return Screen("🌙 This one has ended: you've started a new one.")


def _heading(step: Step) -> str:
    turn = f" · {step.turn} of {TURNS}" if step.turn else ""
    return f"<b>{_TITLES[step.pose]}: {_PARTS[step.part]}</b>{turn}"


def _instruction(step: Step) -> str:
    if step.part is Part.REST:
        return "Let go, and keep breathing."
    if step.part is Part.READY:
        return _GETTING_READY[step.pose]
    leg = step.part.value.capitalize()
    other = {Part.LEFT: " The right leg rests.", Part.RIGHT: " The left leg rests."}.get(step.part, "")
    return f"{_STRETCHING[step.pose].format(leg=leg)}{other}\nKeep breathing."


def _stop(place: RoutinePlace) -> InlineKeyboardButton:
    return place.button("⏹ Stop", RoutineTap.STOP)


def _other(version: Version, due: datetime) -> InlineKeyboardButton:
    other = Version.SEATED if version is Version.STANDING else Version.STANDING
    minutes = round(length(other) / _MINUTE)
    label = f"{other.capitalize()} version, about {minutes} minute{'s' if minutes > 1 else ''}"
    return RoutinePlace(other, 0, due).button(label, RoutineTap.GO)
