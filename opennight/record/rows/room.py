"""What was said by all and to all as rows: questions, the assembly, offers, and what came after."""

from collections.abc import Iterator

from opennight.record.assembly import AssemblyOutcome
from opennight.record.feedback import FeedbackOutcome
from opennight.record.offers import HoursOutcome, OfferOutcome
from opennight.record.posed import QuestionOutcome, SentenceOutcome
from opennight.record.publication import CorrectionOutcome
from opennight.record.rows import Cells
from opennight.record.rows.groups import reply_row
from opennight.record.sequels import SequelOutcome
from opennight.record.threads import ThanksOutcome


def feedback_rows(one: FeedbackOutcome) -> Iterator[Cells]:
    """The question with steps has no number; answers in words are about those that have one."""
    about: Cells = {"title": one.title}
    yield about | {"kind": "feedback-question", "text": one.question, "people": one.people}
    for number, (step, count) in enumerate(zip(one.steps, one.counts, strict=True), 1):
        yield about | {"kind": "feedback", "no": number, "text": step, "people": count}
    for number, question in enumerate(one.questions, 1):
        yield about | {"kind": "feedback-question", "no": number, "text": question}
        for its in (its for its in one.words if its.question == question):
            yield about | {"kind": "answer", "no": its.no, "text": its.text, "by": its.by, "about": number}


def assembly_rows(its: AssemblyOutcome) -> Iterator[Cells]:
    """A row for each ask, for its answer, and for what people do themselves; one for each organisation."""
    for ask in its.asks:
        about: Cells = {"no": ask.no, "title": ask.title}
        whom = ", ".join(filter(None, (ask.guest, ask.stands_for)))
        yield about | {"kind": "ask", "text": ask.text, "by": ask.speaker, "who": whom, "votes": ask.back}
        if ask.verdict:
            yield about | {
                "kind": "ask-answer",
                "text": ask.what,
                "by": whom,
                "due": ask.due,
                "owners": ", ".join(ask.owners),
                "status": ", ".join(filter(None, (ask.verdict, ask.kept))),
            }
        if ask.ours:
            yield about | {
                "kind": "ask-ours",
                "text": ask.ours,
                "due": ask.ours_due,
                "owners": ", ".join(ask.ours_owners),
                "status": ask.ours_kept,
            }
    for number, one in enumerate(its.present, 1):
        yield {"kind": "organisation", "no": number, "text": one.name, "people": one.people}


def question_rows(question: QuestionOutcome) -> Iterator[Cells]:
    known: Cells = {"kind": "question-to-all", "no": question.no, "text": question.text}
    yield known | {"appreciated": question.hearts or ""}
    for pile in question.piles:
        for line in pile.lines:
            yield {
                "kind": "line",
                "no": line.no,
                "about": question.no,
                "title": pile.name,
                "text": line.text,
                "by": line.by,
            }
    yield from (reply_row(reply) | {"title": question.text} for reply in question.replies)


def sentence_row(one: SentenceOutcome) -> Cells:
    counts = f"agree: {one.agree}, pass: {one.passed}, disagree: {one.disagree}"
    status = "bridge" if one.bridge else one.finding
    known: Cells = {"kind": "sentence", "no": one.no, "title": one.text, "text": counts}
    return known | {"people": one.saw, "status": status}


def offer_rows(one: OfferOutcome) -> Iterator[Cells]:
    """The offer or ask, and what was said under it: that has its text for a title."""
    yield {
        "kind": "wanted" if one.wants else "offer",
        "no": one.no,
        "title": one.kind,
        "text": one.text,
        "by": one.by,
        "due": one.until,
        "room": one.where,
        "status": ", ".join(filter(None, (one.much, one.price))),
        "appreciated": one.hearts or "",
    }
    yield from (reply_row(reply) | {"title": one.text} for reply in one.replies)


def sequel_row(one: SequelOutcome) -> Cells:
    known: Cells = {"kind": "sequel", "no": one.no, "title": one.title, "text": one.text}
    status = "from outside" if one.outside else ""
    return known | {"by": one.by, "url": one.url, "at": one.at, "status": status}


def thanks_row(one: ThanksOutcome) -> Cells:
    known: Cells = {"kind": "thanks", "no": one.no, "title": one.title, "text": one.words}
    return known | {"by": one.by, "who": one.whom}


def hours_rows(its: HoursOutcome) -> Iterator[Cells]:
    yield {"kind": "hours", "no": its.promised, "text": f"kept: {its.kept}"}
    if its.monthly:
        yield {"kind": "hours", "no": its.monthly, "text": "each month"}


def correction_rows(one: CorrectionOutcome) -> Iterator[Cells]:
    """What it says now, with what it said before for a title; then what its author says to that."""
    known: Cells = {"no": one.no, "url": one.anchor, "at": one.at}
    yield known | {"kind": "correction", "title": one.was, "text": one.now}
    if one.answer:
        yield known | {"kind": "correction-answer", "text": one.answer, "by": one.answered_by}
