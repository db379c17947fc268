"""What Telegram says, and what it means."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.operations.doctor import State
from bot.operations.doctor_telegram import ApiAnswer, Unreachable, admins, ask, clock, token, webhook

NOW = datetime(2026, 3, 1, 3, 0, 0, tzinfo=UTC)
AWAY = Unreachable("api.telegram.org cannot be reached: ConnectError")
HOOK = "https://bot.example/hook"


def result(**fields: Any) -> ApiAnswer:
    """A good one."""
    return ApiAnswer(200, {"ok": True, "result": fields})


def refused(status: int, description: str) -> ApiAnswer:
    """One that is none."""
    return ApiAnswer(status, {"ok": False, "description": description})


@pytest.mark.parametrize(
    ("me", "state", "says"),
    [
        (result(username="foot_bot", id=1), State.OK, "@foot_bot (1)"),
        (refused(401, "Unauthorized"), State.PROBLEM, "Telegram does not know it"),
        (refused(404, "Not Found"), State.PROBLEM, "Telegram does not know it"),
        (ApiAnswer(502), State.WARNING, "Telegram answers: HTTP 502"),
        (AWAY, State.SKIPPED, AWAY.why),
    ],
)
def test_the_token(me: ApiAnswer | Unreachable, state: State, says: str) -> None:
    """Telegram knows it, or not, or cannot be asked; whatever is wrong, it is said what to do."""
    found = token(me)
    assert (found.state, found.says) == (state, says)
    assert bool(found.do) is (state is not State.OK)


@pytest.mark.parametrize(
    ("info", "wanted", "state", "says"),
    [
        ({"url": ""}, None, State.OK, "none, as the bot polls"),
        ({"url": f"{HOOK}/secret"}, HOOK, State.OK, "set, at bot.example"),
        (
            {"url": f"{HOOK}/secret"},
            None,
            State.WARNING,
            "one is set, at bot.example, though the bot is to poll",
        ),
        ({"url": ""}, HOOK, State.WARNING, "none is set, not to WEBHOOK_URL"),
        (
            {"url": "https://old.example"},
            HOOK,
            State.WARNING,
            "Telegram sends updates to old.example, not to WEBHOOK_URL",
        ),
        (
            {"url": HOOK, "last_error_date": NOW.timestamp() - 60, "last_error_message": "Bad Gateway"},
            HOOK,
            State.PROBLEM,
            "Telegram could not deliver at 02:59 UTC: Bad Gateway",
        ),
        ({"url": HOOK, "last_error_date": NOW.timestamp() - 7200}, HOOK, State.OK, "set, at bot.example"),
        ({"url": "", "pending_update_count": 101}, None, State.WARNING, "101 updates wait"),
    ],
)
def test_the_webhook(info: dict[str, Any], wanted: str | None, state: State, says: str) -> None:
    """It is there when it should be, and only then; failures of the last hour count."""
    found = webhook(result(**info), wanted, NOW)
    assert (found.state, found.says) == (state, says)
    assert bool(found.do) is (state is not State.OK)
    assert "secret" not in found.says


def test_the_webhook_unknown() -> None:
    """Without an answer nothing is said of it."""
    assert webhook(AWAY, None, NOW).state is State.SKIPPED
    assert webhook(refused(401, "Unauthorized"), None, NOW).says == "Telegram answers: Unauthorized"


@pytest.mark.parametrize(
    ("ahead", "took", "says"),
    [
        (0.0, 0.1, "agrees with Telegram's"),
        (0.9, 0.1, "agrees with Telegram's"),
        (3.0, 0.1, "agrees with Telegram's"),  # Telegram's second may have been nearly over
        (3.6, 0.1, "3 s ahead of Telegram's"),
        (3.6, 2.0, "agrees with Telegram's"),  # who knows which half of the way was slow
        (-1.9, 0.1, "agrees with Telegram's"),
        (-2.6, 0.1, "3 s behind Telegram's"),
        (3600.0, 0.1, "3600 s ahead of Telegram's"),
    ],
)
def test_the_clock(ahead: float, took: float, says: str) -> None:
    """It may be off by two seconds, beside what cannot be known: fractions, and the time on the way."""
    found = clock(ApiAnswer(200, {}, NOW, NOW + timedelta(seconds=ahead), took))
    assert found.says == says
    assert found.state is (State.OK if says.startswith("agrees") else State.WARNING)


def test_the_clock_unknown() -> None:
    """Without an answer, or a date in it."""
    assert {clock(answer).state for answer in (AWAY, ApiAnswer(200))} == {State.SKIPPED}


@pytest.mark.parametrize(
    ("chats", "state", "says"),
    [
        ({}, State.OK, "none"),
        ({5: result(id=5), 6: result(id=6)}, State.OK, "2"),
        (
            {5: result(id=5), 6: refused(400, "Bad Request: chat not found")},
            State.WARNING,
            "Telegram knows no chat of the bot with 6",
        ),
        ({5: AWAY}, State.SKIPPED, AWAY.why),
    ],
)
def test_admins(chats: dict[int, ApiAnswer | Unreachable], state: State, says: str) -> None:
    """The bot can write only to those who have written to it."""
    found = admins(chats)
    assert (found.state, found.says) == (state, says)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://no.invalid:99999", "http://[x"])
def test_nobody_there(url: str) -> None:
    """The reason does not hold the token."""
    found = ask(url, "1:secret", "getMe")
    assert isinstance(found, Unreachable)
    assert "cannot be reached" in found.why
    assert "secret" not in found.why
