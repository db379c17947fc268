"""Every fact of the article stands in an answer, and so do the figures of the other sources."""

import re

import pytest

from bot.knowledge import Knowledge

ARTICLE = [
    ("foot cramps are horrible", "what-is-a-foot-cramp", r"horrible"),
    ("they decide between a run and staying at home", "what-is-a-foot-cramp", r"for a run or stay at home"),
    (
        "they decide between training well and worrying",
        "what-is-a-foot-cramp",
        r"train well .*worry .*progress",
    ),
    ("there are many different reasons", "causes", r"many different reasons"),
    ("know as many as you can, to see which fit you", "causes", r"as many as you can.* fit you"),
    ("prevention comes first", "prevention", r"prevention first"),
    ("the aim is to keep running and reach your goals", "prevention", r"keep running and reach your goals"),
    ("disturbed sleep is a big part of it", "sleep-quality", r"article sees disturbed sleep as a big part"),
    ("how you sleep may matter to circulation and nerves", "sleep-position", r"may .*circulation and nerve"),
    ("that is a quotation from Healthline", "sleep-position", r"quotes Healthline"),
    ("look at how you sleep", "sleep-position", r"look at how you sleep .*night cramps"),
    ("feet that point down may be bad for circulation", "sleep-position", r"point down may .*circulation"),
    (
        "back or side, pillow under the knees",
        "sleep-position",
        r"back or your side, .*pillow under your knees",
    ),
    (
        "the right position avoids it, in the article's view",
        "sleep-position",
        r"The article sees the right pos",
    ),
    ("bad shoes cause cramps by day", "shoes", r"says the article: bad shoes .*daytime"),
    ("shoes that fit badly may cut off the blood", "shoes", r"does not fit may cut off the blood"),
    ("get something comfortable", "shoes", r"comfy"),
    (
        "a cramp is in essence circulation and nerves",
        "circulation-and-nerves",
        r"The article sees .*in essence",
    ),
    ("what disturbs the flow causes trouble", "circulation-and-nerves", r"disturbs .*flow .*cause trouble"),
    ("foot muscles are under strain and work hard", "foot-strain", r"under strain.* hard work"),
    ("the steps are for tired muscles too", "foot-strain", r"tired muscles and cramps less likely"),
    ("thirst is surprisingly important", "dehydration", r"thirst surprisingly important"),
    (
        "thirsty with a cramp coming: do not ignore it",
        "dehydration",
        r"thirsty .*cramp coming, do not ignore",
    ),
    ("dehydration drains fluid, minerals and salts", "dehydration", r"loses fluid, and minerals and salts"),
    ("low electrolytes bring spasms and cramps", "electrolytes", r"article says .*low .*spasms and cramps"),
    ("too little water before bed, cramps at night", "drink-before-bed", r"too little water before bed"),
    ("the night is affected by drinking too", "night-cramps", r"Water: .*too little before bed"),
    ("cramps come wherever there are muscles", "calf-and-leg-cramps", r"wherever you have muscles.* calf"),
    ("the same steps help there", "calf-and-leg-cramps", r"same simple steps"),
    ("bad shoes and thirst on runs and hill sprints", "running", r"hill sprints, .*bad shoes .*thirsty"),
    ("anything that moves the blood is good", "massage", r"anything .*gets the blood moving .*good"),
    ("a rub almost certainly helps, in its view", "massage", r"In its view .*almost certainly help"),
    ("there is plenty of research online", "medically-reviewed", r"plenty of research online"),
    ("its writers use other established work", "medically-reviewed", r"writers .*other established work"),
]
FURTHER = [
    ("a cramp is a muscle that shortens by itself", "what-is-a-foot-cramp", r"suddenly .*short and tight"),
    ("seconds to 10 minutes", "how-long", r"seconds to 10 minutes"),
    ("tender for up to 24 hours", "how-long", r"tender for up to 24 hours"),
    ("painkillers are too slow for the cramp", "painkillers", r"Not during the cramp.*too slowly"),
    ("they ease the tenderness after it", "painkillers", r"ease the tenderness that stays afterwards"),
    ("stretch, hold until it eases, rub gently", "stop-a-cramp-now", r"toes towards you.*Hold .*Gently rub"),
    ("warmth first, ice later", "stop-a-cramp-now", r"warmth while .*tight, ice if it is sore"),
    ("three in four at night", "night-cramps", r"three in four"),
    ("the other known causes", "causes", r"hard exercise, .*older, pregnancy, statins, diuretics .*liver"),
    ("see a doctor", "see-a-doctor", r"often, or spoil your sleep.*numb or swollen.*weaker or thinner"),
    ("fewer cramps by stretching, and the range", "pre-bed-stretch", r"1\.2 fewer .*0\.6 to 1\.8"),
    ("less pain by stretching", "pre-bed-stretch", r"1\.3 points lower out of 10"),
    ("who was in the trial", "pre-bed-stretch", r"80 adults over 55 .*six weeks, every night"),
    ("the routine", "pre-bed-stretch", r"Hold 10 seconds, rest 10, three times .*3 minutes"),
    ("stretching may not stop every cramp", "pre-bed-stretch", r"may not stop every cramp"),
    ("magnesium hardly differs", "magnesium", r"unlikely .*0\.01 cramps a week.*half .*fewer .*half .*more"),
    ("magnesium in pregnancy", "magnesium", r"In pregnancy the studies disagree"),
    ("quinine", "medicines", r"very bad cramps when exercises .*serious side effects.*pregnancy.*doctor"),
    ("no medicine is stopped without asking", "medicines", r"do not stop.* asked your doctor or pharmacist"),
    ("cramps in pregnancy", "pregnancy", r"common .*last three months.*toes up.*midwife"),
    ("how many older people", "age", r"1 in 3 people over 60 .*over 80 .*half"),
    ("sleep problems and cramps in the US", "sleep-quality", r"one person in four .*6 in 100"),
    ("which causes which is not known", "sleep-quality", r"does not tell us which causes which"),
    ("how much to drink", "how-much-water", r"6 to 8 cups or glasses"),
    ("when to drink more", "how-much-water", r"hot weather.*active.*pregnant"),
    ("the signs of drinking too little", "how-much-water", r"thirsty, tired or dizzy.*mouth is dry.*dark"),
    ("too much water too fast", "how-much-water", r"lowers the salt \(sodium\).*sick or confused.*head"),
    ("limited fluids", "how-much-water", r"limit fluids.*heart failure or kidney.*not .*to a reminder"),
]


@pytest.mark.parametrize(("fact", "topic", "words"), [*ARTICLE, *FURTHER])
def test_a_fact_stands_in_the_answer(knowledge: Knowledge, fact: str, topic: str, words: str) -> None:
    """Answers are edited for their wording; what they say must survive that."""
    answer = " ".join(knowledge.entries[topic].answer.split())
    assert re.search(words, answer, re.IGNORECASE), f"{topic} no longer says: {fact}"
