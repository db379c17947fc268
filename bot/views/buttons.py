"""What buttons carry: an action, a colon, and what it acts on, in at most 64 bytes."""

from enum import Enum


class Action(Enum):
    """What happens at a tap."""

    OPEN = "open"
    """Send the entry's answer as a message of its own."""
    CHOOSE = "choose"
    """Put the entry's answer in the place of the question "did you mean"."""
    PAGE = "page"
    """Put this page of the topics in the place of the message."""
    PANEL = "panel"
    """Show or change the reminders."""
    ZONE = "zone"
    """Ask for the time zone, or take this one."""
    UNDO = "undo"
    """Set the reminders back to what they were."""
    PRIVACY = "privacy"
    """Hand over or delete what is stored."""
    CRAMP = "cramp"
    """Help with a cramp right now."""
    UP = "up"
    """The entry's answer was helpful."""
    DOWN = "down"
    """It was not; behind the entry stand those that were nearly chosen, with commas."""
    NONE = "none"
    """Nothing of what was offered was meant."""

    def data(self, target: object) -> str:
        """The callback data of a button with this action."""
        return f"{self.value}:{target}"

    @property
    def pattern(self) -> str:
        """A regular expression for its callback data."""
        return f"^{self.value}:"


def target(data: str) -> str:
    """What the button acts on."""
    return data.partition(":")[2]
