"""The signs of something serious that ship: found when people describe them, and only then."""

from collections.abc import Callable
from typing import TypeAlias

import pytest

from bot.knowledge import Knowledge
from bot.language import sentences
from bot.matching.red_flags import SignFinder
from bot.matching.wording import load_dictionary, wording

Find: TypeAlias = Callable[[str], str | None]

ALARMING = {
    "chest pain or trouble breathing": [
        "I have a cramp and a pain in my chest.",
        "Chest feels tight and my calf hurts.",
        "My husband can't breathe properly and his leg is sore.",
        "Cramp in my calf, and now I am short of breath.",
        "she is struggling to breathe",
        "I can hardly breathe and there is a tightness in my chest",
        "There's a stabbing pain in my chest when I breathe in.",
    ],
    "coughing up blood": [
        "I'm coughing blood.",
        "I coughed up some blood after the calf pain started.",
        "There is blood when I cough, and the leg aches.",
    ],
    "one leg swollen": [
        "My left calf has been swollen since yesterday and it throbs.",
        "One of my legs is twice as thick as the other.",
        "After a long flight my right leg has swelled up.",
        "I'm pregnant and one leg is swollen.",
        "I am three weeks after a hip operation and my calf is puffy.",
        "my claf is swolen",
    ],
    "one leg hot or dark": [
        "My calf hurts and the skin over it is really warm.",
        "My leg turned purple and it hurts a lot.",
        "my grandma's leg is red, warm and painful",
    ],
    "one leg hot and red": ["lower leg is red, hot", "calf hot, some redness"],
    "out of breath with a bad leg": [
        "im out of breath and my calf kills me",
        "Out of breath just walking to the kitchen, and one calf is sore.",
    ],
    "perhaps a clot": ["I had a DVT before and it hurts the same now."],
    "a cramp of more than ten minutes": [
        "This cramp won't stop, it has been half an hour.",
        "It's been 45 mins and the cramp is still there.",
        "The spasm in her foot still hasn't stopped after 25 minutes.",
        "it started 20 minutes ago and it is not going away",
    ],
    "a cramp that goes on and on": [
        "My foot has been cramping for 20 minutes now.",
        "The cramp has lasted more than ten minutes.",
        "My toes have been locked for an hour, whatever I try.",
        "cramp for over 10 minutes, what do I do",
        "the cramp started an hour ago and won't let go",
        "I finished running and my calf has been locked for 30 minutes",
        "I tried every stretch, three times, and it has been locked for an hour",
        "My calf has been cramping for 40 minutes and it aches like hell.",
        "Mum has had a cramp in her thigh for forty minutes",
    ],
    "muscles tighten after a wound": [
        "I trod on a rusty nail on Monday and my muscles keep cramping.",
        "The cut on my foot looks infected and my leg has started to spasm.",
        "Since the dog bit me my muscles are cramping.",
    ],
    "lockjaw": ["My jaw is stiff and everything aches.", "I cut my hand and now I can't open my mouth."],
    "muscles cramp after a poison": [
        "I drank antifreeze and my legs are cramping.",
        "I was sanding old lead paint all week and my muscles are in spasm.",
        "A snake bit me and my whole leg cramps.",
        "My son breathed in mercury from a thermometer and has leg cramps.",
    ],
    "a limb pale or cold and without feeling": ["My foot is white and cold and I can't feel it."],
    "a limb gone limp": ["My leg went limp and I have no feeling in it."],
    "feeling suddenly lost": ["My leg has gone numb all of a sudden."],
    "strength lost with cramps": ["My leg keeps giving way since the cramp."],
    "brown urine with cramps": ["My urine is dark brown and my muscles cramp after the marathon."],
    "the heart out of step with cramps": [
        "My heart keeps racing and my calves cramp all day.",
        "palpitations and cramps since I started the new tablets",
    ],
    "skin gone black": [
        "Two of my toes have gone black.",
        "im diabetic and there is a black patch on my heel",
    ],
    "troubled sight in pregnancy": ["I'm 34 weeks along, my feet cramp and I keep seeing spots."],
    "nothing stays down, and cramps": [
        "been throwing up since yesterday and now my legs cramp",
        "She can't keep anything down and her feet are cramping.",
    ],
    "too many tablets": ["I took too many painkillers", "my son swallowed the whole bottle of my tablets"],
    "harm to oneself": ["i want to kill myself", "I am so tired of this pain that I don't want to live"],
    "a farewell": [
        "i have written the letters to my kids, they are on the table",
        "there is a goodbye letter in the drawer for my sister",
    ],
    "a wish to die": ["i want to die"],
    "perhaps a stroke": ["her face fell on one side and her leg is weak"],
    "a fit or no consciousness": [
        "he fainted",
        "my husband shakes and his eyes roll back",
        "he fell over and is not responding",
    ],
    "confused after much water": ["She drank eight litres today and is confused."],
    "dark urine with sore muscles": ["dark pee after my run, and muscle pain", "pee like cola, legs hurt"],
    "much blood": ["cut my foot and it won't stop bleeding"],
    "a sore foot in diabetes": ["I'm diabetic and the sore on my toe is not healing."],
    "a child and tablets": ["My baby ate magnesium pills.", "my toddler swallowed two of my tablets"],
    "ill in the heat": [
        "I ran in 35 degrees, cramps everywhere, and I'm confused and vomiting.",
        "My mate collapsed in the heat with cramps all over.",
    ],
    "gas in the house": ["carbon monoxide headache cramp", "it smells of gas here and we all have headaches"],
    "a baby that does not move": ["28 weeks pregnant and the baby is not moving, leg cramps"],
    "a child that limps with a fever": ["My child limps and has a fever."],
    "urine like cola with cramps": ["My pee looks like coke and my thighs keep cramping."],
    "urine like cola after exercise": ["brown pee after crossfit"],
    "dark urine after hard exercise, with cramps": ["My pee is dark after a hard workout and I'm cramping."],
}
HARMLESS = [
    "My feet are tired and a bit swollen after standing all day.",
    "My calf cramped for a minute last night and then it went away.",
    "No swelling, no redness, just a cramp in my calf.",
    "My calf is not swollen or hot, it only cramps.",
    "Without any chest pain, just a cramp in the arch.",
    "I put a hot water bottle on my calf because it hurts.",
    "Is a warm bath good for a painful calf?",
    "Massage gives me a warm feeling in my sore calf.",
    "My leg hurts and my red socks are warm.",
    "My leg is tight and hot after a long run in the sun.",
    "Can I take my tablets with a hot drink when my leg hurts?",
    "How do I warm up my calf before running so that it does not hurt?",
    "My calves are massive from cycling and they cramp.",
    "My ankle is swollen because I twisted it.",
    "There is a swollen mosquito bite on my leg.",
    "I bruised my shin on the table, it is blue and it hurts.",
    "I was on my feet for ten hours and now they ache.",
    "I run for 40 minutes and then my foot cramps.",
    "My big toe cramps after half an hour on the bike.",
    "I do yoga for 30 minutes and my arch cramps.",
    "I sat in a plane for 12 hours and my foot cramped when I got up.",
    "I hold the stretch for 20 minutes, is that too long?",
    "It took me 20 minutes to fall asleep again after the cramp.",
    "I have been lying awake for an hour because of the cramps.",
    "My calf has been cramping for hours on and off.",
    "My foot cramped twice in one hour.",
    "It took an hour until the ibuprofen worked.",
    "I have had cramps every night for three weeks.",
    "My calf is sore two days after a cramp.",
    "How long does a cramp usually last?",
    "I ran for two hours and my calf is still tight.",
    "I stretch for 15 minutes each evening and still get cramps.",
    "I work twelve hours straight in a kitchen and my feet cramp.",
    "My calf feels warm after stretching and then the cramp is gone.",
    "Food poisoning gave me cramps in my belly.",
    "I spilled bleach on my shoes, can I still wear them?",
    "My ingrown toenail got infected and my toe cramps.",
    "I cut my toenails and then my toe cramped.",
    "I walked barefoot over soil and sand all day and now my arch cramps.",
    "My foot falls asleep and tingles when I cross my legs.",
    "My feet are always cold at night and then they cramp.",
    "My foot goes numb in ski boots.",
    "My legs feel heavy, and I can't feel any difference with magnesium.",
    "After a sprint I am out of breath and my calf cramps.",
    "I breathe in while I stretch, is that right?",
    "My knees are weak after leg day.",
    "My heart races after a sprint and then my calf cramps.",
    "My toenail has gone black from running.",
    "I'm pregnant and my calves cramp at night.",
    "I cramped while I was throwing a ball.",
    "Did I drink too much water before bed? I got up twice.",
    "How many tablets of magnesium are too many?",
    "It hurts so much I want to die lol",
    "I am afraid I don't want to stand up, will it go?",
    "Had a stroke years ago, and my foot cramps.",
    "My urine is dark and I have cramps, do I drink enough?",
    "I have diabetes and my feet cramp at night.",
    "I can't speak English properly, sorry, my foot cramps.",
    "My leg is not responding to stretching.",
    "I drink a lot of water and am confused how much is right.",
    "The doctor could not see the bone well in the x-ray.",
    "I am confused, so do I drink a lot or a little?",
    "What are the symptoms of an overdose of magnesium tablets?",
    "How many painkillers can my son take?",
    "Can heat bring on cramps, or make me faint?",
    "I limp a bit after the cramp, no fever.",
    "My pee is dark in the morning, should I drink more?",
    "My baby is moving a lot and I'm pregnant with cramps.",
]


