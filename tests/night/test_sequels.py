"""What came after the night: who adds it, when, and what becomes of it."""

import pytest

from opennight.night import moderated, reports, sequels, watch
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.reading import ReadFirst
from opennight.night.reports import Report, Reported
from opennight.night.sequels import (
    AddSequel,
    HideSequel,
    SequelAdded,
    SequelHidden,
    ShowSequel,
)
from opennight.night.slow import SlowDown
from opennight.record import outcome
from tests.cast import Story, attendee, happened, host, latecomer, neighbour, outsider, take_back

POST = {"text": "What we talked about", "url": "https://blog.example/night"}


@pytest.fixture
def over(groups_share: Story) -> Story:
    """The night is closed; group 1 means to drill holes."""
    return groups_share.given(
        host(WriteNote, person=0, group=1, text="Drill holes", kind="action"), host(MovePhase, to="closed")
    )


def test_somebody_who_was_there_adds_what_they_wrote(over: Story) -> None:
    over.when(attendee(AddSequel, **POST)).then(happened(SequelAdded, no=1, person=1, **POST))
    over.when(attendee(AddSequel, **POST)).then()  # the same once more
    (told,) = outcome.of(over.night).sequels
    assert (told.text, told.url, told.by, told.title) == (*POST.values(), "Ada", "")


def test_what_became_of_an_action_leads_to_it(over: Story) -> None:
    over.given(neighbour(AddSequel, text="They are drilled", about="note:1"))
    (told,) = outcome.of(over.night).sequels
    assert (told.title, told.anchor) == ("Drill holes", "note-1")
    assert [one.no for one in sequels.of(over.night, "note:1")] == [1]
    over.given(host(HideNote, note=1))
    (told,) = outcome.of(over.night).sequels
    assert (told.text, told.title, told.anchor) == ("They are drilled", "", "")


def test_it_can_be_about_a_group(over: Story) -> None:
    over.given(neighbour(AddSequel, text="We met again", about="group:1"))
    (told,) = outcome.of(over.night).sequels
    assert (told.title, told.anchor) == ("Bees", "group-1")


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"text": " "}, "text", "write something"),
        ({"text": "x" * 301}, "text", "Too long by 1"),
        ({"text": "A", "url": "blog.example"}, "url", "https://"),
        ({"text": "A", "url": "https://e.example/" + "x" * 500}, "url", "Too long"),
        ({"text": "A", "about": "note:7"}, "about", "Pick one"),
        ({"text": "A", "about": "group:01"}, "about", "Pick one"),
        ({"text": "A", "about": "person:1"}, "about", "Pick one"),
    ],
)
def test_what_it_cannot_be(over: Story, fields: dict[str, str], field: str, sentence: str) -> None:
    over.when(attendee(AddSequel, **fields)).then_refused("bad", sentence, field=field)


def test_the_host_adds_what_somebody_wrote_who_was_not_there(over: Story) -> None:
    """As much as the page holds; nobody but the desk speaks for nobody."""
    over.when(host(AddSequel, person=0, **POST)).then(happened(SequelAdded, no=1, person=0, **POST))
    over.when(neighbour(AddSequel, person=0, **POST)).then_refused("forbidden", "")
    over.given(*(host(AddSequel, person=0, text=f"Post {no}") for no in range(sequels.MOST_A_PERSON + 1)))
    told = outcome.of(over.night).sequels
    assert len(told) == sequels.MOST_A_PERSON + 2
    assert {one.by for one in told} == {""}


def test_who_cannot_and_when(groups_share: Story) -> None:
    groups_share.given(host(MovePhase, to="talk"))
    groups_share.when(attendee(AddSequel, **POST)).then_refused("late", "the groups have shared")
    groups_share.given(host(MovePhase, to="share"))
    groups_share.when(outsider(AddSequel, **POST)).then_refused("forbidden", "")
    groups_share.when(neighbour(AddSequel, person=1, **POST)).then_refused("forbidden", "")
    groups_share.when(attendee(AddSequel, **POST)).then(happened(SequelAdded, no=1, person=1, **POST))


def test_nobody_adds_without_end(over: Story) -> None:
    over.given(*(attendee(AddSequel, text=f"Post {n}") for n in range(sequels.MOST_A_PERSON)))
    over.when(attendee(AddSequel, text="One more")).then_refused("quota", "Take something back")
    over.given(attendee(HideSequel, sequel=1))
    over.given(attendee(AddSequel, text="One more"))
    over.given(host(SlowDown, seconds=600), neighbour(AddSequel, text="A"))
    over.when(neighbour(AddSequel, text="B")).then_refused("quota", "slowed")


def test_its_author_takes_it_back_and_nobody_else_does(over: Story) -> None:
    over.given(attendee(AddSequel, **POST))
    over.when(neighbour(HideSequel, sequel=1)).then_refused("forbidden", "Only the person who wrote this")
    over.when(attendee(HideSequel, sequel=1)).then(happened(SequelHidden, sequel=1))
    over.when(attendee(HideSequel, sequel=2)).then_refused("missing", "no such thing")
    assert outcome.of(over.night).sequels == ()


def test_the_host_removes_it_and_its_author_learns_why(over: Story) -> None:
    over.given(attendee(AddSequel, **POST), host(HideSequel, sequel=1, why="It sells something"))
    (act,) = moderated.of_person(over.night, 1)
    assert (act.what, act.deed, act.why) == ("sequel", "hidden", "It sells something")
    assert moderated.words(over.night, act) == POST["text"]
    over.given(take_back)
    assert len(outcome.of(over.night).sequels) == 1


def test_what_is_reported_stays_until_the_host_has_looked(over: Story) -> None:
    """As for all that people write (see test_reports.py)."""
    over.given(attendee(AddSequel, **POST))
    over.when(attendee(Report, what="sequel", about=1)).then_refused("forbidden", "your own")
    over.when(neighbour(Report, what="sequel", about=1)).then(
        happened(Reported, person=2, what="sequel", about=1)
    )
    assert len(outcome.of(over.night).sequels) == 1
    (marked,) = watch.marked(over.night)
    assert (marked.what, marked.about, marked.reports) == ("sequel", 1, 1)
    over.given(host(watch.ClearMark, what="sequel", about=1))
    assert watch.marked(over.night) == []
    over.given(latecomer(Report, what="sequel", about=1), host(HideSequel, sequel=1))
    assert watch.marked(over.night) == []
    over.when(neighbour(Report, what="sequel", about=1)).then_refused("missing", "nothing like that")


def test_what_was_reported_in_earlier_nights_still_is(over: Story) -> None:
    over.given(attendee(AddSequel, **POST))
    reports.sequel_reported(over.night, reports.SequelReported(sequel=1, person=2))
    assert [one.reports for one in watch.marked(over.night)] == [1]


def test_it_waits_where_notes_do_and_leaves_with_whoever_is_removed(over: Story) -> None:
    over.given(host(ReadFirst, nouns=("note",)), attendee(AddSequel, **POST))
    assert outcome.of(over.night).sequels == ()
    over.given(host(ShowSequel, sequel=1))
    assert len(outcome.of(over.night).sequels) == 1
    over.given(host(RemovePerson, person=1))
    assert outcome.of(over.night).sequels == ()
    over.given(host(LetBackIn, person=1))
    assert len(outcome.of(over.night).sequels) == 1
