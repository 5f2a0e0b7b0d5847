"""Removing people, one or many: their dots, hearts, stars, promises and seats go with them, and what they
wrote if the host says so. All of it comes back with them."""

from collections import Counter
from collections.abc import Iterable, Mapping

import msgspec

from opennight.night import (
    choosing,
    lineup,
    manifesto,
    names,
    notes,
    organisations,
    promises,
    queue,
    stars,
    threads,
    why,
)
from opennight.night.kept.decks import Pick
from opennight.night.kept.door import Wrote
from opennight.night.kept.people import Person
from opennight.night.kept.pitches import Pitch
from opennight.night.merging import PitchMerged, PitchUnmerged
from opennight.night.messages import Event, Label, Undo, _, ngettext
from opennight.night.moderation import LetBackIn, PersonLetBackIn, PitchShown, RemovePerson
from opennight.night.notes import NoteShown
from opennight.night.people import PersonRenamed, find, leave_groups, put
from opennight.night.picks import CardShown
from opennight.night.pitches import STANDING, step_down, turn
from opennight.night.placing import running
from opennight.night.replies import ReplyShown
from opennight.night.sharing import CommentShown
from opennight.night.state import Night


class PeopleRemoved(Event, frozen=True):
    """`wrote`: what of theirs went with them."""

    KIND = "people-removed"
    PERSONAL = ("why",)

    people: tuple[int, ...]
    wrote: Wrote = Wrote()
    why: str = ""


def written(night: Night, persons: Iterable[Person]) -> Wrote:
    """What these people wrote, as far as it can be seen or waits to be."""
    persons = list(persons)
    return Wrote(
        tuple(no for one in persons for no in one.pitches if night.pitches[no].status in STANDING),
        tuple(no for one in persons for no in one.notes if not night.notes[no].hidden),
        tuple(no for one in persons for no in one.comments if not night.comments[no].hidden),
        tuple(pick.no for one in persons for pick in on_cards(night, one) if not pick.hidden),
        tuple(no for one in persons for no in one.replies if not night.replies[no].hidden),
    )


def on_cards(night: Night, person: Person) -> list[Pick]:
    """The cards on which the words are this person's, and not of somebody who has changed them since."""
    picks = (night.picks[no] for no in person.picks)
    return [pick for pick in picks if pick.person == person.no]


def removing(night: Night, persons: list[Person], *, wrote: bool, why: str = "") -> list[Event]:
    """The events that do it. Pitches of others that were merged into theirs stand alone again."""
    if not persons:
        return []
    off = written(night, persons) if wrote else Wrote()
    others = merged_in(night, off)
    return [
        PeopleRemoved(people=tuple(one.no for one in persons), wrote=off, why=why),
        *(PitchUnmerged(pitch=part.no) for part in others),
    ]


def merged_in(night: Night, off: Wrote) -> list[Pitch]:
    """The pitches of others that were merged into these."""
    gone = set(off.pitches)
    parts = (part for no in off.pitches for part in night.pitches[no].parts)
    return [night.pitches[part] for part in parts if part not in gone]


def remove(night: Night, command: RemovePerson) -> list[Event]:
    person = find(night, command.person)
    return (
        [] if person.removed else removing(night, [person], wrote=command.wrote, why=why.tidied(command.why))
    )


def let_back_in(night: Night, command: LetBackIn) -> list[Event]:
    person = find(night, command.person)
    return coming_back(night, person) if person.removed else []


def coming_back(night: Night, person: Person, others: Mapping[str, int] = names.NOBODY) -> list[Event]:
    """The events that let somebody in again who was removed; `others` as for `names.told_apart`. What the
    desk has brought back by itself meanwhile stays as it is; what waited waits again."""
    took = person.took
    pitches = (night.pitches[no] for no in took.pitches)
    return [
        PersonLetBackIn(person=person.no),
        *renamed(night, [person], others),
        *(shown_again(pitch) for pitch in pitches if pitch.status == "hidden"),
        *(NoteShown(note=no) for no in took.notes if night.notes[no].hidden),
        *(CommentShown(comment=no) for no in took.comments if night.comments[no].hidden),
        *(card_shown(night, no) for no in took.cards if night.picks[no].hidden),
        *(ReplyShown(reply=no) for no in took.replies if night.replies[no].hidden),
    ]


def renamed(night: Night, back: Iterable[Person], others: Mapping[str, int] = names.NOBODY) -> list[Event]:
    """New names for those of whom somebody else has the name by now."""
    given = Counter[str](others)
    events: list[Event] = []
    for person in back:
        name = person.name
        if name and names.is_taken(night, name, person.no, given):
            name, number = names.told_apart(night, name, person.no, given)
            events.append(PersonRenamed(person=person.no, name=name, number=number))
        given.update(names.looks(name))
    return events


def undoing(night: Night, back: Iterable[Event]) -> list[Event]:
    """The events that an undo needs beside those that were kept for it when the step was made."""
    those = [night.people[event.person] for event in back if isinstance(event, PersonLetBackIn)]
    return renamed(night, those)


def shown_again(pitch: Pitch) -> PitchShown:
    return PitchShown(pitch=pitch.no, status="open" if pitch.seen else "waiting", seen=pitch.seen)


