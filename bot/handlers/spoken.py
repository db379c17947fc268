"""What a handler has to say to a message, and what the bot has done by saying it."""

from dataclasses import dataclass

from bot.conversation.acts import Act, Changed
from bot.reminders.kinds import Kind
from bot.views.buttons import Action, Tap
from bot.views.screen import Screen

_TAKES_BACK = (f"{Action.UNDO.value}:", f"{Tap.UNDONE}:", f"{Tap.AWAKE}:")


@dataclass(frozen=True, slots=True)
class Spoken:
    """Screens, the first of which is the answer, and the acts that go with them."""

    screens: tuple[Screen, ...]
    acts: tuple[Act, ...] = ()


def changing(screen: Screen, kind: Kind | None, *more: Screen, zone_asked: bool = False) -> Spoken:
    """A change that was made, and what takes it back; without a way back it is no change."""
    undo = undo_of(screen)
    acts = (Changed(undo, kind, zone_asked),) if undo or kind else ()
    return Spoken((screen, *more), acts)


def undo_of(screen: Screen) -> str:
    """What the button of a screen carries that takes back what it tells; "" if there is none."""
    buttons = (button for row in screen.rows for button in row)
    data = (str(button.callback_data) for button in buttons if button.callback_data)
    return next((each for each in data if each.startswith(_TAKES_BACK)), "")
