"""The one door of the matching: a question in, a reply out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge import Calibration, Detail, Entry, Intent, Knowledge, Sign
from bot.language import ENGLISH
from bot.matching.ear import Danger, Ear, Watch, parts
from bot.matching.encoders import Linguist
from bot.matching.follow_up import DetailNames, Leaning, Passages, leaning
from bot.matching.judgement import Judgement, answerable
from bot.matching.languages import LanguageGuesser
from bot.matching.red_flags import SignFinder
from bot.matching.reply import Answer, Candidate, Check, Ordinary, Reply, Suggest, Unknown, Urgent
from bot.matching.similarity import Matrix
from bot.matching.wording import Reading, Wording


def check(knowledge: Knowledge, danger: Danger, nearest: Sign | None, beneath: Ordinary) -> Check | None:
    """The question about a danger, or else about the `nearest` sign; None if there is none in English."""
    usual = next((entry.id for entry in knowledge.entries.values() if entry.urgent), None)
    # Half a sign ("does not stop") says less than what the whole is like: a fit, for example.
    is_like_it = nearest is not None and (nearest.entry or usual) == danger.entry
    asked = danger.sign or (nearest if is_like_it else None)
    about, entry = danger.entry, danger.entry
    if asked and asked.asks in knowledge.checks:
        about, entry = str(asked.asks), asked.entry or danger.entry
    if about not in knowledge.checks:
        return None
    return Check(
        about, knowledge.entries[entry], beneath, beneath.language, (danger.sign or nearest) is not None
    )


SUGGESTIONS = 3
LIKELY = 0.15
"""If the first suggestion scores below this, all are guesses and none is shown."""
NEAR = 0.3
"""The lowest score of an entry that is offered when the question is not known."""
CLOSE = 0.6
"""Share of the first entry's score from which a second entry may be meant as well."""
LONGEST = 4_096
"""Characters read; Telegram sends no more."""
LEANED_ON = 0.8
"""Weight of "title + message" for a follow-up; the rest is the message alone."""
SURELY = 0.5
"""The score from which a possible follow-up is clear enough alone."""
SURELY_DECLINED = 0.5
"""Margin by which "declined" must beat every entry for a message ("who won?") to count as no follow-up."""
SURELY_CHAT = 0.7
"""The score from which a message is small talk; "and at night?" is a little like "good night", too."""
PARTLY = 0.1
"""Minimum share of an entry's score that must come from an intent for that action to be offered."""
QUESTIONS = 2
"""In one message: the first is answered, and the second offered."""
UNNAMED_FROM = 0.25
"""The probability from which a danger is asked about of which no sign names a word."""
FEW_WORDS = 2
"""Messages of up to this many words may contain none that gives away the language."""
KNOWN_WORDS = 0.6
"""The lowest share of English words in a message that counts as English."""


@dataclass(frozen=True)
class _Message:
    """What was said, and how its ear judges the whole; `sentences` are none if it is only one."""

    whole: Reading
    sentences: Sequence[Reading]
    judged: Judgement
    ear: Ear
    language: str

    @property
    def leans(self) -> Leaning:
        """How much it needs what was said before it; known of English only."""
        return leaning(self.whole.plain) if self.language == ENGLISH else Leaning.NOT


