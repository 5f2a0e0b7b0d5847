"""What belongs side by side: pairs come in by a command, and are told as long as they are true."""

import pytest

from opennight.night import connections, suggestions
from opennight.night.connections import (
    ConnectionSetAside,
    ConnectionsFound,
    FindConnections,
    GroupLeftAlone,
    LeaveGroupAlone,
    LeaveMeAlone,
    PersonLeftAlone,
    SetAside,
)
from opennight.night.groups import JoinGroup, LeaveGroup
from opennight.night.kept.connections import Because, Pair
from opennight.night.lineup import PlacePitch
from opennight.night.links import LinkGroups, SayTalked
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.notes import EditNote, HideNote, ShowNote, WriteNote
from opennight.night.people import Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.rounds import CallRound
from opennight.night.word_forms import mentions
from tests.cast import (
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    system,
    take_back,
)
from tests.joined import ALLOTMENTS, BANKS, BUSES, LAND, NEED, PAIRS, PLOTS, WORDS, at_tables


@pytest.fixture
def talking() -> Story:
    return at_tables()


@pytest.fixture
def found(talking: Story) -> Story:
    return talking.given(system(FindConnections, pairs=PAIRS, moment="talk:1:1"))


def kinds(story: Story, group: int) -> list[list[str]]:
    return [[reason.kind for reason in pair.why] for pair in suggestions.near(story.night, group)]


def test_what_was_found_comes_in_by_a_command_of_the_system_or_the_host(talking: Story) -> None:
    assert connections.moment(talking.night) == "talk:1:1"
    assert connections.wanted(talking.night)
    talking.when(system(FindConnections, pairs=PAIRS, moment="talk:1:1")).then(
        happened(ConnectionsFound, pairs=PAIRS, moment="talk:1:1")
    )
    assert not connections.wanted(talking.night), "nothing is found again until the night moves on"
    talking.when(system(FindConnections, pairs=PAIRS, moment="talk:1:1")).then()
    talking.when(host(FindConnections, pairs=PAIRS, moment="talk:1:1")).then()
    talking.when(host(FindConnections, pairs=PAIRS[1:], moment="talk:1:1", seen=10**6)).then(
        happened(ConnectionsFound, pairs=PAIRS[1:], moment="talk:1:1")
    )
    talking.when(system(FindConnections, moment="talk:1:1", seen=1)).then()  # worked out from what was before
    talking.when(attendee(FindConnections)).then_refused("forbidden", "Only the host")
    talking.given(host(MovePhase, to="share"))
    assert connections.wanted(talking.night)
    talking.given(host(MovePhase, to="closed"))
    assert not connections.wanted(talking.night)
    talking.when(host(FindConnections)).then_refused("late", "closed")


def test_words_of_what_was_found_before_are_forgotten(found: Story) -> None:
    first = found.night.connections.version
    assert found.night.forgettable == []
    found.given(host(FindConnections, moment="talk:1:1", seen=10**6))
    assert found.night.forgettable == [first]


def test_a_group_unknown_to_the_night_is_left_out(talking: Story) -> None:
    stray = Pair(1, 99, 0.9, (WORDS,))
    talking.when(host(FindConnections, pairs=(stray, PAIRS[0]), moment="now")).then(
        happened(ConnectionsFound, pairs=PAIRS[:1], moment="now")
    )


def test_the_best_to_say_name_each_group_once_first(found: Story) -> None:
    said = [(pair.one, pair.other) for pair in suggestions.to_say(found.night)]
    assert said == [(BANKS, ALLOTMENTS), (BANKS, BUSES)]
    assert kinds(found, BANKS) == [["need", "words"], ["people"]]


def test_the_very_same_people_in_two_rounds_have_nobody_to_find(story: Story) -> None:
    story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Time banks", "Banks of time")),
        *(host(PlacePitch, pitch=no, slot=no, room=1) for no in (1, 2)),
        host(MovePhase, to="talk"),
        *(person(JoinGroup, group=no) for person in (attendee, neighbour) for no in (1, 2)),
    )
    pair = Pair(1, 2, 0.9, (Because("people", people=(1, 2)),))
    story.given(host(FindConnections, pairs=(pair,), moment=connections.moment(story.night)))
    assert suggestions.to_say(story.night) == []
    story.given(neighbour(LeaveGroup, group=2), latecomer(JoinGroup, group=2))
    assert [(found.one, found.other) for found in suggestions.to_say(story.night)] == [(1, 2)]


