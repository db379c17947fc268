"""Find the time zone that a person means: by what they type, where they are, or what their clock shows."""

from bot.zones.atlas import label, named
from bot.zones.mention import mentioned, zone_beside
from bot.zones.search import find
from bot.zones.tables import Choices, Found, Nothing, Sure, Why, Zone, canonical, is_zone
from bot.zones.whereabouts import Relocated, by_clock, by_location, moved

__all__ = [
    "Choices",
    "Found",
    "Nothing",
    "Relocated",
    "Sure",
    "Why",
    "Zone",
    "by_clock",
    "by_location",
    "canonical",
    "find",
    "is_zone",
    "label",
    "mentioned",
    "moved",
    "named",
    "zone_beside",
]
