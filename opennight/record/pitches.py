"""Pitches in the record: what was wanted, by how many, and what became part of what."""

from typing import Literal

import msgspec

from opennight import clock
from opennight.night import pitches, strengths, votes
from opennight.night.kept.pitches import Pitch
from opennight.night.state import Night
from opennight.record.people import names


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A pitch that became part of another one. `by`: the names of those who pitched it."""

    no: int
    title: str
    more: str
    by: tuple[str, ...]

    @property
    def begins(self) -> bool:
        """Whether the title is only how `more` begins, where somebody's words were too long for one."""
        return self.title.endswith("…") and self.more.startswith(self.title[:-1].rstrip())


class PitchOutcome(Part, frozen=True, kw_only=True):
    """A pitch, with what became part of it. `by`: the names of all who pitched it or a part of it. `votes`:
    how many people want it, `loves`: how many of these love it (0 where people voted with dots).

    `hosted`: its pitcher would host it; otherwise somebody should run it. `status` dates from when
    withdrawn ones were in the record, too. `at`: when it was pitched, ISO 8601 with the night's offset.
    """

    hosted: bool
    status: Literal["open"] = "open"
    votes: int
    loves: int = 0
    at: str
    parts: tuple[Part, ...]


def shown_parts(night: Night, no: int) -> list[Pitch]:
    """The pitch and what became part of it, without what is hidden or was withdrawn."""
    return [part for part in pitches.parts(night, no) if part.seen and part.status == "open"]


def recorded(night: Night, pitch: Pitch) -> bool:
    """Whether the pitch is in the record, by itself or as a part of another one."""
    root = night.pitches[pitches.root(night, pitch.no)]
    return root.status == "open" and pitch in shown_parts(night, root.no)


def title_to(night: Night, no: int, person: int) -> str:
    """The title of a pitch, as this person may read it: empty if it is out of everybody's sight, and somebody
    else's."""
    pitch = night.pitches[no]
    return pitch.title if recorded(night, pitch) or pitch.person == person else ""


def pitch_outcome(night: Night, pitch: Pitch) -> PitchOutcome:
    shown = shown_parts(night, pitch.no)
    return PitchOutcome(
        no=pitch.no,
        title=pitch.title,
        more=pitch.more,
        by=names(night, [part.person for part in shown]),
        hosted=pitch.hosted,
        votes=votes.tally(night, pitch.no),
        loves=strengths.loves(night, pitch.no),
        at=clock.moment(night, pitch.at),
        parts=tuple(
            Part(no=part.no, title=part.title, more=part.more, by=names(night, [part.person]))
            for part in shown[1:]
        ),
    )