def test_they_are_said_once_groups_have_written_something_or_a_break_is_near(story: Story) -> None:
    story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Time banks", "Banks of time")),
        *(host(PlacePitch, pitch=no, slot=slot, room=1) for no, slot in ((1, 1), (2, 2))),
        host(MovePhase, to="groups"),
    )
    assert suggestions.when_to_say(story.night) == "", "people look for their tables"
    story.given(host(MovePhase, to="talk"))
    assert suggestions.when_to_say(story.night) == "before"
    story.given(host(CallRound, slot=2))
    assert story.night.phase == "groups"
    assert suggestions.when_to_say(story.night) == "now", "between two rounds is the break"
    story.given(host(MovePhase, to="share"))
    assert suggestions.when_to_say(story.night) == "end"
    story.given(host(MovePhase, to="closed"))
    assert suggestions.when_to_say(story.night) == ""


def test_a_group_that_writes_before_the_first_round_has_something_to_be_told_of(story: Story) -> None:
    story.given(
        host(MakePitch, person=0, title="Time banks"),
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(MovePhase, to="groups"),
        attendee(JoinGroup, group=1),
        attendee(WriteNote, group=1, text="We need land"),
    )
    assert suggestions.when_to_say(story.night) == "before"


def test_the_other_group_reads_it_the_other_way_round(found: Story) -> None:
    (pair,) = suggestions.near(found.night, ALLOTMENTS)
    assert suggestions.beside(pair, ALLOTMENTS) == BANKS
    turned = suggestions.seen_from(pair, ALLOTMENTS)
    assert turned == Pair(ALLOTMENTS, BANKS, 0.9, (Because("have", (PLOTS, LAND)), WORDS))
    assert suggestions.seen_from(turned, BANKS) == pair


def test_a_sentence_that_nobody_may_read_any_more_is_not_quoted(found: Story) -> None:
    found.given(host(HideNote, note=1))
    assert kinds(found, BANKS) == [["words"], ["people"]]
    found.given(host(ShowNote, note=1))
    assert kinds(found, BANKS) == [["need", "words"], ["people"]]
    found.given(neighbour(EditNote, note=2, text="We have time banks, and no plots"))
    assert kinds(found, BANKS) == [["words"], ["people"]]
    found.given(neighbour(EditNote, note=2, text="Nothing"))
    assert kinds(found, BANKS) == [["people"]], "nor are words named that only one of the two mentions"


def test_a_note_that_waits_to_be_read_is_no_reason(found: Story) -> None:
    found.given(host(ReadFirst, nouns=("note",)), attendee(EditNote, note=1, text=LAND + "!"))
    assert kinds(found, BANKS) == [["words"], ["people"]]


def test_a_group_that_is_off_the_wall_is_not_pointed_out(found: Story) -> None:
    found.given(host(HidePitch, pitch=ALLOTMENTS))
    assert kinds(found, BANKS) == [["people"]]
    assert suggestions.near(found.night, ALLOTMENTS) == []


def test_whoever_is_in_both_is_named_while_they_are_here(found: Story) -> None:
    assert suggestions.near(found.night, BUSES)[0].why == (Because("people", people=(latecomer.no,)),)
    found.given(latecomer(LeaveGroup, group=BUSES))
    assert kinds(found, BUSES) == [["people"]], "they were in both"
    found.given(latecomer(Leave))
    assert kinds(found, BUSES) == []


def test_a_person_can_be_left_alone(found: Story) -> None:
    found.when(latecomer(LeaveMeAlone)).then(happened(PersonLeftAlone, person=latecomer.no, alone=True))
    assert kinds(found, BUSES) == []
    found.when(latecomer(LeaveMeAlone)).then()
    found.when(attendee(LeaveMeAlone, person=latecomer.no)).then_refused("forbidden", "for yourself")
    found.when(outsider(LeaveMeAlone)).then_refused("forbidden", "Join the night first")
    found.when(helper(LeaveMeAlone, person=latecomer.no, alone=False)).then(
        happened(PersonLeftAlone, person=latecomer.no, alone=False)
    )
    assert kinds(found, BUSES) == [["people"]]
    found.given(host(RemovePerson, person=latecomer.no))
    assert kinds(found, BUSES) == []


