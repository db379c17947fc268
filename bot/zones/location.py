"""The zone of a place on the map."""

from tzfpy import get_tz

from bot.zones.tables import canonical


def by_location(latitude: float, longitude: float) -> str | None:
    """The name of the zone there; at sea one of a fixed distance from UTC, off the map none.

    The borders of zones are read at the first call, and stay in memory.
    """
    return canonical(get_tz(longitude, latitude))
