"""A wall of offers and asks: what people put up, change, renew and take off, and what the desk does to it."""

import pytest

from opennight.night import inquiries, moderated, offers, reading, standing, upcast
from opennight.night.groups import JoinGroup
from opennight.night.inquiries import Inquire, PointTo
from opennight.night.introductions import Introduce
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.nights import StartNight
from opennight.night.offers import CloseOffer, EditOffer, MakeOffer, OfferClosed, OfferEdited, OfferMade
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.quotas import OF_WALL, OfWall
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.slow import SlowDown
from opennight.night.standing import OfferRenewed, RenewOffer
from opennight.night.wall_sight import HideOffer, InquiryShown, OfferHidden, OfferShown, ShowOffer
from tests.cast import (
    SEVEN,
    Story,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    setup,
    take_back,
)
from tests.offered import DRILL, LAND, PLOTS


@pytest.fixture
def wall(story: Story) -> Story:
    return story.given(attendee(MakeOffer, **LAND, at=SEVEN), neighbour(MakeOffer, **PLOTS, at=SEVEN))


@pytest.mark.parametrize("phase", ["welcome", "pitch", "vote", "groups", "talk", "share"])
def test_it_is_put_up_in_any_part_of_the_night(story: Story, phase: str) -> None:
    if phase != "welcome":
        story.given(host(MovePhase, to=phase))
    story.when(attendee(MakeOffer, wants=True, kind="", text=" Land \n please ")).then(
        happened(OfferMade, no=1, person=1, wants=True, kind="", text="Land please")
    )
    assert [one.text for one in offers.wall(story.night, wants=True)] == ["Land please"]
    assert not offers.wall(story.night, wants=False)


def test_a_helper_puts_it_up_for_somebody_without_a_phone(story: Story) -> None:
    story.given(helper(Join, name="Nora", phone=False))
    story.when(helper(MakeOffer, person=4, **DRILL)).then(happened(OfferMade, no=1, person=4, **DRILL))


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"text": " "}, "text", "Please write something"),
        ({"text": "x" * 201}, "text", "Too long by 1"),
        ({"much": "x" * 81}, "much", "Too long by 1"),
        ({"where": "x" * 81}, "where", "Too long by 1"),
        ({"price": "x" * 81}, "price", "Too long by 1"),
        ({"kind": "soup"}, "kind", "Pick one of these"),
        ({"until": "tomorrow"}, "until", "Pick a day"),
        ({"until": "2020-01-01"}, "until", "That day is over"),
        ({"until": "2099-01-01"}, "until", "very far ahead"),
    ],
)
def test_what_is_no_offer(wall: Story, changed: dict[str, str], field: str, sentence: str) -> None:
    wall.when(latecomer(MakeOffer, **PLOTS | changed)).then_refused("bad", sentence, field=field)
    said = {name: PLOTS[name] for name in ("kind", "text", "much", "until", "where", "price")}
    wall.when(neighbour(EditOffer, offer=2, **said | changed)).then_refused("bad", sentence, field=field)


def test_who_may_not(wall: Story) -> None:
    wall.when(outsider(MakeOffer, **DRILL)).then_refused("forbidden", "Join the night first")
    wall.when(attendee(MakeOffer, person=2, **DRILL)).then_refused("forbidden", "only do this for yourself")
    for command in (CloseOffer, RenewOffer):
        wall.when(latecomer(command, offer=1)).then_refused("forbidden", "who wrote this")
        wall.when(latecomer(command, offer=9)).then_refused("missing", "no such offer")
    wall.when(latecomer(EditOffer, offer=1, kind="", text="Mine")).then_refused("forbidden", "who wrote this")
    wall.given(host(RemovePerson, person=1))
    wall.when(attendee(MakeOffer, **DRILL)).then_refused("forbidden", "removed you")


def test_one_person_cannot_fill_the_wall(story: Story) -> None:
    story.given(*(attendee(MakeOffer, **DRILL) for _time in range(OF_WALL.offers)))
    story.when(attendee(MakeOffer, **DRILL)).then_refused("quota", "as many on the wall")
    story.given(attendee(CloseOffer, offer=1)).when(attendee(MakeOffer, **DRILL))
    assert story.refused is None, "what is taken off frees its place"
    while len(story.night.offers) < OF_WALL.offers_ever:
        story.given(lambda night: attendee(CloseOffer, offer=len(night.offers)), attendee(MakeOffer, **DRILL))
    story.given(*(attendee(CloseOffer, offer=no) for no in range(2, 10)))
    story.when(attendee(MakeOffer, **DRILL)).then_refused("quota", "put up as many")


