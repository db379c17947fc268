"""A real process, a real file, and kill -9."""

from benchmarks.crash import survive


def test_killed_while_it_sends() -> None:
    """Nobody is forgotten, and nobody is reminded twice but of what was on its way."""
    toll = survive(kills=8, seed=7)
    assert toll.lost == 0
    assert toll.in_flight > 0
    assert toll.repeated <= toll.in_flight
