"""What is kept for the editor."""

import pytest

from bot.editor_words import for_editor
from bot.matching import Matcher

ADA = ("Ada", "Lovelace", "ada_1815")


def kept(matcher: Matcher, text: str) -> str:
    """What is left of a text of Ada Lovelace's."""
    return for_editor(text, ADA, matcher.wording.knows, matcher.wording.is_topical)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Why do my toes cramp at night?", "Why do my toes cramp at night?"),
        ("my calf is swollen and hot since yesterday", "my calf is swollen and hot since yesterday"),
        (
            "I'm pregnant and my foot cramps, don't know why",
            "I'm pregnant and my foot cramps, don't know why",
        ),
        ("i am diabetic, it lasts 10 minutes", "i am diabetic, it lasts # minutes"),
        ("I AM PREGNANT AND MY FOOT HURTS", "I AM PREGNANT AND MY FOOT HURTS"),
        ("does Magnesium help?", "does Magnesium help?"),
        ("one or two glasses", "one or two glasses"),
        ("my name is john smith", "my name is …"),
        ("my name is John Smith and my foot hurts", "my name is … and my foot hurts"),
        ("my name is rose", "my name is …"),
        ("call me mark, my toes cramp", "call me …, my toes cramp"),
        ("i'm persephone featherstone", "i'm …"),
        ("I am mark and i have cramps", "I am … and i have cramps"),
        ("im john", "im …"),
        ("this is grace, my leg hurts", "this is …, my leg hurts"),
        ("Dr Featherstonehaugh says it is nothing", "Dr … says it is nothing"),
        ("dr. house gave me pills", "dr. … gave me pills"),
        ("ask mrs green in the morning", "ask … in the morning"),
        ("regards, john", "regards, …"),
        ("my husband Harold has cramps", "my husband … has cramps"),
        ("I live in Wisteria Crescent Oakham", "I live in …"),
        ("ich heiße Persephone, mein Fuß", "…"),
        ("меня зовут Аделаида", "…"),
        ("我叫李明", "…"),
        ("\u0410da has cramps", "… has cramps"),
        ("AdaLovelace, A.d.a and lovelaces", "… and …"),
        ("born nineteen seventy-two", "born #"),
        ("zero-seven-seven hundred nine hundred", "#"),
        ("plus forty nine one five one twenty three", "#"),
        ("GB82 WEST 1234 and LE15 6AB", "…# WEST # and …"),
        ("mail me at ada at museum DOT example", "mail me at … at museum … example"),
    ],
)
def test_examples(matcher: Matcher, text: str, left: str) -> None:
    """Words that a dictionary or the knowledge knows, and no names."""
    assert kept(matcher, text) == left


def test_what_the_editor_needs(matcher: Matcher) -> None:
    """Of the questions of the knowledge itself hardly a word is lost: rare ones, and names of brands."""
    questions = [question for entry in matcher.knowledge.entries.values() for question in entry.questions]
    lost = sum(kept(matcher, question).count("…") for question in questions)
    assert lost < 0.012 * sum(len(question.split()) for question in questions)
