"""What people get when the way to Telegram fails, minute by minute."""

from pathlib import Path

import pytest

from benchmarks.faults import KINDS, TROUBLES, Outcome, play, table
from bot.matching import Matcher

BY_NAME = {trouble.name: trouble for trouble in TROUBLES}
WITHIN: dict[tuple[str, str], float] = {
    ("one 500", "answer"): 5,
    ("502 for 20 s", "answer"): 30,
    ("connections refused for 30 s", "answer"): 40,
    ("connections refused for 30 s", "edit"): 40,
    ("connections refused for 30 s", "tap"): 40,
    ("connections refused for 30 s", "reminder"): 70,
    ("one 429, for 3 s", "answer"): 5,
    **{(trouble.name, "alarm"): max(trouble.seconds, 0) + 10 for trouble in TROUBLES[:-1]},
}
"""Seconds after which each must be there."""


@pytest.mark.parametrize(("trouble", "kind"), WITHIN)
async def test_what_arrives(matcher: Matcher, trouble: str, kind: str) -> None:
    """In time, and once; only an alarm whose first delivery was not confirmed comes twice."""
    outcome = await play(matcher, BY_NAME[trouble], kind)
    assert outcome.after is not None
    assert outcome.after <= WITHIN[trouble, kind]
    assert outcome.times == (2 if kind == "alarm" and BY_NAME[trouble].arrives else 1)


async def test_what_does_not(matcher: Matcher) -> None:
    """An answer is given up after about a minute, and the person is told so when Telegram is back."""
    outcome = await play(matcher, BY_NAME["no name found for 4 min"], "answer")
    assert outcome == Outcome("no name found for 4 min", "answer", 0, None, told=True)


def test_documented() -> None:
    """The table in the docs has these troubles and kinds."""
    one = {(name, kind): Outcome(name, kind, 0, None, told=False) for name in BY_NAME for kind in KINDS}
    docs = Path("docs/operating.md").read_text(encoding="utf-8")
    header, _, *rows = table(one).splitlines()
    assert header in docs
    assert all(row.split("|")[1] in docs for row in rows)
