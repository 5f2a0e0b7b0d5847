"""What a night knows of a person in the record: their words that were mended, the pages they approved."""

import msgspec

from opennight import clock
from opennight.night import corrections, groups
from opennight.night.state import Night


class KnownCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """Words of theirs that the host mended, and what they answered; `hidden`: nobody else reads that."""

    was: str
    now: str
    answer: str
    hidden: bool
    at: str


def known_corrections(night: Night, no: int) -> tuple[KnownCorrection, ...]:
    return tuple(
        KnownCorrection(
            was=one.was,
            now=one.now,
            answer=one.answer if one.person == no else "",
            hidden=one.hidden and one.person == no,
            at=clock.moment(night, one.at),
        )
        for one in night.publication.corrections
        if no == one.person or no in corrections.authors(night, one)
    )


def known_approved(night: Night, no: int) -> tuple[str, ...]:
    """The topics of these groups."""
    return tuple(
        groups.pitch(night, group).title for group, person in night.publication.pages.items() if person == no
    )
