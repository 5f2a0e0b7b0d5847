"""A reader asks the host to look at what somebody wrote; it stays until the host has decided."""

import pytest

from opennight.night import moderated, offers, reports, watch
from opennight.night.inquiries import Inquire
from opennight.night.moderation import RemovePerson
from opennight.night.offers import MakeOffer
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.propositions import AddSentences, OpenRound
from opennight.night.replies import WriteReply
from opennight.night.reports import MOST_EVER, Report, Reported
from opennight.night.room_questions import AskRoom, SayLine
from opennight.night.wall_sight import HideOffer
from opennight.night.watch import ClearMark, WatchWords
from opennight.record import known
from tests.cast import Story, attendee, happened, helper, host, latecomer, neighbour, outsider
from tests.offered import LAND, PLOTS

THINGS = ("offer", "inquiry", "reply", "line", "sentence")


@pytest.fixture
def said(story: Story) -> Story:
    """The attendee has written one of each thing; nobody else has written anything but an offer."""
    return story.given(
        attendee(MakeOffer, **LAND),
        neighbour(MakeOffer, **PLOTS),
        attendee(Inquire, offer=2, text="Where?"),
        attendee(WriteReply, about="offer:2", text="Buy mine"),
        host(AskRoom, text="What's your metaphor?"),
        attendee(SayLine, question=1, text="A beehive"),
        host(AddSentences, texts=("Bees first.",)),
        host(OpenRound, offers=True),
    )


@pytest.mark.parametrize("what", THINGS)
def test_the_desk_looks_and_finds_it_fine(said: Story, what: str) -> None:
    said.when(neighbour(Report, what=what, about=1)).then(happened(Reported, person=2, what=what, about=1))
    said.when(neighbour(Report, what=what, about=1)).then()
    said.given(latecomer(Report, what=what, about=1))
    [one] = watch.marked(said.night)
    assert (one.what, one.about, one.reports, one.words) == (what, 1, 2, ())
    assert reports.SEEN[what](said.night, moderated.thing(said.night, what, 1)), "it stays where it is"
    said.given(host(ClearMark, what=what, about=1))
    assert not watch.marked(said.night)
    said.when(neighbour(Report, what=what, about=1)).then()
    said.given(helper(Join, name="Nora", phone=False), helper(Report, person=4, what=what, about=1))
    assert [one.reports for one in watch.marked(said.night)] == [1]


@pytest.mark.parametrize("what", THINGS[:4])
def test_one_s_own_words_and_what_nobody_sees(said: Story, what: str) -> None:
    said.when(attendee(Report, what=what, about=1)).then_refused("forbidden", "your own")
    said.given(host(RemovePerson, person=1, wrote=True))
    said.when(neighbour(Report, what=what, about=1)).then_refused("missing", "nothing like that to look at")


def test_what_there_is_not(said: Story) -> None:
    for what, about in (("offer", 9), ("pitch", 1), ("thanks", 1), ("person", 1), ("", 1), ("reply", 0)):
        said.when(neighbour(Report, what=what, about=about)).then_refused("missing", "nothing like that")


def test_who_may_not(said: Story) -> None:
    said.when(outsider(Report, what="offer", about=1)).then_refused("forbidden", "Join the night")
    said.when(neighbour(Report, person=3, what="offer", about=1)).then_refused("forbidden", "for yourself")
    said.given(host(RemovePerson, person=2))
    said.when(neighbour(Report, what="offer", about=1)).then_refused("forbidden", "removed you")


def test_one_person_cannot_report_all(said: Story) -> None:
    said.given(*(host(WriteReply, person=0, about="offer:1", text=f"{no}") for no in range(MOST_EVER)))
    said.given(*(neighbour(Report, what="reply", about=no + 2) for no in range(MOST_EVER)))
    said.when(neighbour(Report, what="offer", about=1)).then_refused("quota", "Talk to the host")


def test_those_who_were_removed_ask_for_nothing(said: Story) -> None:
    said.given(latecomer(Report, what="offer", about=1), host(RemovePerson, person=3))
    assert not watch.marked(said.night)


def test_it_is_gone_with_what_it_is_about_and_beside_words_to_look_out_for(said: Story) -> None:
    said.given(host(WatchWords, words=("garden",)), neighbour(Report, what="offer", about=1))
    assert [(one.about, one.words, one.reports) for one in watch.marked(said.night)] == [
        (1, ("garden",), 1),
        (2, ("garden",), 0),
    ]
    said.given(host(HideOffer, offer=1, why="Said already"))
    assert [one.about for one in watch.marked(said.night)] == [2]
    assert not offers.seen(said.night, said.night.offers[1])


def test_also_after_the_close_and_the_night_knows_it_of_them(said: Story) -> None:
    said.given(host(MovePhase, to="closed"), neighbour(Report, what="reply", about=1))
    assert known.of(said.night, 2).reported == 1
    assert known.of(said.night, 1).reported == 0
