"""Cards for others: who makes them of what, when, and what becomes of them."""

import pytest

from opennight.night import leaflet_sight, leaflets, moderated, watch
from opennight.night.headlines import WriteHeadline
from opennight.night.leaflet_sight import HideLeaflet, LeafletHidden, LeafletShown, ShowLeaflet
from opennight.night.leaflets import (
    CloseLeaflet,
    EditLeaflet,
    LeafletClosed,
    LeafletEdited,
    LeafletMade,
    MakeLeaflet,
)
from opennight.night.moderation import RemovePerson
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import ReadFirst
from opennight.night.reports import Report
from opennight.record import known, outcome
from tests.cast import Story, attendee, happened, host, latecomer, neighbour, outsider, take_back

CARD = {"kind": "exchange", "title": "Time bank", "text": "An hour for an hour."}
WHOLE = CARD | {
    "price": "pay what you can",
    "yours": "An hour of help",
    "ours": "One more of us",
    "rules": "Nobody owes money",
    "steps": "Find eight people.\nCount hours.",
}
NOTHING = {"price": "", "yours": "", "ours": "", "rules": "", "steps": "", "about": "", "origin": 0}


@pytest.fixture
def over(groups_share: Story) -> Story:
    """The night is closed; Ada, of group 1, means to drill holes."""
    groups_share.given(
        attendee(WriteNote, group=1, text="Drill holes", kind="action"), host(MovePhase, to="closed")
    )
    return groups_share


def test_somebody_makes_a_card_and_everybody_reads_it(over: Story) -> None:
    over.when(attendee(MakeLeaflet, **WHOLE)).then(
        happened(LeafletMade, no=1, person=1, waiting=False, about="", origin=0, **WHOLE)
    )
    (told,) = outcome.of(over.night).leaflets
    assert {name: getattr(told, name) for name in WHOLE} == WHOLE
    assert (told.by, told.anchor) == ("Ada", "")


def test_a_card_is_made_from_what_was_said_by_whoever_said_it_or_the_host(over: Story) -> None:
    over.when(neighbour(MakeLeaflet, about="note-1", **CARD)).then_refused(
        "forbidden", "Only the person who said"
    )
    over.given(
        attendee(MakeLeaflet, about="note-1", **CARD), host(MakeLeaflet, person=0, about="note-1", **CARD)
    )
    assert [one.anchor for one in outcome.of(over.night).leaflets] == ["note-1", "note-1"]
    over.given(host(HideNote, note=1))
    assert [one.anchor for one in outcome.of(over.night).leaflets] == ["", ""]
    over.when(host(MakeLeaflet, person=0, about="note-1", **CARD)).then_refused("missing", "", field="about")


@pytest.mark.parametrize("about", ["headline-1", "pitch-2"])
def test_topics_and_headlines_make_cards_too(groups_share: Story, about: str) -> None:
    groups_share.given(
        host(MovePhase, to="pitch"), attendee(MakePitch, title="Wax"), host(MovePhase, to="share")
    )
    groups_share.given(attendee(WriteHeadline, group=1, text="Bees need holes"), host(MovePhase, to="closed"))
    groups_share.when(attendee(MakeLeaflet, about=about, **CARD)).then(
        happened(LeafletMade, no=1, person=1, waiting=False, **NOTHING | CARD | {"about": about})
    )
    groups_share.when(latecomer(MakeLeaflet, about=about, **CARD)).then_refused("forbidden", "")


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"kind": "gift"}, "kind", "Pick one"),
        ({"title": " "}, "title", "write something"),
        ({"title": "x" * 81}, "title", "Too long by 1"),
        ({"text": ""}, "text", "write something"),
        ({"text": "x" * 1001}, "text", "Too long by 1"),
        ({"price": "x" * 81}, "price", "Too long"),
        ({"yours": "x" * 201}, "yours", "Too long"),
        ({"ours": "x" * 201}, "ours", "Too long"),
        ({"rules": "x" * 601}, "rules", "Too long"),
        ({"steps": "x" * 3001}, "steps", "Too long"),
    ],
)
def test_what_a_card_cannot_be(over: Story, fields: dict[str, str], field: str, sentence: str) -> None:
    over.when(attendee(MakeLeaflet, **CARD | fields)).then_refused("bad", sentence, field=field)


@pytest.mark.parametrize("about", ["note-7", "person-1", "note", "note-01x", "comment-1"])
def test_a_card_is_made_from_nothing_else(over: Story, about: str) -> None:
    over.when(host(MakeLeaflet, person=0, about=about, **CARD)).then_refused("missing", "", field="about")


