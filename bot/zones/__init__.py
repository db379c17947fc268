"""Find the time zone that a person means: by what they type, where they are, or what their clock shows."""

from bot.zones.labels import label, named
from bot.zones.location import by_location
from bot.zones.model import Choices, Found, Nothing, Sure, Why, Zone
from bot.zones.moved import Moved, moved
from bot.zones.search import find
from bot.zones.tables import canonical, is_zone
from bot.zones.watch import by_clock

__all__ = [
    "Choices",
    "Found",
    "Moved",
    "Nothing",
    "Sure",
    "Why",
    "Zone",
    "by_clock",
    "by_location",
    "canonical",
    "find",
    "is_zone",
    "label",
    "moved",
    "named",
]
