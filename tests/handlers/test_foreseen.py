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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("mustard for foot cramps", "My sources say nothing about mustard itself."),
        ("mag citrate worth it?", "My sources don't say which kind is best."),
        (
            "would a foam roller help my feet?",
            "My sources say nothing about balls, rollers, guns or machines",
        ),
    ],
)
async def test_asked_for_by_name(chat: Chat, asked: str, said: str) -> None:
    """What is asked for by name is told at once, below what everybody reads first."""
    told = await chat.say(asked)
    assert said in told
    assert told.index(said) > told.index("\n\n")


async def test_named_with_a_source_of_its_own(chat: Chat) -> None:
    """The source of what was asked for by name stands below the answer, too."""
    told = await chat.say("can birth control cause leg cramps")
    assert "The pill and HRT make a blood clot more likely" in told
    assert told.count("DVT (deep vein thrombosis)") == 1


async def test_nothing_by_name(chat: Chat) -> None:
    """Who asks for nothing by name is not told about particular things."""
    assert "best" not in await chat.say(MAGNESIUM)


async def test_named_but_told_already(chat: Chat) -> None:
    """What everybody reads first is not said a second time, because it was asked for by name."""
    told = await chat.say("does tonic water stop night cramps?")
    assert "experts in sport advise against tonic water" in told
    assert "Experts on cramps in sport advise against tonic water" not in told
