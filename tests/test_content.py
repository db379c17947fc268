"""The knowledge that ships: complete, sourced, plain, and promising nothing."""

import re
from statistics import median

import pytest

from bot.knowledge import Knowledge
from bot.language import normalise
from tools.readability import grade, texts

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
    "how-long",
    "painkillers",
    "magnesium",
    "medicines",
    "pregnancy",
    "age",
    "how-much-water",
    "other-sports",
    "home-remedies",
    "children",
    "long-term-conditions",
    "walking-pain",
    "restless-legs",
)
ALARMS = ("urgent-signs", "emergency-now", "poisoned", "crisis", "pregnancy-urgent")
THE_BOT = ("reminders-help", "about-bot", "privacy")
SMALL_TALK = ("greeting", "thanks", "goodbye")
LEAST_QUESTIONS = (
    dict.fromkeys([*ARTICLE, *BEYOND_THE_ARTICLE, *ALARMS, *THE_BOT], 25)
    | dict.fromkeys(SMALL_TALK, 8)
    | {"urgent-signs": 60}
)
GRADE = 6
"""Of school, in the United States, after which every text is read easily."""
SHORT_AT_MEDIAN = 45
LEAST_DETAILS = 6
FORBIDDEN = {
    "a promise": r"\bcur(?:e|es|ed|ing)\b|\bguarantee|\bmiracle|\b100 ?%|\balways (?:work|help)|\bproven\b"
    r"|\bwill (?:stop|prevent|heal|end|fix|help|go away)\b|\bfor certain\b|\bnothing to worry\b",
    "a dose": r"\b\d+(?:[.,]\d+)? ?(?:mg|mcg|milligrams?|g|grams?|ml|mmol|IU|tablets?|pills?|capsules?)\b"
    r"|\b(?:once|twice|three times) (?:a day|daily)\b",
    "a diagnosis": r"\byou (?:have|are having) (?:a|an) (?:clot|blood clot|deficiency|cramp disorder)\b",
    "jargon": r"nocturnal|idiopathic|gastrocnemius|plantar|hyponatr|thrombo|hamstring|contraindicat"
    r"|aetiolog|etiolog|vascular|neuro|prophyla|oedema|edema|myalgia|placebo|confidence interval",
    "stiff English": r"\b(?:do|does|did|is|are|was|were|ca|could|would|should)(?: not|nnot)\b|\bI am\b"
    r"|\b(?:it|that) is\b(?! \w+ing)",
    "markup": r"[*_`<>#\[\]|]|https?:|www\.",
}


def test_every_topic_has_its_entry(knowledge: Knowledge) -> None:
    """The topics are promised; entries may be added, none dropped."""
    assert set(knowledge.entries) >= {*ARTICLE, *BEYOND_THE_ARTICLE, *ALARMS, *THE_BOT, *SMALL_TALK}


@pytest.mark.parametrize(("topic", "least"), LEAST_QUESTIONS.items())
def test_every_topic_shows_how_people_ask_for_it(knowledge: Knowledge, topic: str, least: int) -> None:
    """Enough different ways of asking, or of wanting what it tells of; capitals and signs do not count."""
    asked = [*knowledge.entries[topic].questions]
    asked += [one.text for one in knowledge.examples if one.intent and one.entries[0] == topic]
    assert len({normalise(question) for question in asked}) >= least


def test_enough_questions_are_there_to_be_declined(knowledge: Knowledge) -> None:
    """What is not covered is learnt from examples too."""
    assert len({normalise(question) for question in knowledge.not_covered}) >= 150


def test_every_topic_has_an_answer_that_stands_alone(knowledge: Knowledge) -> None:
    """Short ones come first; only small talk has nothing behind it."""
    assert {entry.id for entry in knowledge.entries.values() if entry.short is None} == set(SMALL_TALK)
    shorts = [len(entry.short.split()) for entry in knowledge.entries.values() if entry.short]
    assert median(shorts) <= SHORT_AT_MEDIAN


def test_no_short_answer_needs_its_question(knowledge: Knowledge) -> None:
    """Buttons lead there too: nobody has asked whether it can."""
    needing = re.compile(r"(?:yes|no)[,.]|(?:it|they|that|probably|maybe)\b", re.IGNORECASE)
    assert not [
        entry.id for entry in knowledge.entries.values() if entry.short and needing.match(entry.short)
    ]