def test_who_cannot_and_when(groups_share: Story) -> None:
    groups_share.given(host(MovePhase, to="talk"))
    groups_share.when(attendee(MakeLeaflet, **CARD)).then_refused("late", "the groups have shared")
    groups_share.given(host(MovePhase, to="share"))
    groups_share.when(outsider(MakeLeaflet, **CARD)).then_refused("forbidden", "")
    groups_share.when(neighbour(MakeLeaflet, person=1, **CARD)).then_refused("forbidden", "")
    groups_share.when(neighbour(MakeLeaflet, person=0, **CARD)).then_refused("forbidden", "")


def test_a_person_has_so_many_and_closing_one_frees_a_place(over: Story) -> None:
    over.given(*(attendee(MakeLeaflet, **CARD) for _one in range(leaflets.MOST_A_PERSON)))
    over.when(attendee(MakeLeaflet, **CARD)).then_refused("quota", "as many cards")
    over.given(attendee(CloseLeaflet, leaflet=1), attendee(MakeLeaflet, **CARD))
    over.when(attendee(CloseLeaflet, leaflet=1, closed=False)).then_refused("quota", "as many cards")
    over.when(host(CloseLeaflet, leaflet=1, closed=False)).then(
        happened(LeafletClosed, leaflet=1, closed=False)
    )


def test_its_author_changes_and_closes_it(over: Story) -> None:
    over.given(attendee(MakeLeaflet, **CARD))
    over.when(neighbour(EditLeaflet, leaflet=1, **WHOLE)).then_refused("forbidden", "Only the person")
    over.when(neighbour(CloseLeaflet, leaflet=1)).then_refused("forbidden", "Only the person")
    over.when(attendee(EditLeaflet, leaflet=2, **WHOLE)).then_refused("missing", "no such card")
    over.when(attendee(EditLeaflet, leaflet=1, **CARD)).then()
    over.when(attendee(EditLeaflet, leaflet=1, **WHOLE)).then(
        happened(LeafletEdited, leaflet=1, waiting=False, **WHOLE)
    )
    over.when(attendee(CloseLeaflet, leaflet=1)).then(happened(LeafletClosed, leaflet=1, closed=True))
    over.when(attendee(CloseLeaflet, leaflet=1)).then()
    assert outcome.of(over.night).leaflets == ()


def test_the_host_reads_them_first(over: Story) -> None:
    over.given(host(ReadFirst, nouns=("note",)), attendee(MakeLeaflet, **CARD))
    assert outcome.of(over.night).leaflets == ()
    assert [one.no for one in leaflet_sight.waiting(over.night)] == [1]
    over.when(host(ShowLeaflet, leaflet=1)).then(happened(LeafletShown, leaflet=1))
    over.given(attendee(EditLeaflet, leaflet=1, **WHOLE))
    assert outcome.of(over.night).leaflets == ()
    over.given(host(ShowLeaflet, leaflet=1), attendee(EditLeaflet, leaflet=1, **WHOLE | {"kind": "service"}))
    assert len(outcome.of(over.night).leaflets) == 1  # its kind is no text


def test_what_is_reported_stays_until_the_host_has_looked(over: Story) -> None:
    over.given(attendee(MakeLeaflet, **CARD))
    over.when(attendee(Report, what="leaflet", about=1)).then_refused("forbidden", "your own")
    over.when(neighbour(Report, what="leaflet", about=2)).then_refused("missing", "")
    over.given(neighbour(Report, what="leaflet", about=1))
    assert [(one.what, one.reports) for one in watch.marked(over.night)] == [("leaflet", 1)]
    assert len(outcome.of(over.night).leaflets) == 1
    over.when(host(HideLeaflet, leaflet=1, why="No")).then(
        happened(LeafletHidden, leaflet=1, waiting=False, why="No")
    )
    assert outcome.of(over.night).leaflets == ()
    assert [(act.deed, act.what) for act in moderated.done_to(over.night, 1)] == [("hidden", "leaflet")]
    over.given(take_back(over.night))
    assert len(outcome.of(over.night).leaflets) == 1


def test_what_somebody_removed_made_leaves_with_them(over: Story) -> None:
    over.given(attendee(MakeLeaflet, **CARD), host(RemovePerson, person=1))
    assert outcome.of(over.night).leaflets == ()
    over.when(neighbour(Report, what="leaflet", about=1)).then_refused("missing", "")


def test_it_is_looked_through_and_known(over: Story) -> None:
    over.given(attendee(MakeLeaflet, **WHOLE), host(watch.WatchWords, words=("eight",)))
    assert [(one.what, one.about) for one in watch.marked(over.night)] == [("leaflet", 1)]
    words = [one for one in known.of(over.night, 1).words if one.kind == "leaflet"]
    assert [all(value in one.text for name, value in WHOLE.items() if name != "kind") for one in words] == [
        True
    ]
