"""Short messages in plain words, and the small words of eleven languages: yes, no, done, later, stop."""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from rapidfuzz.distance import OSA

from bot.language import normalise

MOST_WORDS = 12
"""Of a message that only makes sense after another."""
LONGEST = 200
"""Characters of such a message: what is longer is not even looked at."""
_LETTERS = str.maketrans("ıłŁø", "ilLo")
"""Letters that are not made of another one and an accent."""
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
"""A regular expression for a day of the week, without groups."""
_SIGNS = (
    (re.compile(r"([^\W\d_])\1{2,}"), r"\1"),
    (re.compile(r"\b(turn|switch) of\b(?! the)", re.IGNORECASE), r"\1 off"),
    (re.compile("[👍👌✅✔☑🆗💪🫡💯🙌👏🎉🔥🏆🤝]"), " ok "),
    (re.compile("[👎❌✖]"), " no "),
    (re.compile("[🙏❤💙💚💛🥰😍]"), " thanks "),
    (re.compile("[💧🚰🥛🥤]"), " water "),
    (re.compile(r"½|(?<![\d/.])1/2(?![\d/])"), " half "),
    (re.compile(r"¼|(?<![\d/.])1/4(?![\d/])"), " quarter "),
    (re.compile(r"(?<=\w) n (?=\w)"), " and "),
    (re.compile(r"\b(?:2moro|2morrow|tmrw|tmr|tomoz)\b", re.IGNORECASE), "tomorrow"),
    (re.compile(rf"\b({WEEKDAY})s? no\b(?=\s*(?:$|[.,;!?]|please))", re.IGNORECASE), r"not on \1"),
    (re.compile(r"\bevery (?:other|second|2nd) hour\b", re.IGNORECASE), "every 2 hours"),
    (re.compile(r"\bw/?(?= (?:the|my|this|that|it|all)\b)", re.IGNORECASE), "with"),
    (re.compile(r"\bdon[’']?t\b|\bdo not\b|\bdnt\b", re.IGNORECASE), "dont"),
    (re.compile(r"(?<=\w)[’'](?=\w)"), ""),
    (re.compile(r"(?<=\d)\s?[-\u2013\u2014]\s?(?=\d)"), " to "),
    (re.compile(r"(?<=[nesdiut])\s?[-\u2013\u2014]\s?(?=[mtwfs])", re.IGNORECASE), " to "),
    (re.compile(r"(?<=\d)[:.](?=\d\d\b)"), "\0"),
)


class Small(StrEnum):
    """What a small word says by itself."""

    YES = "yes"
    NO = "no"
    OK = "ok"
    DONE = "done"
    LATER = "later"
    SKIP = "skip"
    STOP = "stop"
    THANKS = "thanks"
    UNSURE = "unsure"


