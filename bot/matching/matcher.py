"""The one door of the matching: a question in, a reply out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.knowledge import Calibration, Entry, Knowledge, Sign
from bot.matching import logistic
from bot.matching.decision import ALARM, alarm_features, answerable, look_for
from bot.matching.ear import Ear, parts
from bot.matching.follow_up import Leaning, leaning
from bot.matching.judgement import Judgement
from bot.matching.languages import ENGLISH, LanguageGuesser
from bot.matching.letters import Matrix
from bot.matching.linguist import Linguist
from bot.matching.red_flags import SignFinder
from bot.matching.reply import Answer, Candidate, Check, Ordinary, Reply, Suggest, Unknown, Urgent
from bot.matching.similarity import Encoded
from bot.matching.wording import Reading, Wording

SUGGESTIONS = 3
LIKELY = 0.15
"""The score of the first suggestion below which all are guesses, better not shown."""
NEAR = 0.3
"""The score from which an entry is worth naming to somebody whose question is not known."""
CLOSE = 0.6
"""Of the first entry's score: a second one from here on may be what was meant, too."""
LONGEST = 4_096
"""Characters read: as many as Telegram sends."""
LEANED_ON = 0.6
"""How much a message counts together with the title of what it leans on; the rest by itself."""
SURELY = 0.5
"""The score from which a message that may lean on another is clear by itself."""
SURELY_DECLINED = 0.3
"""How much more than of any entry a message must be of what is declined ("who won?") to lean on nothing."""
SURELY_CHAT = 0.7
"""The score from which "ok thanks" is small talk; "and at night?" is a little like "good night" too."""
KNOWN_WORDS = 0.6
"""Of a message in English, how many of its words are English at least."""


@dataclass(frozen=True)
class _Message:
    """What was said: the whole of it first, then its sentences if there are several."""

    texts: Sequence[Encoded]
    judged: Judgement
    language: str

    @property
    def parts(self) -> Sequence[Encoded]:
        """The sentences, or the one that it is."""
        return self.texts[1:] or self.texts


