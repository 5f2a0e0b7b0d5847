"""In which of seven languages a text is, by its small words; and the stem of a word, lightly."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

SMALL = {
    "en": """a about after again all also am an and any are around as at away be because been before being between
        both bring but by can could did do does doing done down each either else etc even ever every few first for
        from get gets getting give go going good great had has have having he her here him his hope how i if in
        into is it its just keep know last least less let like lot lots love made make makes making many may maybe
        me might mine more most much must my near need needed needs never new next no nor not nothing now of off
        on once one only or other others our out over own people perhaps please put really same see set shall she
        should show so some someone something soon still such take than that the their them then there these they
        thing things think this those though through to together too under until up upon us use used using very
        want wanted wants was way we well were what when where whether which while who whom whose why will wish
        with without would yes yet you your i'd i'll i'm i've it's let's we're we've we'd we'll don't doesn't
        didn't can't cannot won't isn't aren't there's that's what's who's they're you're anybody anyone everybody
        everyone somebody nobody want wants wanting wanna looking look s t d ll re ve m""",
    "de": """aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte
        brauche brauchen braucht da damit dann das dass dein deine dem den denn der des dich die dies diese diesem
        diesen dieser dieses doch dort du durch ein eine einem einen einer eines einige er es etwas euch euer eure
        fehlen fehlt für gegen geben gibt haben habe hast hat hatte hätte hier hin ich ihr ihre ihren im in ins ist
        ja jede jedem jeden jeder jedes jemand kann kein keine keinen keiner können könnte könnten machen man mehr
        mein meine mich mir mit möchte möchten muss müssen nach nicht nichts noch nun nur ob oder ohne schon sehr
        sein seine sich sie sind so soll sollen sollte sollten suche suchen sucht über um und uns unser unsere
        unseren unserer unter viel viele vom von vor war was weil wenn wer werden wie wieder will wir wird wo
        wollen wünsche wünschen würde würden zu zum zur zwischen anbieten biete bieten bietet gern gerne leute""",
    "fr": """a à ai aimerais aimerait ainsi alors après au aucun aussi autre autres aux avec avant avez avoir avons
        beaucoup besoin bien c ça car ce cela ces cet cette chaque cherche cherchent cherchons chez ci comme comment
        d dans de des depuis deux devrait devrions doit donc donner dont du elle elles en encore entre es est et
        être eu eux faire fait faut gens il ils j je l la là le les leur leurs lui m ma mais manque me même mes moi
        moins mon n ne nos notre nous on ont ou où par pas personne peu peut peuvent plus pour pouvoir pouvons
        prêter propose proposons qu quand que quel quelle quelqu qui quoi rien s sa sans se sera ses si son sont
        sous sur t ta te tes toi ton tous tout toute toutes très trop tu un une vers voici voudrais voudrions vos
        votre vous voulons y manquons offre offrons souhaite souhaitons il'y aurait""",
    "es": """a al algo alguien algún alguna algunas algunos ante antes aquí así aún aunque bien busca buscamos busco
        cada como con contra cual cuando de debe debemos debería deberíamos del desde donde dos el él ella ellos en
        entre era es esa esas ese eso esos esta está están estas este esto estos falta faltan fue gente gusta
        gustaría ha hace hacer hacia han has hasta hay he la las le les lo los más me mi mis mucho muchos muy nada
        ni no nos nosotros nuestra nuestras nuestro nuestros o ofrece ofrecemos ofrezco os otra otras otro otros
        para pero poco podemos poder podría por porque puede pueden puedo que qué queremos quien quién quiero se
        sea ser si sí sin sobre somos son soy su sus también tan tanto te tener tenemos tengo tiene tienen toda
        todas todo todos tu tú un una unas uno unos vamos y ya yo necesita necesitamos necesitan necesito""",
    "pl": """a aby albo ale ani bardzo bez bo brakuje by być był była było były chcą chce chcemy chcę chciałabym
        chciałbym chcielibyśmy ci co coś czy czyli dla do dobrze gdy gdzie go i ich ile im inne inny innych ja jak
        jaki jako je jego jej jest jestem jesteśmy jeszcze jeśli już każdy kiedy kogoś kto która które którego
        której który których lub ludzi ma mają mam mamy mi mnie mną może możemy mogę mogą można musimy my na nad
        nam nami nas nasz nasza nasze naszej naszego naszych nie niech nic nich nim niż no o od on ona one oni oraz
        po pod ponad poszukuję poszukujemy potrzeba potrzebna potrzebne potrzebny potrzebni potrzebuje potrzebujemy
        potrzebuję powinien powinna powinno powinniśmy przed przez przy są się skąd swój swoje szukam szukamy ta
        tak także tam te tego tej ten też to tu tylko tym tych u w wam wasz we więcej więc wiele wszyscy wszystkie
        wszystkich wszystko z za ze że żeby oferuję oferujemy""",
    "cy": """a ac am ar arall arnaf arnom angen at beth bod bu bydd byddai byddwn byth cael chi chwilio cyn da dan
        dim dod dros drwy dw dylai dylem dylen ddim ei eich ein eisiau er eu ewch fe fel fi fo fod fwy fy fydd
        ga gael gan ganddo ganddi gallai gallwn gallu gall gen gennyf gennym gennyn ges gyda gydag hefyd heb hi hoffai
        hoffwn hoffem hon hwn hyd hyn hynny i iawn iddo im ein'r lle llawer mae maen mewn mi mwy na nac naill nawr
        ni nid o oedd oes ond os pan pawb pobl po pwy roi rhai rhoi rhyw rwy rydw rydym rydyn'r rydyn sy sydd syn
        sut ti tra trwy tua un unrhyw wedi wrth wyf y ychydig ym yma yn yna yno yr ydw ydy ydym ydyn yw cynnig
        ’r ’n r n th nhw roeddwn eto rhaid unwaith ers ynghyd""",
    "ar": """من في على إلى الى عن مع هذا هذه ذلك تلك هو هي هم نحن أنا انا أنت انت كان كانت يكون تكون التي الذي
        الذين ما ماذا لا لم لن ليس ليست لا و أو او ثم بل لكن كل بعض أي اي أن ان إن إذا اذا لأن كما قد لقد كيف
        متى أين اين هناك هنا لنا لي له لها لهم لدينا لدي عندنا عندي عنده نحتاج أحتاج احتاج يحتاج تحتاج نريد أريد
        اريد نود أود اود يجب ينبغي نبحث أبحث ابحث نقدم أقدم اقدم يمكن يمكننا يمكنني أكثر اكثر جدا أيضا ايضا بين
        حول بعد قبل عند حتى منذ خلال بدون دون غير مثل الناس شخص شيء ينقصنا ينقصني نعرض أعرض اعرض يوجد توجد""",
}
"""Words that say little about what a text is about: with these a text is recognised, and they do not count."""

