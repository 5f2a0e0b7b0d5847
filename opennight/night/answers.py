"""Answers: what the guest says to an ask, and what we will do ourselves. Both are promises.

Anybody can say “I'm in” to either (see promises.py), also after the close. Later the host marks what was
kept.
"""

from opennight.night import asks, guests, manifesto
from opennight.night.closed import refuse_closed
from opennight.night.kept.assembly import VERDICTS, Ask, Kept, Reply, Verdict
from opennight.night.messages import Command, Event, Label, Refused, Undo, _, clean
from opennight.night.promises import SUBJECTS, Subject
from opennight.night.state import Night

TEXT = 300
DUE = 40


class AnswerAsk(Command, frozen=True):
    """`verdict`: yes, partly or no; empty takes the answer back. `due` and `ours_due`: a date, or words."""

    ask: int
    verdict: str
    what: str = ""
    due: str = ""
    ours: str = ""
    ours_due: str = ""


class KeepAnswer(Command, frozen=True):
    """Say whether it was kept: what the guest said, or what we said that we do ourselves (`ours`)."""

    ask: int
    ours: bool
    kept: str


class AskAnswered(Event, frozen=True):
    KIND = "ask-answered"
    PERSONAL = ("what", "due", "ours", "ours_due")

    ask: int
    verdict: Verdict
    what: str = ""
    due: str = ""
    ours: str = ""
    ours_due: str = ""


class AnswerTakenBack(Event, frozen=True):
    KIND = "answer-taken-back"

    ask: int


class AnswerKept(Event, frozen=True):
    KIND = "answer-kept"

    ask: int
    ours: bool
    kept: Kept


def theirs(night: Night, no: int) -> Subject | None:
    """What the guest will do. A “no” is nothing that anybody could be in on."""
    ask = seen(night, no)
    if ask is None or ask.reply is None or ask.reply.verdict == "no":
        return None
    return Subject(ask.reply.what or asks.text(night, ask), 0, f"ask-{no}")


def ours(night: Night, no: int) -> Subject | None:
    """What we will do ourselves."""
    ask = seen(night, no)
    return Subject(ask.reply.ours, 0, f"ask-{no}") if ask and ask.reply and ask.reply.ours else None


def seen(night: Night, no: int) -> Ask | None:
    """An ask that is put, if the room can see it."""
    return next((ask for ask in manifesto.put(night) if ask.no == no), None)


SUBJECTS["answer"] = theirs
SUBJECTS["ours"] = ours


def find(night: Night, no: int) -> Ask:
    ask = seen(night, no)
    if ask is None:
        raise Refused(_("This ask is not among those put forward."), "missing")
    return ask


def answer(night: Night, command: AnswerAsk) -> list[Event]:
    refuse_closed(night)
    ask = find(night, command.ask)
    if not command.verdict:
        return [AnswerTakenBack(ask=ask.no)] if ask.reply else []
    verdict = next((one for one in VERDICTS if one == command.verdict), None)
    if verdict is None:
        raise Refused(_("Pick one of these."), field="verdict")
    now = AskAnswered(
        ask=ask.no,
        verdict=verdict,
        what=clean(command.what, TEXT, "what", least=0),
        due=clean(command.due, DUE, "due", least=0),
        ours=clean(command.ours, TEXT, "ours", least=0),
        ours_due=clean(command.ours_due, DUE, "ours_due", least=0),
    )
    if now in as_it_is(ask):
        return []
    its = night.manifesto
    at_front = its.front == ask.no and its.stage != "answer"
    return [now, *([guests.AskBrought(ask=ask.no, stage="answer")] if at_front else [])]


def keep(night: Night, command: KeepAnswer) -> list[Event]:
    """At any time, also when the night is long over."""
    ask = find(night, command.ask)
    if (ours if command.ours else theirs)(night, ask.no) is None or ask.reply is None:
        raise Refused(_("Nothing was promised here."), "missing")
    said = {"": "", "kept": "kept", "not kept": "not kept"}.get(command.kept)
    if said is None:
        raise Refused(_("Pick one of these."), field="kept")
    was = ask.reply.ours_kept if command.ours else ask.reply.kept
    kept: Kept = "kept" if said == "kept" else "not kept" if said else ""
    return [] if kept == was else [AnswerKept(ask=ask.no, ours=command.ours, kept=kept)]


def as_it_is(ask: Ask) -> list[AskAnswered]:
    """The event that gives the ask the answer that it has; none if it has none."""
    its = ask.reply
    if its is None:
        return []
    return [
        AskAnswered(
            ask=ask.no,
            verdict=its.verdict,
            what=its.what,
            due=its.due,
            ours=its.ours,
            ours_due=its.ours_due,
        )
    ]


def answered(night: Night, event: AskAnswered) -> None:
    ask, was = night.manifesto.asks[event.ask], night.manifesto.asks[event.ask].reply
    ask.reply = Reply(event.verdict, event.what, event.due, event.ours, event.ours_due, night.version)
    if was:
        night.forgettable.append(was.version)
        ask.reply.kept, ask.reply.ours_kept = was.kept, was.ours_kept


def taken_back(night: Night, event: AnswerTakenBack) -> None:
    ask = night.manifesto.asks[event.ask]
    if ask.reply:
        night.forgettable.append(ask.reply.version)
    ask.reply = None


def was_kept(night: Night, event: AnswerKept) -> None:
    reply = night.manifesto.asks[event.ask].reply
    if reply is None:
        return
    if event.ours:
        reply.ours_kept = event.kept
    else:
        reply.kept = event.kept


def answered_called(night: Night, event: AskAnswered) -> Label:
    changed = night.manifesto.asks[event.ask].reply
    return Label(_("changing the answer to an ask") if changed else _("writing down the answer to an ask"))


def answer_back(night: Night, event: AskAnswered | AnswerTakenBack) -> list[Event]:
    ask = night.manifesto.asks[event.ask]
    return [*as_it_is(ask), *marks(ask)] or [AnswerTakenBack(ask=ask.no)]


def marks(ask: Ask) -> list[AnswerKept]:
    """What was kept of the answer that the ask has."""
    if ask.reply is None:
        return []
    both = ((False, ask.reply.kept), (True, ask.reply.ours_kept))
    return [AnswerKept(ask=ask.no, ours=side, kept=kept) for side, kept in both if kept]


def kept_called(night: Night, event: AnswerKept) -> Label:
    return Label(_("saying whether a promise was kept"))


def kept_back(night: Night, event: AnswerKept) -> list[Event]:
    reply = night.manifesto.asks[event.ask].reply
    was: Kept = (reply.ours_kept if event.ours else reply.kept) if reply else ""
    return [AnswerKept(ask=event.ask, ours=event.ours, kept=was)]


DECIDE = {AnswerAsk: answer, KeepAnswer: keep}
EVOLVE = {AskAnswered: answered, AnswerTakenBack: taken_back, AnswerKept: was_kept}
UNDO: dict[type[Event], Undo] = {
    AskAnswered: (answered_called, answer_back),
    AnswerTakenBack: (lambda n, e: Label(_("taking back the answer to an ask")), answer_back),
    AnswerKept: (kept_called, kept_back),
}
