"""The one door of the matching: a question in, a reply out."""

from dataclasses import dataclass

import numpy as np

from bot.knowledge import Entry, Knowledge, Thresholds
from bot.language.text import sentences
from bot.matching.confidence import Judge, Judgement
from bot.matching.english import English
from bot.matching.follow_up import Leaning, leaning
from bot.matching.red_flags import SignFinder
from bot.matching.reply import Answer, Candidate, Reply, Suggest, Unknown, Urgent
from bot.matching.ridge import Ridge
from bot.matching.wording import Wording

SUGGESTIONS = 3
FAINTEST_SUGGESTION = 0.2
"""Of the first suggestion's score: a fainter third is noise, and two buttons read faster than three."""
CLEARLY = 0.3
"""How much more a message with the words of a sign must ask about it than describe it to be no alarm."""
LIKELY = 0.15
"""The score of the first suggestion below which all are guesses, better not shown."""
NEAR = 0.3
"""The score from which an entry is worth naming to somebody whose question is not known."""
LONGEST = 4_096
"""Characters compared with the examples: as many as Telegram sends, though some become more when read."""
MOST_PARTS = 24
"""Sentences read for themselves; what stands after them is read with the whole."""
LEANED_ON = 0.6
"""How much a message counts together with the title of what it leans on; the rest by itself."""
SURELY = 0.5
"""The score from which a message that may lean on another is clear by itself."""
SURELY_DECLINED = 0.3
"""How much more than of any entry a message must be of what is declined ("who won?") to lean on nothing."""
SURELY_CHAT = 0.7
"""The score from which "ok thanks" is small talk; "and at night?" is a little like "good night" too."""


@dataclass(frozen=True)
class Matcher:
    """Finds the entries of a knowledge folder that a message is about. Keeps nothing between messages."""

    knowledge: Knowledge
    wording: Wording
    judge: Judge
    ridge: Ridge
    thresholds: Thresholds
    signs: SignFinder
    english: English
    """For the next matcher, when the knowledge has changed."""

    def reply(self, message: str, context: Entry | None = None) -> Reply:
        """What to say to a message of any length, in any language.

        `context` is the entry that was read just before. A message that leans on it ("why?") is read in its
        light; an alarm and a clear question are not.
        """
        wordings = [steps for part in _parts(message) if (steps := self.wording.steps(part))[-1]]
        if not wordings:
            return Unknown((), tuple(Candidate(entry, 0.0) for entry in self.knowledge.entries.values()))
        judgement = self._judge([steps[-1] for steps in wordings])
        alarm = self._alarm(wordings, judgement)
        if alarm is not None:
            return self._urgent(judgement, alarm)
        alone = self._alone(wordings, judgement)
        if context is None or judgement.declined[0] - judgement.scores[0].max() >= SURELY_DECLINED:
            return alone
        return self._in_light_of(context, wordings[0][-1], alone)

    def _alone(self, wordings: list[tuple[str, str, str]], judgement: Judgement) -> Reply:
        if len(wordings) == 1:
            return self._decide(judgement, 0)
        to_the_point = [
            wordings[row][-1] for row in range(1, len(wordings)) if self._to_the_point(judgement, row)
        ]
        if to_the_point and len(to_the_point) < len(wordings) - 1:
            return self._decide(self._judge([" ".join(to_the_point)]), 0)
        return self._decide(judgement, 0)

    def _in_light_of(self, context: Entry, text: str, alone: Reply) -> Reply:
        leans = leaning(text)
        if leans is Leaning.NOT or (leans is Leaning.PARTLY and _is_clear(alone)):
            return alone
        title = self.wording.of(context.title)
        shares = np.array([[1 - LEANED_ON, LEANED_ON]], dtype=np.float32)
        scores, strangeness = self.ridge.scores([text[:LONGEST], f"{title} {text}"[:LONGEST]])
        reply = self._decide(self.judge(shares @ scores, shares @ strangeness), 0)
        return reply if isinstance(reply, Answer) else alone

    def _judge(self, texts: list[str]) -> Judgement:
        return self.judge(*self.ridge.scores([text[:LONGEST] for text in texts]))

    def _alarm(self, wordings: list[tuple[str, str, str]], judgement: Judgement) -> int | None:
        """The row of the first part that describes a sign of something serious, not asks about one."""
        if not any(entry.urgent for entry in self.knowledge.entries.values()):
            return None
        for row, steps in enumerate(wordings):
            described, asked_about = judgement.alarm[row], judgement.enquiry[row]
            if described >= max(self.thresholds.urgent, asked_about):
                return row
            if asked_about < described + CLEARLY and self.signs.find(steps) is not None:
                return row
        return None

    def _to_the_point(self, judgement: Judgement, row: int) -> bool:
        """Whether a sentence is about what the knowledge covers, not "hello" or where somebody comes from."""
        return self._best(judgement, row).listed and judgement.confidence[row] >= self.thresholds.suggest

    def _decide(self, judgement: Judgement, row: int) -> Reply:
        candidates = self._candidates(judgement, row)
        confidence, lead = judgement.confidence[row], judgement.lead[row]
        # An alarm too faint to raise is worth asking about, not a topic to lecture on.
        faint_alarm = candidates[0].entry.urgent and judgement.alarm[row] > judgement.enquiry[row]
        if confidence >= self.thresholds.answer and lead >= self.thresholds.lead and not faint_alarm:
            return Answer(candidates[0].entry, candidates)
        offered = [candidate for candidate in candidates if candidate.entry.listed][:SUGGESTIONS]
        faintest = FAINTEST_SUGGESTION * offered[0].score if offered else 0
        entries = tuple(
            c.entry for place, c in enumerate(offered) if place < SUGGESTIONS - 1 or c.score >= faintest
        )
        if confidence >= self.thresholds.suggest and len(entries) > 1 and offered[0].score >= LIKELY:
            return Suggest(entries, candidates)
        return Unknown(entries if offered and offered[0].score >= NEAR else (), candidates)

    def _urgent(self, judgement: Judgement, row: int) -> Urgent:
        candidates = self._candidates(judgement, row)
        urgent = next(candidate for candidate in candidates if candidate.entry.urgent)
        first = Candidate(urgent.entry, max(candidate.score for candidate in candidates))
        return Urgent(
            urgent.entry, (first, *(candidate for candidate in candidates if candidate is not urgent))
        )

    def _best(self, judgement: Judgement, row: int) -> Entry:
        return self.knowledge.entries[judgement.entries[int(judgement.scores[row].argmax())]]

    def _candidates(self, judgement: Judgement, row: int) -> tuple[Candidate, ...]:
        order = np.argsort(-judgement.scores[row], kind="stable")
        scores = judgement.scores[row, order].clip(0, 1)
        return tuple(
            Candidate(self.knowledge.entries[judgement.entries[column]], score)
            for column, score in zip(order.tolist(), scores.tolist(), strict=True)
        )


def _is_clear(reply: Reply) -> bool:
    surely = SURELY if reply.candidates[0].entry.listed else SURELY_CHAT
    return isinstance(reply, Answer) and reply.candidates[0].score >= surely


def _parts(message: str) -> list[str]:
    """The whole message first, then its sentences, if there are several."""
    parts = sentences(message)[:MOST_PARTS]
    return [message, *parts] if len(parts) > 1 else [message]
