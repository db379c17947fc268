"""The webhook: where updates are sent instead of being fetched."""

import ipaddress
import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from offline_telegram.errors import bad_request
from offline_telegram.files import Upload
from offline_telegram.updates import allow_updates

if TYPE_CHECKING:
    from offline_telegram.world import World


_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_PORTS = frozenset({443, 80, 88, 8443})
_LOCALHOST = "127.0.0.1"
_CONNECTIONS = 40
_MOST_CONNECTIONS = 100


@dataclass(eq=False)
class WebhookAddress:
    """An address that updates are sent to."""

    url: str
    ip_address: str
    """The IP address of the host; empty if it is not known without DNS."""
    secret_token: str = ""
    max_connections: int = _CONNECTIONS
    certificate: Upload | None = None
    last_error: dict[str, Any] = field(default_factory=dict)
    """The fields of WebhookInfo about it."""

    @property
    def is_local(self) -> bool:
        """Whether it is on this machine. Nothing is delivered elsewhere."""
        host = urlsplit(self.url).hostname or ""
        return _is_loopback(self.ip_address) and (_is_loopback(host) or not _is_ip(host))

    def tls(self) -> ssl.SSLContext | bool:
        """What the server is checked with; raises a ValueError if the certificate cannot be read."""
        if self.certificate is None:
            return True
        return ssl.create_default_context(cadata=self.certificate.content.decode("ascii"))


def set_webhook(world: "World", params: Mapping[str, Any]) -> bool:
    """Sets the address, or with an empty one takes it away."""
    if not params["url"]:
        return delete_webhook(world, params)
    webhook = _webhook(params)
    if "allowed_updates" in params:
        allow_updates(world, params["allowed_updates"])
    world.updates.displace("terminated by setWebhook request")
    world.updates.send_to(webhook)
    return _drop_if_asked(world, params)


def delete_webhook(world: "World", params: Mapping[str, Any]) -> bool:
    """Back to getUpdates."""
    world.updates.send_to(None)
    return _drop_if_asked(world, params)


def get_webhook_info(world: "World", _: Mapping[str, Any]) -> dict[str, Any]:
    """The WebhookInfo object."""
    info = {
        "url": "",
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
        "allowed_updates": sorted(world.updates.allowed),
    }
    webhook = world.updates.webhook
    if webhook:
        info |= {
            "url": webhook.url,
            "has_custom_certificate": webhook.certificate is not None,
            "max_connections": webhook.max_connections,
            **({"ip_address": webhook.ip_address} if webhook.ip_address else {}),
            **webhook.last_error,
        }
    return info


def _webhook(params: Mapping[str, Any]) -> WebhookAddress:
    host = _host(params["url"])
    secret = params.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token must be 1 to 256 characters A-Z, a-z, 0-9, _ and -")
    connections = params.get("max_connections", _CONNECTIONS)
    if not 1 <= connections <= _MOST_CONNECTIONS:
        raise bad_request(f"max_connections must be from 1 to {_MOST_CONNECTIONS}")
    address = params.get("ip_address", "")
    if address and not _is_ip(address):
        raise bad_request("bad webhook: the specified IP address is invalid")
    webhook = WebhookAddress(params["url"], address or host, secret, connections, params.get("certificate"))
    try:
        webhook.tls()
    except (ValueError, ssl.SSLError) as error:
        raise bad_request("bad webhook: the certificate is not a PEM file") from error
    return webhook


def _host(url: str) -> str:
    """The IP address of the host, if it is known without DNS."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise bad_request("bad webhook: the URL is invalid") from error
    if not host:
        raise bad_request("bad webhook: the URL has no host")
    address = _LOCALHOST if host == "localhost" else host if _is_ip(host) else ""
    # Telegram wants HTTPS everywhere. On this machine plain HTTP does, and any port.
    if _is_loopback(address) and parts.scheme in {"http", "https"}:
        return address
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if port not in _PORTS | {None}:
        raise bad_request("bad webhook: WebhookAddress can be set up only on ports 80, 88, 443 or 8443")
    return address


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return _is_ip(host) and ipaddress.ip_address(host).is_loopback


def _drop_if_asked(world: "World", params: Mapping[str, Any]) -> bool:
    if params.get("drop_pending_updates"):
        world.updates.drop()
    return True
