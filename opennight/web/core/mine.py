"""A person's own marks: they tell their phone which variants of the shared fragments to show."""

from opennight.live.protocol import Mine
from opennight.night import (
    bylines,
    choosing,
    groups,
    manifesto,
    names,
    organisations,
    promises,
    reasons,
    standup,
    thanks,
    votes,
)
from opennight.night.state import Night


def of(night: Night, no: int) -> Mine:
    """The marks of this person; those of nobody if there is no such person."""
    person = night.people.get(no)
    if person is None or person.removed:
        return {"marks": [], "text": {}, "gone": True}
    voted = votes.by_person(night, no)
    left = votes.left_after(night, len(voted))
    places = reasons.of_place(night, no)
    mine = [place.group for place in places if place.group]
    marks = [f"me:{no}", "here" if person.here else "left"]
    marks += [f"vote:{pitch}" for pitch in voted]
    marks += [f"pitch:{pitch}" for pitch in person.pitches]
    if person.pitches and night.setup.rules:
        marks.append("pitched")
    marks += [f"group:{group}" for group in mine]
    marks += [f"slot:{place.slot.id}" for place in places if place.group]
    marks += [f"why-{place.kind}:{place.slot.id}" for place in places]
    marks += [f"pen:{group}" for group in mine if groups.scribe(night, group) == no]
    marks += [f"heart:{group}" for group in person.hearts]
    if person.alone:
        marks.append("alone")
    if night.phase in (*groups.WRITING_IN, "closed"):
        marks.append("promises")
        marks += [f"thanked:{one.whom}:{one.group}" for one in thanks.by(night, no)]
    if night.phase in groups.WRITING_IN:
        marks.append("likes")
        marks += [f"liked:{about}" for about in person.liked]
        marks += [f"reply:{reply}" for reply in person.replies]
        if mine or person.sat:
            marks.append("grouped")
        marks += [f"note:{note}" for note in person.notes]
        marks += [f"hand:{group}" for group in {*mine, *person.sat}]
        marks += [f"star:{note}" for note in person.stars]
    marks += [f"in:{about}" for about, _subject in promises.of_person(night, no)]
    marks += [f"comment:{comment}" for comment in person.comments]
    if any(night.pitches[one].status == "waiting" for one in person.pitches):
        marks.append("unread-pitch")
    if night.choice.dots:
        marks += [f"carry:{note}" for note in person.chose]
        to_carry = choosing.left(night, no)
        if not to_carry:
            marks.append("carry-none")
    if manifesto.is_on(night):
        marks += [f"back:{ask}" for ask in manifesto.by_person(night, no)]
        to_back = manifesto.left(night, no)
        if to_back == 0:
            marks.append("back-none")
    if night.roll.all:
        marks += [f"from:{its}" for its in person.organisations]
    if organisations.said_by(person):
        marks.append("said-organisation")
    if any(night.notes[one].waiting for one in person.notes):
        marks.append("unread-note")
    if any(night.comments[one].waiting for one in person.comments) or any(
        night.replies[one].waiting for one in person.replies
    ):
        marks.append("unread-comment")
    read_out = standup.current(night)
    if read_out and no in read_out.hands:
        marks.append(f"can:{read_out.no}")
    if person.asked:
        marks.append("asked")
    if left != 0:
        marks.append("dots")
    queued = [night.queue.index(pitch) for pitch in person.pitches if pitch in night.queue]
    place = min(queued, default=None)
    if place is not None:
        marks.append("queued" if place else "next")
    dots = str(len(voted)) if left is None else str(left)
    text = {
        "dots": dots,
        "name": names.own(person) or "…",
        "place": "" if place is None else str(place + 1),
        "queued": "" if place is None else night.pitches[night.queue[place]].title,
    }
    if night.published:
        text["seen"] = bylines.seen_as(night, no)
    if night.choice.dots:
        text["carry"] = str(to_carry)
    if manifesto.is_on(night) and to_back is not None:
        text["back"] = str(to_back)
    if night.roll.open:
        said = night.roll.all.get(organisations.said_by(person))
        text["organisation"] = said.text if said else ""
    return {"marks": marks, "text": text, "gone": False}