@dataclass(frozen=True)
class Matcher:
    """Finds the entries of a knowledge folder that a message is about. Keeps nothing between messages."""

    knowledge: Knowledge
    wording: Wording
    english: Ear
    abroad: Ear | None
    """For other languages, if the knowledge covers any."""
    calibration: Calibration
    signs: SignFinder
    languages: LanguageGuesser
    names: DetailNames
    passages: Passages
    linguist: Linguist
    """Kept for the next matcher, when the knowledge has changed."""

    def reply(self, message: str, context: Entry | None = None) -> Reply:
        """What to say to a message of any length, in any language.

        `context` is the entry that was read just before. A message that leans on it ("why?") is read in its
        light; an alarm and a clear question are not.
        """
        whole, *sentences = map(self.wording.read, parts(message[:LONGEST]))
        if not whole.plain:
            return Unknown((), tuple(Candidate(entry, 0.0) for entry in self.knowledge.entries.values()))
        said = self._hear(whole, [sentence for sentence in sentences if sentence.plain])
        in_light = self._in_light_of(context, said) if context else None
        ordinary = self._ordinary(said, in_light)
        if isinstance(ordinary, Answer):
            ordinary = replace(ordinary, named=self._named(ordinary.entry, whole))
        danger = self._danger(said)
        if danger is None or danger.probability < self.calibration.asked_from:
            return ordinary
        forms = [one.forms for one in said.sentences] or [whole.forms]
        nearest = self.signs.nearest(forms)
        if danger.probability >= self.calibration.raised_from:
            return self._urgent(danger, ordinary, named=bool(danger.sign or nearest))
        if not danger.sign and not nearest and danger.probability < UNNAMED_FROM:
            return ordinary
        return check(self.knowledge, danger, nearest, ordinary) or ordinary

    def quote(self, question: str, entry: Entry) -> str | None:
        """What an entry says to a question of somebody who has read it; None if it does not speak of that."""
        reading = self.wording.read(question[:LONGEST])
        if not reading.plain or self.language(reading) != ENGLISH:
            return None
        # Nearly everything in an entry on massage is like "massage did not help"; the rest of it tells more.
        title = self.wording.read(entry.title).normalised.split()
        rest = " ".join(word for word in reading.normalised.split() if word not in title)
        ways = self.english.encode([reading, *([self.wording.read(rest)] if rest else [])])
        return self.passages.of(entry, [each.meaning for each in ways])

    def warm_up(self) -> None:
        """Load what the first message in another language would otherwise wait for. Thread-safe."""
        if self.abroad:
            self.abroad.encoder.encode("")

    def sign(self, message: str) -> Sign | None:
        """The sign of something serious whose words occur together in one sentence of the message."""
        found = (self.signs.find(self.wording.read(part).forms) for part in parts(message[:LONGEST]))
        return next((sign for sign in found if sign), None)

    def language(self, reading: Reading) -> str:
        """The code of the language that a text is in."""
        words = reading.normalised.split()
        known = sum(map(self.wording.knows, words))
        if self.abroad is None or known >= KNOWN_WORDS * len(words):
            return ENGLISH
        guess = self.languages.guess(reading.written)
        # One or two words, none of them seen in that language, are more likely misspelt English.
        few = len(words) <= FEW_WORDS and not any(self.languages.knows(guess, word) for word in words)
        return ENGLISH if few else guess

    def _hear(self, whole: Reading, sentences: Sequence[Reading]) -> _Message:
        language = self.language(whole)
        ear = self.abroad if self.abroad and language != ENGLISH else self.english
        return _Message(whole, sentences, ear.hear(ear.encode([whole])), ear, language)

    def _danger(self, said: _Message) -> Danger | None:
        watch = Watch(self.signs, self.calibration.alarm)
        return watch.look(said.ear, said.whole, said.sentences, said.judged)

    def _ordinary(self, said: _Message, in_light: Judgement | None) -> Ordinary:
        alone = self._decide(said.judged, said.language)
        if said.sentences and not isinstance(alone, Answer):
            alone = self._to_the_point(said) or alone
        surely_declined = said.judged.declined[0] - said.judged.scores[0].max() >= SURELY_DECLINED
        if in_light is None or surely_declined or (said.leans is Leaning.PARTLY and _is_clear(alone)):
            return alone
        reply = self._decide(in_light, said.language)
        return reply if isinstance(reply, Answer) else alone

    def _to_the_point(self, said: _Message) -> Answer | None:
        """Try again without small talk and irrelevant sentences, or with each of two questions alone."""
        judged = said.ear.hear(said.ear.encode(said.sentences))
        winners = judged.scores.argmax(axis=1).tolist()
        kept = [
            sentence
            for sentence, winner, sure in zip(
                said.sentences, winners, self._sure(judged, said.language), strict=True
            )
            if self.knowledge.entries[judged.entries[winner]].listed
            and sure >= self.calibration.suggested_from
        ]
        if 0 < len(kept) < len(said.sentences):
            reply = self._read_alone(said, self.wording.read(" ".join(one.written for one in kept)))
            return reply if isinstance(reply, Answer) else None
        if len(kept) != QUESTIONS:
            return None
        each = sorted(
            (self._read_alone(said, one) for one in kept), key=lambda one: not isinstance(one, Answer)
        )
        first, second = each[0], each[1].candidates[0].entry
        if not isinstance(first, Answer):
            return None
        return first if second is first.entry or second.urgent else replace(first, also=second)

    def _read_alone(self, said: _Message, reading: Reading) -> Ordinary:
        return self._decide(said.ear.hear(said.ear.encode([reading])), said.language)

    def _in_light_of(self, context: Entry, said: _Message) -> Judgement | None:
        """The message read together with the title of what was read before, if it leans on that."""
        if said.leans is Leaning.NOT:
            return None
        together = self.wording.read(f"{context.title} {said.whole.written}")
        return _blend(said.judged, self.english.hear(self.english.encode([together])), LEANED_ON)

    def _named(self, entry: Entry, whole: Reading) -> Detail | None:
        texts = [f" {form} " for form in (whole.normalised, whole.corrected)]
        names = self.names[entry.id]
        return next((detail for name, detail in names if any(name in text for text in texts)), None)

    def _sure(self, judged: Judgement, language: str) -> list[float]:
        return answerable(self.calibration, judged, foreign=language != ENGLISH).tolist()  # type: ignore[no-any-return]

    def _decide(self, judged: Judgement, language: str) -> Ordinary:
        candidates = self._candidates(judged)
        (sure,) = self._sure(judged, language)
        enough = self.calibration.answered_from if language == ENGLISH else self.calibration.abroad_from
        # What is described without being clear enough for an alarm is no topic to lecture on.
        faint_alarm = candidates[0].entry.urgent and judged.described[0] > judged.enquiry[0]
        if sure >= enough and not faint_alarm:
            return Answer(candidates[0].entry, candidates, _also(candidates), language)
        # Of what is urgent only the first is offered: others frighten somebody who asks about something else.
        calm = [each for each in candidates[1:] if not each.entry.urgent]
        offered = [each for each in (candidates[0], *calm) if each.entry.listed][:SUGGESTIONS]
        entries = tuple(candidate.entry for candidate in offered)
        if sure >= self.calibration.suggested_from and len(entries) > 1 and offered[0].score >= LIKELY:
            return Suggest(entries, candidates, language)
        return Unknown(entries if offered and offered[0].score >= NEAR else (), candidates, language)

    def _urgent(self, danger: Danger, otherwise: Ordinary, *, named: bool) -> Urgent:
        entry = self.knowledge.entries[danger.entry]
        first = Candidate(entry, max(candidate.score for candidate in otherwise.candidates))
        others = (candidate for candidate in otherwise.candidates if candidate.entry is not entry)
        return Urgent(entry, (first, *others), danger.said, otherwise, otherwise.language, named)

    def _candidates(self, judged: Judgement) -> tuple[Candidate, ...]:
        scores = judged.scores[0].clip(0, 1).tolist()
        return tuple(
            Candidate(
                self.knowledge.entries[judged.entries[column]],
                scores[column],
                _intents(judged, judged.entries[column], scores[column]),
            )
            for column in judged.order(0)
        )


