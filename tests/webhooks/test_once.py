"""An update is handled once, or again if it has to be."""

import asyncio
from dataclasses import dataclass, field

import pytest
from sqlalchemy import make_url
from telegram import Update

from bot import webhooks
from bot.storage import ClaimResult, UpdateClaims, open_engine
from bot.webhooks import handle_once
from tests.conftest import Clock

UPDATE = Update(7)


class Handled(list[int]):
    """What has been handled; the first attempts fail."""

    def __init__(self, failures: int = 0) -> None:
        super().__init__()
        self.failures = failures

    async def __call__(self, update: Update) -> None:
        """Handle one."""
        self.append(update.update_id)
        if len(self) <= self.failures:
            raise RuntimeError("no")


@dataclass
class Asked(UpdateClaims):
    """Claims that remember what they were asked."""

    turn: ClaimResult = ClaimResult.OURS
    asked: list[str] = field(default_factory=list)
    renewed: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, update_id: int) -> ClaimResult:
        """The turn that a test wants."""
        self.asked.append(f"take {update_id}")
        return self.turn

    async def renew(self, update_id: int) -> None:
        """Go on."""
        self.asked.append(f"renew {update_id}")
        self.renewed.set()

    async def settle(self, update_id: int) -> None:
        """Done."""
        self.asked.append(f"settle {update_id}")

    async def give_back(self, update_id: int) -> None:
        """Not done."""
        self.asked.append(f"give back {update_id}")


@pytest.mark.parametrize(
    ("turn", "status", "handled"),
    [(ClaimResult.OURS, 200, [7]), (ClaimResult.OTHERS, 503, []), (ClaimResult.NOBODYS, 200, [])],
)
async def test_turns(turn: ClaimResult, status: int, handled: list[int]) -> None:
    """Only whose turn it is handles it; what somebody is still at is not yet done."""
    work, claims = Handled(), Asked(turn)
    assert await handle_once(claims, UPDATE, work) == status
    assert work == handled
    assert claims.asked == ["take 7"] + ["settle 7"] * len(handled)


async def test_a_failure() -> None:
    """What could not be handled may be tried again at once."""
    work, claims = Handled(failures=1), Asked()
    assert await handle_once(claims, UPDATE, work) == 500
    assert claims.asked == ["take 7", "give back 7"]
    assert await handle_once(claims, UPDATE, work) == 200


async def test_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The claim is renewed as long as it takes, and no longer."""
    monkeypatch.setattr(webhooks, "_RENEWED_EVERY", 0)
    claims = Asked()

    async def handle(_: Update) -> None:
        await claims.renewed.wait()

    assert await handle_once(claims, UPDATE, handle) == 200
    assert claims.asked[1] == "renew 7"
    asked = len(claims.asked)
    await asyncio.sleep(0)
    assert len(claims.asked) == asked


async def test_no_database(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    """When the server is gone, people are answered all the same."""
    work = Handled()
    claims = UpdateClaims(open_engine(make_url("postgresql+asyncpg://bot@127.0.0.1:1/none")), clock)
    assert await handle_once(claims, UPDATE, work) == 200
    assert work == [7]
    assert "is not known" in caplog.text
    assert await handle_once(claims, UPDATE, Handled(failures=1)) == 500
