"""“Who is here from …?” The host reads organisations out, people rise, and the board counts."""

import pytest

from opennight.night import organisations, rollcall
from opennight.night.board import SceneSet
from opennight.night.messages import Command
from opennight.night.moderated import of_person
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.organisations import (
    HideOrganisation,
    ListOrganisations,
    OpenRoll,
    OrganisationHidden,
    OrganisationSaid,
    OrganisationShown,
    OrganisationTakenBack,
    RollOpened,
    SayOrganisation,
    ShowOrganisation,
    TakeBackOrganisation,
)
from opennight.night.phases import MovePhase
from opennight.night.rollcall import (
    CallOrganisation,
    CountRisen,
    OrganisationCalled,
    PersonRose,
    Rise,
    RisenCounted,
)
from opennight.record import known, markdown, outcome
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


@pytest.fixture
def asked(story: Story) -> Story:
    """The host has listed two, and asks people for theirs."""
    return story.given(host(ListOrganisations, names="Scouts\nFood bank"), host(OpenRoll, open=True))


def told(story: Story) -> list[tuple[str, int]]:
    return [(one.text, rollcall.number(one)) for one in rollcall.called(story.night)]


def test_the_host_lists_them_one_to_a_line(story: Story) -> None:
    story.when(host(ListOrganisations, names="Scouts\n\n Food  bank\nscouts")).then(
        happened(OrganisationSaid, no=1, person=0, name="scouts"),
        happened(OrganisationSaid, no=2, person=0, name="Food bank"),
    )
    story.when(host(ListOrganisations, names="FOOD BANK")).then()
    story.when(host(ListOrganisations, names=" \n")).then_refused("bad", "write something", field="names")
    story.when(host(ListOrganisations, names="x" * 81)).then_refused("bad", "Too long", field="names")
    many = "\n".join(f"Club {no}" for no in range(organisations.MOST))
    story.when(host(ListOrganisations, names=many)).then_refused("quota", "The list is full")


def test_people_say_theirs_once_if_the_host_asks(story: Story) -> None:
    story.when(attendee(SayOrganisation, name="Scouts")).then_refused("late", "is not asking")
    story.when(host(OpenRoll, open=True)).then(happened(RollOpened, open=True))
    story.when(attendee(SayOrganisation, name="Scouts")).then(
        happened(OrganisationSaid, no=1, person=1, name="Scouts")
    )
    story.when(attendee(SayOrganisation, name="Scouts")).then()
    story.when(attendee(SayOrganisation, name="Choir")).then_refused("quota", "Take it back", field="name")
    story.when(neighbour(SayOrganisation, name="SCOUTS.")).then(happened(OrganisationSaid, no=1, person=2))
    story.when(neighbour(SayOrganisation, person=1, name="x")).then_refused("forbidden", "for yourself")
    story.when(outsider(SayOrganisation, name="x")).then_refused("forbidden", "Join the night first")
    story.when(latecomer(SayOrganisation, name="x" * 81)).then_refused("bad", "Too long", field="name")
    story.when(attendee(TakeBackOrganisation, organisation=1)).then(
        happened(OrganisationTakenBack, person=1, organisation=1)
    )
    story.given(attendee(SayOrganisation, name="Choir"))
    assert [one.text for one in rollcall.to_call(story.night)] == ["Scouts", "Choir"]
    story.given(neighbour(TakeBackOrganisation, organisation=1))
    assert [one.text for one in rollcall.to_call(story.night)] == ["Choir"], "nobody says it any more"
    assert known.of(story.night, 1).organisations == ("Choir",)


def test_nobody_fills_the_list_by_taking_back(asked: Story) -> None:
    for no in range(organisations.MOST_SAID):
        asked.given(
            attendee(SayOrganisation, name=f"Club {no}"), attendee(TakeBackOrganisation, organisation=3 + no)
        )
    asked.when(attendee(SayOrganisation, name="Choir")).then_refused("quota", "Tell the host")
    asked.given(attendee(SayOrganisation, name="Scouts"))


def test_what_people_said_is_seen_once_it_is_read_out(asked: Story) -> None:
    asked.given(attendee(SayOrganisation, name="Choir"))
    choir = asked.night.roll.all[3]
    assert (choir.hidden, choir.waiting) == (True, True)
    asked.when(neighbour(Rise, organisation=3)).then_refused("late", "not been read out")
    asked.when(host(CallOrganisation, organisation=3)).then(
        happened(OrganisationShown, organisation=3),
        happened(OrganisationCalled, organisation=3),
        happened(SceneSet, scene="rollcall"),
    )
    asked.when(host(CallOrganisation, organisation=3)).then()
    assert told(asked) == [("Choir", 1)], "whoever said it stands"
    assert asked.night.moderated == {}, "to read something out is no moderation"