def card_shown(night: Night, no: int) -> CardShown:
    pick = night.picks[no]
    return CardShown(pick=no, group=pick.group, kind=pick.kind)


def removed(night: Night, event: PeopleRemoved) -> None:
    went = tuple(map(set, msgspec.structs.astuple(event.wrote)))
    for no in event.people:
        person = night.people[no]
        put(night, no, outside=True)
        leave_groups(night, no)
        person.took = Wrote(*(tuple(filter(gone.__contains__, its)) for its, gone in theirs(person, went)))
        for pitch in person.dots:
            night.voters[pitch].pop(no, None)
        for group in person.hearts:
            night.groups[group].hearts.pop(no, None)
        promises.take_off(night, person)
        stars.take_off(night, person)
        choosing.take_off(night, person)
        threads.take_off(night, person)
        manifesto.take_off(night, person)
        organisations.take_off(night, person)
        for pitch in person.pitches:
            step_aside(night, pitch)
    for pitch in event.wrote.pitches:
        turn(night, night.pitches[pitch], "hidden")
        step_down(night, pitch)
    for note in event.wrote.notes:
        notes.put(night, night.notes[note], hidden=True)
    for comment in event.wrote.comments:
        night.comments[comment].hidden = True
    for card in event.wrote.cards:
        night.picks[card].hidden = True
    for reply in event.wrote.replies:
        night.replies[reply].hidden = True


def theirs(person: Person, went: tuple[set[int], ...]) -> Iterable[tuple[list[int], set[int]]]:
    """Pitches, notes, comments, cards and replies: those of the person, beside all that went."""
    its = (person.pitches, person.notes, person.comments, list(person.picks), person.replies)
    return zip(its, went, strict=True)


def step_aside(night: Night, pitch: int) -> None:
    """Nobody is left who would speak for it at the front."""
    if pitch in night.queue:
        night.queue.remove(pitch)
    if night.speaker and night.speaker.pitch == pitch:
        night.speaker = None


def was_let_back_in(night: Night, event: PersonLetBackIn) -> None:
    person = night.people[event.person]
    put(night, person.no, outside=False)
    person.took = Wrote()
    for newcomer in [one for one in night.newcomers.values() if one.person == person.no]:
        night.entered[newcomer.no] = person.no
        night.forgettable.append(night.newcomers.pop(newcomer.no).named)
    for pitch in person.dots:
        night.voters[pitch][person.no] = None
    for group in person.hearts:
        night.groups[group].hearts[person.no] = None
    for about in person.promises:
        promises.put_back(night, person, about)
    stars.put_back(night, person)
    choosing.put_back(night, person)
    threads.put_back(night, person)
    manifesto.put_back(night, person)
    organisations.put_back(night, person)


def removed_called(night: Night, event: PeopleRemoved) -> Label:
    if len(event.people) == 1:
        return Label(_("removing %(person)s"), about={"person": event.people[0]})
    texts = ngettext("removing %(num)s person", "removing %(num)s people")
    return Label(*texts, about={"num": len(event.people)})


def removed_back(night: Night, event: PeopleRemoved) -> list[Event]:
    """They are in the night again, with what they wrote, their groups, and their places at the front."""
    pitches = [night.pitches[no] for no in event.wrote.pitches]
    return [
        *(PersonLetBackIn(person=no) for no in event.people),
        *(PitchShown(pitch=one.no, status=one.status, seen=one.seen) for one in pitches),
        *(NoteShown(note=no) for no in event.wrote.notes),
        *(CommentShown(comment=no) for no in event.wrote.comments),
        *(card_shown(night, no) for no in event.wrote.cards),
        *(ReplyShown(reply=no) for no in event.wrote.replies),
        *(PitchMerged(pitch=part.no, into=part.merged or 0) for part in merged_in(night, event.wrote)),
        *front_back(night, event),
        *seats_back(night, event),
    ]


def front_back(night: Night, event: PeopleRemoved) -> list[Event]:
    own = {pitch for no in event.people for pitch in night.people[no].pitches}
    at_front = night.speaker is not None and night.speaker.pitch in own
    return queue.front_back(night) if at_front or own & set(night.queue) else []


def seats_back(night: Night, event: PeopleRemoved) -> list[Event]:
    """The groups of their pitches with all who sat there; else only they sit down again."""
    if any(running(night, pitch) for pitch in event.wrote.pitches):
        return lineup.lineup_back(night)
    seated = lineup.seated(night)
    those = {group: {no: there[no] for no in event.people if no in there} for group, there in seated.items()}
    members = {group: there for group, there in those.items() if there}
    return [lineup.LineupSet(placements=tuple(night.lineup.values()), members=members)] if members else []


DECIDE = {RemovePerson: remove, LetBackIn: let_back_in}
EVOLVE = {PeopleRemoved: removed, PersonLetBackIn: was_let_back_in}


def let_back_in_called(night: Night, event: PersonLetBackIn) -> Label:
    return Label(_("letting %(person)s back in"), about={"person": event.person})


def removed_again(night: Night, event: PersonLetBackIn) -> list[Event]:
    return [PeopleRemoved(people=(event.person,), wrote=night.people[event.person].took)]


UNDO: dict[type[Event], Undo] = {
    PeopleRemoved: (removed_called, removed_back),
    PersonLetBackIn: (let_back_in_called, removed_again),
}