@dataclass(frozen=True)
class Matcher:
    """Finds the entries of a knowledge folder that a message is about. Keeps nothing between messages."""

    knowledge: Knowledge
    wording: Wording
    english: Ear
    abroad: Ear | None
    """For other languages, if the knowledge has any."""
    calibration: Calibration
    signs: SignFinder
    languages: LanguageGuesser
    linguist: Linguist
    """For the next matcher, when the knowledge has changed."""

    def reply(self, message: str, context: Entry | None = None) -> Reply:
        """What to say to a message of any length, in any language.

        `context` is the entry that was read just before. A message that leans on it ("why?") is read in its
        light; an alarm and a clear question are not.
        """
        readings = [
            reading for part in parts(message[:LONGEST]) if (reading := self.wording.read(part)).plain
        ]
        if not readings:
            return Unknown((), tuple(Candidate(entry, 0.0) for entry in self.knowledge.entries.values()))
        said = self._hear(readings)
        ordinary = self._ordinary(said, context)
        danger, worst = self._danger(said)
        if danger >= self.calibration.raised_from:
            return self._urgent(said, worst, ordinary)
        if danger >= self.calibration.asked_from and (asked := self._asked(said, worst)):
            return Check(*asked, beneath=ordinary, language=said.language)
        return ordinary

    def warm_up(self) -> None:
        """Load what the first message in another language would wait for; in any thread."""
        if self.abroad:
            self.abroad.encoder.encode("")

    def sign(self, message: str) -> Sign | None:
        """The sign of something serious whose words stand together in a sentence of the message."""
        found = (self.signs.find(self.wording.read(part).forms) for part in parts(message[:LONGEST]))
        return next((sign for sign in found if sign), None)

    def language(self, reading: Reading) -> str:
        """The code of the language that a text is in."""
        words = reading.normalised.split()
        known = sum(map(self.wording.knows, words))
        if self.abroad is None or known >= KNOWN_WORDS * len(words):
            return ENGLISH
        return self.languages.guess(reading.written)

    def _hear(self, readings: Sequence[Reading]) -> _Message:
        language = self.language(readings[0])
        ear = self.abroad if self.abroad and language != ENGLISH else self.english
        texts = ear.encode(readings)
        return _Message(texts, ear.hear(texts), language)

    def _ordinary(self, said: _Message, context: Entry | None) -> Ordinary:
        judged = said.judged
        sure = float(answerable(self.calibration, judged.row(0), foreign=said.language != ENGLISH)[0])
        alone = self._decide(judged, sure, said.language)
        if context is None or judged.declined[0] - judged.scores[0].max() >= SURELY_DECLINED:
            return alone
        return self._in_light_of(context, said, alone)

    def _in_light_of(self, context: Entry, said: _Message, alone: Ordinary) -> Ordinary:
        reading = said.texts[0].reading
        leans = leaning(reading.plain) if said.language == ENGLISH else Leaning.NOT
        if leans is Leaning.NOT or (leans is Leaning.PARTLY and _is_clear(alone)):
            return alone
        together = self.wording.read(f"{context.title} {reading.written}")
        in_its_light = self.english.hear(self.english.encode([together]))
        blended = _blend(said.judged.row(0), in_its_light, LEANED_ON)
        reply = self._decide(blended, float(answerable(self.calibration, blended)[0]), said.language)
        return reply if isinstance(reply, Answer) else alone

    def _danger(self, said: _Message) -> tuple[float, int]:
        """How likely something urgent is described, and which of the parts describes it most."""
        judged = said.judged
        if not judged.urgent:
            return 0.0, 0
        pieces = judged if len(said.texts) == 1 else judged.rows(slice(1, None))
        forms = [part.reading.forms for part in said.parts]
        words = look_for(self.signs, [forms])
        features = alarm_features(judged.row(0), pieces, [0] * len(said.parts), words)
        net = pieces.described - pieces.enquiry
        return float(logistic.probability(self.calibration.alarm, ALARM, features)[0]), int(net.argmax())

    def _decide(self, judged: Judgement, sure: float, language: str) -> Ordinary:
        candidates = self._candidates(judged, 0)
        answered_from = (
            self.calibration.answered_from if language == ENGLISH else self.calibration.abroad_from
        )
        # What is described without being clear enough for an alarm is no topic to lecture on.
        faint_alarm = candidates[0].entry.urgent and judged.described[0] > judged.enquiry[0]
        if sure >= answered_from and not faint_alarm:
            return Answer(candidates[0].entry, candidates, _also(candidates), language)
        offered = [candidate for candidate in candidates if candidate.entry.listed][:SUGGESTIONS]
        entries = tuple(candidate.entry for candidate in offered)
        if sure >= self.calibration.suggested_from and len(entries) > 1 and offered[0].score >= LIKELY:
            return Suggest(entries, candidates, language)
        return Unknown(entries if offered and offered[0].score >= NEAR else (), candidates, language)

    def _urgent(self, said: _Message, worst: int, otherwise: Ordinary) -> Urgent:
        entry = self._meant(said, worst)
        first = Candidate(entry, max(candidate.score for candidate in otherwise.candidates))
        others = (candidate for candidate in otherwise.candidates if candidate.entry is not entry)
        sentence = said.parts[worst].reading.written
        return Urgent(entry, (first, *others), sentence, otherwise, said.language)

    def _meant(self, said: _Message, worst: int) -> Entry:
        """The urgent entry whose signs are described: in the sentence that describes most, or in all."""
        row = worst + (len(said.texts) > 1)
        alarms = said.judged.alarms[0] + said.judged.alarms[row]
        sign = self.signs.find(said.parts[worst].reading.forms)
        if sign and sign.entry:
            return self.knowledge.entries[sign.entry]
        return self.knowledge.entries[said.judged.urgent[int(alarms.argmax())]]

    def _asked(self, said: _Message, worst: int) -> tuple[str, Entry] | None:
        """The question to ask, and what a yes raises; None where no language has a question for it."""
        questions = {name for language in self.knowledge.languages.values() for name in language.checks}
        sign = next((found for part in said.parts if (found := self.signs.find(part.reading.forms))), None)
        entry = self._meant(said, worst)
        names = (sign.asks if sign else None, entry.id)
        return next(((name, entry) for name in names if name in questions), None)

    def _candidates(self, judged: Judgement, row: int) -> tuple[Candidate, ...]:
        scores = judged.scores[row].clip(0, 1).tolist()
        return tuple(
            Candidate(self.knowledge.entries[judged.entries[column]], scores[column])
            for column in judged.order(row)
        )


def _is_clear(reply: Ordinary) -> bool:
    surely = SURELY if reply.candidates[0].entry.listed else SURELY_CHAT
    return isinstance(reply, Answer) and reply.candidates[0].score >= surely


def _also(candidates: Sequence[Candidate]) -> Entry | None:
    first, *others = candidates
    second = next((other for other in others if other.entry.listed and not other.entry.urgent), None)
    if second and first.entry.listed and second.score >= CLOSE * first.score and second.score >= NEAR:
        return second.entry
    return None


def _blend(one: Judgement, other: Judgement, share: float) -> Judgement:
    """Both in one, of which the other has this share."""

    def mixed(left: Matrix, right: Matrix) -> Matrix:
        return (1 - np.float32(share)) * left + np.float32(share) * right

    return replace(
        one,
        scores=mixed(one.scores, other.scores),
        alarms=mixed(one.alarms, other.alarms),
        enquiry=mixed(one.enquiry, other.enquiry),
        declined=mixed(one.declined, other.declined),
        strangeness=mixed(one.strangeness, other.strangeness),
    )
