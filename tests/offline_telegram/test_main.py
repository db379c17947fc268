"""`python -m offline_telegram`."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from aiohttp import ClientSession

from offline_telegram.__main__ import main


async def test_a_server_for_any_bot() -> None:
    """What a bot needs is printed, and lets it in; what has no effect and what is refused is listed, once."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "offline_telegram", "--port", "0", "--token", "7:x", "--username", "my_bot"),
        stdout=PIPE,
        stderr=PIPE,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout
    try:
        async with asyncio.timeout(60), ClientSession() as session:
            page = (await process.stdout.readline()).decode().split()[4]
            assert await process.stdout.readline() == f"TELEGRAM_API_URL={page}\n".encode()
            assert await process.stdout.readline() == b"TELEGRAM_BOT_TOKEN=7:x\n"
            for _ in range(2):
                async with session.get(f"{page}/bot7:x/getMe", params={"hide": "1"}) as response:
                    assert (await response.json())["result"]["username"] == "my_bot"
            async with session.get(
                f"{page}/bot7:x/sendMessage", params={"chat_id": 5, "text": "x"}
            ) as response:
                assert response.status == 400
            process.send_signal(signal.SIGINT)
            _, listed = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode == 0
    assert listed.decode().splitlines() == [
        'getMe: "hide" is not in the Bot API',
        "sendMessage refused: Bad Request: chat not found",
    ]


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """It is said what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["--port", str(taken.getsockname()[1])]) == 1
    assert capsys.readouterr().err.endswith("): say another one with --port\n")


@pytest.mark.parametrize(
    ("option", "value", "error"),
    [
        ("--port", "70000", "`70000` is not a whole number from 0 to 65535"),
        ("--port", "web", "`web` is not a whole number from 0 to 65535"),
        ("--token", "local", "a token is a number, a colon"),
        ("--username", "x y", "a username has 4 to 32 letters"),
    ],
)
def test_wrong_options(option: str, value: str, error: str, capsys: pytest.CaptureFixture[str]) -> None:
    """They are named."""
    with pytest.raises(SystemExit):
        main([option, value])
    assert error in capsys.readouterr().err
