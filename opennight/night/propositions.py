"""Propositions: sentences with which everybody agrees, disagrees or passes, one at a time.

All of it together is called propositions, and one of them a sentence, in the code as on pages, in the log and
in the record. What people say of them is in views.py, how that is told in telling.py.
"""

from opennight.night import board, people, pitches, sight, slow, why
from opennight.night.closed import refuse_closed
from opennight.night.kept.propositions import Sentence
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean, plain
from opennight.night.quotas import places
from opennight.night.state import Night

TEXT = 140
MOST = 100
EACH = 3
"""Sentences that one person can offer, as long as they stand."""
MOST_EVER = 20


class AddSentences(Command, frozen=True):
    """The host's own."""

    texts: tuple[str, ...]


class AddPitched(Command, frozen=True):
    """What people pitched, as sentences."""

    pitches: tuple[int, ...]


class OfferSentence(Command, frozen=True):
    """A person offers one; the desk lets it in."""

    person: int
    text: str


class HideSentence(Command, frozen=True):
    sentence: int
    why: str = ""


class ShowSentence(Command, frozen=True):
    sentence: int


class OpenRound(Command, frozen=True):
    """Let everybody answer; `offers`: and offer sentences. Also once more, with the other setting."""

    offers: bool = False


class SentenceAdded(Event, frozen=True):
    KIND = "sentence-added"
    PERSONAL = ("text",)

    no: int
    person: int
    text: str = ""
    pitch: int = 0
    waiting: bool = False


class SentenceHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "sentence-hidden"
    PERSONAL = ("why",)

    sentence: int
    waiting: bool = False
    why: str = ""


class SentenceShown(Event, frozen=True):
    KIND = "sentence-shown"

    sentence: int


class RoundSet(Event, frozen=True):
    KIND = "propositions-set"

    open: bool
    offers: bool


def is_open(night: Night) -> bool:
    return night.propositions.open and night.phase != "closed"


def is_seen(night: Night, sentence: Sentence) -> bool:
    """Whether the room sees it. What somebody offered who was removed left with them; so did what was pitched
    and is off the wall."""
    author, pitch = night.people.get(sentence.person), night.pitches.get(sentence.pitch)
    gone = (author and author.removed) or (pitch and pitch.status != "open")
    return not sentence.hidden and not gone


def seen(night: Night) -> list[Sentence]:
    """All that can be answered, in the order in which they came."""
    return [one for one in night.propositions.sentences.values() if is_seen(night, one)]


def waiting(night: Night) -> list[Sentence]:
    """Those that the desk has yet to read, oldest first."""
    return [one for one in night.propositions.sentences.values() if one.waiting]


def offered(night: Night, person: int) -> list[Sentence]:
    """What this person has offered."""
    those = night.propositions.sentences.values()
    return [one for one in those if one.person == person != DESK]


def find(night: Night, no: int) -> Sentence:
    sentence = night.propositions.sentences.get(no)
    if sentence is None:
        raise Refused(_("This night has no such sentence."), "missing")
    return sentence


def require_open(night: Night) -> None:
    refuse_closed(night)
    if not night.propositions.open:
        raise Refused(_("The host has not opened the propositions, or has ended them."), "late")


def room_for(night: Night, more: int, *, desk: bool) -> None:
    """Raise `Refused` unless so many more fit."""
    standing = sum(not sight.is_gone(one) for one in night.propositions.sentences.values())
    if standing + more > places(MOST, desk=desk):
        raise Refused(_("There are enough sentences. Answer those."), "quota", field="text")


def add(night: Night, command: AddSentences) -> list[Event]:
    refuse_closed(night)
    texts = [clean(text, TEXT, "text") for text in command.texts if text.strip()]
    if not texts:
        raise Refused(_("Please write something here."), field="text")
    known = {one.text for one in seen(night)}
    fresh = [text for text in dict.fromkeys(texts) if text not in known]
    room_for(night, len(fresh), desk=True)
    first = len(night.propositions.sentences) + 1
    return [SentenceAdded(no=first + place, person=DESK, text=text) for place, text in enumerate(fresh)]


