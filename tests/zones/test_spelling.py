"""Names that are nearly what was typed."""

from bot.zones.search import Meaning, exact, near


def best(meanings: list[Meaning]) -> str:
    """The likeliest place."""
    return max(meanings, key=lambda meaning: meaning.likelihood).place.name


def likelihood(meanings: list[Meaning], name: str) -> float:
    """How likely a place is."""
    return max(meaning.likelihood for meaning in meanings if meaning.place.name == name)


def test_exact_names() -> None:
    """All places of a name, the more people the likelier."""
    meanings = exact("london")
    assert {meaning.place.code for meaning in meanings} >= {"GB-ENG", "CA-ON"}
    assert best(meanings) == "London"
    assert exact("lodnon") == []


def test_longer_names_may_have_more_errors() -> None:
    """Two in nine letters, one in four, none in three."""
    assert best(near("barcolena")) == "Barcelona"
    assert best(near("rime")) == "Rome"
    assert near("rme") == []


def test_every_error_makes_a_place_less_likely() -> None:
    """And more so at the beginning of a name."""
    right, end, beginning = (likelihood(near(typed), "Berlin") for typed in ("berlin", "berlim", "perlin"))
    assert right > end > beginning


def test_errors_in_foreign_names_are_less_likely() -> None:
    """What is nearly "Lissabon" is Lisbon, and what is nearly that is so the more."""
    assert likelihood(near("lisbn"), "Lisbon") > likelihood(near("lissabn"), "Lisbon")


def test_beginnings() -> None:
    """From five letters on."""
    assert best(near("johannes")) == "Johannesburg"
    assert "Johannesburg" not in {meaning.place.name for meaning in near("joha")}


def test_abbreviations_are_never_misspelt() -> None:
    """Or many a short word would be a time."""
    assert not any(meaning.place.name == "Iran Standard Time" for meaning in near("there"))
    assert best(near("easten time")) == "Eastern Time"