_WORDS: Mapping[Small, str] = {
    # English, Spanish, Portuguese, French, German, Italian, Dutch, Polish, Russian, Turkish, Arabic.
    Small.YES: """
        yes, yeah, yep, yup, yea, ya, aye, sure, of course, correct, right, thats right, exactly
        yes please, y
        si, claro, por supuesto; sim, pois; oui, ouais, bien sur; ja, jawohl, genau, jep; si certo, certo
        ja graag, jazeker; tak; да, конечно; evet; نعم, اي, ايوه
    """,
    Small.NO: """
        no, nope, nah, na, no no, not really, n; para nada; nao; non, pas du tout; nein, nee, ne, noe; neen
        nie; нет, неа; hayir, yok; لا, كلا
    """,
    Small.OK: """
        lovely, wonderful, brilliant, excellent, fantastic, sounds good, that works, works for me
        much better, thats fine, thats good, thats better, thats perfect, thats great
        ok, okay, okey, okie, k, kk, okej, fine, alright, all right, great, good, cool, perfect, got it, roger
        understood, will do, nice; vale, de acuerdo, bueno, bien; ta bom, tudo bem, beleza; daccord, cest bon
        gut, alles klar, in ordnung, passt, super; va bene; goed, prima; dobrze; хорошо, ладно, ок
        tamam; حسنا, تمام, طيب
    """,
    Small.DONE: """
        tick, check, ticked
        done, finished, did it, i did, i did it, all done, done it, its done, done that, complete, completed
        hecho, listo, ya esta, lo hice, terminado, ya bebi, bebi, ya lo hice; feito, pronto, ja fiz, fiz
        ja bebi
        fait, cest fait, fini, jai bu; erledigt, fertig, gemacht, getrunken, habe ich, hab ich; fatto, finito
        ho bevuto; gedaan, klaar; zrobione, gotowe, zrobilem, zrobilam, wypilem, wypilam
        готово, сделано, сделал, сделала
        выпил, выпила; yaptim, bitti, tamamlandi, ictim; تم, انتهيت, خلصت, شربت
    """,
    Small.LATER: """
        later, not yet, in a bit, in a moment, in a while, in a minute, in a sec, soon, snooze
        remind me later
        a bit later, wait, maybe later, later please, not right now, ask me later, again later
        luego, mas tarde, despues, aun no, todavia no; depois, mais tarde, ainda nao; plus tard
        pas encore, apres
        spater, spaeter, noch nicht, gleich, nachher; dopo, piu tardi, non ancora; straks, nog niet
        pozniej, jeszcze nie, za chwile; позже, потом, еще нет, попозже; sonra, daha sonra, henuz degil
        لاحقا, بعدين, ليس بعد
    """,
    Small.SKIP: """
        skip, skip it, skip this, skip this one, skip that, pass, not now, not this time, not today, no thanks
        no thank you, leave it, ignore, ignore it, forget it, never mind, nevermind, i cant, cant, i cant now
        cant now, cant right now, i cant right now, not thirsty, im not thirsty, i am not thirsty
        dont want to
        i dont want to, dont feel like it, i dont feel like it, no time, i have no time
        ahora no, hoy no, no gracias, saltar; agora nao, hoje nao, nao obrigado, nao obrigada
        pas maintenant, pas aujourdhui, non merci; jetzt nicht, heute nicht, nein danke, uberspringen
        adesso no, non ora, oggi no, no grazie; nu niet, vandaag niet, nee dank je; nie teraz, nie dzisiaj
        не сейчас, не сегодня, пропустить; simdi degil, bugun degil, hayir tesekkurler; ليس الان
    """,
    Small.STOP: """
        callate, silencio; cala te, cala a boca, silencio; tais toi, tais-toi, taisez vous, taisez-vous
        sei still, halt die klappe
        ruhe; sta zitto, silenzio; hou je mond, stil; cicho, zamknij sie; замолчи, молчи; sus; اسكت
        stahp, stpo, sotp, stp, stopit
        stop, stop it, stop that, stop this, stop please, please stop, cancel, enough, quit, unsubscribe
        no more
        basta, para, parar, basta ya, ya basta, alto, cancelar, detener, no mas; pare, chega; arrete, arreter
        arretez, ca suffit, stoppe; stopp, aufhoren, aufhoeren, hor auf, hoer auf, schluss, genug, abbestellen
        abbrechen, halt; fermati, ferma, smettila, annulla, basta cosi; hou op, ophouden, stoppen, genoeg
        afmelden; przestan, dosc, wystarczy, koniec; стоп, хватит, прекрати, отмена, остановись, отписаться
        dur, yeter, durdur, iptal, kes; توقف, قف, كفى, اوقف, الغاء, خلاص
    """,
    Small.THANKS: """
        thanks, thank you, thx, ty, cheers, thank you very much, thanks a lot, many thanks, tks, thank u
        gracias, muchas gracias; obrigado, obrigada; merci, merci beaucoup; danke, vielen dank, danke schon
        grazie; bedankt, dank je, dank u, dankjewel; dziekuje, dzieki; спасибо; tesekkurler, sagol
        tesekkur ederim
        شكرا; multumesc, mersi; asante, asante sana; salamat, salamat po; shukran; dhanyavaad, shukriya
        efharisto
    """,
    Small.UNSURE: """
        i dont know, dont know, dunno, idk, not sure, im not sure, i am not sure, no idea, hard to say, maybe
        perhaps, cant tell, i cant tell, no se; nao sei; je ne sais pas; weiss nicht, ich weiss nicht
        keine ahnung
        non lo so; weet ik niet, weet niet; nie wiem; не знаю; bilmiyorum; لا اعرف
    """,
}
_AROUND = re.compile(
    r"^(?:(?:juz|уже|cheers|oh|ah|uh|um|hm+|hey|hi|well|so|and|but|sorry|bot|please|pls"
    r"|plz|just|now|por favor|bitte) )+"
    r"|(?: (?:please|pls|plz|now|bot|then|already|thanks|thank you|thx|por favor|bitte|jetzt|danke"
    r"|gracias|cheers|ta|mate|bro|dude|buddy|pal|dear|love|man|doc|sorry"
    r"|merci|grazie|bedankt|obrigad[oa]|sir|boss|maam|captain|dziekuje|dzieki"
    r"|спасибо|tesekkur(?:ler| ederim)|sagol|شكرا|schon|juz|уже|bile|zaten))+$"
)


_WHY = re.compile(r"(?:^|[.,;!?]\s+)(?:(?:but|and|so|asking) )*(?:why|how come)\b[^.,;!?]*$", re.IGNORECASE)
_REQUEST = re.compile(
    r"\b(?:can|could|would|will|may) (?:you|u|we|i|it|the|that|this)\b|\bhow (?:do|can|to|about)\b"
    r"|\bwhat about\b|\bplease\b|\b(?:is|would) it (?:be )?possible\b"
)