def _is_clear(reply: Ordinary) -> bool:
    if reply.candidates[0].intents:  # "How do I do it?" is about what was told, if anything was.
        return False
    surely = SURELY if reply.candidates[0].entry.listed else SURELY_CHAT
    return isinstance(reply, Answer) and reply.candidates[0].score >= surely


def _intents(judged: Judgement, entry: str, score: float) -> tuple[Intent, ...]:
    """What of an entry with this score may be wanted, the likeliest first."""
    of_entry = sorted(
        (
            (wanted, intent)
            for (other, intent), wanted in zip(judged.intents, judged.wanted[0].tolist(), strict=True)
            if other == entry and wanted >= PARTLY * score
        ),
        reverse=True,
    )
    return tuple(intent for _, intent in of_entry)


def _also(candidates: Sequence[Candidate]) -> Entry | None:
    first, *others = candidates
    second = next((other for other in others if other.entry.listed and not other.entry.urgent), None)
    if second and first.entry.listed and second.score >= CLOSE * first.score and second.score >= NEAR:
        return second.entry
    return None


def _blend(one: Judgement, other: Judgement, share: float) -> Judgement:
    """A mixture of two judgements, with this share of the other one."""

    def mixed(left: Matrix, right: Matrix) -> Matrix:
        return (1 - np.float32(share)) * left + np.float32(share) * right

    return replace(
        one,
        scores=mixed(one.scores, other.scores),
        wanted=mixed(one.wanted, other.wanted),
        alarms=mixed(one.alarms, other.alarms),
        enquiry=mixed(one.enquiry, other.enquiry),
        declined=mixed(one.declined, other.declined),
        strangeness=mixed(one.strangeness, other.strangeness),
    )
