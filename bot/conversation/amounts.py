"""Amounts in whatever somebody writes, in eleven languages: how long, until when, how many glasses."""

import re
from collections.abc import Mapping

from bot.conversation.words import LENGTH, NUMBER, minutes, number

MOST_GLASSES = 3
"""At once; more are more likely a slip, or a count of the day."""
_GLASS = r"(?:glass(?:es)?|cups?|mugs?|bottles?|ones|of (?:them|those)|down)"
_COUNTED = re.compile(rf"\b(?P<number>{NUMBER}) (?:\w+ ){{0,2}}?{_GLASS}\b")
_ABROAD = {
    1: "un una uno um uma une ein eine einen einer een jedna один одну bir واحد",
    2: "dos dois duas deux zwei due twee dwie dwa два две iki اثنين كاسين كوبين",
    3: "tres trois drei tre drie trzy три uc ثلاث ثلاثه ثلاثة",
    4: "cuatro quatro quatre vier quattro cztery четыре dort اربع اربعة",
    5: "cinco cinq funf cinque vijf piec пять bes خمس خمسة",
    6: "seis six sechs sei zes szesc шесть alti",
    8: "ocho oito huit acht otto osiem восемь sekiz",
    10: "diez dez dix zehn dieci tien dziesiec десять on عشر عشرة",
    15: "quince quinze funfzehn quindici vijftien pietnascie пятнадцать",
    20: "veinte vinte vingt zwanzig venti twintig dwadziescia двадцать yirmi عشرين",
    30: "treinta trinta trente dreissig trenta dertig trzydziesci тридцать otuz ثلاثين",
}
_NUMBERS: Mapping[str, int] = {word: count for count, words in _ABROAD.items() for word in words.split()}
_FIGURE = rf"(?P<number>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_GLASS_ABROAD = re.compile(
    rf"\b{_FIGURE} (?:vasos?|copos?|verres?|glas(?:er|en)?|glazen|bicchier\w+|szklan\w+|стакан\w*|bardak"
    r"|كاس\w*|كوب|اكواب)\b|\b(?P<two>كاسين|كوبين)\b"
)
_PARTS_ABROAD = (
    (
        re.compile(
            r"\b(?:media hora|meia hora|demi ?heure|halbe[nr]? stunde|mezz ?ora|half ?uur|pol godziny|полчаса"
            r"|yarim saat|نصف? ساع\w*)\b"
        ),
        30,
    ),
    (
        re.compile(
            r"\b(?:cuarto de hora|quart d ?heure|viertelstunde|quarto d ?ora|kwartier|kwadrans"
            r"|четверть часа|ceyrek saat|ربع ساع\w*)\b"
        ),
        15,
    ),
)
_MINUTES_ABROAD = re.compile(rf"\b{_FIGURE} (?:minut\w*|min|dakika|минут\w*|دقيق\w*|دقائق|دقايق)\b")
_HOURS_ABROAD = re.compile(
    rf"\b(?:{_FIGURE} )?(?:horas?|heures?|stunden?|or[ae]|uur|uren|godzin\w*|час(?:а|ов)?|saat\w*"
    r"|ساعه?|ساعة)\b"
)
_UNTIL = re.compile(
    r"\b(?:till?|until|at|by|around|about|after|before|not before) "
    r"(?P<clock>(?:half|quarter)(?: (?:past|to))? \w+|\d{1,2}(?::\d\d)?(?: ?[ap]m)?)\b"
    r"(?! (?:minutes?|mins?|hours?|times?|glass))"
)


def length_in(words: str) -> int | None:
    """The minutes of a length of time in plain words; None without one."""
    found = re.search(rf"\b{LENGTH}\b", words)
    if found:
        return minutes(found[0])
    for pattern, size in _PARTS_ABROAD:
        if pattern.search(words):
            return size
    if found := _MINUTES_ABROAD.search(words):
        return _count(found["number"])
    found = _HOURS_ABROAD.search(words)
    return 60 * _count(found["number"] or "1") if found else None


def clock_in(words: str) -> str | None:
    """The time of day that plain words put something off until, as it was said; None without one."""
    found = _UNTIL.search(words)
    return found["clock"] if found else None


def glasses_in(words: str) -> int:
    """How many somebody tells of who has drunk: one, if it is not said, or is more than at once."""
    if found := _COUNTED.search(words):
        said = number(found["number"])
    elif found := _GLASS_ABROAD.search(words):
        said = 2 if found["two"] else _count(found["number"])
    else:
        said = 1
    return said if 0 < said <= MOST_GLASSES else 1


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word]