def bag(text: str) -> frozenset[str]:
    """The words of a text, whatever their order."""
    return frozenset(text.split())


def plain(text: str) -> str:
    """A short message in lower-case words without accents; times keep their colon, emoji become words."""
    text = text.translate(_LETTERS)
    for pattern, word in _SIGNS:
        text = pattern.sub(word, text)
    words = normalise(text.replace("\0", "colon")) if "\0" in text else normalise(text)
    return re.sub(r"(?<=\d)colon(?=\d)", ":", words)


def only_asks(text: str) -> bool:
    """Whether a text ends with a question, and with none that wants something done."""
    asks = text.rstrip().endswith("?") or _WHY.search(text.rstrip(" .!"))
    return bool(asks) and not _REQUEST.search(plain(text))


def without_courtesy(words: str) -> str:
    """Plain words without "oh", "please" and the like around them; all of them, if nothing else is there."""
    return _AROUND.sub("", words).strip() or words


def small(words: str) -> Small | None:
    """What plain words say, if they are nothing but a small word."""
    known = _known()
    said = known.get(words) or known.get(without_courtesy(words)) or _misspelt(words)
    if said:
        return said
    first, _, rest = words.partition(" ")
    # "ja, gemacht" and "ok, later": after a yes, the rest decides what is meant.
    if known.get(first) is Small.NO and known.get(rest) in {Small.SKIP, Small.LATER}:
        return known.get(rest)
    is_yes = rest and not rest.startswith("in ") and known.get(first) in {Small.YES, Small.OK}
    return known.get(rest) or known.get(without_courtesy(rest)) if is_yes else None


def _misspelt(word: str) -> Small | None:
    """What a single word says in which two letters changed places, or one is missing or there twice."""
    if not _PLAIN_WORD.fullmatch(word):
        return None
    found = {
        meaning
        for known, meaning in _often().items()
        if known[0] == word[0]
        and OSA.distance(known, word) == 1
        and (len(known) != len(word) or sorted(known) == sorted(word))
    }
    return found.pop() if len(found) == 1 else None


_PLAIN_WORD = re.compile(r"[a-z]{3,9}")
_OFTEN = ("done", "drank", "drunk", "finished", "later", "skip", "stop", "thanks")
"""Words that are written in a hurry."""


@cache
def _often() -> Mapping[str, Small]:
    return {word: meaning for word in _OFTEN if (meaning := _known().get(word))}


@cache
def _known() -> Mapping[str, Small]:
    """Maps each small word, in plain form, to its meaning; an ambiguous word gets the first."""
    known: dict[str, Small] = {}
    for meaning, listed in _WORDS.items():
        for word in re.split(r"[,;\n]", listed):
            if said := plain(word):
                known.setdefault(said, meaning)
    return known


_NUMBER_NAMES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_NUMBERS: Mapping[str, int] = {
    **{name: number for number, name in enumerate(_NUMBER_NAMES.split(), 1)},
    "a": 1, "an": 1, "another": 1, "couple": 2, "few": 3, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90,
}  # fmt: skip
NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
"""A regular expression for one."""
LENGTH = (
    rf"(?:half (?:an? )?h(?:our)?|(?:an? |1 )?(?:quarter|half) (?:of )?an? hour"
    rf"|(?:an?|one|1) h(?:ou)?r?(?: and an? half)?|{NUMBER}(?: and an? half)? h(?:ou)?r?s?"
    rf"|(?:an? )?(?:\d{{1,3}} ?m|{NUMBER}(?: of)? (?:minutes?|mins?)|\d{{1,3}}(?:minutes?|mins?))"
    r"|an? (?:minute|min|moment))"
)
"""A regular expression for a length of time, without groups."""
_HALF_HOUR = re.compile(r"^(?:an? |1 )?half (?:of )?(?:an? )?h")
_LENGTH_PARTS = re.compile(rf"(?P<number>{NUMBER})(?: and an? half)?(?: of)? ?(?P<unit>h|m)")


def number(word: str) -> int:
    """What a word that matches NUMBER says."""
    return int(word) if word.isdigit() else _NUMBERS[word]


def minutes(words: str) -> int:
    """How many minutes the words, which match LENGTH, stand for."""
    if _HALF_HOUR.match(words):
        return 30
    if "quarter" in words:
        return 15
    found = _LENGTH_PARTS.search(words.replace("a couple", "couple").replace("a few", "few"))
    if found is None:
        return 1
    size = 60 if found["unit"] == "h" else 1
    return number(found["number"]) * size + (size // 2 if "and a" in words else 0)
