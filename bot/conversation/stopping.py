"""Who wants no more reminders, however they put it; and who wants what is stored deleted."""

import re
from dataclasses import dataclass

from bot.conversation.words import Small, bag, small
from bot.reminders.kinds import STRETCH, WATER, Kind

_MOST_WORDS = 18
"""Of somebody who wants it to stop; a longer message is a story."""
_MOST_STRANGERS = 3
"""Words that may be left over beside a clear sign: "stop these bloody water messages"."""


@dataclass(frozen=True, slots=True)
class StopAsked:
    """An end of reminders."""

    kinds: tuple[Kind, ...] = ()
    """Those that are named."""
    everything: bool = False
    clear: bool = True
    """Whether it certainly means reminders. If not, obey only if some are on."""
    today: bool = False
    """Whether it is only for what is left of the day."""


@dataclass(frozen=True, slots=True)
class DeleteAsked:
    """All of it is to be deleted."""

    data: bool
    """Whether what is stored is meant for certain; otherwise it may be the reminders."""


_KINDS = {
    WATER: re.compile(
        r"\b(?:water(?:s|ing)?|drink(?:s|ing)?|hydrat\w+|glass(?:es)?|fluids?|sips?|agua|beber|eau|boire"
        r"|wasser"
        r"|h2o|trinken|acqua|bere|drinken|wod(?:[aye]|zie)|pici[aeu]|вод[аыу]|пить|su icme|الماء|ماء"
        r"|(?:day|daytime) (?:ones?|reminders?|messages?))\b"
    ),
    STRETCH: re.compile(
        r"\b(?:stretch(?:es|ing)?|exercis\w+|gymnastics?|(?:bed|night)time|evening one|estira\w+"
        r"|(?:calf|calves|legs?|evening|night) (?:stuff|things?|ones?|routine|messages?|reminders?)"
        r"|alonga\w+|etire\w+|dehn\w+"
        r"|stretching|rozciaga\w+|растяжк\w+|esneme\w*)\b"
    ),
}
_END = re.compile(
    r"\b(?:stop(?:p|ped|ping|s)?|cancel|quit|ends?|ending|enough|remove|delete|drop|unsubscribe|mute"
    r"|silence|disable|unsub|bin (?:it|them|this|that|the lot|all)|wind (?:it|this|that)(?: all)? (?:down|up)"
    r"|kill|cease|scrap|ditch|off|no more|no longer|not any ?more|not interested|never again|opt out"
    r"|sign (?:me )?out"
    r"|dont (?:want|need|send|remind|text|message|write|bother|disturb|ping|tell|nag|like|care)"
    r"|(?:do|did)nt (?:want|need)|leave me|get rid|done with|sick of|tired of|fed up|had enough|shut up"
    r"|go away|get lost"
    r"|without|knock it off|cut it out|give it a rest|take me off|let me be|bother someone else|switch off"
    r"|turn off"
    r"|basta|suspende\w*|cancela\w*|abbestell\w+|abmelden|desactiva\w*|elimina\w*|pare|chega|arret\w+"
    r"|desabonn\w+"
    r"|aufhor\w+|schluss|genug|ophouden|afmelden|genoeg|przestan|wylacz|хватит|отпис\w+|прекрат\w+"
    r"|отключ\w+|выключ\w+"
    r"|durdur|kapat|yeter|iptal|اوقف|توقف|كفى|deja(?: de)?|no (?:quiero|mas)|nao quero|(?:pas|plus"
    r"|veux plus) de"
    r"|keine?|nicht mehr|ho[e]?r auf|non voglio|niente|geen|nie chce|не надо|не хочу|больше не|istemiyorum"
    r"|لا اريد"
    r"|not today|nothing (?:more )?today|can go|bug off|piss off|let it be|leave it be|count me out"
    r"|any ?more$"
    r"|wont need|will not need"
    r"|lose (?:the|those|these|all)|(?:can|could|would|will) you (?:please |just )?not"
    r"|^forget (?:about )?the|cut (?:me )?off|(?:be|keep|stay) (?:quiet|silent|still)|hush|(?:shut"
    r"|close) (?:it|this|that|everything|all)(?: down)?|para(?: ya)? (?:con|de)|(?:go|be) (?:silent|quiet)"
    r"|shush|zip it"
    r"|pipe down|silencio"
    r"|get(?:ting)? on my nerves|driv(?:e|es|ing) me (?:mad|crazy|nuts|up the wall)|get off my back"
    r"|off my back"
    r"|had it with|pack it in|call it off|give (?:me|it) a (?:rest|break)|spare me|lay off|back off|buzz off"
    r"|beat it|(?:do not|dont) (?:contact|call|email|spam|pester|nag|nudge|notify|annoy|alert|poke|do)"
    r"|never (?:\w+ )?me|withdraw|halt|discontinue|terminate|deregister|sign off"
    r"|no (?:me |mas )?(?:escrib|envi|mand|record|molest)\w*|ne m(?:e )?(?:ecri|envo|rappel|derang)\w*"
    r"|non (?:mi )?(?:scriv|mand|ricord|disturb)\w*|nao me (?:escrev|envi|mand|lembr|incomod)\w*"
    r"|niet meer|nie pisz|laisse moi|lass mich|lasciami|laat me|не (?:пиши|шли|присыла|напоминай"
    r"|беспоко)\w*"
    r"|оставь|yazma\w*|rahat birak|لا (?:تكتب|ترسل|تذكر)\w*)\b"
)
_SIGN = re.compile(
    r"\b(?:remind\w*|messag\w+|texts?|texting|notif\w*|pings?|pinging|alerts?|alarms?|nudg\w+|spam\w*"
    r"|nag\w*|bother\w*"
    r"|pester\w*|contact\w*|emails?|prompts?|buzz\w*|beeps?|disturb\w*|annoy\w*|harass\w*|writing|sending"
    r"|telling|subscription|recordatorios?"
    r"|mensajes?|lembretes?"
    r"|mensagens|rappels?|erinnerung\w*|nachrichten|promemoria|messaggi|herinneringen|berichten|przypomni\w+"
    r"|escrib\w+|schreib\w+|ecri\w+|scriv\w+|schrijv\w+|pis(?:ac|z)\w*|писать|yazma\w*|list"
    r"|напомина\w+|сообщени\w+|hatirlatma\w*|mesaj\w*|التذكير\w*|الرسائل)\b"
)
_POINTING = re.compile(
    r"\b(?:this|that|it|these|those|them|ones?|me|things?|stuff|all|both|everything|you|now)\b"
)
_ALL = re.compile(
    r"\b(?:all|both|everything|anything|every|todos?|tudo|tout|alles?|tutto|wszystko|все|всё|hepsi|كل)\b"
)
_KEPT = re.compile(
    r"\b(?:but |and )?(?:please )?(?:keep|leave|not|except|only keep|still want|still need)\b.*"
)
_ONLY_KEPT = re.compile(
    r"(?<=\w) (?:just|only) (?:(?:the|my|for|want|keep|need) )*"
    r"(?:water|drink\w*|hydrat\w+|stretch\w*|exercis\w+)\b.*"
)
"""Of who names what is to stay behind what is to end: "no water ones, only the stretch"."""
_ONLY_THIS = re.compile(r"\b(?:just|only) (?:the )?\w+(?: ones?| reminders?)? not\b")
"""Of who names what is wanted: "only the stretching one, not the water"."""
_STAYS = re.compile(
    rf"(?:{_KINDS[WATER].pattern}|{_KINDS[STRETCH].pattern})(?: (?:ones?|reminders?|thing))? "
    r"(?:can |may |moze |mag |darf |kann |puede |peut |puo |pode )?"
    r"(?:leave|keep|stays?|is (?:fine|ok|okay|useful|good)|zosta\w+|bleib\w+|se queda|seguir"
    r"|rest(?:e|er|a|are)|fica\w*|blij\w+)\b"
)
"""What is to stay, named first: "stretching off, water leave"."""
_OTHER_TOO = re.compile(r"\bother (?:one |ones )?(?:as well|too|also)\b")
_ELSEWHERE = re.compile(
    r"\b(?:cramp\w*|spasms?|pain\w*|hurts?|hurting|foot|feet|legs?|toes?|calf|calves|muscles?|ache|aching"
    r"|talking|speaking|asking|ankles?|knees?|thighs?|shins?|heels?|swell\w*|swollen"
    r"|sore|knot"
    r"|magnesium|salt|tablets?|pills?|smoking|medic\w+|statins?|coffee|alcohol|bleeding|running|walking"
    r"|before bed|taking"
    r"|how|why|what|when|which|who|whose|twice|(?<!at )once|times"
    r"|hours? off|off by|later|earlier|sooner|ends of|(?:dont|never|cant|wont|not) stop|go on|keep going|if i"
    r"|should|does"
    r"|is it|make it|help|from (?:cramping|hurting)|drink(?:ing)? enough|enough (?:water|fluids?|to drink)"
    r"|tea|milk|juice|beer"
    r"|(?:it|that|this|he|she|they) (?:has |have )?stop(?:s|ped)|weeks?|days|months?|\d+\S*"
    r"|(?:in the )?(?:morning|evening)|first|second|last|counting|goal|till?|until)\b"
)
_FIRST = re.compile(
    r"^(?:(?:please|pls|ok|hey|bot|can (?:you|we|i)|could (?:you|we|i)|will you|would you|just|now|i said"
    r"|and|no"
    r"|i want(?: you)? to|i(?:d| would) like(?: you)? to|i need(?: you)? to|id prefer to|lets|time to"
    r"|how do i"
    r"|id rather|youre|you are|i have|ive|i am|im) )*$"
)
_TODAY = re.compile(
    r"\b(?:today|for the day|tonight|this evening|until tomorrow|till tomorrow|hoy|heute|aujourdhui|oggi)\b"
)
_MOST_ASKED = 10
_AGAINST = re.compile(
    r"^no\b|\b(?:no further|no other|not another|any longer|no longer|wont need|dont need|annoy\w*|hate"
    r"|stupid"
    r"|dislike|sick|unwanted|useless|pointless|away|not|never|nobody|go|gone|less|enough|leave|without|over"
    r"|irritat\w*|spam\w*|nuisance|disturb\w*|bother\w*)\b"
)
"""They mean "stop" beside a word for reminders only."""
_OF_A_KIND = re.compile(r"\b(?:water|drink\w*|stretch\w*) (?:ones?|thing|stuff|messages?)\b")
_EMPTY = bag(
    """
    id ill ive youre wed please pls plz ok okay just now then hey hi bot oh the a an any more anymore my
    your of to for at and with i you im am are is so really already no not yes can could would will do
    dont want need get getting have had has be been going go wanted longer again ever on in up bloody
    damn fucking stupid stuff here by from that thanks thank immediately right away sending me all
    switch turn switched turned thats mas mehr plus meer wiecej moi je ne as well off it too like love
    con l il la el le les das der die het de da do di
    dear sir ta cheers pretty very total totally completely quite altogether good us we our piu mir mi
    мне больше lui bitte por favor per prego se te
    """
)
_TOKENS = (_END, _SIGN, _POINTING, *_KINDS.values(), _ALL, _TODAY)
_DELETE = re.compile(
    r"(?:please |can you |could you |i want (?:you )?to |i want |just |now )*"
    r"(?:delete|erase|remove|wipe|clear|forget|destroy|purge)(?: (?:out|please|now))*"
    r" (?P<what>(?:(?:all|every|of|the|my|your|this|that|you|have|know|keep|store[ds]?|saved?|about|on|me"
    r"|personal|whole|single|things?|u|ever|bit"
    r"|account|data|info|information|history|chat|conversation|messages|records?|profile|it|everything"
    r"|anything|stuff|is)"
    r"(?: |$))+)(?:please|now|thanks|again)?"
)
_ACCOUNT = re.compile(
    r"(?:please |can you |i want to |pls )*"
    r"(?:delete|remove|close|erase|cancel|deactivate|wipe|get rid of) (?:my|this|the)"
    r" (?:acc?ount|profile|data)\b"
)
_ACCOUNT_GONE = re.compile(r"\bmy (?:acc?ount|profile|data) (?:gone|deleted|removed|erased|wiped|closed)\b")
_DATA = re.compile(
    r"\b(?:data|info|information|account|profile|records?|history|know|keep|stored?|saved|have|about me)\b"
    r"|^me$"
)


