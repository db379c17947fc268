"""Webhooks, as they are set."""

from typing import Any

import pytest

from offline_telegram import ApiError, LocalTelegram, Person
from offline_telegram.files import Upload

URL = "https://bot.example.org/hook"


def test_what_is_known_of_it(telegram: LocalTelegram, ada: Person) -> None:
    """Everything that was set can be read, but the secret."""
    assert telegram.call("getWebhookInfo")["url"] == ""
    assert telegram.call("setWebhook", {"url": URL, "secret_token": "a-Z_9", "ip_address": "127.0.0.2"})
    ada.say("hi")
    info = telegram.call("getWebhookInfo")
    info.pop("allowed_updates")
    assert info == {
        "url": URL,
        "has_custom_certificate": False,
        "pending_update_count": 1,
        "max_connections": 40,
        "ip_address": "127.0.0.2",
    }


@pytest.mark.parametrize("method", ["deleteWebhook", "setWebhook"])
@pytest.mark.parametrize("drop", [True, False])
def test_taken_away(telegram: LocalTelegram, ada: Person, method: str, drop: bool) -> None:
    """By its own method or an empty address it is gone, and with it what is pending if one likes."""
    telegram.call("setWebhook", {"url": URL})
    ada.say("hi")
    url = {"url": ""} if method == "setWebhook" else {}
    assert telegram.call(method, url | {"drop_pending_updates": drop})
    assert telegram.call("getWebhookInfo")["url"] == ""
    assert len(telegram.call("getUpdates")) == (0 if drop else 1)


@pytest.mark.parametrize(
    "url",
    [URL, "https://bot.example.org:8443", "http://127.0.0.1:5000/x", "http://localhost", "http://[::1]:1"],
)
def test_addresses(telegram: LocalTelegram, url: str) -> None:
    """HTTPS on Telegram's ports, and on this machine HTTP and any port."""
    assert telegram.call("setWebhook", {"url": url})


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"url": "http://example.org"}, "An HTTPS URL must be provided"),
        ({"url": "http://10.0.0.1"}, "An HTTPS URL must be provided"),
        ({"url": "ftp://127.0.0.1"}, "An HTTPS URL must be provided"),
        ({"url": "https://example.org:8080"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://"}, "has no host"),
        ({"url": "hook"}, "has no host"),
        ({"url": "https://[::1"}, "URL is invalid"),
        ({"url": "https://example.org:port"}, "URL is invalid"),
        ({"url": URL, "secret_token": "a b"}, "secret token"),
        ({"url": URL, "secret_token": "a\n"}, "secret token"),
        ({"url": URL, "secret_token": "a" * 257}, "secret token"),
        ({"url": URL, "max_connections": 0}, "max_connections"),
        ({"url": URL, "max_connections": 101}, "max_connections"),
        ({"url": URL, "ip_address": "here"}, "IP address is invalid"),
        ({"url": URL, "certificate": Upload("a.pem", b"\xff", "text/plain")}, "certificate"),
        ({"url": URL, "certificate": Upload("a.pem", b"PEM", "text/plain")}, "certificate"),
        ({"url": URL, "allowed_updates": ["gossip"]}, "unknown update types"),
    ],
)
def test_refused(telegram: LocalTelegram, params: dict[str, Any], message: str) -> None:
    """What Telegram would not take leaves everything as it was."""
    with pytest.raises(ApiError, match=message):
        telegram.call("setWebhook", params)
    assert telegram.call("getWebhookInfo")["url"] == ""
