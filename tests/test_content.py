"""The knowledge that ships: complete, sourced, plain, and promising nothing."""

import re

import pytest

from bot.knowledge import Knowledge
from bot.language.text import normalise

ARTICLE = (
    "what-is-a-foot-cramp",
    "causes",
    "prevention",
    "stop-a-cramp-now",
    "night-cramps",
    "sleep-position",
    "sleep-quality",
    "shoes",
    "foot-strain",
    "circulation-and-nerves",
    "dehydration",
    "electrolytes",
    "drink-before-bed",
    "calf-and-leg-cramps",
    "running",
    "massage",
    "medically-reviewed",
)
BEYOND_THE_ARTICLE = (
    "pre-bed-stretch",
    "see-a-doctor",
    "urgent-signs",
    "how-long",
    "painkillers",
    "magnesium",
    "medicines",
    "pregnancy",
    "age",
    "how-much-water",
)
THE_BOT = ("reminders-help", "about-bot", "privacy")
SMALL_TALK = ("greeting", "thanks", "goodbye")
LEAST_QUESTIONS = (
    dict.fromkeys([*ARTICLE, *BEYOND_THE_ARTICLE, *THE_BOT], 25)
    | dict.fromkeys(SMALL_TALK, 8)
    | {"urgent-signs": 60}
)
LONG_ANSWER = 700
SOURCED = {
    r"\bthe article\b": {"article"},
    r"\b10 minutes\b": {"nhs-leg-cramps"},
    r"\bblood clot\b": {"nhs-dvt"},
    r"\bchest pain\b": {"nhs-dvt", "nhs-pulmonary-embolism"},
    r"\bone leg is swollen\b": {"nhs-dvt"},
    r"\bfluids\b": {"hyponatraemia-leaflets"},
    r"\(sodium\)|\byour sodium\b": {"hyponatraemia-leaflets"},
    r"\bcups or glasses\b": {"nhs-hydration"},
    r"\btrial\b": {"hallegraeff-2012"},
    r"\bCochrane\b": {"cochrane-magnesium"},
    r"\bUS study\b": {"grandner-2017"},
    r"\bover 80\b": {"nhs-cks-leaflets"},
    r"\b[Ww]armth\b|\bheat is\b|\bIce\b": {"aaos"},
    r"\b[Qq]uinine\b": {"nhs-leg-cramps"},
}
"""What only some sources say, by how the answers speak of it."""
FORBIDDEN = {
    "a promise": r"\bcur(?:e|es|ed|ing)\b|\bguarantee|\bmiracle|\b100 ?%|\balways (?:work|help)|\bproven\b"
    r"|\bwill (?:stop|prevent|heal|end|fix|help|go away)\b|\bfor certain\b|\bnothing to worry\b",
    "a dose": r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|milligrams?|g|grams?|ml|mmol|IU|tablets?|pills?|capsules?)\b"
    r"|\b(?:once|twice|three times) (?:a day|daily)\b",
    "a diagnosis": r"\byou (?:have|are having) (?:a|an) (?:clot|blood clot|deficiency|cramp disorder)\b",
    "jargon": r"nocturnal|idiopathic|gastrocnemius|plantar|hyponatr|thrombo|hamstring|contraindicat"
    r"|aetiolog|etiolog|vascular|neuro|prophyla|oedema|edema|myalgia|placebo|confidence interval",
    "markup": r"[*_`<>#\[\]|]|https?:|www\.",
}


def test_every_topic_has_its_entry(knowledge: Knowledge) -> None:
    """The topics are promised; entries may be added, none dropped."""
    assert set(knowledge.entries) >= {*ARTICLE, *BEYOND_THE_ARTICLE, *THE_BOT, *SMALL_TALK}


@pytest.mark.parametrize(("topic", "least"), LEAST_QUESTIONS.items())
def test_every_topic_shows_how_people_ask_for_it(knowledge: Knowledge, topic: str, least: int) -> None:
    """Enough different ways of asking, counted without those that differ in capitals or signs only."""
    assert len({normalise(question) for question in knowledge.entries[topic].questions}) >= least


def test_enough_questions_are_there_to_be_declined(knowledge: Knowledge) -> None:
    """What is not covered is learnt from examples too."""
    assert len({normalise(question) for question in knowledge.not_covered}) >= 150