@pytest.fixture(scope="module")
def find(knowledge: Knowledge) -> Find:
    """The first sign in a message or one of its sentences, worded as the matching words them."""
    words, signs = wording(knowledge, load_dictionary()), SignFinder(knowledge.red_flags)

    def look(message: str) -> str | None:
        found = (signs.find(words.read(part).forms) for part in (message, *sentences(message)))
        return next((sign.name for sign in found if sign), None)

    return look


@pytest.mark.parametrize(
    ("sign", "message"), [(sign, message) for sign, messages in ALARMING.items() for message in messages]
)
def test_a_described_sign_is_found(find: Find, sign: str, message: str) -> None:
    """In lay words, and by its own name."""
    assert find(message) == sign


@pytest.mark.parametrize("message", HARMLESS)
def test_a_harmless_sentence_raises_no_sign(find: Find, message: str) -> None:
    """Whoever is alarmed for nothing will not believe the next alarm."""
    assert find(message) is None


def test_every_sign_has_somebody_who_describes_it(knowledge: Knowledge) -> None:
    """No sign ships untried."""
    assert {sign.name for sign in knowledge.red_flags.signs} == ALARMING.keys()


def test_the_questions_of_other_topics_raise_no_sign(knowledge: Knowledge, find: Find) -> None:
    """They are examples of what is no alarm."""
    ours = (q for entry in knowledge.entries.values() if not entry.urgent for q in entry.questions)
    assert not [(sign, question) for question in ours if (sign := find(question))]


def test_what_is_not_covered_raises_no_sign(knowledge: Knowledge, find: Find) -> None:
    """It is declined, not alarmed about."""
    assert not [(sign, question) for question in knowledge.not_covered if (sign := find(question))]
