"""What hangs on what people wrote, in the record; and the thanks that both would have there."""

import msgspec

from opennight import clock
from opennight.night import groups, threads
from opennight.night import thanks as given
from opennight.night.kept.replies import ReplyKind
from opennight.night.state import Night
from opennight.record.people import name


class ReplyOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody said under a note, an offer or a question to everybody. `by`: their name.
    `spoke_for`: the topic of the group for which they spoke; empty if for themselves. `accepted`: whoever
    asked said that it answers their question."""

    no: int
    kind: ReplyKind
    text: str
    by: str
    spoke_for: str = ""
    accepted: bool = False
    at: str


class ThanksOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """One person thanks another, as both are in the record. `title`: what the group talked about in which
    they helped, `words`: what for; either may be empty."""

    no: int
    by: str
    whom: str
    title: str = ""
    words: str = ""


def replies_of(night: Night, about: str) -> tuple[ReplyOutcome, ...]:
    """Those that were accepted first, then in the order in which they were said."""
    said = sorted(threads.replies(night, about), key=lambda one: not one.accepted)
    return tuple(
        ReplyOutcome(
            no=one.no,
            kind=one.kind,
            text=one.text,
            by=name(night, one.person),
            spoke_for=groups.pitch(night, one.group).title if one.group else "",
            accepted=one.accepted,
            at=clock.moment(night, one.at),
        )
        for one in said
    )


def all_thanks(night: Night) -> tuple[ThanksOutcome, ...]:
    return tuple(
        ThanksOutcome(
            no=one.no,
            by=name(night, one.person),
            whom=name(night, one.whom),
            title=given.topic(night, one),
            words=one.words,
        )
        for one in given.in_record(night)
    )