def stop_asked(words: str) -> StopAsked | None:
    """An end of reminders in plain words; None where something else may be meant as well."""
    said = words.split()
    if not said or len(said) > _MOST_WORDS or _ELSEWHERE.search(_KINDS[STRETCH].sub("stretch", words)):
        return None
    end = _END.search(words)
    if end is None and small(words) is not Small.STOP:
        return None
    refused = _KEPT.sub("", words) if re.search(r"\b(?:keep|except|still)\b", words) else words
    refused = _STAYS.sub(" ", _ONLY_KEPT.sub("", refused)) if end else refused
    kinds = tuple(kind for kind, pattern in _KINDS.items() if pattern.search(refused))
    kinds = tuple(_KINDS) if len(kinds) == 1 and _OTHER_TOO.search(words) else kinds
    rest = words
    for pattern in _TOKENS:
        rest = pattern.sub(" ", rest)
    strangers = [word for word in _KEPT.sub("", rest).split() if word not in _EMPTY]
    first = end is None or bool(_FIRST.match(words[: end.start()])) or words.endswith((" off", end[0]))
    sign = bool(_SIGN.search(words) or (kinds and re.search(r"\b(?:ones?|thing|any ?more)\b", words)))
    clear = sign or bool(kinds and first and not strangers)
    if len(strangers) > (_MOST_STRANGERS if sign else (1 if kinds else 2) if first else 0):
        return None
    if len(kinds) == len(_KINDS):
        return StopAsked(everything=True, clear=clear, today=bool(_TODAY.search(words)))
    everything = not kinds and bool(_ALL.search(refused))
    return StopAsked(kinds, everything, clear, bool(_TODAY.search(words)))


