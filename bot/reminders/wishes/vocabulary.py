"""The words that wishes about reminders are made of, each in all its forms."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.language import NUMBERS


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


_FORMS = {
    # Asking, and what is asked for.
    "remind": "remind reminding reminded notify notifying nudge nudging ping pinging poke poking prod"
    " prodding nag nagging bug bugging",
    "reminder": "reminder reminders notification notifications notif notifs alert alerts alarm alarms nudges"
    " pings prompt prompts",
    "tell": "tell telling text texting message messaging messages texts wake waking buzz prompting beep",
    "send": "send sending give giving",
    "hydration": "water waters drink drinks drinking hydration hydrate hydrating sip sips sipping fluid"
    " fluids",
    "stretch": "stretch stretches stretching exercise exercises",
    # What is to be done with it.
    "off": "off stop stopping quit cancel disable deactivate delete remove silence mute kill drop cease"
    " unsubscribe",
    "end": "end ends ending finish finishing",
    "no": "no",
    "not": "not dont never without except exept excpet execpt exsept excluding exclude skip skipping minus",
    "thanks": "thanks thank thx ty cheers",
    "more": "more anymore longer",
    "enough": "enough",
    "pause": "pause pausing paused",
    "hold": "hold suspend freeze break snooze",
    "resume": "resume unpause restart continue unmute resuming",
    "again": "again back",
    "on": "on enable activate",
    "begin": "start starting begin beginning",
    "show": "show list see view settings setting options preferences schedule panel edit",
    "change": "change adjust modify update reschedule",
    "want": "want wanna need like wish love prefer would d",
    "move": "move shift",
    # Times.
    "every": "every each ev evry evey evrey eevry per",
    "other": "other alternate",
    "time": "times time",
    "once": "once",
    "2 time": "twice",
    "hour": "hour hours hr hrs hourse",
    "h": "h",
    "minute": "minute minutes min mins minuts",
    "second": "second seconds sec secs",
    "day": "day days",
    "week": "week weeks wk wks",
    "fortnight": "fortnight fortnights",
    "month": "month months",
    "year": "year years",
    "hourly": "hourly",
    "daily": "daily everyday nightly",
    "weekly": "weekly",
    "interval": "interval intervals",
    "half": "half",
    "quarter": "quarter quarters",
    "past": "past",
    "oclock": "oclock o'clock clock",
    "am": "am",
    "pm": "pm",
    "from": "from",
    "till": "till til untill until unti untl upto thru through",
    "to": "to too 2",
    "between": "between btw betwen",
    "after": "after",
    "before": "before",
    "about": "about",
    "around": "around approximately roughly approx",
    "next": "next",
    "last": "last previous",
    "rest": "rest remainder",
    "over": "over",
    "later": "later earlier",
    "fewer": "fewer less",
    "in": "in",
    "at": "at @",
    "for": "for",
    "now": "now",
    "morning": "morning mornings",
    "afternoon": "afternoon afternoons",
    "evening": "evening evenings",
    "night": "night nights nite",
    "noon": "noon midday",
    "midnight": "midnight",
    "breakfast": "breakfast",
    "lunch": "lunch lunchtime",
    "dinner": "dinner supper",
    "bed": "bed bedtime sleep sleeping",
    "today": "today tonight",
    "tomorrow": "tomorrow tmrw tmr tomorow tommorow tommorrow",
    "yesterday": "yesterday",
    "weekday": "weekday weekdays workday workdays",
    "weekend": "weekend weekends",
    "monday": "monday mondays mon",
    "tuesday": "tuesday tuesdays tue tues",
    "wednesday": "wednesday wednesdays wed weds",
    "thursday": "thursday thursdays thu thur thurs",
    "friday": "friday fridays fri",
    "saturday": "saturday saturdays sat",
    "sunday": "sunday sundays sun",
    "january": "january jan",
    "february": "february feb",
    "march": "march mar",
    "april": "april apr",
    "may": "may",
    "june": "june jun",
    "july": "july jul",
    "august": "august aug",
    "september": "september sep sept",
    "october": "october oct",
    "november": "november nov",
    "december": "december dec",
    "christmas": "christmas xmas",
    "newyear": "newyear",
}
_COUNTED = range(1, 21)
_MORE_NUMBERS = {
    "thirty": "30",
    "forty": "40",
    "fourty": "40",
    "fortyfive": "45",
    "fifty": "50",
    "sixty": "60",
    "ninety": "90",
    "ninty": "90",
    "couple": "2",
    "few": "3",
    "third": "3rd",
    "first": "1st",
    "fifth": "5th",
}

FILLERS = words(
    """
    please pls plz plzz plis kindly hi hey hello ok okay yes yeah yep sure so well just also too only
    maybe dear bot sir um uh er hm oh and or then if it's ur ya gonna me my mine i im id you your u us
    we our a an the this that these those it its is to of by with up as be get getting have having
    receive set setup setting put make let lets turn turned turning switch switched switching give go do
    doing take taking use add create schedule sign register subscribe keep help remember forget any all
    some something few little bit much everything both instead out own new regular possible can could
    will possibly able wants always really glass glasses bottle cup foot feet leg legs toe toes calf
    calves pre prebed routine thing throughout during whole long while awake work office home holiday
    away forever permanently completely sometimes regularly often frequently asap working am pm gap
    basis app telegram chat lol haha hahaha omg btw tbh cheers xx ty thx
    """
)
"""Words that add nothing to a wish and take nothing from it."""

QUESTIONS = words(
    """
    how what why who whom whose which where wheres whats hows whys does did was were are should shall
    has whether is do am had must might
    """
)
"""A clause is a question if it begins with one of these, or contains a word of `ASKING` anywhere."""
ASKING = words(
    """
    how what why who which where whose whats hows whether
    """
)

CANONICAL: Mapping[str, str] = MappingProxyType(
    {form: word for word, forms in _FORMS.items() for form in forms.split() if not form.isdigit()}
    | {word: str(number) for word, number in NUMBERS.items() if number in _COUNTED}
    | _MORE_NUMBERS
)
"""Each form of a word that means something, and what stands for all of its forms."""

CORRECTABLE = sorted(
    words(
        """
    remind reminding reminded reminder reminders notification notifications notify water drink drinking
    hydrate hydration stretch stretches stretching exercise exercises stop pause cancel disable
    unsubscribe resume start change show every hour hours hourly minute minutes days daily week weeks
    interval from until between before after around quarter morning afternoon evening night midnight
    bedtime tonight tomorrow weekday weekdays weekend weekends monday tuesday wednesday thursday friday
    saturday sunday january february april august september october november december twelve fifteen
    twenty thirty ninety
    """
    )
)
"""The words worth correcting a typing error to."""

FALSE_FRIENDS = words(
    """
    abound aground alter canceled cancels cancer chance changed changer changers changes charge corning
    dairy daisy deceiver disabled disables disabuse draining drank drifting drilling dripping drunk ever
    exercised exorcise exorcised exorcism exorcisms exorcist exorcists exorcize expertise fifteenth form
    ground hydrants hydrated infernal integral internal internals interpol moaning mooning morphing
    mounting mourning nigh parse pauses presume quartered quarterly quartet refining refunded reindeer
    reindeers rekindled rekindling remained remaining remand remanded remanding reminds remitted
    rescinded rescinding residing resumed resumes rewind rewinding round scratches scratching screeches
    screeching shown shows showy sketches sketching smart star stare stark stars starts stitches
    stitching stomp stoop stops stretched stretcher stretchers stretchier stretchy stuart sundae sundry
    thirsty tomorrows twelves untie wafer wager waiter walter waster watery waver weakened weeds
    weekenders weeps
    """
)
"""Words that are near to one of ours and mean something else."""
