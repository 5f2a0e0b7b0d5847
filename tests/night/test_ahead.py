"""What comes next at the desk is within the phase, until there is nothing left to do there."""

from opennight.night import ahead
from opennight.night.ahead import Deed
from opennight.night.asks import WriteAsk
from opennight.night.board import SetScene
from opennight.night.guests import BringAsk
from opennight.night.lineup import PlacePitch
from opennight.night.manifesto import PutAll
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch
from opennight.night.offers import MakeOffer
from opennight.night.organisations import ListOrganisations
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.queue import CallSpeaker, ThankSpeaker
from opennight.night.rollcall import CallOrganisation
from opennight.night.rounds import CallRound
from opennight.night.sharing import ShowGroup
from opennight.night.standup import EndStandUp, StandUpNext
from opennight.night.timer import MINUTE, PauseTimer, StartTimer
from tests.cast import EARLY, HALL, LATE, SEVEN, Later, Story, apply, attendee, host, neighbour, press
from tests.offered import LAND

BEES, BOOKS = 1, 2


def then(story: Story, *commands: Command | Later) -> tuple[Deed, int]:
    """What comes next after these commands, and how many moving on would cut short."""
    night = story.given(*commands).night
    return ahead.deed(night, SEVEN), ahead.cut_short(night)


def test_pitching_goes_on_until_nobody_waits(story: Story) -> None:
    assert then(story) == ("move", 0), "the welcome needs nothing"
    assert then(story, host(MovePhase, to="pitch")) == ("wait", 0)
    both = attendee(MakePitch, title="Bees"), neighbour(MakePitch, title="Books")
    assert then(story, *both) == ("call", 2)
    assert then(story, host(CallSpeaker)) == ("call", 1)
    assert then(story, host(CallSpeaker)) == ("thank", 0)
    assert then(story, host(ThankSpeaker)) == ("move", 0)


def test_there_is_a_line_up_before_there_are_groups(story: Story) -> None:
    story.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"))
    assert then(story, host(MovePhase, to="vote")) == ("make", 0)
    assert then(story, host(MovePhase, to="groups")) == ("make", 0)
    assert then(story, press) == ("move", 0)
    assert then(story, host(PlacePitch, pitch=BEES, slot=LATE.id, room=HALL.id), press) == ("decide", 0)
    assert then(story, apply) == ("move", 0)


def test_without_pitches_it_goes_back_to_pitching(story: Story) -> None:
    """There is nothing to vote on and no line-up to make of it, until one is in the room's sight."""
    assert then(story, host(MovePhase, to="vote")) == ("pitch", 0)
    assert then(story, host(MovePhase, to="groups")) == ("pitch", 0)
    assert then(story, host(MovePhase, to="vote"), attendee(MakePitch, title="Bees")) == ("make", 0)
    assert then(story, host(HidePitch, pitch=BEES)) == ("pitch", 0)


def test_the_timer_says_when_the_talk_is_over(story: Story) -> None:
    assert then(story, host(MovePhase, to="talk")) == ("wait", 0)
    assert then(story, host(StartTimer, at=SEVEN, minutes=10)) == ("talk", 0)
    assert ahead.deed(story.night, SEVEN + 10 * MINUTE) == "move"
    assert then(story, host(PauseTimer, at=SEVEN + MINUTE)) == ("talk", 0)


def test_asks_that_are_read_out_go_on_first(story: Story) -> None:
    """Whatever the phase: also while groups talk, and until the last one is over."""
    story.given(*(somebody(MakeOffer, **LAND) for somebody in (attendee, neighbour)))
    assert then(story, host(MovePhase, to="talk"), host(StandUpNext)) == ("asks", 0)
    assert then(story, host(StandUpNext)) == ("asks", 0), "the last one"
    assert then(story, host(StandUpNext)) == ("wait", 0), "all of them are on the board"
    assert then(story, host(StandUpNext, ask=1), host(EndStandUp)) == ("wait", 0)


def test_the_assembly_goes_on_while_it_is_on_the_board(story: Story) -> None:
    story.given(host(MovePhase, to="share"), host(WriteAsk, text="A gate"), host(PutAll))
    assert then(story, host(BringAsk, ask=0)) == ("assembly", 0)
    assert then(story, host(BringAsk, ask=1, stage="speaks")) == ("assembly", 0)
    assert then(story, host(BringAsk, ask=1, stage="answer")) == ("move", 0)
    assert then(story, host(BringAsk, ask=1), host(SetScene, scene="")) == ("move", 0)


def test_the_roll_call_goes_on_until_its_total(story: Story) -> None:
    story.given(host(MovePhase, to="share"), host(ListOrganisations, names="Choir"))
    assert then(story, host(SetScene, scene="rollcall")) == ("roll", 0)
    assert then(story, host(CallOrganisation, organisation=1)) == ("roll", 0)
    assert then(story, host(CallOrganisation, organisation=0)) == ("move", 0)


def test_sharing_goes_on_until_the_last_group(story: Story) -> None:
    story.given(host(MovePhase, to="pitch"))
    assert then(story, host(MovePhase, to="share")) == ("move", 0), "without a line-up nobody presents"
    story.given(host(MovePhase, to="pitch"))
    story.given(attendee(MakePitch, title="Bees"), neighbour(MakePitch, title="Books"))
    story.given(host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id))
    story.given(host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=HALL.id))
    assert then(story, host(MovePhase, to="share")) == ("show", 1)
    assert then(story, host(ShowGroup, group=BOOKS)) == ("move", 0)


def test_each_phase_but_the_last_has_one_that_follows(story: Story) -> None:
    assert ahead.following(story.night) == "pitch"
    assert ahead.following(story.given(host(MovePhase, to="closed")).night) is None


def test_the_board_turns_to_what_follows(story: Story) -> None:
    def turns_to(*commands: Command | Later) -> str | None:
        return ahead.board_next(story.given(*commands).night)

    assert turns_to() == "pitch"
    assert turns_to(host(SetScene, scene="timer")) is None, "the host has picked what it shows"
    assert turns_to(host(SetScene, scene=""), host(MovePhase, to="pitch")) == "vote"
    story.given(attendee(MakePitch, title="Bees"), neighbour(MakePitch, title="Books"))
    story.given(host(PlacePitch, pitch=BEES, slot=EARLY.id, room=HALL.id))
    story.given(host(PlacePitch, pitch=BOOKS, slot=LATE.id, room=HALL.id))
    assert turns_to(host(MovePhase, to="talk")) == "groups", "between two rounds, everybody changes places"
    assert turns_to(host(CallRound, slot=LATE.id)) == "talk"
    assert turns_to(host(MovePhase, to="talk")) == "share", "that was the last round"
    assert turns_to(host(MovePhase, to="closed")) is None
