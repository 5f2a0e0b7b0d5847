"""What became of promises: how each action stands, when that changed, and how many were kept."""

from collections.abc import Iterator
from typing import TypedDict

import msgspec

from opennight import clock
from opennight.night import groups, keeping, links, notes, passing, pitches, promises
from opennight.night.kept.promises import STATES, State
from opennight.night.state import Night
from opennight.record.dues import day_of
from opennight.record.people import as_chosen, names


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An action, of the group on the topic with this `title`, as it stands. `about` names it among promises,
    `anchor` in the record. `day` (YYYY-MM-DD): by when, as far as that is sure; `due`: as it was written,
    `moved`: somebody moved it since. `changed`: when somebody last said how it stands, ISO 8601; empty for
    never. `owners`, `who`: as for a note; nobody stands in the record for what they let go."""

    about: str
    text: str
    title: str
    anchor: str
    group: int
    state: State
    day: str
    due: str
    moved: bool
    changed: str
    who: str
    owners: tuple[str, ...]

    @property
    def promised(self) -> bool:
        """Whether somebody is to do it, or has said what became of it."""
        return bool(self.owners or self.who or self.changed)


class KeptOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """How many promises were `kept`, are `open`, or were `let_go`: actions that somebody is to do."""

    kept: int
    open: int
    let_go: int

    @property
    def all(self) -> int:
        return self.kept + self.open + self.let_go


def of(night: Night, about: str) -> Kept | None:
    """The action; None if the room cannot see it."""
    what = keeping.subject(night, about)
    if what is None:
        return None
    pitch = groups.pitch(night, what.group)
    if night.pitches[pitches.root(night, pitch.no)].status != "open":
        return None
    stands, no = keeping.stands(night, about), int(about.partition(":")[2])
    note = night.notes[no] if about.startswith("note:") else None
    text = what.text if note else passing.action(night, night.connections.links[no])
    return Kept(
        about=about,
        text=text,
        title=pitch.title,
        anchor=what.anchor,
        group=what.group,
        state=stands.state,
        day=stands.day or (day_of(note.due, night.setup.date) if note else ""),
        due=note.due if note else "",
        moved=bool(stands.day),
        changed=clock.moment(night, stands.changed) if stands.changed else "",
        who=as_chosen(night, promises.besides(night, note)) if note else "",
        owners=owners_of(night, about),
    )


def owners_of(night: Night, about: str) -> tuple[str, ...]:
    """Who is in on it, as they chose to be named; nobody, if it was let go."""
    let_go = keeping.stands(night, about).state == "let go"
    return () if let_go else names(night, promises.owners(night, about))


class Stands(TypedDict, total=False):
    """What the record says of how an action stands: nothing of what is none."""

    state: State
    moved_to: str
    state_at: str


def stands_of(night: Night, about: str) -> Stands:
    stands = keeping.stands(night, about)
    changed = clock.moment(night, stands.changed) if stands.changed else ""
    return Stands(state=stands.state, moved_to=stands.day, state_at=changed)


def named(night: Night) -> Iterator[str]:
    """What all actions are called among promises."""
    for group in night.groups:
        yield from (f"note:{note.no}" for note in notes.of_group(night, group, "action"))
    yield from (f"joint:{link.no}" for link in links.talked(night) if passing.action(night, link))


def all_of(night: Night) -> list[Kept]:
    """All promises: those with a day first, the earliest first."""
    found = (of(night, about) for about in named(night))
    return sorted((one for one in found if one and one.promised), key=lambda one: (not one.day, one.day))


def counted(night: Night) -> KeptOutcome | None:
    """How many were kept; None until somebody has said what became of one."""
    its = standing(night)
    return its if its and its.open < its.all else None


def standing(night: Night) -> KeptOutcome | None:
    """The same, also while all are open; None if nobody promised anything."""
    states = [one.state for one in all_of(night)]
    its = KeptOutcome(kept=states.count("done"), open=states.count("open"), let_go=states.count("let go"))
    return its if states else None


def own(night: Night, no: int) -> list[Kept]:
    """What this person can say of how it stands: what is open first, by its day."""
    found = (of(night, about) for about in named(night) if keeping.may(night, no, about))
    theirs = night.people[no].promises
    order = {state: no for no, state in enumerate(STATES)}

    def place(one: Kept) -> tuple[bool, int, bool, str]:
        return one.about not in theirs, order[one.state], not one.day, one.day

    return sorted((one for one in found if one), key=place)


class EarlierOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The night that this one came after, by its `code`, and how many promises of it were kept when this one
    opened."""

    code: str
    title: str
    date: str
    kept: int
    open: int
    let_go: int

    @property
    def all(self) -> int:
        return self.kept + self.open + self.let_go


def earlier(night: Night) -> EarlierOutcome | None:
    its = night.earlier
    if not its.of:
        return None
    return EarlierOutcome(
        code=its.of, title=its.title, date=its.date, kept=its.kept, open=its.open, let_go=its.let_go
    )
