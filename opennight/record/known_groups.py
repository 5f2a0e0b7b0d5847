"""What a night knows of somebody among others: where they sat, what they are in on, whom they thanked."""

import msgspec

from opennight import clock
from opennight.night import keeping, lineup, promises, thanks
from opennight.night.kept.pledges import Pledge
from opennight.night.kept.promises import State
from opennight.night.state import Night
from opennight.record.people import name
from opennight.record.pitches import title_to


class KnownGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Where they sit or sat. `pen`: they took the notes."""

    no: int
    title: str
    room: str
    time: str
    since: str
    pen: bool


class KnownPromise(msgspec.Struct, frozen=True, kw_only=True):
    """What they said that they are in on, and when; `text` is empty if others can no longer read it.
    `hours` are those they give to it, in all or `monthly`, and `kept` those that they have given. `state` is
    how it stands, since `state_at` (empty: nobody has said), `moved_to` the day to which it was moved."""

    about: str
    text: str
    since: str
    hours: int = 0
    monthly: bool = False
    kept: int = 0
    state: State = "open"
    state_at: str = ""
    moved_to: str = ""


class KnownThanks(msgspec.Struct, frozen=True, kw_only=True):
    """Thanks that they gave, or `got`: from or to the person called `other`, for what was done in the group
    on `about`; `public`: they would have it in the record. What they took back is not kept."""

    got: bool
    other: str
    about: str
    words: str
    public: bool
    at: str


def known_group(night: Night, no: int, person: int) -> KnownGroup:
    group, placement = night.groups[no], night.lineup.get(no)
    slot = lineup.slot(night, placement.slot) if placement else None
    room = lineup.room(night, placement.room) if placement else None
    return KnownGroup(
        no=no,
        title=title_to(night, group.pitch, person),
        room=room.name if room else "",
        time=f"{slot.start}–{slot.end}" if slot else "",
        since=clock.moment(night, group.members[person]) if person in group.members else "",
        pen=group.scribe == person,
    )


def known_promise(night: Night, about: str, since: int, person: int) -> KnownPromise:
    found = promises.subject(night, about)
    pledge = night.people[person].pledges.get(about, Pledge(0))
    stands = keeping.stands(night, about)
    return KnownPromise(
        about=about,
        text=found.text if found else "",
        since=clock.moment(night, since),
        hours=pledge.hours,
        monthly=pledge.monthly,
        kept=pledge.kept,
        state=stands.state,
        state_at=clock.moment(night, stands.changed) if stands.changed else "",
        moved_to=stands.day,
    )


def known_thanks(night: Night, no: int) -> tuple[KnownThanks, ...]:
    """What they gave, and what they got and can read."""
    both = [(one, one.whom) for one in thanks.by(night, no)] + [
        (one, one.person) for one in thanks.to(night, no)
    ]
    return tuple(
        KnownThanks(
            got=one.whom == no,
            other=name(night, other),
            about=thanks.topic(night, one),
            words=one.words,
            public=no in one.agreed,
            at=clock.moment(night, one.at),
        )
        for one, other in sorted(both, key=lambda pair: pair[0].no)
    )
