"""What the measurement of a fleet waits for."""

from io import StringIO
from pathlib import Path

import pytest
from telegram import Bot

from benchmarks.counting_api import Arrivals, SilenceError, counting_api
from bot.delivery.transport import connections


async def test_who_sends_after_so_many() -> None:
    """Requests that are no messages do not count."""
    arrivals = _arrivals("ada sendMessage", "ada getUpdates", "grace getUpdates", "grace sendMessage")
    assert await arrivals.until_sent(2) == "grace"
    assert arrivals.polling == {"ada", "grace"}


async def test_another_takes_over() -> None:
    """What is left of the killed one is passed over; the time is that of the next one's first."""
    arrivals = _arrivals("ada sendMessage", "ada sendMessage", "grace sendMessage")
    assert await arrivals.until_other_than("ada") == pytest.approx(2.0)


async def test_nobody_takes_over() -> None:
    """It is an error, and no endless wait, when no other message comes."""
    arrivals = _arrivals("ada sendMessage")
    with pytest.raises(SilenceError, match="after the first 1: nobody sends"):
        await arrivals.until_other_than("ada")


async def test_too_few_come() -> None:
    """It is an error, and no endless wait, when fewer are left than are waited for."""
    arrivals = _arrivals("ada sendMessage")
    with pytest.raises(SilenceError):
        await arrivals.until_sent(2)


async def test_what_the_bot_sends_is_written_down(tmp_path: Path) -> None:
    """By whom, and to whom."""
    async with counting_api(tmp_path) as arrivals:
        transport = connections("aiohttp", arrivals.url)
        url = f"{arrivals.url}/ada/bot"
        async with Bot("1:x", url, request=transport(), get_updates_request=transport()) as bot:
            await bot.send_message(7, "Time for a glass of water.")
        assert await arrivals.until_sent(1) == "ada"
        assert [arrival.chat for arrival in arrivals.messages] == [7]


def _arrivals(*requests: str) -> Arrivals:
    log = "".join(f"{at}.0 {request} 7\n" for at, request in enumerate(requests))
    return Arrivals("http://127.0.0.1", StringIO(log), patience=0.01)
