"""A person's own marks: they tell their phone which variants of the shared fragments to show."""

from collections.abc import Iterator

from opennight.live.protocol import Mine
from opennight.night import (
    bylines,
    choosing,
    groups,
    inquiries,
    lineup,
    manifesto,
    names,
    offers,
    organisations,
    promises,
    reasons,
    seats,
    standup,
    strengths,
    thanks,
    votes,
)
from opennight.night.kept.people import Person
from opennight.night.state import Night


def of(night: Night, no: int) -> Mine:
    """The marks of this person; those of nobody if there is no such person."""
    person = night.people.get(no)
    if person is None or person.removed:
        return {"marks": [], "text": {}, "gone": True}
    marks = [f"me:{no}", "here" if person.here else "left"]
    marks += [f"in:{about}" for about, _subject in promises.of_person(night, no)]
    marks += [f"reported:{its}" for its in person.reported]
    if person.asked:
        marks.append("asked")
    text = {"name": names.own(person) or "…"}
    if night.published or night.phase == "closed":
        text["seen"] = bylines.seen_as(night, no)
    marks += [*in_groups(night, person), *unread(night, person)]
    for of_noun in (of_pitches, of_votes, of_seats, in_the_choice, in_the_assembly, on_the_wall):
        more, said = of_noun(night, person)
        marks += more
        text |= said
    return {"marks": marks, "text": text, "gone": False}


def in_groups(night: Night, person: Person) -> list[str]:
    """Where they sit and why, and what of theirs is there."""
    places = reasons.of_place(night, person.no)
    mine = [place.group for place in places if place.group]
    marks = [f"group:{group}" for group in mine]
    marks += [f"slot:{place.slot.id}" for place in places if place.group]
    marks += [f"why-{place.kind}:{place.slot.id}" for place in places]
    marks += [f"pen:{group}" for group in mine if groups.scribe(night, group) == person.no]
    marks += [f"heart:{group}" for group in person.hearts]
    marks += [f"comment:{comment}" for comment in person.comments]
    if person.alone:
        marks.append("alone")
    if night.phase in (*groups.WRITING_IN, "closed"):
        marks.append("promises")
        marks += [f"thanked:{one.whom}:{one.group}" for one in thanks.by(night, person.no)]
    writing = night.phase in groups.WRITING_IN
    if night.phase != "closed":  # threads of notes close with their group's page, all others stay open
        marks += [f"liked:{about}" for about in person.liked if writing or not about.startswith("note:")]
        theirs = (night.replies[no] for no in person.replies)
        marks += [f"reply:{one.no}" for one in theirs if writing or not one.about.startswith("note:")]
    if writing:
        marks.append("likes")
        if mine or person.sat:
            marks.append("grouped")
        marks += [f"note:{note}" for note in person.notes]
        marks += [f"hand:{group}" for group in {*mine, *person.sat}]
        marks += [f"star:{note}" for note in person.stars]
    return marks


def unread(night: Night, person: Person) -> Iterator[str]:
    """What of theirs the desk has yet to read, and whether it reads what they say."""
    if any(night.pitches[one].status == "waiting" for one in person.pitches):
        yield "unread-pitch"
    if any(night.notes[one].waiting for one in person.notes):
        yield "unread-note"
    if night.setup.approve_comments:
        yield "read-first"
    comments = (night.comments[one].waiting for one in person.comments)
    replies = (night.replies[one].waiting for one in person.replies)
    if any(comments) or any(replies):
        yield "unread-comment"
    if night.setup.reads_offers and any(offer.person == person.no for offer in offers.waiting(night)):
        yield "unread-offer"


Marked = tuple[list[str], dict[str, str]]
"""Marks, and texts by their names."""


def of_pitches(night: Night, person: Person) -> Marked:
    """What they pitched, and how soon they speak about it."""
    marks = [f"pitch:{pitch}" for pitch in person.pitches]
    if person.pitches and night.setup.rules:
        marks.append("pitched")
    queued = [night.queue.index(pitch) for pitch in person.pitches if pitch in night.queue]
    if not queued:
        return marks, {"place": "", "queued": ""}
    place = min(queued)
    marks.append("queued" if place else "next")
    return marks, {"place": str(place + 1), "queued": night.pitches[night.queue[place]].title}


def of_votes(night: Night, person: Person) -> Marked:
    """What they voted for, and how many dots they have left; if there is no limit, how many they gave."""
    voted = votes.by_person(night, person.no)
    left = votes.left_after(night, len(voted))
    marks = [f"vote:{pitch}" for pitch in voted]
    if strengths.asked(night):
        marks += [f"{strength}:{pitch}" for pitch, strength in strengths.by_person(night, person.no).items()]
    if left != 0:
        marks.append("dots")
    return marks, {"dots": str(len(voted)) if left is None else str(left)}


def of_seats(night: Night, person: Person) -> Marked:
    """Where they ask for a seat; and what they are asked about theirs."""
    if night.phase not in groups.OPEN_IN:
        return [], {}
    marks = [f"asked-seat:{no}" for no in seats.asked_for(night, person.no)]
    said = dict.fromkeys(("group", "to", "title", "there", "room"), "")
    if plea := seats.plea(night, person.no):
        marks.append("plea")
        room = lineup.room(night, plea.to.room)
        said["group"], said["to"] = str(plea.group), str(plea.to.group)
        said["title"] = groups.pitch(night, plea.group).title
        said["there"] = groups.pitch(night, plea.to.group).title
        said["room"] = room.name if room else ""
    return marks, {f"plea-{name}": text for name, text in said.items()}


def in_the_choice(night: Night, person: Person) -> Marked:
    """Which actions they want to carry, and how many dots they have left for that."""
    if not night.choice.dots:
        return [], {}
    left = choosing.left(night, person.no)
    marks = [f"carry:{note}" for note in person.chose]
    return [*marks, *(() if left else ("carry-none",))], {"carry": str(left)}


def in_the_assembly(night: Night, person: Person) -> Marked:
    """Which asks they want, and where they are from."""
    marks: list[str] = []
    text: dict[str, str] = {}
    if manifesto.is_on(night):
        marks += [f"back:{ask}" for ask in manifesto.by_person(night, person.no)]
        left = manifesto.left(night, person.no)
        if left == 0:
            marks.append("back-none")
        if left is not None:
            text["back"] = str(left)
    if night.roll.all:
        marks += [f"from:{its}" for its in person.organisations]
    if organisations.said_by(person):
        marks.append("said-organisation")
    if night.roll.open:
        said = night.roll.all.get(organisations.said_by(person))
        text["organisation"] = said.text if said else ""
    return marks, text


def on_the_wall(night: Night, person: Person) -> Marked:
    """Whether they can help with the ask that is read out, and whether somebody named them as whom to ask."""
    ask = standup.current(night)
    marks = [f"can:{ask.no}"] if ask and person.no in ask.hands else []
    # While they vote and talk, nobody is called away.
    calls = night.phase not in ("vote", "talk") and inquiries.to_hear(night, person.no)
    return [*marks, *(["named"] if calls else [])], {}
