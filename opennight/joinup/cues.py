"""Which words say that something is needed, and which that it is there, in seven languages; and what it is."""

import re

NEEDS = r"""
need(?:s|ed)?|we(?:'re| are)? (?:lack|missing|short of|looking for|searching for)|lack(?:s|ing)?|looking for|(?:do|does)(?:n't| not) have|have no|has no|\bno\b|without|missing|short of|who has|who can|can (?:anyone|anybody|someone|somebody)|wanted|wants?|could use
|brauch(?:e|en|t)|benötig(?:e|en|t)|such(?:e|en|t)|fehl(?:t|en)|kein(?:e|en|er)?|wer hat|wer kann|ohne|gesucht
|besoins?|cherch(?:e|ent|ons)|manqu(?:e|ent|ons)|il (?:nous |me )?faut|recherch(?:e|ons)|qui a\b|qui peut|pas d[e']|sans
|necesit(?:o|a|an|amos)|busc(?:o|a|an|amos)|(?:nos |me )?faltan?|hace falta|quién tiene|quién puede|sin|no tenemos
|potrzeb(?:uję|ujemy|uje|ują|a|ne|ny|na|ni)|szuka(?:m|my)|poszuku(?:ję|jemy)|brakuje|brak|kto ma|kto może|nie mamy|bez
|angen|(?:yn )?chwilio am|eisiau|heb|oes gan rywun|does gennym ni ddim|dim
|نحتاج|أحتاج|احتاج|يحتاج|تحتاج|بحاجة|نبحث عن|أبحث عن|ابحث عن|ينقصنا|ينقصني|مطلوب|ليس لدينا|من لديه|بدون
"""
HAVES = r"""
(?:we|i|they|he|she|you)(?:'ve| have| has| had) (?:got )?(?!no\b|to\b|not\b)|(?:we|i|they) (?:can|could) (?:offer|lend|give|share|teach|help|bring|provide|host|drive)|has(?! no\b| to\b)|offer(?:s|ing)?|to spare|to lend|to give away|spare|there(?:'s| is| are) (?!no\b)|available|going (?:free|spare)|free to|happy to|own
|hab(?:e|en)(?! (?:ich |wir )?kein)|hat(?! kein)|biet(?:e|en|et)|(?:zu )?verleih(?:e|en)|verschenk(?:e|en)|übrig|es gibt(?! kein)|kann|können|zu vergeben
|(?:nous |j'|on )?(?:avons|ai|ont)(?! (?:pas|besoin))|(?:propos|offr|prêt|donn)(?:e|ons|er)|disponibles?|il y a|à (?:donner|prêter)|je peux|nous pouvons
|ten(?:go|emos)|tiene(?:n)?|ofre(?:zco|ce|cemos)|prest(?:o|amos)|regal(?:o|amos)|hay|disponibles?|puedo|podemos|sobra(?:n)?
|(?<!nie )ma(?:m|my|ją)|ofer(?:uję|ujemy)|pożycz(?:ę|ymy)|odd(?:am|amy)|mogę|możemy|jest|są|do oddania|dostępn[aey]
|mae (?:gen|gan|gyda)\w*|(?:yn )?cynnig|ar gael|gallwn|galla i|sbâr
|لدينا|لدي|عندنا|عندي|نقدم|أقدم|اقدم|نعرض|أعرض|اعرض|يوجد|توجد|متوفر|متاح|يمكنني|يمكننا|أستطيع|نستطيع
"""


def cue(lines: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?i)(?<!\w)(?:{'|'.join(line.strip('|') for line in lines.split(chr(10)) if line)})(?:(?!\w)|(?<=\s))"
    )


NEED, HAVE = cue(NEEDS), cue(HAVES)
CLAUSE = re.compile(r"[,;:.!?،؛؟]+\s*|\s+(?:but|aber|mais|pero|ale|ond|لكن|ولكن)\s+")


def told(line: str, yes: re.Pattern[str], no: re.Pattern[str], strictly: bool) -> str:
    clauses = [clause for clause in CLAUSE.split(line) if clause.strip()]
    found = [clause for clause in clauses if yes.search(clause)]
    if found or strictly:
        return " ".join(found)
    return " ".join(clause for clause in clauses if not no.search(clause)) or line


def needed(line: str, *, strictly: bool = False) -> str:
    """The part of this sentence that says what is needed. If none does: nothing if `strictly`, else all of it
    but for what is said to be there.
    """
    return told(line, NEED, HAVE, strictly)


def had(line: str, *, strictly: bool = False) -> str:
    """The same for what is there."""
    return told(line, HAVE, NEED, strictly)
