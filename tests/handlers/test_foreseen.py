"""Questions after an answer that its entry foresees."""

import pytest

from tests.conftest import Chat

MAGNESIUM = "does magnesium help against foot cramps?"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("is that safe", "Ask your doctor or pharmacist first"),
        ("is it dangerous", "My sources don't list side effects"),
        ("it works for me", "That may be"),
        ("how often", "how long or how often to take it"),
    ],
)
async def test_in_their_words(chat: Chat, asked: str, said: str) -> None:
    """The very words win over others that ask for a danger too."""
    await chat.say(MAGNESIUM)
    assert said in await chat.say(asked)


async def test_a_source_of_its_own(chat: Chat) -> None:
    """A sentence that does not come from the sources of its entry names its own."""
    await chat.say("which stretches should I do before bed?")
    told = await chat.say("what about pregnancy")
    assert "Stretching the calf" in told
    assert "Common health problems in pregnancy" in told
    assert "Journal of Physiotherapy" not in told