def test_nearly_all_answers_are_short(knowledge: Knowledge) -> None:
    """One in twenty may be longer than a phone shows at once."""
    long = [entry.id for entry in knowledge.entries.values() if len(entry.answer) > LONG_ANSWER]
    assert len(long) <= len(knowledge.entries) / 20, long


@pytest.mark.parametrize("topic", ARTICLE)
def test_topics_of_the_article_name_it(knowledge: Knowledge, topic: str) -> None:
    """They may name further sources."""
    assert "article" in knowledge.entries[topic].sources


@pytest.mark.parametrize("topic", BEYOND_THE_ARTICLE)
def test_topics_beyond_the_article_name_public_health_sources_only(knowledge: Knowledge, topic: str) -> None:
    """So they are marked as beyond the article."""
    assert {knowledge.sources[key].kind for key in knowledge.entries[topic].sources} == {"public-health"}


@pytest.mark.parametrize("topic", [*THE_BOT, *SMALL_TALK])
def test_the_bot_itself_is_the_source_of_what_it_says_about_itself(knowledge: Knowledge, topic: str) -> None:
    """Nothing of it comes from the article."""
    sources = knowledge.entries[topic].sources
    assert "bot" in sources
    assert "article" not in sources


def test_answers_name_the_sources_of_what_they_say(knowledge: Knowledge) -> None:
    """A fact that only some sources hold stands under one of them."""
    for entry in knowledge.entries.values():
        for fact, sources in SOURCED.items():
            if re.search(fact, entry.answer):
                assert sources & set(entry.sources), f"{entry.id} says {fact} and names {entry.sources}"


@pytest.mark.parametrize("pattern", SOURCED)
def test_every_sourced_fact_is_said_somewhere(knowledge: Knowledge, pattern: str) -> None:
    """Else the test before looks for nothing."""
    assert any(re.search(pattern, entry.answer) for entry in knowledge.entries.values())


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items())
def test_no_answer_promises_doses_or_lectures(knowledge: Knowledge, what: str, pattern: str) -> None:
    """Doctors prescribe; the bot speaks plainly and promises no more than its sources."""
    found = [
        (entry.id, match[0])
        for entry in knowledge.entries.values()
        if (match := re.search(pattern, entry.answer, re.IGNORECASE))
    ]
    assert not found, f"{what}: {found}"


@pytest.mark.parametrize(
    ("what", "slip"),
    [
        ("a promise", "This cures every cramp."),
        ("a promise", "Stretching will prevent cramps."),
        ("a dose", "Take 400 mg."),
        ("a dose", "Take it twice a day."),
        ("a diagnosis", "You have a blood clot."),
        ("jargon", "Stretch your hamstring."),
        ("markup", "**Stretch** it."),
    ],
)
def test_slips_are_found(what: str, slip: str) -> None:
    """What the test before would object to."""
    assert re.search(FORBIDDEN[what], slip, re.IGNORECASE)


@pytest.mark.parametrize(
    "sign",
    [
        r"\b999\b",
        r"\b112\b",
        r"\b911\b",
        r"more than 10 minutes",
        r"swollen",
        r"warm",
        r"\bred\b",
        r"chest pain",
        r"trouble breathing",
        r"coughing up blood",
        r"wound that may be infected",
        r"poison",
        r"get medical help today",
    ],
)
def test_the_urgent_answer_names_every_sign_and_whom_to_call(knowledge: Knowledge, sign: str) -> None:
    """Somebody may read nothing else."""
    assert re.search(sign, knowledge.entries["urgent-signs"].answer, re.IGNORECASE)


def test_only_the_signs_that_cannot_wait_are_an_alarm(knowledge: Knowledge) -> None:
    """An alarm about anything else would teach people to ignore it."""
    assert [entry.id for entry in knowledge.entries.values() if entry.urgent] == ["urgent-signs"]


def test_only_small_talk_is_left_out_of_the_list_of_topics(knowledge: Knowledge) -> None:
    """Everything else can be found without knowing how to ask."""
    assert {entry.id for entry in knowledge.entries.values() if not entry.listed} == set(SMALL_TALK)
