"""The embeddings, read once."""

import pytest

from bot.matching.similarity import Embed, load_embeddings


@pytest.fixture(scope="session")
def embed() -> Embed:
    """The word embeddings that the bot uses."""
    return load_embeddings()
