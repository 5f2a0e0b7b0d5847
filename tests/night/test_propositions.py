"""Everybody agrees, passes or disagrees with sentences, in an order of their own."""

from collections import Counter

import pytest

from opennight.night import propositions, views
from opennight.night.board import SceneSet
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, RemovePerson
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.propositions import (
    AddPitched,
    AddSentences,
    HideSentence,
    OfferSentence,
    OpenRound,
    RoundSet,
    SentenceAdded,
    SentenceHidden,
    SentenceShown,
    ShowSentence,
)
from opennight.night.slow import SlowDown
from opennight.night.telling import EndRound
from opennight.night.views import SayView, ViewSaid
from tests.cast import Story, attendee, guest, happened, helper, host, neighbour, outsider, take_back

SENTENCES = ("Streets are for people.", "Buses should be free.", "We meet again in May.")


@pytest.fixture
def written(story: Story) -> Story:
    return story.given(host(AddSentences, texts=SENTENCES))


@pytest.fixture
def opened(written: Story) -> Story:
    """People answer, and may offer sentences."""
    return written.given(host(OpenRound, offers=True))


def texts(story: Story) -> list[str]:
    return [one.text for one in propositions.seen(story.night)]


def test_the_host_writes_sentences_each_once(story: Story) -> None:
    story.when(host(AddSentences, texts=(" Streets are  for people.", "", "Why?", "Why?"))).then(
        happened(SentenceAdded, no=1, person=0, text="Streets are for people."),
        happened(SentenceAdded, no=2, person=0, text="Why?"),
    )
    story.when(host(AddSentences, texts=("Why?",))).then()
    story.when(take_back(story.night))
    assert texts(story) == []


def test_what_was_pitched_becomes_a_sentence_and_goes_with_its_pitch(story: Story) -> None:
    story.given(host(MovePhase, to="pitch"), *(attendee(MakePitch, title=title) for title in ("A", "B")))
    story.when(host(AddPitched, pitches=(2, 9))).then(
        happened(SentenceAdded, no=1, person=0, text="B", pitch=2)
    )
    story.when(host(AddPitched, pitches=(2,))).then()
    story.when(host(AddPitched, pitches=(9,))).then_refused("bad", "Pick one", field="pitches")
    story.given(host(HidePitch, pitch=2))
    assert texts(story) == []


def test_a_round_needs_a_sentence_and_is_put_on_the_board(story: Story) -> None:
    story.when(host(OpenRound)).then_refused("late", "Write a sentence first")
    story.given(host(AddSentences, texts=SENTENCES))
    story.when(host(OpenRound)).then(
        happened(RoundSet, open=True, offers=False), happened(SceneSet, scene="propositions")
    )
    story.when(host(OpenRound)).then()
    story.when(take_back(story.night))
    assert not propositions.is_open(story.night)


def test_a_person_says_it_once_and_may_change_it(opened: Story) -> None:
    opened.when(attendee(SayView, sentence=1, view="agree")).then(
        happened(ViewSaid, person=1, sentence=1, view="agree")
    )
    opened.when(attendee(SayView, sentence=1, view="agree")).then()
    opened.when(attendee(SayView, sentence=1, view="disagree")).then(
        happened(ViewSaid, person=1, sentence=1, view="disagree")
    )
    assert [one.no for one in views.answered(opened.night, 1)] == [1]
    assert 1 not in [one.no for one in views.left(opened.night, 1)]
    assert views.voices(opened.night) == 1


def test_a_helper_answers_only_for_people_without_a_phone(opened: Story) -> None:
    opened.given(helper(Join, name="Nora", phone=False))
    opened.when(helper(SayView, person=4, sentence=1, view="pass")).then(
        happened(ViewSaid, person=4, sentence=1, view="pass")
    )
    opened.when(host(SayView, person=1, sentence=1, view="agree")).then_refused("forbidden", "themselves")


