"""The embeddings and the dictionary, read once."""

from collections.abc import Mapping

import pytest

from bot.matching.similarity import Embed, load_embeddings
from bot.matching.wording import load_dictionary


@pytest.fixture(scope="session")
def embed() -> Embed:
    """The word embeddings that the bot uses."""
    return load_embeddings()


@pytest.fixture(scope="session")
def dictionary() -> Mapping[str, int]:
    """The dictionary that the bot uses."""
    return load_dictionary()
