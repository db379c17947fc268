"""Where Telegram sends updates, and how it shows that it is Telegram."""

import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Address:
    """Nothing in it can be guessed, and whoever knows it does not know the token."""

    url: str = field(repr=False)
    """With the path."""
    path: str = field(repr=False)
    """The last part of the URL's."""
    secret: str = field(repr=False)
    """What Telegram says in a header of every request."""

    def is_path(self, path: str) -> bool:
        """Whether a request was made to this address, at whatever prefix a proxy has left or taken away."""
        return _same(path.rpartition("/")[2], self.path)

    def is_secret(self, secret: str) -> bool:
        """Whether whoever made a request knows the secret."""
        return _same(secret, self.secret)


def address(base: str, token: str) -> Address:
    """The address under a base; the same for every process that has the same token."""
    path = _derived(token, "webhook path")
    return Address(f"{base}/{path}", path, _derived(token, "webhook secret"))


def _derived(token: str, purpose: str) -> str:
    return hmac.digest(token.encode(), purpose.encode(), "sha256").hex()


def _same(given: str, expected: str) -> bool:
    """Takes as long for nearly the same as for something else."""
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), expected.encode())
