"""What the host may still have to settle: topics that nobody runs, people without a group, silent groups."""

from opennight.night import groups, headlines, people, pitches, rounds
from opennight.night.kept.pitches import Pitch
from opennight.night.messages import DESK
from opennight.night.state import Night


def unhosted(night: Night) -> list[Pitch]:
    """The open pitches that nobody here would run: "someone should run this", or whoever would has left."""
    return [pitch for pitch in pitches.visible(night) if not is_hosted(night, pitch.no)]


def is_hosted(night: Night, no: int) -> bool:
    """Whether somebody who is here, or the desk, would run it or a part of it."""
    for part in pitches.parts(night, no):
        if part.hosted and part.status == "open":
            person = night.people.get(part.person)
            if part.person == DESK or (person and people.is_here(person)):
                return True
    return False


def groupless(night: Night) -> int:
    """How many people who are here are in no group of the round that the board shows, or of none at all once
    it shows none; 0 while there is no line-up."""
    slot = rounds.shown(night)
    if not night.lineup:
        return 0
    return rounds.seekers(night, slot.id) if slot else groups.groupless(night, night.lineup)


def wordless(night: Night) -> list[int]:
    """The groups of the rounds so far with people in them that have written neither a note nor a headline."""
    called = {round.slot for round in night.rounds}
    said = {note.group for note in night.notes.values() if not note.hidden}
    return [
        no
        for no, placement in night.lineup.items()
        if (placement.slot in called or not called)
        and groups.members(night, no)
        and no not in said
        and not headlines.of(night, no)
    ]
