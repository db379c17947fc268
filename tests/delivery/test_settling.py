"""What became of reminders is written together."""

import asyncio
import logging
from dataclasses import replace

import pytest

from bot.delivery.reminder_sender import NotSettledError, Settling
from bot.storage import Claim, Queue, Settled, Store
from tests.storage.plans import DUE, LEASE, subscribe


@pytest.fixture
async def claims(store: Store, queue: Queue) -> dict[int, Claim]:
    """Ten reminders under way, by chat."""
    for chat in range(1, 11):
        await store.change(chat, subscribe())
    return {claim.plan.chat_id: claim for claim in await queue.claim(DUE, DUE + LEASE, 10)}


def sent(claim: Claim) -> Settled:
    """It was, and there is no next one."""
    return Settled(claim, replace(claim.reminder, next_at=None), sent=True)


async def test_few_transactions(
    claims: dict[int, Claim], queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first at once, and all that come meanwhile in the second; each is waited for."""
    settle, sizes, begun = queue.settle, [], asyncio.Event()

    async def counted(settled: list[Settled]) -> None:
        sizes.append(len(settled))
        begun.set()
        await settle(settled)

    monkeypatch.setattr(queue, "settle", counted)
    settling = Settling(queue, claims, asyncio.Lock())
    first = asyncio.create_task(settling.settle(1, sent))
    await begun.wait()
    await asyncio.gather(first, *(settling.settle(chat, sent) for chat in range(2, 11)))
    assert sizes == [1, 9]
    assert not claims
    assert await queue.next_at() is None


async def test_a_failure(
    claims: dict[int, Claim], queue: Queue, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """All of one transaction fail together and are logged once; the next ones are not held up."""

    async def fail(_: object) -> None:
        raise OSError("disk full")

    settling = Settling(queue, claims, asyncio.Lock())
    with monkeypatch.context() as full, caplog.at_level(logging.ERROR):
        full.setattr(queue, "settle", fail)
        both = asyncio.gather(*(settling.settle(chat, sent) for chat in (1, 2)), return_exceptions=True)
        assert [type(error) for error in await both] == [NotSettledError, NotSettledError]
    assert [record.getMessage() for record in caplog.records] == [
        "2 reminders could not be settled; their leases bring them up again"
    ]
    await settling.settle(3, sent)
    assert 3 not in claims


async def test_the_latest_lease(claims: dict[int, Claim], queue: Queue) -> None:
    """A lease that was renewed while it waited is the one it is settled under."""
    leases = asyncio.Lock()
    settling = Settling(queue, claims, leases)
    async with leases:
        waiting = asyncio.create_task(settling.settle(1, sent))
        await asyncio.sleep(0)
        later = DUE + LEASE
        claims |= {claim.plan.chat_id: claim for claim in await queue.claim(later, later + LEASE, 10)}
    await waiting
    assert sorted(
        claim.plan.chat_id for claim in await queue.claim(later + LEASE, later + 2 * LEASE, 10)
    ) == [*range(2, 11)]