def test_what_was_taken_off_comes_back_only_where_there_is_room(story: Story) -> None:
    story.given(attendee(MakeOffer, **LAND), attendee(CloseOffer, offer=1))
    story.given(*(attendee(MakeOffer, **DRILL) for _time in range(OF_WALL.offers)))
    story.when(attendee(CloseOffer, offer=1, closed=False)).then_refused("quota", "as many on the wall")
    story.given(host(CloseOffer, offer=1, closed=False))


def test_how_much_one_person_may_is_what_the_operator_says(story: Story) -> None:
    few = OfWall(offers=1, night=10, yeses=1, questions=1, named=1)
    story.given(attendee(MakeOffer, **LAND, most=few), neighbour(MakeOffer, **PLOTS, most=few))
    story.given(*(host(MakeOffer, person=3, **DRILL) for _time in range(8)))
    crowd: list[tuple[Command, str]] = [
        (attendee(MakeOffer, **DRILL, most=few), "as many on the wall"),
        (latecomer(MakeOffer, **DRILL, most=few._replace(offers=20)), "wall of offers and asks is full"),
    ]
    story.given(
        latecomer(Introduce, offer=1, most=few),
        latecomer(Inquire, offer=1, text="Where?", most=few),
        latecomer(PointTo, offer=1, to=2, most=few),
    )
    crowd += [
        (latecomer(Introduce, offer=2, most=few), "can keep up with"),
        (latecomer(Inquire, offer=2, text="Where?", most=few), "enough questions"),
        (latecomer(PointTo, offer=2, to=1, most=few), "named many people"),
    ]
    for again, sentence in crowd:
        story.when(again).then_refused("quota", sentence)


def test_it_keeps_to_the_slow_mode(story: Story) -> None:
    story.given(host(SlowDown, seconds=30), attendee(MakeOffer, **DRILL))
    story.when(attendee(MakeOffer, **LAND)).then_refused("quota", "slowed things down")


def test_it_is_changed_and_taken_off(wall: Story) -> None:
    said = {"kind": "space", "text": "A field", "where": "Leeds"}
    wall.when(attendee(EditOffer, offer=1, **said)).then(happened(OfferEdited, offer=1, **said))
    wall.when(attendee(EditOffer, offer=1, **said)).then()
    wall.when(attendee(CloseOffer, offer=1)).then(happened(OfferClosed, offer=1, closed=True))
    wall.when(attendee(CloseOffer, offer=1)).then()
    assert [one.no for one in offers.wall(wall.night)] == [2]
    wall.when(attendee(RenewOffer, offer=1)).then_refused("late", "off the wall")
    wall.when(attendee(CloseOffer, offer=1, closed=False)).then(happened(OfferClosed, offer=1, closed=False))


def test_one_tap_renews_it_also_after_the_close(wall: Story) -> None:
    """The record has it for sixty days, or until its own last day."""
    offer, day = wall.night.offers[1], 24 * 3600 * 1000
    assert standing.expires(offer) == "2027-01-21", "sixty days after the night"
    assert standing.expires(wall.night.offers[2]) == "2027-01-21"
    assert not standing.is_over(offer, SEVEN + standing.LASTS * day)
    assert standing.is_over(offer, SEVEN + (standing.LASTS + 1) * day)
    wall.given(host(MovePhase, to="closed"))
    wall.when(attendee(MakeOffer, **DRILL)).then_refused("late", "is closed")
    wall.when(attendee(RenewOffer, offer=1, at=SEVEN + 50 * day)).then(happened(OfferRenewed, offer=1))
    assert not standing.is_over(offer, SEVEN + (standing.LASTS + 1) * day)
    wall.given(neighbour(RenewOffer, offer=2, at=SEVEN + 90 * day))
    assert standing.expires(wall.night.offers[2]) == "2027-03-01", "it said so itself"


def test_what_the_host_reads_first_is_ticked_by_itself(story: Story) -> None:
    story.given(host(ReadFirst, nouns=("note",)), attendee(MakeOffer, **LAND))
    assert [one.no for one in offers.wall(story.night)] == [1], "notes alone are read first"


def test_a_night_of_before_reads_offers_where_it_reads_notes() -> None:
    """It had no choice of its own: neither when it was set up, nor when its host ticked something."""
    story = Story().given(host(StartNight, setup=setup(approve_notes=True)), guest(Join, name="Ada"))
    assert story.given(attendee(MakeOffer, **LAND)).night.offers[1].waiting
    assert reading.ticked(story.night) == ("note", "offer")
    for nouns, today in ((["note"], ["note", "offer"]), (["name"], ["name"])):
        assert upcast.todays("reading-set/1", {"nouns": nouns}) == ("reading-set/2", {"nouns": today})


