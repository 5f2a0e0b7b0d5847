"""The cover of the record: what came of the night as a whole, each thing once."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from opennight.record.anchors import anchor, page_of
from opennight.record.dues import day_of
from opennight.record.groups import GroupOutcome, MeetingOutcome, NoteOutcome, said_something
from opennight.record.outcome import Outcome
from opennight.record.pitches import PitchOutcome


class Deed(msgspec.Struct, frozen=True, kw_only=True):
    """Something that people of the night will do: `who` says so in words, `owners` have said yes to it.

    `due` is as it was written, `day` (YYYY-MM-DD) what that means, if it names a day. `group` wrote it, about
    the topic with this `title`; `other` is the topic of the group with which they do it together. `dots`: how
    many chose it, if it is one that the room carries. `note`: as it is in its group; None if it is of two.
    `state` and `changed`: as for a note; `moved`: somebody has put its `day` in place of what was due.
    """

    anchor: str
    what: str
    who: str
    owners: tuple[str, ...]
    due: str
    day: str
    group: int
    title: str
    other: str = ""
    dots: int = 0
    state: str = "open"
    moved: bool = False
    changed: str = ""
    note: NoteOutcome | None = None


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """A concern of the group on the topic with this `title`, with its answers. `place`: the group's own in
    the order of the record."""

    place: int
    group: int
    title: str
    note: NoteOutcome


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """A next meeting of the group on the topic with this `title`."""

    group: int
    title: str
    meeting: MeetingOutcome


One = TypeVar("One", Deed, Concern)
"""Something that a group said."""


class Cover(msgspec.Struct, frozen=True, kw_only=True):
    """`deeds`: what the room carries first, most dots first, then one of each group in turn, so that the few
    in sight are of many groups; what was let go stands last. `told` are the groups that said something, in
    the order of the record, `quiet` those that met and left nothing. `unheld` had seats in a round that did
    not begin, though others did. `seeds` are pitches that did not run.
    """

    deeds: tuple[Deed, ...]
    meetings: tuple[Again, ...]
    told: tuple[GroupOutcome, ...]
    quiet: tuple[GroupOutcome, ...]
    unheld: tuple[GroupOutcome, ...]
    concerns: tuple[Concern, ...]
    seeds: tuple[PitchOutcome, ...]

    @property
    def concerns_in_turn(self) -> list[Concern]:
        """One of each group first."""
        return in_turn(self.concerns)


def in_turn(those: Sequence[One]) -> list[One]:
    """The first one of each group, then the second one of each, and so on."""
    before: Counter[int] = Counter()
    turns = []
    for one in those:
        turns.append(before[one.group])
        before[one.group] += 1
    return [one for _turn, one in sorted(zip(turns, those, strict=True), key=lambda pair: pair[0])]


def deeds(outcome: Outcome) -> tuple[Deed, ...]:
    every = [*own_deeds(outcome), *joint_deeds(outcome)]
    chosen = sorted((one for one in every if one.dots), key=lambda one: -one.dots)
    gone = [one for one in every if not one.dots and one.state == "let go"]
    rest = [one for one in every if not one.dots and one.state != "let go"]
    return (*chosen, *in_turn(rest), *gone)


def own_deeds(outcome: Outcome) -> Iterator[Deed]:
    """What each group will do."""
    dots = {one.no: one.dots for one in outcome.chosen}
    for group in outcome.groups:
        for note in group.actions:
            yield Deed(
                anchor=anchor("note", note.no),
                what=note.text,
                who=note.who,
                owners=note.owners,
                due=note.due,
                day=note.moved_to or day_of(note.due, outcome.date),
                state=note.state,
                moved=bool(note.moved_to),
                changed=note.state_at,
                group=group.no,
                title=group.title,
                dots=dots.get(note.no, 0),
                note=note,
            )


def joint_deeds(outcome: Outcome) -> Iterator[Deed]:
    """What two groups will do together."""
    for group in outcome.groups:
        for link in group.joint_actions:
            yield Deed(
                anchor=anchor("joint", link.no),
                what=link.action,
                who="",
                owners=link.owners,
                due="",
                day=link.moved_to,
                state=link.state,
                moved=bool(link.moved_to),
                changed=link.state_at,
                group=group.no,
                title=group.title,
                other=link.title,
            )


def of(outcome: Outcome) -> Cover:
    told = [group for group in outcome.groups if said_something(group)]
    silent = [group for group in outcome.groups if group.members and not said_something(group)]
    began = any(group.held for group in outcome.groups)
    ran = {group.pitch for group in outcome.groups if group.members or said_something(group)}
    return Cover(
        deeds=deeds(outcome),
        meetings=tuple(
            Again(group=group.no, title=group.title, meeting=meeting)
            for group in outcome.groups
            for meeting in group.meetings
        ),
        told=tuple(told),
        quiet=tuple(group for group in silent if group.held or not began),
        unheld=tuple(group for group in silent if began and not group.held),
        concerns=tuple(
            Concern(place=place, group=group.no, title=group.title, note=note)
            for place, group in enumerate(outcome.groups)
            for note in group.notes
            if note.kind == "concern"
        ),
        seeds=tuple(pitch for pitch in outcome.pitches if pitch.no not in ran),
    )


def said_of(group: GroupOutcome) -> tuple[NoteOutcome, ...]:
    """What a group wrote, except its concerns."""
    return tuple(note for note in group.notes if note.kind != "concern")


def places(outcome: Outcome) -> dict[str, str]:
    """The page of each thing that can be linked to, below the record, by its anchor; "" is the cover."""
    where: dict[str, str] = {}
    for group in outcome.groups:
        page = page_of(group.no)
        names = [anchor("group", group.no), anchor("headline", group.no), anchor("story", group.no)]
        for note in (*group.notes, *group.actions):
            for one in (note, *note.answers):
                names.append(anchor("note", one.no))
                names += [anchor("reply", reply.no) for reply in one.replies]
        names += [anchor("action", note.no) for note in group.actions]
        names += [anchor("comment", comment.no) for comment in group.comments]
        names += [anchor("meeting", meeting.no) for meeting in group.meetings]
        names += [anchor("clip", clip.no) for clip in group.clips]
        for link in group.first_links:
            names += [anchor("joint", link.no), *(anchor("asked", one.no) for one in link.questions)]
        where |= dict.fromkeys(names, page)
    where |= {anchor("card", card.no): f"/cards/{card.no}" for card in outcome.leaflets}
    shown = set()
    for group in outcome.groups:
        if group.pitch not in shown:
            shown.add(group.pitch)
            where |= {anchor("pitch", no): page_of(group.no) for no in parts(outcome, group.pitch)}
            where[anchor("more", group.pitch)] = page_of(group.no)
    return where


def parts(outcome: Outcome, no: int) -> list[int]:
    """The numbers of a pitch and of what became part of it."""
    pitch = next(one for one in outcome.pitches if one.no == no)
    return [no, *(part.no for part in pitch.parts)]
