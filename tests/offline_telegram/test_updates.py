"""Updates on their way to the bot."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, Person
from tests.conftest import Clock


def _fetch(telegram: LocalTelegram, **params: Any) -> list[dict[str, Any]]:
    updates: list[dict[str, Any]] = telegram.call("getUpdates", params)
    return updates


def _texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


def test_updates_stay_until_they_are_confirmed(telegram: LocalTelegram, ada: Person) -> None:
    """An offset confirms what is older; without one everything comes again."""
    for text in "abc":
        ada.say(text)
    assert _texts(_fetch(telegram, limit=2)) == ["a", "b"]
    first, *_ = _fetch(telegram)
    assert _texts(_fetch(telegram, offset=first["update_id"] + 1)) == ["b", "c"]
    assert _texts(_fetch(telegram)) == ["b", "c"]


def test_a_negative_offset_counts_from_the_end(telegram: LocalTelegram, ada: Person) -> None:
    """Asking for the newest forgets the others."""
    for text in "abc":
        ada.say(text)
    assert _texts(_fetch(telegram, offset=-1)) == ["c"]
    assert _texts(_fetch(telegram)) == ["c"]


def test_updates_are_kept_for_a_day(telegram: LocalTelegram, ada: Person, clock: Clock) -> None:
    """A bot that was away for longer misses what was said."""
    ada.say("early")
    clock.forward(hours=20)
    ada.say("late")
    clock.forward(hours=5)
    assert _texts(_fetch(telegram)) == ["late"]


def test_only_allowed_updates_are_queued(telegram: LocalTelegram, ada: Person) -> None:
    """The setting is remembered, an empty list resets it, and it does not work backwards."""
    ada.say("a")
    assert _fetch(telegram, allowed_updates=["callback_query"])
    ada.say("b")
    assert _texts(_fetch(telegram)) == ["a"]
    _fetch(telegram, allowed_updates=[])
    ada.say("c")
    assert _texts(_fetch(telegram)) == ["a", "c"]


@pytest.mark.parametrize("params", [{"limit": 0}, {"limit": 101}, {"allowed_updates": ["gossip"]}])
def test_refused(telegram: LocalTelegram, params: dict[str, Any]) -> None:
    """Limits and kinds outside of the specification are errors."""
    with pytest.raises(ApiError):
        _fetch(telegram, **params)


def test_webhooks_exclude_polling(telegram: LocalTelegram, ada: Person) -> None:
    """While a webhook is set, getUpdates is a conflict; deleting it can drop what is pending."""
    with pytest.raises(ApiError, match="An HTTPS URL must be provided"):
        telegram.call("setWebhook", {"url": "http://example.org"})
    telegram.call("setWebhook", {"url": "https://example.org", "allowed_updates": ["message"]})
    ada.say("a")
    info = telegram.call("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://example.org", 1)
    assert info["allowed_updates"] == ["message"]
    with pytest.raises(ApiError, match="can't use getUpdates method while webhook is active") as caught:
        _fetch(telegram)
    assert caught.value.code == 409
    telegram.call("deleteWebhook", {"drop_pending_updates": True})
    assert _fetch(telegram) == []
