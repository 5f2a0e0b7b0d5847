"""What a pitch requires: features of the room, times, and who has to be there."""

from opennight.night import people, pitches
from opennight.night.state import Night


def needs(night: Night, no: int) -> set[str]:
    """What the room has to have, for the pitch and all that became part of it."""
    return {feature for part in pitches.parts(night, no) if part.status == "open" for feature in part.needs}


def times(night: Night, no: int) -> list[int]:
    """The slots at which the pitch and all that became part of it can run; empty if none suits them all."""
    slots = [slot.id for slot in night.setup.slots]
    for part in pitches.parts(night, no):
        known = [slot for slot in part.times if slot in (one.id for one in night.setup.slots)]
        if part.status == "open" and known:
            slots = [slot for slot in slots if slot in known]
    return slots


def hosts(night: Night, no: int) -> list[int]:
    """The people who are here and will host its group: all who pitched it, or a part of it, as hosted."""
    hosting = dict.fromkeys(
        part.person for part in pitches.parts(night, no) if part.hosted and part.status == "open"
    )
    return [person for person in hosting if person in night.people and people.is_here(night.people[person])]
