"""The zone of a place on the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tzfpy import timezonenames

from bot.zones import by_location, is_zone


@pytest.mark.parametrize(
    ("latitude", "longitude", "zone"),
    [
        (52.52, 13.4, "Europe/Berlin"),
        (59.91, 10.75, "Europe/Oslo"),
        (-23.55, -46.63, "America/Sao_Paulo"),
        (41.61, -86.72, "America/Chicago"),
        (-41.29, 174.78, "Pacific/Auckland"),
        (0.0, -140.0, "Etc/GMT+9"),
    ],
)
def test_places(latitude: float, longitude: float, zone: str) -> None:
    """Latitude first, as in Telegram; at sea a zone of a fixed distance from UTC."""
    assert by_location(latitude, longitude) == zone


@pytest.mark.parametrize(("latitude", "longitude"), [(95.0, 0.0), (0.0, 200.0), (float("nan"), 0.0)])
def test_off_the_map(latitude: float, longitude: float) -> None:
    """There is no zone."""
    assert by_location(latitude, longitude) is None


def test_the_map_and_the_tz_database_agree() -> None:
    """All zones on the map have names that are known."""
    assert all(map(is_zone, timezonenames()))


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_all_the_world_has_a_zone(latitude: float, longitude: float) -> None:
    """On land and at sea."""
    assert by_location(latitude, longitude)