def test_a_group_can_be_left_alone(found: Story) -> None:
    found.when(neighbour(LeaveGroupAlone, group=ALLOTMENTS)).then(
        happened(GroupLeftAlone, group=ALLOTMENTS, alone=True)
    )
    assert kinds(found, BANKS) == [["people"]]
    assert suggestions.near(found.night, ALLOTMENTS) == []
    found.when(neighbour(LeaveGroupAlone, group=ALLOTMENTS)).then()
    found.when(attendee(LeaveGroupAlone, group=ALLOTMENTS, alone=False)).then_refused(
        "forbidden", "Join this group"
    )
    found.when(host(LeaveGroupAlone, group=ALLOTMENTS, person=0, alone=False)).then(
        happened(GroupLeftAlone, group=ALLOTMENTS, alone=False)
    )
    found.given(take_back)
    assert ALLOTMENTS in found.night.connections.alone


def test_the_desk_sets_a_pair_aside(found: Story) -> None:
    found.when(host(SetAside, one=ALLOTMENTS, other=BANKS)).then(
        happened(ConnectionSetAside, one=BANKS, other=ALLOTMENTS, aside=True)
    )
    found.when(host(SetAside, one=ALLOTMENTS, other=BANKS)).then()
    assert [pair.other for pair in suggestions.to_say(found.night)] == [BUSES]
    found.given(take_back)
    assert len(suggestions.to_say(found.night)) == 2
    found.when(host(SetAside, one=1, other=1)).then_refused("bad", "another group", field="other")
    found.when(host(SetAside, one=1, other=99)).then_refused("missing", "no such group")


@pytest.mark.parametrize("command", [SayTalked, LinkGroups])
def test_groups_that_found_each_other_are_not_pointed_out_again(
    found: Story, command: type[SayTalked | LinkGroups]
) -> None:
    found.given(attendee(command, group=BANKS, other=ALLOTMENTS))
    assert kinds(found, BANKS) == [["people"]]
    assert suggestions.near(found.night, ALLOTMENTS) == []


def test_other_forms_of_a_word_are_the_same_word() -> None:
    text = " empty plots tref "
    assert mentions(text, "Plot")
    assert mentions(text, "dref"), "as Welsh softens it"
    assert not mentions(text, "land")
    assert not mentions(text, "plot land")
    assert NEED.words == (LAND, PLOTS)


def test_somebody_who_walks_in_again_is_in_both_still(found: Story) -> None:
    found.given(latecomer(JoinGroup, group=BANKS))
    assert kinds(found, BUSES) == [["people"]]


def test_only_a_note_that_brings_a_reason_back_changes_what_is_said(found: Story) -> None:
    """So nobody is pushed what is said of a pair for each note."""
    (pair,) = (one for one in found.night.connections.pairs if (one.one, one.other) == (BANKS, ALLOTMENTS))
    assert suggestions.touches(pair, f"{LAND}, and soon")
    assert suggestions.touches(pair, "time, time and time again"), "half of “time banks”"
    assert not suggestions.touches(pair, "Who brings soup?")
    found.given(host(HideNote, note=1))
    assert "need" not in kinds(found, BANKS)[0]
    for text, comes_back in (("Who brings soup?", False), (f"{LAND}!", True), (f"{LAND}, too", False)):
        found.given(attendee(WriteNote, group=BANKS, text=text))
        assert suggestions.matters(found.night, pair, max(found.night.notes)) == comes_back
        assert ("need" in kinds(found, BANKS)[0]) == (text != "Who brings soup?")


def test_of_two_notes_that_bring_it_back_at_the_same_moment_the_first_does(found: Story) -> None:
    """Both may be there when it is asked for the first of them."""
    (pair,) = (one for one in found.night.connections.pairs if (one.one, one.other) == (BANKS, ALLOTMENTS))
    found.given(host(HideNote, note=1))
    found.given(*(attendee(WriteNote, group=BANKS, text=LAND) for _note in range(2)))
    first, second = sorted(found.night.notes)[-2:]
    assert suggestions.matters(found.night, pair, first)
    assert not suggestions.matters(found.night, pair, second)
