"""When things happened that the night's state does not keep: read from its log, and folded as it is.

It holds numbers and moments only, of everybody, also of those who were removed since. What may be told of it
is decided where it is held against the night (record/plots.py).
"""

from dataclasses import dataclass, field

from opennight.night.groups import GroupJoined, GroupLeft
from opennight.night.headlines import HeadlineWritten
from opennight.night.kept.parts import Phase
from opennight.night.lineup import LineupSet
from opennight.night.messages import Recorded
from opennight.night.moderation import PitchApproved, PitchShown
from opennight.night.nights import NightStarted, PhaseMoved, VotesRevealed
from opennight.night.people import PersonCameBack, PersonLeft
from opennight.night.proposals import LineupMade
from opennight.night.setups import SetupChanged
from opennight.night.tables import TableOpened
from opennight.night.votes import Voted


@dataclass(slots=True)
class Chronicle:
    """Moments are milliseconds. `version` and `command` are those of the last event that was read.

    `phases`: when the night came into which; `dots`: when (person, pitch) got its last dot; `presence`: who
    left (-1) and came back (1); `walks`: who went from which group to which on their own feet; `lineups`: how
    many groups a line-up had, and whether it was worked out, set by hand, or a table was opened; `let_in`:
    when the room saw a pitch that it had not seen before, or not for a while; `headlines`: when each group's
    was written last; `counting`: from when on the room saw how many dots there were, or saw it no more."""

    version: int = 0
    command: str = ""
    phases: list[tuple[int, Phase]] = field(default_factory=list)
    dots: dict[tuple[int, int], int] = field(default_factory=dict)
    presence: list[tuple[int, int, int]] = field(default_factory=list)
    walks: list[tuple[int, int, int, int]] = field(default_factory=list)
    lineups: list[tuple[int, str, int]] = field(default_factory=list)
    let_in: dict[int, int] = field(default_factory=dict)
    headlines: dict[int, int] = field(default_factory=dict)
    counting: list[tuple[int, bool]] = field(default_factory=list)
    left: tuple[str, int, int] = ("", 0, 0)
    hidden: bool = False
    revealed: bool = False


def follow(chronicle: Chronicle, recorded: Recorded) -> None:
    """Take in the next event of the night."""
    event, at = recorded.event, recorded.at
    match event:
        case PhaseMoved(to=to):
            chronicle.phases.append((at, to))
        case Voted(person=person, pitch=pitch):
            chronicle.dots[person, pitch] = at
        case PersonLeft(person=person):
            chronicle.presence.append((at, person, -1))
        case PersonCameBack(person=person):
            chronicle.presence.append((at, person, 1))
        case GroupLeft(person=person, group=group):
            chronicle.left = (recorded.command, person, group)
        case GroupJoined(person=person, group=group):
            command, who, before = chronicle.left
            if (command, who) == (recorded.command, person):
                chronicle.walks.append((at, person, before, group))
        case LineupMade(proposal=proposal):
            chronicle.lineups.append((at, "made", len(proposal.placements)))
        case LineupSet(placements=placements):
            chronicle.lineups.append((at, "set", len(placements)))
        case TableOpened():
            known = chronicle.lineups[-1][2] if chronicle.lineups else 0
            chronicle.lineups.append((at, "table", known + 1))
        case PitchApproved(pitch=pitch) | PitchShown(pitch=pitch):
            chronicle.let_in[pitch] = at
        case HeadlineWritten(group=group, waiting=False):
            chronicle.headlines[group] = at
        case NightStarted(setup=setup) | SetupChanged(setup=setup):
            chronicle.hidden = setup.hidden
            count(chronicle, at)
        case VotesRevealed(revealed=revealed):
            chronicle.revealed = revealed
            count(chronicle, at)
    chronicle.version, chronicle.command = recorded.version, recorded.command


def count(chronicle: Chronicle, at: int) -> None:
    chronicle.counting.append((at, chronicle.revealed or not chronicle.hidden))
