"""The places that people name."""

import subprocess
import sys
from importlib.resources import files

from bot.zones.atlas import PlaceKind, atlas, normalise
from bot.zones.tables import is_zone, tables

MEGABYTE = 2**20
MEMORY = """
import tracemalloc
import bot.zones
from bot.zones.atlas import atlas
from bot.zones.tables import tables
assert not atlas.cache_info().currsize and not tables.cache_info().currsize
tracemalloc.start()
atlas()
print(tracemalloc.get_traced_memory()[0])
"""


def rows(file: str) -> list[list[str]]:
    """What stands in a file of data."""
    lines = (files("bot.zones") / "data" / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_it_is_read_when_needed_and_small() -> None:
    """Not at import; under 20 MB."""
    command = [sys.executable, "-c", MEMORY]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
    assert int(printed) < 20 * MEGABYTE


def test_every_zone_of_people_is_named() -> None:
    """Each has a place that it is called after, with a name in plain letters."""
    assert set(atlas().exemplars) == set(tables().territory)


def test_all_zones_of_places_exist() -> None:
    """No place is in a zone that the tz database lacks, and none is in no zone."""
    for places in atlas().named.values():
        for place in places:
            assert place.zones
            assert all(map(is_zone, place.zones)), place


def test_other_names_are_those_of_a_place() -> None:
    """Each written as it is looked up, and adding something."""
    known: dict[tuple[str, str], set[str]] = {}
    for _, name, code, _, _, others in [*rows("places.tsv"), *rows("more_places.tsv")]:
        known.setdefault((normalise(name), code), {normalise(name)}).update(others.split("|"))
    for name, code, others in rows("other_names.tsv"):
        for other in others.split("|"):
            assert normalise(other) == other
            assert other not in known[normalise(name), code]


def test_data_name_their_sources() -> None:
    """GeoNames and Unicode ask for it."""
    header = (files("bot.zones") / "data" / "places.tsv").read_text(encoding="utf-8")[:800]
    assert "https://www.geonames.org" in header
    assert "https://creativecommons.org/licenses/by/4.0/" in header
    assert "https://www.unicode.org/license.txt" in header


def test_areas_know_their_territories() -> None:
    """By codes that the tz database has."""
    areas = {place for places in atlas().named.values() for place in places if place.kind is PlaceKind.AREA}
    assert {code for area in areas for code in area.code.split(",")} <= set(tables().zones)
