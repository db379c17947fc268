"""Tests of bot.matching.matcher."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge import Knowledge, load
from bot.matching import Answer, Check, Matcher, Reply, Suggest, Unknown, Urgent, build_matcher
from bot.matching.ear import MOST_PARTS, Ear
from bot.matching.encoders import Linguist
from bot.matching.follow_up import Leaning, asks, leaning
from bot.matching.matcher import LONGEST, SUGGESTIONS, SURELY
from bot.matching.similarity import Encoded
from bot.matching.wording import Reading
from tests.knowledge.folders import write


def answered(reply: Reply) -> str | None:
    """The entry of an answer."""
    return reply.entry.id if isinstance(reply, Answer) else None


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("would a massage help?", "massage"),
        ("How much water should I drink?", "how-much-water"),
        ("can my shoes cause this", "shoes"),
        ("magnesium", "magnesium"),
        ("hi", "greeting"),
        ("thank you!", "thanks"),
        ("are you a doctor or a machine", "about-bot"),
    ],
)
def test_a_clear_question_is_answered(matcher: Matcher, question: str, entry: str) -> None:
    """In whatever length."""
    assert answered(matcher.reply(question)) == entry


def test_every_model_question_has_its_own_answer(knowledge: Knowledge, matcher: Matcher) -> None:
    """And the model question of something urgent raises the alarm."""
    for entry in knowledge.entries.values():
        reply = matcher.reply(entry.questions[0])
        assert isinstance(reply, Urgent if entry.urgent else Answer), entry.questions[0]
        assert reply.entry.id == entry.id


@pytest.mark.parametrize(
    "question", ["wich stretchs hlep befor bed", "magnesum tablts", "hgih heels", "masage?"]
)
def test_typing_errors_are_understood(matcher: Matcher, question: str) -> None:
    """They change the wording, not the outcome."""
    right = {"stretchs": "pre-bed-stretch", "tablts": "magnesium", "heels": "shoes", "masage?": "massage"}
    assert answered(matcher.reply(question)) == right[question.split()[min(1, len(question.split()) - 1)]]


@pytest.mark.parametrize("question", ["help"])
def test_an_unclear_question_is_asked_back(matcher: Matcher, question: str) -> None:
    """With two or three topics, the likeliest first; no small talk, and a danger only as the first."""
    reply = matcher.reply(question)
    assert isinstance(reply, Suggest)
    assert 2 <= len(reply.entries) <= SUGGESTIONS
    assert all(entry.listed for entry in reply.entries)
    listed = [candidate.entry for candidate in reply.candidates if candidate.entry.listed]
    calm = [listed[0], *(entry for entry in listed[1:] if not entry.urgent)]
    assert list(reply.entries) == calm[: len(reply.entries)]


@pytest.mark.parametrize(
    "question",
    [
        "what's the capital of France?",
        "my hand cramps when I write",
        "I have period pain",
        "plantar fasciitis in my heel",
        "is gout caused by beer?",
        "my knee clicks when I climb stairs, which brace shall I buy?",
        "write a poem about autumn",
    ],
)
def test_what_is_not_covered_is_declined(matcher: Matcher, question: str) -> None:
    """Near misses above all."""
    assert not isinstance(matcher.reply(question), Answer | Urgent)


@pytest.mark.parametrize(
    "message",
    [
        "",
        " \n ",
        "?!...",
        "😀 👣",
        "\u200b\u200f",
        "पैर में ऐंठन",
    ],
)
def test_what_cannot_be_read_is_not_known(matcher: Matcher, message: str) -> None:
    """Nothing, signs, a script that no encoder reads; the entries are listed all the same."""
    reply = matcher.reply(message)
    assert isinstance(reply, Unknown)
    assert len(reply.candidates) == len(matcher.knowledge.entries)


@pytest.mark.parametrize(
    "message",
    [
        "Hello there. My name is Ahmed and I live in Leeds. would a massage help? Thanks!",
        "Good evening!\nwould a massage help?\nCheers, Bill",
        "I have two cats. He works in a bank. Would a massage help? The weather is fine.",
        "hi there - would a massage help - thank you",
    ],
)
def test_a_question_is_found_among_chatter(matcher: Matcher, message: str) -> None:
    """Wherever it stands."""
    assert answered(matcher.reply(message)) == "massage"


def test_greetings_alone_are_answered_as_such(matcher: Matcher) -> None:
    """There is nothing else to find."""
    assert answered(matcher.reply("Hello! Good morning!")) == "greeting"


SIGNS = [
    "My left calf is swollen, hot and red.",
    "I am coughing up blood.",
    "My cramp has lasted for twenty minutes and does not stop.",
    "I trod on a rusty nail and now my muscles are locking up.",
]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize(
    "message",
    [
        "{}",
        "Would a massage help? {}",
        "{} Would a massage help?",
        "Hello! Which shoes are best? And how much water should I drink? {} Thank you.",
        "How do I set a reminder?\n{}",
    ],
)
def test_a_sign_of_something_serious_comes_first(matcher: Matcher, message: str, sign: str) -> None:
    """In whichever sentence, and whatever else is asked."""
    reply = matcher.reply(message.format(sign))
    assert isinstance(reply, Urgent)
    assert reply.entry.urgent
    assert reply.entry == reply.candidates[0].entry


def test_a_sign_at_the_end_of_a_long_message_is_found(matcher: Matcher) -> None:
    """Even where sentences are not read one by one any more."""
    chatter = "I like tea. " * (2 * MOST_PARTS)
    assert isinstance(matcher.reply(f"{chatter}{SIGNS[0]}"), Urgent)


@pytest.mark.parametrize(
    "question",
    [
        "what are the warning signs of a blood clot?",
        "Which signs with a cramp cannot wait?",
        "when should one call an ambulance for a cramp",
        "can a cramp be dangerous? which symptoms are an emergency?",
    ],
)
def test_a_question_about_signs_is_no_alarm(matcher: Matcher, question: str) -> None:
    """It is answered like any other, by the same entry."""
    reply = matcher.reply(question)
    assert isinstance(reply, Answer)
    assert reply.entry.urgent


def well_formed(reply: Reply, knowledge: Knowledge) -> bool:
    """Whether a reply is as those who use it expect."""
    if isinstance(reply, Check):
        return reply.entry.urgent and well_formed(reply.beneath, knowledge)
    scores = [candidate.score for candidate in reply.candidates]
    entries = [candidate.entry for candidate in reply.candidates]
    return (
        isinstance(reply, Answer | Suggest | Urgent | Unknown)
        and len(entries) == len({entry.id for entry in entries}) == len(knowledge.entries)
        and all(0 <= score <= 1 for score in scores)
        and all(first >= second for first, second in pairwise(scores))
        and (not isinstance(reply, Answer | Urgent) or reply.entry == entries[0])
        and (not isinstance(reply, Suggest) or 2 <= len(reply.entries) <= SUGGESTIONS)
        and (not isinstance(reply, Unknown) or len(reply.nearest) <= SUGGESTIONS)
    )


FRAGMENTS = st.sampled_from(
    [
        *SIGNS,
        "would a massage help",
        "hi",
        "my",
        "cramp",
        "not",
        "swollen",
        "crmap",
        ". ",
        " - ",
        "\n",
        "?",
        "'",
        "20 minutes",
    ]
)


@given(message=st.lists(FRAGMENTS | st.text(max_size=20), max_size=8).map(" ".join) | st.text())
def test_any_message_gets_a_reply(matcher: Matcher, message: str) -> None:
    """With every entry among the candidates, best first, and the entry of an answer on top of them."""
    assert well_formed(matcher.reply(message), matcher.knowledge)


HOSTILE = {
    "one word": "x" * LONGEST,
    "one letter, many words": "a " * (LONGEST // 2),
    "spaces": f"a{' ' * (LONGEST - 2)}b",
    "a word a line": "cramp\n" * (LONGEST // 6),
    "unknown words": " ".join(
        f"{number:06x}xqz".translate(str.maketrans("0123456789", "ghijklmnop")) for number in range(409)
    ),
    "unknown words in sentences": "xqzk wqkz. " * (LONGEST // 11),
    "denied signs": "no leg swollen " * (LONGEST // 15),
    "numbers": "1 " * (LONGEST // 2),
    "emoji": "😀" * LONGEST,
    "another script": "脚抽筋" * (LONGEST // 3),
    "combining marks": "e" + "\u0301" * (LONGEST - 1),
    "letters that are whole phrases": "\ufdfa" * LONGEST,
    "a long line of a file": "why do my feet cramp at night " * 3_000,
}


@pytest.mark.parametrize("message", HOSTILE.values(), ids=HOSTILE)
def test_the_longest_message_is_read_quickly(matcher: Matcher, message: str) -> None:
    """Whatever stands in it; the limit leaves room for slow machines."""
    start = perf_counter()
    assert well_formed(matcher.reply(message), matcher.knowledge)
    assert perf_counter() - start < 5


@dataclass(frozen=True)
class CountingEar(Ear):
    """Counts the texts that it hears."""

    heard: list[str] = field(default_factory=list)

    def encode(self, readings: Sequence[Reading]) -> list[Encoded]:
        """As always."""
        self.heard.extend(reading.written for reading in readings)
        return super().encode(readings)


def test_the_work_for_one_message_is_bounded(matcher: Matcher) -> None:
    """The sentences of a long message are not all read for themselves."""
    ear = CountingEar(matcher.english.encoder, matcher.english.judge, matcher.english.ridge)
    replace(matcher, english=ear).reply("I like tea. My leg is swollen, says my uncle. " * 100)
    assert 2 < len(ear.heard) <= 2 * MOST_PARTS + 2


def test_the_same_question_has_the_same_reply(matcher: Matcher) -> None:
    """Nothing is kept from what was asked before."""
    questions = ["would a massage help?", "night", SIGNS[0], "gout", "", "crmap at nigt"]
    first = [matcher.reply(question) for question in questions]
    assert [matcher.reply(question) for question in reversed(questions)] == first[::-1]


ENTRY = "- {{id: {0}, title: {0}, questions: [{1}], answer: This., source: a}}\n"
SOURCES = "a: {title: A, kind: bot}\n"


Small: TypeAlias = Callable[..., Matcher]


@pytest.fixture
def small(tmp_path: Path, linguist: Linguist) -> Small:
    """Make a matcher for a folder with these files."""

    def small(**files: str) -> Matcher:
        named = {f"{name}.yaml": text for name, text in files.items()}
        return build_matcher(load(write(tmp_path, {"sources.yaml": SOURCES} | named)), linguist=linguist)

    return small


def test_a_folder_without_calibration_or_uncovered_questions_works(small: Small) -> None:
    """Nor anything else but entries."""
    entries = ENTRY.format("walk", "can i walk with it, is walking bad") + ENTRY.format(
        "bed", "how to lie in bed"
    )
    matcher = small(entries=entries)
    for question, entry in (("is walking bad?", "walk"), ("how do I lie in bed", "bed")):
        reply = matcher.reply(question)
        assert reply.candidates[0].entry.id == entry
        assert well_formed(reply, matcher.knowledge)


def test_a_single_entry_is_answered_or_not(small: Small) -> None:
    """There is nothing to choose between."""
    matcher = small(entries=ENTRY.format("walk", "can i walk with it"))
    assert answered(matcher.reply("can I walk with it?")) == "walk"
    for message in ("zzz", "can you", "the weather in oslo", ""):
        assert isinstance(matcher.reply(message), Answer | Unknown)


def test_signs_without_an_urgent_entry_raise_no_alarm(small: Small) -> None:
    """There would be nothing to say."""
    flags = "words: {leg: [leg]}\nsigns: [{name: a leg, all: [leg]}]\n"
    matcher = small(entries=ENTRY.format("walk", "can i walk on my leg"), **{"red-flags": flags})
    assert answered(matcher.reply("can I walk on my leg?")) == "walk"


LISTED = st.sampled_from(
    [
        "massage",
        "shoes",
        "pre-bed-stretch",
        "urgent-signs",
        "how-long",
        "magnesium",
        "privacy",
        "night-cramps",
    ]
)
WORDS = (
    "why how long and it that my calf leg swollen hot red chest pain night shoes massage magnesium what "
    "about stretch ok thanks"
)
SAID = st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join)


@pytest.mark.parametrize(
    ("context", "question", "entry"),
    [
        ("pre-bed-stretch", "how long?", "pre-bed-stretch"),
        ("stop-a-cramp-now", "how long?", "how-long"),
        ("massage", "why?", "massage"),
        ("how-much-water", "what about my calf", "calf-and-leg-cramps"),
        ("causes", "and at night?", "night-cramps"),
        ("night-cramps", "ok thanks", "thanks"),
    ],
)
def test_a_follow_up_is_read_in_the_light_of_what_was_read(
    matcher: Matcher, context: str, question: str, entry: str
) -> None:
    """What it says itself counts too."""
    assert answered(matcher.reply(question, matcher.knowledge.entries[context])) == entry


@pytest.mark.parametrize("message", ["what is the capital of france", "who won?", "and the weather?"])
def test_what_is_surely_declined_leans_on_nothing(matcher: Matcher, message: str) -> None:
    """However short it is, and however like a follow-up it begins."""
    assert isinstance(matcher.reply(message, matcher.knowledge.entries["massage"]), Unknown)


@pytest.mark.parametrize("message", ["is it cancer", "sos", "yes"])
def test_faint_guesses_are_not_shown(matcher: Matcher, message: str) -> None:
    """Three odd buttons help nobody."""
    assert matcher.reply(message) == Unknown((), matcher.reply(message).candidates)


@given(message=SAID, context=LISTED)
@settings(derandomize=True, max_examples=200)
def test_a_context_changes_neither_an_alarm_nor_a_clear_answer(
    matcher: Matcher, message: str, context: str
) -> None:
    """It only ever makes an answer to what leans on it, and no danger of a mere question ("can I go on?")."""
    alone = matcher.reply(message)
    together = matcher.reply(message, matcher.knowledge.entries[context])
    leans = leaning(matcher.wording.of(message))
    sure = isinstance(alone, Answer) and alone.entry.listed and alone.candidates[0].score >= SURELY
    clear = sure and leans is not Leaning.WHOLLY
    if isinstance(alone, Check):
        assert isinstance(together, Check) or (
            asks(matcher.wording.of(message)) and not matcher.sign(message)
        )
        alone = alone.beneath
    if isinstance(together, Check):
        together = together.beneath
    if isinstance(alone, Urgent):
        assert isinstance(together, Urgent)
        assert together.entry == alone.entry
    elif leans is Leaning.NOT or clear:
        assert together == alone
    else:
        assert together == alone or isinstance(together, Answer)


@pytest.mark.parametrize(
    "message",
    [
        "my leg isnt swollen or anything, just sore today",
        "leg doesnt look swollen, no redness, can i run tomorrow",
        "calf isnt hot or red, it is only tight after the gym",
    ],
)
def test_a_sign_that_is_denied_in_a_hurry(matcher: Matcher, message: str) -> None:
    """It raises no alarm, though an apostrophe is all that says so."""
    assert not isinstance(matcher.reply(message), Urgent)


def test_a_question_that_leans(knowledge: Knowledge, matcher: Matcher) -> None:
    """It is read in the light of what was told; what names or describes a sign is asked about, too."""
    running = knowledge.entries["running"]
    assert not isinstance(matcher.reply("can I keep going when it happens?"), Answer)
    assert isinstance(matcher.reply("can I keep going when it happens?", running), Answer)
    assert isinstance(matcher.reply("can it be my heart?", running), Check)
    assert isinstance(matcher.reply("it does not stop", running), Check)


def test_a_context_changes_no_question_of_its_own(knowledge: Knowledge, matcher: Matcher) -> None:
    """Each entry's model question has its own answer after any topic."""
    questions = [entry.questions[0] for entry in list(knowledge.entries.values())[::4]]
    alone = {question: matcher.reply(question) for question in questions}
    for context in knowledge.entries.values():
        for question, reply in alone.items():
            assert matcher.reply(question, context) == reply, question


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("my flatmate's whole body is jerking on the carpet, eyes rolled, it doesn't stop", "emergency-now"),
        ("don't send me reminders after tonight. i have written the letters to my kids", "crisis"),
        ("water reminder off please, i won't need it after tomorrow. planning to end it", "crisis"),
    ],
)
def test_said_beside_something_else(matcher: Matcher, text: str, entry: str) -> None:
    """A fit that doesn't stop is no long cramp, and a farewell is heard beside a wish."""
    reply = matcher.reply(text)
    assert isinstance(reply, Urgent)
    assert reply.entry.id == entry


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("how much water should i drink? and which shoes are good?", "how-much-water", "shoes"),
        ("is massage good, and what about painkillers?", "massage", "painkillers"),
    ],
)
def test_two_questions(matcher: Matcher, text: str, first: str, second: str) -> None:
    """One is answered and the other offered, in one sentence or in two."""
    reply = matcher.reply(text)
    assert isinstance(reply, Answer)
    assert reply.also
    assert (reply.entry.id, reply.also.id) == (first, second)