def test_all_that_waits_is_let_in_with_one_press(story: Story) -> None:
    """And one undo makes it wait again; what does not wait stays as it is."""
    story.given(
        attendee(MakeOffer, **LAND),
        host(ReadFirst, nouns=("offer",)),
        neighbour(MakeOffer, **DRILL),
        neighbour(Inquire, offer=1, text="Where?"),
    )
    story.when(host(LetWordsIn, offers=(1, 2, 9), inquiries=(1, 9))).then(
        happened(OfferShown, offer=2), happened(InquiryShown, inquiry=1)
    )
    assert [one.no for one in offers.wall(story.night)] == [1, 2]
    story.given(take_back)
    assert ([one.no for one in offers.waiting(story.night)], len(inquiries.waiting(story.night))) == ([2], 1)


def test_it_waits_to_be_read(story: Story) -> None:
    story.given(host(ReadFirst, nouns=("offer",)))
    story.when(attendee(MakeOffer, **LAND)).then(happened(OfferMade, no=1, person=1, waiting=True, **LAND))
    assert not offers.wall(story.night)
    assert [one.no for one in offers.waiting(story.night)] == [1]
    story.when(host(ShowOffer, offer=1)).then(happened(OfferShown, offer=1))
    edit = {"kind": "space", "text": "Buy now", "where": "Leeds"}
    story.when(attendee(EditOffer, offer=1, **edit)).then(
        happened(OfferEdited, offer=1, waiting=True, **edit)
    )
    assert not offers.wall(story.night), "nobody slips other words in"
    story.when(helper(HideOffer, offer=1)).then(happened(OfferHidden, offer=1))
    assert not offers.waiting(story.night)


def test_the_desk_hides_it_and_says_why(wall: Story) -> None:
    wall.when(host(HideOffer, offer=1, why="Said already")).then(
        happened(OfferHidden, offer=1, why="Said already")
    )
    wall.when(host(HideOffer, offer=1)).then()
    assert [one.no for one in offers.wall(wall.night)] == [2]
    [act] = moderated.of_person(wall.night, 1)
    assert (act.what, act.deed, act.why) == ("offer", "hidden", "Said already")
    assert moderated.words(wall.night, act) == "Land for a garden"
    wall.given(take_back)
    assert [one.no for one in offers.wall(wall.night)] == [1, 2]


DESK: list[tuple[Command, str]] = [
    (host(EditOffer, offer=1, kind="", text="A field"), "edited"),
    (host(CloseOffer, offer=1), "withdrawn"),
]


@pytest.mark.parametrize(("command", "deed"), DESK)
def test_what_the_desk_does_to_it_is_moderation_and_is_taken_back(
    wall: Story, command: Command, deed: str
) -> None:
    before = wall.night.offers[1].text
    wall.given(command)
    assert [act.deed for act in moderated.of_person(wall.night, 1)] == [deed]
    assert moderated.how_many(wall.night) == (deed == "withdrawn")
    wall.given(take_back)
    assert (wall.night.offers[1].text, wall.night.offers[1].closed) == (before, False)


def test_what_a_helper_does_for_somebody_without_a_phone_is_no_moderation(story: Story) -> None:
    story.given(
        helper(Join, name="Nora", phone=False),
        helper(MakeOffer, person=4, **DRILL),
        helper(EditOffer, offer=1, kind="time", text="Drilling"),
        helper(CloseOffer, offer=1),
    )
    assert story.night.offers[1].closed
    assert not story.night.moderated
    story.given(helper(CloseOffer, offer=1, closed=False), host(HideOffer, offer=1))
    assert [act.deed for act in moderated.of_person(story.night, 4)] == ["hidden"]


def test_it_leaves_with_who_is_removed_and_comes_back(wall: Story) -> None:
    wall.given(host(RemovePerson, person=1))
    assert [one.no for one in offers.wall(wall.night)] == [2]
    wall.given(host(LetBackIn, person=1))
    assert [one.no for one in offers.wall(wall.night)] == [1, 2]


def test_people_are_told_where_they_sit_and_only_in_a_break(wall: Story) -> None:
    for phase in ("pitch", "vote"):
        assert not standing.may_tell(wall.given(host(MovePhase, to=phase)).night)
    wall.given(
        host(MakePitch, person=0, title="Bees"), host(PlacePitch, pitch=1), host(MovePhase, to="groups")
    )
    assert standing.may_tell(wall.night)
    wall.given(attendee(JoinGroup, group=1), host(MovePhase, to="talk"))
    assert not standing.may_tell(wall.night), "they talk"
    assert standing.whereabouts(wall.night, 1) == "Hall"
    assert standing.whereabouts(wall.night, 2) == ""
    assert standing.may_tell(wall.given(host(MovePhase, to="share")).night)
