"""What came after the night, in the record: links to what people wrote, and what became of things."""

import msgspec

from opennight import clock
from opennight.night import sequels
from opennight.night.state import Night
from opennight.record.people import name


class SequelOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """`url` is where it leads, empty for nowhere. `title`: what it came of, empty for the night itself;
    `anchor`: where the record has that. `by`: who added it, or wrote it if they were not there (`outside`);
    `at`: when, ISO 8601 with the night's offset."""

    no: int
    text: str
    url: str
    title: str
    anchor: str
    by: str
    at: str
    outside: bool = False


def all_sequels(night: Night) -> tuple[SequelOutcome, ...]:
    """The newest first, as far as everybody may see them and what they came of."""
    found = []
    for one in sequels.all_seen(night):
        what = sequels.subject(night, one.about) if one.about else None
        found.append(
            SequelOutcome(
                no=one.no,
                text=one.text,
                url=one.url,
                title=what.text if what else "",
                anchor=what.anchor if what else "",
                by=one.who or name(night, one.person),
                at=clock.moment(night, one.at),
                outside=bool(one.who),
            )
        )
    return tuple(found)