MARKS = str.maketrans({"’": "'", "ʼ": "'", "ł": "l", "ß": "ss", "ø": "o", "œ": "oe", "æ": "ae", "ı": "i"})
ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ـ": None}
)

ENDINGS = {
    "en": "ations ation ings ing iness edly ies ied ers er es ed ly 's s e y",
    "de": "ungen ung innen in keiten keit heiten heit ischen ische isch lichen liche lich ern em en er es e n s",
    "fr": "issements issement ations ation ements ement euses euse eaux eau eurs eur iques ique ives ive aux al ees"
    " ee es er ez e s x",
    "es": "aciones acion amientos amiento adores adoras ador adora mente idades idad icos icas ico ica ando iendo ar er ir"
    " os as es a o e s",
    "pl": "owania owanie owaniu ownia owni owych owego owej owym owa owe owy iami ami iach ach iom om iow ow ego emu"
    " ej ymi imi ych ich ym im ia ie iu ie ki ka ke ko ku a e i o u y",
    "cy": "iadau iaeth wyr iau oedd aeth au on od i wr",
    "ar": "ات ون ين ان ها هم نا كم ية يه ه ي",
}
"""What is taken off the end of a word, the longest first, if enough is left."""
ENDS = {tongue: sorted(ends.split(), key=len, reverse=True) for tongue, ends in ENDINGS.items()}
FRONTS = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
SOFTENED = (("ngh", "c"), ("mh", "p"), ("nh", "t"), ("ng", "g"), ("ph", "p"), ("th", "t"), ("ch", "c")) + (
    ("dd", "d"),
    ("rh", "r"),
    ("ll", "l"),
    ("f", "b"),
    ("m", "b"),
    ("b", "p"),
    ("d", "t"),
    ("g", "c"),
)
"""How a Welsh word may begin after another, and one letter for all of these: tref, dref, thref, nhref."""


def plain(word: str) -> str:
    """A word without capitals and accents, and with the letters of Arabic that are often mistaken made one."""
    folded = unicodedata.normalize("NFD", word.casefold().translate(MARKS))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return bare.translate(ARABIC)


PLAIN = {tongue: frozenset(plain(word) for word in words.split()) for tongue, words in SMALL.items()}


def tongue_of(words: Sequence[str], usual: str = "en") -> str:
    """The language most of whose small words are among these plain words; `usual` if there is no telling."""
    if any("\u0600" <= word[0] <= "\u06ff" for word in words if word):
        return "ar"
    counts = {tongue: sum(word in small for word in words) for tongue, small in PLAIN.items()}
    best = max(counts.values())
    if not best or counts.get(usual) == best:
        return usual
    return next(tongue for tongue, count in counts.items() if count == best)


@lru_cache(maxsize=50_000)
def stem(word: str, tongue: str) -> str:
    """What a plain word has in common with its other forms, roughly."""
    if tongue == "ar":
        word = next((word[len(f) :] for f in FRONTS if word.startswith(f) and len(word) >= len(f) + 3), word)
    if tongue == "cy":
        for front, letter in SOFTENED:
            if word.startswith(front) and len(word) > len(front) + 1:
                word = letter + word[len(front) :]
        word = re.sub("^([ptc])h", r"\1", word)
    least = 3 if tongue in ("ar", "cy") else 4
    for end in ENDS[tongue]:
        if word.endswith(end) and len(word) - len(end) >= least:
            return word[: -len(end)]
    if tongue in ("en", "fr") and len(word) == 4 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def small(word: str, tongue: str) -> bool:
    return word in PLAIN[tongue] or (len(word) < 2 and word.isascii())
