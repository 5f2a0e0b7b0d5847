"""Three groups at tables: Ada's time banks need land, Bo's allotments have plots; Cy is at the buses."""

from opennight.night.connections import FindConnections
from opennight.night.groups import JoinGroup
from opennight.night.kept.connections import Because, Pair
from opennight.night.kept.rooms import Room, Slot
from opennight.night.lineup import PlacePitch
from opennight.night.links import AskToMerge, LinkGroups, SayTalked, SendRunner
from opennight.night.messages import Command
from opennight.night.nights import StartNight
from opennight.night.notes import WriteNote
from opennight.night.passing import AnswerGroup, AskGroup, WriteTogether
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.promises import ImIn
from opennight.night.unsaid import HidePassed
from tests.cast import Story, attendee, guest, host, latecomer, neighbour, setup

BANKS, ALLOTMENTS, BUSES = 1, 2, 3
LAND, PLOTS = "We need land", "We have plots, no hands"
NEED = Because("need", (LAND, PLOTS))
WORDS = Because("words", ("time banks",))
MEANING = Because("meaning")
PAIRS = (
    Pair(BANKS, ALLOTMENTS, 0.9, (NEED, WORDS)),
    Pair(BANKS, BUSES, 0.3, (Because("people", people=(3,)),)),
)
"""What could be found of these groups."""
TABLES = tuple(Room(no, f"Table {no}", 8) for no in range(1, 6))


def at_tables() -> Story:
    """All of them talk; Cy was at the time banks before."""
    return Story().given(
        host(StartNight, setup=setup(rooms=TABLES, slots=(Slot(1, "19:30", "20:15"),))),
        *(guest(Join, name=name) for name in ("Ada", "Bo", "Cy")),
        host(MakePitch, person=0, title="Time banks", more="An hour for an hour"),
        host(MakePitch, person=0, title="Allotments"),
        host(MakePitch, person=0, title="Buses"),
        host(PlacePitch, pitch=BANKS, slot=1, room=2),
        host(PlacePitch, pitch=ALLOTMENTS, slot=1, room=5),
        host(PlacePitch, pitch=BUSES, slot=1, room=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=BANKS),
        neighbour(JoinGroup, group=ALLOTMENTS),
        latecomer(JoinGroup, group=BANKS),
        latecomer(JoinGroup, group=BUSES),
        attendee(WriteNote, group=BANKS, text=LAND),
        neighbour(WriteNote, group=ALLOTMENTS, text=PLOTS + ".\nTime banks could send some"),
    )


def with_everything(story: Story, one: int, other: int, third: int, last: int) -> None:
    """All that can go on between groups. The attendee is in the first, the neighbour in the second one; each
    word that they type begins with ※."""
    way, back = {"group": one, "other": other}, {"group": other, "other": one}
    why = (
        Because("need", ("※Said", "※Moths")),
        Because("words", ("※Swifts",)),
        Because("people", people=(1,)),
    )
    story.given(
        *(neighbour(JoinGroup, group=no) for no in (one, third, other)),
        *(attendee(JoinGroup, group=no) for no in (third, one)),
        host(FindConnections, seen=10**6, pairs=(Pair(one, third, 0.5, why), Pair(one, other, 0.4, why[1:]))),
        attendee(AskGroup, **way, text="※How※many?"),
        neighbour(AnswerGroup, passed=1, text="※Three"),
        neighbour(AskGroup, **back, text="※Who?"),
        attendee(LinkGroups, **way),
        *(person(AskToMerge, **its) for person, its in ((attendee, way), (neighbour, back))),
        attendee(SayTalked, **way),
        neighbour(WriteTogether, link=1, text="※Dig"),
        *(person(ImIn, about="joint:1") for person in (attendee, neighbour)),
        *(attendee(SendRunner, group=one, other=no) for no in (other, third)),
        attendee(AskGroup, group=one, other=third, text="※Rude"),
        host(HidePassed, passed=5),
        neighbour(SendRunner, **back),
        attendee(AskToMerge, group=one, other=third),
        host(AskToMerge, group=last, other=one, person=0),
    )


def unread(story: Story, one: int, other: int) -> None:
    """A message that waits to be read."""
    story.given(attendee(AskGroup, group=one, other=other, text="※Unread"))


def other_ways(one: int, third: int, last: int) -> tuple[Pair, ...]:
    """Pairs with the other ways in which two groups may belong together."""
    words = (Because("words", ("※Swifts",)), Because("people", people=(1, 2)))
    return (
        Pair(one, third, 0.5, words),
        Pair(one, last, 0.4, (Because("have", ("※Said", "※Soil")), MEANING)),
    )


def other_deeds(one: int, other: int, third: int, last: int) -> tuple[Command, ...]:
    """What else two groups may do."""
    desk = {"person": 0}
    return (
        neighbour(LinkGroups, group=other, other=one),
        host(LinkGroups, group=last, other=one, **desk),
        host(SayTalked, group=one, other=third, **desk),
    )
