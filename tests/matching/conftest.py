"""The dictionary, read once."""

from collections.abc import Mapping

import pytest

from bot.matching.linguist import Linguist


@pytest.fixture(scope="session")
def dictionary(linguist: Linguist) -> Mapping[str, int]:
    """The dictionary that the bot uses."""
    return linguist.dictionary