@pytest.mark.parametrize("topic", sorted({*ARTICLE, *BEYOND_THE_ARTICLE, *ALARMS} - {"medically-reviewed"}))
def test_follow_ups_are_answered(knowledge: Knowledge, topic: str) -> None:
    """Is it dangerous, how long, is it safe for a child, where is that from: a sentence each."""
    details = knowledge.entries[topic].details
    assert len(details) >= LEAST_DETAILS
    asked = [ask for detail in details for ask in detail.asks]
    assert len(asked) == len(set(asked))
    assert all(detail.says.endswith(".") and "\n" not in detail.says for detail in details)


@pytest.mark.parametrize("topic", [*ARTICLE, *BEYOND_THE_ARTICLE, *ALARMS, *THE_BOT, *SMALL_TALK])
def test_every_text_is_read_easily(knowledge: Knowledge, topic: str) -> None:
    """By people who are in pain, tired, or no native speakers."""
    hard = {part: found for part, text in texts(knowledge.entries[topic]) if (found := grade(text)) > GRADE}
    assert not hard


@pytest.mark.parametrize("topic", ARTICLE)
def test_topics_of_the_article_name_it(knowledge: Knowledge, topic: str) -> None:
    """They may name further sources."""
    assert "article" in knowledge.entries[topic].sources


@pytest.mark.parametrize("topic", BEYOND_THE_ARTICLE)
def test_topics_beyond_the_article_name_other_sources(knowledge: Knowledge, topic: str) -> None:
    """What the article says there too is marked as its own."""
    kinds = {knowledge.sources[key].kind for key in knowledge.entries[topic].sources}
    assert kinds & {"public-health", "study"}


@pytest.mark.parametrize("topic", [*THE_BOT, *SMALL_TALK])
def test_the_bot_itself_is_the_source_of_what_it_says_about_itself(knowledge: Knowledge, topic: str) -> None:
    """Nothing of it comes from the article."""
    sources = knowledge.entries[topic].sources
    assert "bot" in sources
    assert "article" not in sources


@pytest.mark.parametrize(("what", "pattern"), FORBIDDEN.items())
def test_no_answer_promises_doses_or_lectures(knowledge: Knowledge, what: str, pattern: str) -> None:
    """Doctors prescribe; the bot speaks plainly and promises no more than its sources."""
    found = [
        (entry.id, match[0])
        for entry in knowledge.entries.values()
        for _, text in texts(entry)
        if (match := re.search(pattern, text, re.IGNORECASE))
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


@pytest.mark.parametrize("topic", ALARMS)
def test_an_alarm_says_first_whom_to_call(knowledge: Knowledge, topic: str) -> None:
    """With numbers for more than one country, before anything is opened."""
    alarm = knowledge.entries[topic].short
    assert alarm
    assert re.search(r"your emergency number", alarm, re.IGNORECASE)
    assert all(number in alarm for number in ("112", "999", "911"))


@pytest.mark.parametrize(
    ("topic", "signs"),
    [
        (
            "urgent-signs",
            "10 minutes|swollen|hot, red or darker|weak or numb|infected|lead or mercury|diabetes|child",
        ),
        (
            "emergency-now",
            "chest pain|breathing|coughing up blood|stroke|collapse|confusion|cola|stiff jaw|cold",
        ),
        ("poisoned", "more of a medicine than the leaflet|poisonous|child|hurt yourself"),
        ("crisis", "stay with you|somebody else|see a doctor"),
        ("pregnancy-urgent", "bleeding|tummy|headache|blurred|moves less|swollen"),
    ],
)
def test_an_alarm_names_what_it_is_about(knowledge: Knowledge, topic: str, signs: str) -> None:
    """So that people can tell whether it is about them."""
    answer = knowledge.entries[topic].answer
    assert not [sign for sign in signs.split("|") if sign not in answer.lower()]


def test_only_the_signs_that_cannot_wait_are_an_alarm(knowledge: Knowledge) -> None:
    """An alarm about anything else would teach people to ignore it."""
    assert {entry.id for entry in knowledge.entries.values() if entry.urgent} == set(ALARMS)


def test_signs_raise_alarms(knowledge: Knowledge) -> None:
    """And every alarm has a sign, or stands in for those that name none."""
    raised = {sign.entry for sign in knowledge.red_flags.signs}
    assert raised - {None} == set(ALARMS) - {"urgent-signs"}
    assert next(entry.id for entry in knowledge.entries.values() if entry.urgent) == "urgent-signs"


def test_only_small_talk_is_left_out_of_the_list_of_topics(knowledge: Knowledge) -> None:
    """Everything else can be found without knowing how to ask."""
    assert {entry.id for entry in knowledge.entries.values() if not entry.listed} == set(SMALL_TALK)