def kinds_refused(words: str) -> tuple[Kind, ...]:
    """The kinds that plain words name, without those that are to stay."""
    if wanted := _ONLY_THIS.search(words):
        return tuple(kind for kind, pattern in _KINDS.items() if not pattern.search(wanted[0]))
    left = _KEPT.sub("", _STAYS.sub(" ", words))
    return tuple(kind for kind, pattern in _KINDS.items() if pattern.search(left))


def only_one_kept(words: str) -> bool:
    """Whether plain words name what is to stay, and then what is not."""
    return _ONLY_THIS.search(words) is not None


def may_stop(words: str) -> bool:
    """Whether reminders may not be wanted any more, so that it is worth asking."""
    said = words.split()
    return bool(
        0 < len(said) <= _MOST_ASKED
        and (_SIGN.search(words) or _OF_A_KIND.search(words))
        and _AGAINST.search(words)
        and not _ELSEWHERE.search(words)
        and not _ONLY_THIS.search(words)
    )


_ENDS_IT = re.compile(
    r"\b(?:stop|cancel|quit|remove|drop|delete|scrap|ditch|kill|bin|mute|disable|silence|end|lose)"
    r" (?:it|them|that|this|these|those|the (?:rest|others?|lot)|all|everything|sending|writing)\b"
)
_ONE_OF_THEM = re.compile(r"\b(?:ones?|reminders?|pings?|messages?|notifications?)\b")
_NOT_NEEDED = re.compile(
    r"\b(?:(?:dont|do not) (?:need|want) (?:it|them|that|this)|any ?more|no longer"
    r"|take (?:it|them|that|this) out)\b"
)
_ASKS = re.compile(r"(?:how|what|why|which|when|does|do|can|could|should|would|will|is|are)\b")