def test_who_is_from_there_rises_and_the_board_counts(asked: Story) -> None:
    asked.given(host(CallOrganisation, organisation=1))
    asked.when(attendee(Rise, organisation=1)).then(happened(PersonRose, person=1, organisation=1))
    asked.when(attendee(Rise, organisation=1)).then()
    asked.given(helper(Rise, person=2, organisation=1))
    assert told(asked) == [("Scouts", 2)]
    asked.when(helper(CountRisen, organisation=1, count=40)).then(
        happened(RisenCounted, organisation=1, count=40)
    )
    asked.when(helper(CountRisen, organisation=1, count=40)).then()
    asked.when(helper(CountRisen, organisation=2, count=1)).then_refused("late", "not been read out")
    for count in (-2, 5001):
        asked.when(host(CountRisen, organisation=1, count=count)).then_refused("bad", "number", field="count")
    asked.given(host(CallOrganisation, organisation=2), neighbour(Rise, organisation=2))
    assert (told(asked), rollcall.total(asked.night)) == ([("Scouts", 40), ("Food bank", 1)], 41)
    asked.given(host(CountRisen, organisation=1, count=-1))
    assert rollcall.total(asked.night) == 3, "as many as have said so"
    asked.given(attendee(TakeBackOrganisation, organisation=1))
    assert rollcall.total(asked.night) == 2
    asked.when(host(CallOrganisation, organisation=9)).then_refused(
        "missing", "no such organisation", field="organisation"
    )


def test_the_total_is_on_the_board_and_in_the_record(asked: Story) -> None:
    asked.given(
        host(CallOrganisation, organisation=1),
        host(CountRisen, organisation=1, count=40),
        host(CallOrganisation, organisation=2),
    )
    asked.when(host(CallOrganisation, organisation=0)).then(happened(OrganisationCalled, organisation=0))
    asked.given(host(MovePhase, to="closed"))
    its = outcome.of(asked.night).assembly
    assert its is not None
    assert [(one.name, one.people) for one in its.present] == [("Scouts", 40)], "nobody is from the other one"
    assert "### Who was here\n\n- Scouts: 40\n\nStood up in all: 40" in markdown.write(
        outcome.of(asked.night), str
    )
    asked.when(attendee(Rise, organisation=1)).then_refused("late", "closed")


def test_leaving_somebody_s_words_out_is_moderation(asked: Story) -> None:
    asked.given(attendee(SayOrganisation, name="Rude"))
    asked.when(host(HideOrganisation, organisation=3, why="Hurtful")).then(
        happened(OrganisationHidden, organisation=3, why="Hurtful")
    )
    assert [(act.what, act.deed, act.why) for act in of_person(asked.night, 1)] == [
        ("organisation", "turned away", "Hurtful")
    ]
    assert [one.text for one in rollcall.to_call(asked.night)] == ["Scouts", "Food bank"]
    asked.when(host(HideOrganisation, organisation=3)).then()
    asked.when(host(ShowOrganisation, organisation=3)).then(happened(OrganisationShown, organisation=3))
    asked.given(host(CallOrganisation, organisation=3), host(HideOrganisation, organisation=3))
    assert (told(asked), rollcall.now(asked.night)) == ([], None)


def test_whoever_is_removed_stands_no_more(asked: Story) -> None:
    asked.given(
        attendee(SayOrganisation, name="Scouts"),
        host(CallOrganisation, organisation=1),
        host(RemovePerson, person=1),
    )
    assert rollcall.total(asked.night) == 0
    asked.given(host(LetBackIn, person=1))
    assert rollcall.total(asked.night) == 1


@pytest.mark.parametrize(
    "command",
    [
        host(CallOrganisation, organisation=2),
        host(CallOrganisation, organisation=3),
        host(CallOrganisation, organisation=0),
        host(CountRisen, organisation=1, count=7),
        host(HideOrganisation, organisation=1),
        host(HideOrganisation, organisation=3),
        host(OpenRoll, open=False),
        host(ListOrganisations, names="Food bank"),
    ],
)
def test_each_step_of_the_desk_is_undone(asked: Story, command: Command) -> None:
    asked.given(
        attendee(SayOrganisation, name="Choir"),
        host(HideOrganisation, organisation=2),
        host(CallOrganisation, organisation=1),
    )
    before = what_is(asked.night)
    asked.when(command)
    assert asked.events
    asked.given(take_back(asked.night))
    assert what_is(asked.night) == before


def test_a_list_is_taken_back(story: Story) -> None:
    story.given(host(ListOrganisations, names="Scouts"))
    story.given(take_back(story.night))
    assert rollcall.to_call(story.night) == []


def test_in_a_big_hall_a_dot_is_several_people(story: Story) -> None:
    story.given(host(ListOrganisations, names="Choir\nScouts"))
    assert rollcall.each_dot(story.night) == 1, "nobody was read out"
    for number, each in ((40, 1), (41, 2), (180, 5)):
        story.given(host(CallOrganisation, organisation=1), host(CountRisen, organisation=1, count=number))
        assert rollcall.each_dot(story.night) == each
