"""Bylines: each person says as whom they are in what becomes public."""

import msgspec
import pytest

from opennight.night import bylines
from opennight.night.bylines import BylineChosen, ChooseByline, NameTaken, TakeName
from opennight.night.fold import fold
from opennight.night.kept.bylines import BYLINES
from opennight.night.moderation import RemovePerson
from opennight.night.people import ComeBack, Join, Leave, Rename
from opennight.night.phases import MovePhase
from opennight.night.setups import ChangeSetup
from tests.cast import Story, a_night, attendee, guest, happened, helper, host, neighbour, outsider, setup

NORA = 4
"""Has no phone."""


@pytest.fixture
def story() -> Story:
    return a_night().given(helper(Join, name="Nora O'Hara", phone=False))


def shown(story: Story, no: int) -> str:
    return bylines.shown(story.night, story.night.people[no])


@pytest.mark.parametrize("byline", BYLINES)
def test_a_person_chooses(story: Story, byline: str) -> None:
    story.when(attendee(ChooseByline, byline=byline))
    story.then(happened(BylineChosen, person=1, byline=byline))
    assert shown(story, 1) == {"name": "Ada", "initials": "A", "participant": ""}[byline]
    story.when(attendee(ChooseByline, byline=byline)).then()


def test_after_the_close_and_for_who_has_left(story: Story) -> None:
    story.given(attendee(Leave), host(MovePhase, to="closed"))
    story.when(attendee(ChooseByline, byline="participant"))
    story.then(happened(BylineChosen, person=1, byline="participant"))


def test_nobody_chooses_for_somebody_else(story: Story) -> None:
    story.when(neighbour(ChooseByline, person=1, byline="name")).then_refused("forbidden", "only do this for")
    story.when(outsider(ChooseByline, byline="name")).then_refused("forbidden", "Join the night first")
    for desk in (host, helper):
        story.when(desk(ChooseByline, person=1, byline="name"))
        story.then_refused("forbidden", "They choose this themselves")
    story.given(host(RemovePerson, person=1))
    story.when(attendee(ChooseByline, byline="name")).then_refused("forbidden", "has removed you")


@pytest.mark.parametrize("desk", [host, helper])
def test_the_desk_chooses_for_somebody_without_a_phone(story: Story, desk: type) -> None:
    story.when(desk(ChooseByline, person=NORA, byline="initials"))
    story.then(happened(BylineChosen, person=NORA, byline="initials"))
    assert shown(story, NORA) == "NO"


def test_what_is_no_byline_is_refused(story: Story) -> None:
    story.when(attendee(ChooseByline, byline="king")).then_refused("bad", "Pick one", field="byline")


def test_until_then_the_default_of_the_night_counts() -> None:
    story = a_night(byline="initials")
    assert shown(story, 1) == "A"
    story.given(host(ChangeSetup, setup=setup(byline="participant")))
    assert shown(story, 1) == ""


def test_nobody_is_shown_more_openly_than_the_door_told_them() -> None:
    """Given a night that promises initials, when the host changes that to names, then it counts for those who
    come later."""
    story = a_night(byline="initials").given(host(ChangeSetup, setup=setup(byline="name")))
    story.given(guest(Join, name="Dora"))
    assert (shown(story, 1), shown(story, 4)) == ("A", "Dora")
    story.given(attendee(ChooseByline, byline="name"))
    assert shown(story, 1) == "Ada", "what they choose counts"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Ada", "A"),
        ("ada lovelace king", "AL"),
        ("Nora O'Hara (no phone)", "NO"),
        ("Łukasz", "Ł"),
        ("李明", "李"),
        ("X", ""),
        ("x.", ""),
        ("A B", ""),
        ("李 明", ""),
        ("🐝", ""),
        ("42", ""),
        ("@ada", ""),
    ],
)
def test_initials_never_tell_the_whole_name(name: str, initials: str) -> None:
    assert bylines.initials(name) == initials


def test_whose_name_has_no_initials_is_a_participant(story: Story) -> None:
    story.given(guest(Join, name="X"))
    ex = story.night.people[5]
    ex.byline = "initials"
    assert (bylines.of(story.night, ex), shown(story, 5)) == ("participant", "")


def test_whoever_leaves_takes_their_name_along(story: Story) -> None:
    story.given(attendee(ChooseByline, byline="name"), attendee(Leave))
    story.when(attendee(TakeName)).then(happened(NameTaken, person=1))
    assert (story.night.people[1].name, shown(story, 1)) == ("", "")
    story.when(attendee(TakeName)).then()


def test_not_while_they_are_here(story: Story) -> None:
    story.when(attendee(TakeName)).then_refused("late", "Leave first")


def test_nobody_takes_the_name_of_somebody_else(story: Story) -> None:
    story.given(attendee(Leave))
    story.when(neighbour(TakeName, person=1)).then_refused("forbidden", "only do this for yourself")
    for desk in (host, helper):
        story.when(desk(TakeName, person=1)).then_refused("forbidden", "themselves")
    story.when(outsider(TakeName)).then_refused("forbidden", "Join the night first")
    story.given(helper(Leave, person=NORA))
    story.when(helper(TakeName, person=NORA)).then(happened(NameTaken, person=NORA))


def test_who_comes_back_gives_a_new_name(story: Story) -> None:
    story.given(attendee(Leave), attendee(TakeName), attendee(ComeBack), attendee(Rename, name="Ada B"))
    assert shown(story, 1) == "Ada B"


def test_the_log_is_told_which_names_nobody_needs(story: Story) -> None:
    """The former ones at once, the last one once it is taken along. They stand in the rows that gave them."""
    first = story.night.people[1].version
    assert story.night.forgettable == []
    story.given(attendee(Rename, name="Adele"))
    second = story.night.version
    assert story.night.forgettable == [first]
    story.given(attendee(Leave), attendee(TakeName))
    assert story.night.forgettable == [first, second]
    story.given(attendee(ComeBack), attendee(Rename, name="Ada B"))
    third = story.night.version
    story.given(attendee(Rename, name="Ada C"))
    assert story.night.forgettable == [first, second, third]


def test_a_night_whose_log_has_forgotten_is_the_same(story: Story) -> None:
    story.given(attendee(Rename, name="Adele"), neighbour(Leave), neighbour(TakeName), attendee(Leave))
    blanked = [
        msgspec.structs.replace(row, event=msgspec.structs.replace(row.event, name=""))
        if row.version in story.night.forgettable
        else row
        for row in story.log
    ]
    assert blanked != story.log
    assert fold("BEES", blanked) == story.night