_ENOUGH = re.compile(
    r"\b(?:stop|cancel|quit|no more|no longer|any ?more|enough|remove|delete|drop|scrap|ditch|disable|mute"
    r"|get rid|off$|take me off|dont (?:want|need)|(?:turn|switch|turned|switched) (?:\w+ )?off|off with)\b"
)


def may_end(words: str) -> bool:
    """Whether plain words that are about reminders have one for an end in them."""
    return _ENOUGH.search(words) is not None


def sounds_over(words: str) -> bool:
    """Whether plain words, in any of the languages, may be about an end and about nothing else."""
    is_short = len(words.split()) <= _MOST_WORDS
    return is_short and _END.search(words) is not None and not _ELSEWHERE.search(words)


_LOSES = re.compile(r"\b(?:lose|drop|ditch|scrap|kill|bin|get rid of|can go|gone|remove|delete)\b")


def loses(words: str) -> bool:
    """Whether plain words that name a reminder want it gone: "we can lose the 21:00 one"."""
    return _LOSES.search(words) is not None


def ends_it(words: str) -> bool:
    """Whether something is to end that plain words have named before: "who stretches at ten, scrap it"."""
    return _ENDS_IT.search(words) is not None and not _ASKS.match(words)


def ends_one(words: str) -> bool:
    """Whether plain words end something that they call by a kind, or as one of the messages."""
    return ends_it(words) and bool(kinds_refused(words) or _ONE_OF_THEM.search(words))


def not_needed(words: str) -> bool:
    """Whether plain words name a reminder and say that it is not needed, whatever else they tell."""
    return bool(kinds_refused(words) and _NOT_NEEDED.search(words)) and not _ASKS.match(words)


def delete_asked(words: str) -> DeleteAsked | None:
    """Whether plain words want all of it deleted."""
    if _ACCOUNT.match(words) or _ACCOUNT_GONE.search(words):
        return DeleteAsked(data=True)
    found = _DELETE.fullmatch(words) if len(words.split()) <= _MOST_WORDS else None
    if not found:
        return None
    what = found["what"].strip()
    if _DATA.search(what):
        return DeleteAsked(data=True)
    return DeleteAsked(data=False) if re.search(r"\b(?:everything|all|anything)\b", what) else None