@pytest.mark.parametrize(
    ("command", "kind", "words", "field"),
    [
        (attendee(SayView, sentence=9, view="agree"), "missing", "no such sentence", ""),
        (attendee(SayView, sentence=3, view="agree"), "missing", "no such sentence", ""),
        (attendee(SayView, sentence=1, view="yes"), "bad", "Pick one", "view"),
        (attendee(SayView, sentence=1, person=2, view="agree"), "forbidden", "yourself", ""),
        (outsider(SayView, sentence=1, view="agree"), "forbidden", "Join", ""),
        (attendee(HideSentence, sentence=1), "forbidden", "Only the person", ""),
        (host(HideSentence, sentence=9), "missing", "no such sentence", ""),
        (host(AddSentences, texts=("", " ")), "bad", "write something", "text"),
        (host(AddSentences, texts=("x" * 141,)), "bad", "Too long by 1", "text"),
        (host(AddSentences, texts=tuple(map(str, range(99)))), "quota", "enough sentences", "text"),
        (attendee(OfferSentence, text=""), "bad", "write something", "text"),
    ],
)
def test_what_is_refused(opened: Story, command: Command, kind: str, words: str, field: str) -> None:
    opened.given(host(HideSentence, sentence=3))
    opened.when(command)
    assert opened.refused
    assert (opened.refused.kind, opened.refused.field) == (kind, field)
    assert words in str(opened.refused)


def test_nobody_answers_before_or_after(written: Story) -> None:
    say = {"sentence": 1, "view": "agree"}
    written.when(attendee(SayView, **say)).then_refused("late", "not opened")
    written.given(host(OpenRound), host(EndRound))
    written.when(attendee(SayView, **say)).then_refused("late", "ended")
    written.when(attendee(OfferSentence, text="Me")).then_refused("late", "ended")
    written.given(host(OpenRound), host(MovePhase, to="closed"))
    assert not propositions.is_open(written.night)
    late = (attendee(SayView, **say), host(OpenRound), host(EndRound), host(AddSentences, texts=("A",)))
    for command in late:
        written.when(command).then_refused("late", "closed")


def test_people_offer_sentences_and_the_desk_lets_them_in(opened: Story) -> None:
    opened.when(attendee(OfferSentence, text="Bees first.")).then(
        happened(SentenceAdded, no=4, person=1, text="Bees first.", waiting=True)
    )
    assert texts(opened) == list(SENTENCES)
    opened.when(host(ShowSentence, sentence=4)).then(happened(SentenceShown, sentence=4))
    assert texts(opened)[-1] == "Bees first."
    opened.when(neighbour(HideSentence, sentence=4)).then_refused("forbidden", "Only the person")
    opened.when(attendee(HideSentence, sentence=4)).then(happened(SentenceHidden, sentence=4))
    opened.given(host(ShowSentence, sentence=4), host(RemovePerson, person=1))
    assert texts(opened) == list(SENTENCES)


def test_a_person_offers_few(opened: Story) -> None:
    opened.given(*(attendee(OfferSentence, text=f"Bees {no}") for no in range(3)))
    opened.when(attendee(OfferSentence, text="More bees")).then_refused("quota", "already offered 3")
    opened.given(host(OpenRound, offers=False))
    opened.when(neighbour(OfferSentence, text="Bees")).then_refused(
        "late", "not taking sentences from the room"
    )
    opened.given(host(OpenRound, offers=True), host(SlowDown, seconds=600))
    opened.given(neighbour(OfferSentence, text="Bees"))
    opened.when(neighbour(OfferSentence, text="Wasps")).then_refused("quota", "slowed things down")


def test_all_sentences_are_seen_equally_often(story: Story) -> None:
    """Sixty people of whom each answers the first five of twenty; nobody's order changes by looking."""
    story.given(host(AddSentences, texts=tuple(f"Sentence {no}" for no in range(20))))
    story.given(*(guest(Join, name=f"Guest {no}") for no in range(57)))
    orders = [[one.no for one in views.order(story.night, no)] for no in range(1, 61)]
    assert all(sorted(one) == list(range(1, 21)) for one in orders)
    seen = Counter(no for order in orders for no in order[:5])
    assert set(seen.values()) == {15}
    assert len({tuple(order) for order in orders}) == 60
    assert orders[0] == [one.no for one in views.order(story.night, 1)]


@pytest.mark.parametrize("many", [1, 2, 3])
def test_a_few_sentences_have_an_order_too(story: Story, many: int) -> None:
    story.given(host(AddSentences, texts=SENTENCES[:many]))
    for person in range(1, 9):
        assert sorted(one.no for one in views.order(story.night, person)) == list(range(1, many + 1))
