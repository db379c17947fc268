"""Whether a message describes something urgent: in the whole, or in a sentence with the words of a sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.knowledge import Knowledge, Sign, Weights
from bot.matching.decision import alarming, look_for
from bot.matching.ear import Ear
from bot.matching.judgement import Judgement
from bot.matching.red_flags import SignFinder
from bot.matching.wording import Reading


@dataclass(frozen=True)
class Danger:
    """What may be urgent: how likely it is, in which words, the sign that they name, and what it raises."""

    probability: float
    said: str
    sign: Sign | None
    entry: str


@dataclass(frozen=True)
class Watch:
    """Looks for danger, with the weights of a calibration."""

    signs: SignFinder
    weights: Weights

    def look(
        self, ear: Ear, whole: Reading, sentences: Sequence[Reading], judged: Judgement
    ) -> Danger | None:
        """The likeliest danger in a message of `sentences`, none if it is one; None where nothing is urgent.

        `judged` is how the ear judges the whole.
        """
        if not judged.urgent:
            return None
        named = [(one, sign) for one in sentences if (sign := self.signs.find(one.forms))]
        forms = [one.forms for one in sentences] or [whole.forms]
        sign = named[0][1] if named else self.signs.find(whole.forms)
        found = [self._danger(judged, forms, whole.written, sign)]
        for one, sign in named:
            alone = ear.hear(ear.encode([one]))
            found.append(self._danger(alone, [one.forms], one.written, sign))
        return max(found, key=lambda danger: danger.probability)

    def _danger(
        self, judged: Judgement, forms: Sequence[Sequence[str]], said: str, sign: Sign | None
    ) -> Danger:
        likely = alarming(self.weights, judged, look_for(self.signs, [forms]))
        described = judged.urgent[int(judged.alarms[0].argmax())]
        return Danger(float(likely[0]), said, sign, sign.entry if sign and sign.entry else described)


def question(knowledge: Knowledge, danger: Danger) -> str | None:
    """What to ask about a danger; None where no language has a question for it."""
    questions = {name for language in knowledge.languages.values() for name in language.checks}
    names = (danger.sign.asks if danger.sign else None, danger.entry)
    return next((name for name in names if name in questions), None)
