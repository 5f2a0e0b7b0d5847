"""Two groups link, send somebody over, would like to merge, and say that they talked: each for itself."""

import pytest

from opennight.night import links, passing, promises
from opennight.night.links import (
    MOST_A_GROUP,
    AskToMerge,
    GroupsLinked,
    GroupsTalked,
    LinkGroups,
    MergeAsked,
    RunnerSent,
    SayTalked,
    SendRunner,
)
from opennight.night.merging import MergePitch
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.promises import ImIn, PromiseMade
from tests.cast import (
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
    what_is,
)
from tests.joined import ALLOTMENTS, BANKS, BUSES, at_tables

OVER = {"group": BANKS, "other": ALLOTMENTS}
BACK = {"group": ALLOTMENTS, "other": BANKS}


@pytest.fixture
def talking() -> Story:
    return at_tables()


def test_a_group_links_to_another_and_each_takes_only_its_own_link_back(talking: Story) -> None:
    talking.when(attendee(LinkGroups, **OVER)).then(
        happened(GroupsLinked, link=1, **OVER, person=attendee.no, linked=True)
    )
    talking.when(attendee(LinkGroups, **OVER)).then()
    talking.when(neighbour(LinkGroups, **BACK, linked=False)).then()
    talking.given(neighbour(LinkGroups, **BACK), attendee(LinkGroups, **OVER, linked=False))
    link = links.between(talking.night, BANKS, ALLOTMENTS)
    assert link
    assert link.linked == {ALLOTMENTS: neighbour.no}
    assert [one.no for one in links.of_group(talking.night, BANKS)] == [link.no]
    assert links.of_group(talking.night, BUSES) == []


@pytest.mark.parametrize("command", [LinkGroups, AskToMerge, SendRunner, SayTalked])
def test_only_the_group_speaks_for_itself(
    talking: Story, command: type[LinkGroups | AskToMerge | SendRunner | SayTalked]
) -> None:
    talking.when(attendee(command, **BACK)).then_refused("forbidden", "Join this group first")
    talking.when(outsider(command, **OVER)).then_refused("forbidden", "Join the night first")
    talking.when(attendee(command, **OVER, person=neighbour.no)).then_refused("forbidden", "for yourself")
    talking.when(attendee(command, group=BANKS, other=BANKS)).then_refused("bad", "another", field="other")
    talking.when(attendee(command, group=BANKS, other=99)).then_refused("missing", "no such group")
    talking.when(attendee(command, group=99, other=BANKS)).then_refused("missing", "no such group")
    talking.given(host(MovePhase, to="closed"))
    talking.when(attendee(command, **OVER)).then_refused("late", "closed")


def test_nobody_is_merged_unasked(talking: Story) -> None:
    talking.when(attendee(AskToMerge, **OVER)).then(
        happened(MergeAsked, link=1, **OVER, person=attendee.no, asked=True)
    )
    assert links.to_merge(talking.night) == []
    talking.given(neighbour(AskToMerge, **BACK))
    (link,) = links.to_merge(talking.night)
    assert links.both_ask(link)
    assert talking.night.pitches[ALLOTMENTS].merged is None, "asking merges nothing"
    talking.given(attendee(AskToMerge, **OVER, asked=False))
    assert links.to_merge(talking.night) == []
    talking.given(attendee(AskToMerge, **OVER), host(MergePitch, pitch=ALLOTMENTS, into=BANKS))
    assert links.to_merge(talking.night) == [], "the host has done it"


def test_a_runner_is_on_the_way_until_the_two_have_talked(talking: Story) -> None:
    talking.when(attendee(SendRunner, **OVER)).then(
        happened(RunnerSent, link=1, **OVER, person=attendee.no, sent=True)
    )
    talking.when(host(SendRunner, **OVER, person=0)).then_refused("bad", "who is walking over", field="for")
    talking.given(helper(SendRunner, **OVER, person=latecomer.no))
    link = talking.night.connections.links[1]
    assert links.runners(talking.night, link, BANKS) == [attendee.no, latecomer.no]
    assert links.runners(talking.night, link, ALLOTMENTS) == []
    talking.given(host(RemovePerson, person=latecomer.no))
    assert links.runners(talking.night, link) == [attendee.no]
    talking.given(attendee(SendRunner, **OVER, sent=False))
    assert links.runners(talking.night, link) == []
    talking.given(attendee(SendRunner, **OVER), neighbour(SayTalked, **BACK))
    assert link.runners == {}


def test_one_tap_says_that_they_talked_and_there_is_one_action_of_both(talking: Story) -> None:
    assert promises.subject(talking.night, "joint:1") is None
    talking.when(attendee(SayTalked, **OVER)).then(
        happened(GroupsTalked, link=1, **OVER, person=attendee.no, talked=True)
    )
    talking.when(neighbour(SayTalked, **BACK)).then()
    subject = promises.subject(talking.night, "joint:1")
    assert subject == promises.Subject("Time banks + Allotments", BANKS, "joint-1", also=ALLOTMENTS)
    talking.when(attendee(ImIn, about="joint:1")).then(
        happened(PromiseMade, person=attendee.no, about="joint:1")
    )
    talking.given(neighbour(ImIn, about="joint:1"), helper(ImIn, person=latecomer.no, about="joint:1"))
    assert promises.owners(talking.night, "joint:1") == [1, 2, 3]
    talking.given(host(HidePitch, pitch=ALLOTMENTS))
    assert promises.subject(talking.night, "joint:1") is None


def test_a_slip_of_the_thumb_is_taken_back(talking: Story) -> None:
    talking.given(attendee(SayTalked, **OVER)).when(neighbour(SayTalked, **BACK, talked=False)).then(
        happened(GroupsTalked, link=1, **BACK, person=neighbour.no, talked=False)
    )
    assert list(links.talked(talking.night)) == []
    assert passing.its_links(talking.night, BANKS) == []


@pytest.mark.parametrize(
    "command",
    [
        host(LinkGroups, **OVER, person=0),
        host(AskToMerge, **OVER, person=0),
        host(SendRunner, **OVER, person=1),
        host(SayTalked, **OVER, person=0),
        host(SayTalked, **BACK, person=0, talked=False),
        host(LinkGroups, **BACK, person=0, linked=False),
    ],
)
def test_what_the_desk_did_is_undone(
    talking: Story, command: LinkGroups | AskToMerge | SendRunner | SayTalked
) -> None:
    talking.given(attendee(SendRunner, **OVER), neighbour(LinkGroups, **BACK))
    if isinstance(command, SayTalked) and not command.talked:
        talking.given(attendee(SayTalked, **OVER))
    if isinstance(command, SendRunner):
        talking.given(attendee(SendRunner, **OVER, sent=False))
    before = what_is(talking.night)
    talking.given(command)
    assert what_is(talking.night) != before
    talking.given(take_back)
    assert what_is(talking.night) == before


def test_a_group_can_keep_up_with_so_many_others_and_no_more(
    talking: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_A_GROUP > 10
    monkeypatch.setattr(links, "MOST_A_GROUP", 2)
    talking.given(attendee(LinkGroups, **OVER))
    monkeypatch.setattr(links, "MOST_A_GROUP", 1)
    talking.when(attendee(SayTalked, group=BANKS, other=BUSES)).then_refused("quota", "keep up with")
    talking.when(attendee(SayTalked, **OVER)).then(
        happened(GroupsTalked, link=1, **OVER, person=attendee.no, talked=True)
    )