def add_pitched(night: Night, command: AddPitched) -> list[Event]:
    """The titles of these pitches, each once."""
    refuse_closed(night)
    known = {one.pitch for one in seen(night)}
    wanted = [no for no in dict.fromkeys(command.pitches) if no not in known]
    those = [night.pitches[no] for no in wanted if no in night.pitches and pitches.is_open(night.pitches[no])]
    if not those and not set(command.pitches) & known:
        raise Refused(_("Pick one of these."), field="pitches")
    room_for(night, len(those), desk=True)
    first = len(night.propositions.sentences) + 1
    return [
        SentenceAdded(no=first + place, person=DESK, text=pitch.title, pitch=pitch.no)
        for place, pitch in enumerate(those)
    ]


def offer(night: Night, command: OfferSentence) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night)
    if not night.propositions.offers:
        raise Refused(_("The host is not taking sentences from the room."), "late")
    own = offered(night, person.no)
    slow.refuse_haste(night, command, max((one.at for one in own), default=None))
    standing = sum(not sight.is_gone(one) for one in own)
    if standing >= EACH or len(own) >= MOST_EVER:
        raise Refused(_("You have already offered %(most)s, the limit for one person."), "quota", most=EACH)
    room_for(night, 1, desk=command.at_desk)
    no = len(night.propositions.sentences) + 1
    text = clean(command.text, TEXT, "text")
    return [SentenceAdded(no=no, person=person.no, text=text, waiting=not command.at_desk)]


def hide(night: Night, command: HideSentence) -> list[Event]:
    sentence = find(night, command.sentence)
    if not command.at_desk and not command.by == sentence.person != DESK:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(sentence, SentenceHidden(sentence=sentence.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowSentence) -> list[Event]:
    sentence = find(night, command.sentence)
    return sight.show(sentence, SentenceShown(sentence=sentence.no))


def open_round(night: Night, command: OpenRound) -> list[Event]:
    refuse_closed(night)
    if not seen(night) and not command.offers:
        raise Refused(_("Write a sentence first."), "late")
    now = (night.propositions.open, night.propositions.offers)
    opened: list[Event] = [RoundSet(open=True, offers=command.offers)]
    return [*([] if now == (True, command.offers) else opened), *board.on_board(night, "propositions")]


def added(night: Night, event: SentenceAdded) -> None:
    sentence = Sentence(event.no, event.text, event.person, night.at, event.pitch)
    sentence.hidden = sentence.waiting = event.waiting
    night.propositions.sentences[event.no] = sentence


def hidden(night: Night, event: SentenceHidden) -> None:
    sight.put(night.propositions.sentences[event.sentence], hidden=True, waiting=event.waiting)


def shown(night: Night, event: SentenceShown) -> None:
    sight.put(night.propositions.sentences[event.sentence], hidden=False)


def round_set(night: Night, event: RoundSet) -> None:
    night.propositions.open, night.propositions.offers = event.open, event.offers


def sight_back(night: Night, event: SentenceHidden | SentenceShown) -> list[Event]:
    sentence = night.propositions.sentences[event.sentence]
    no = sentence.no
    return sight.back(
        sentence, lambda waits: SentenceHidden(sentence=no, waiting=waits), SentenceShown(sentence=no)
    )


def set_back(night: Night, event: RoundSet) -> list[Event]:
    return [RoundSet(open=night.propositions.open, offers=night.propositions.offers)]


def set_called(night: Night, event: RoundSet) -> Label:
    return Label(_("opening the propositions") if event.open else _("ending the propositions"))


DECIDE = {
    AddSentences: add,
    AddPitched: add_pitched,
    OfferSentence: offer,
    HideSentence: hide,
    ShowSentence: show,
    OpenRound: open_round,
}
EVOLVE = {
    SentenceAdded: added,
    SentenceHidden: hidden,
    SentenceShown: shown,
    RoundSet: round_set,
}
UNDO: dict[type[Event], Undo] = {
    SentenceAdded: (plain(_("adding a sentence")), lambda n, e: [SentenceHidden(sentence=e.no)]),
    SentenceHidden: (plain(_("hiding a sentence")), sight_back),
    SentenceShown: (plain(_("showing a sentence")), sight_back),
    RoundSet: (set_called, set_back),
}
