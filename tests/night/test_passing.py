"""What one group says to another waits, is hidden and comes back as notes do."""

import pytest

from opennight.night import moderated, passing, promises, watch
from opennight.night.links import SayTalked
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.passing import AnswerGroup, AskGroup, PassedChanged, WordsPassed, WriteTogether
from opennight.night.phases import MovePhase
from opennight.night.reading import ReadFirst
from opennight.night.slow import SlowDown
from opennight.night.unsaid import HidePassed, PassedHidden, PassedShown, ShowPassed
from tests.cast import (
    Story,
    attendee,
    happened,
    helper,
    host,
    neighbour,
    outsider,
    take_back,
    what_is,
)
from tests.joined import ALLOTMENTS, BANKS, BUSES, at_tables

OVER = {"group": BANKS, "other": ALLOTMENTS}
ASKED = attendee(AskGroup, **OVER, text="How many plots?")
READ = host(ReadFirst, nouns=("note",))


@pytest.fixture
def talking() -> Story:
    return at_tables()


def texts(story: Story, kind: str) -> list[str]:
    return [one.text for one in passing.of_link(story.night, 1, kind)]


def test_a_group_asks_and_the_other_answers(talking: Story) -> None:
    talking.when(attendee(AskGroup, **OVER, text=" How many\n plots? ")).then(
        happened(
            WordsPassed,
            no=1,
            link=1,
            **OVER,
            person=1,
            kind="question",
            text="How many plots?",
            waiting=False,
        )
    )
    assert [one.no for one in passing.to_answer(talking.night, ALLOTMENTS)] == [1]
    assert passing.to_answer(talking.night, BANKS) == []
    talking.when(neighbour(AnswerGroup, passed=1, text="Three")).then(
        happened(
            WordsPassed,
            no=2,
            link=1,
            group=ALLOTMENTS,
            other=BANKS,
            person=2,
            kind="answer",
            text="Three",
            about=1,
            waiting=False,
        )
    )
    assert passing.to_answer(talking.night, ALLOTMENTS) == []
    assert [one.text for one in passing.answers(talking.night, 1)] == ["Three"]


def test_only_the_group_that_was_asked_answers(talking: Story) -> None:
    talking.given(ASKED)
    talking.when(attendee(AnswerGroup, passed=1, text="Me")).then_refused("forbidden", "Join this group")
    talking.when(outsider(AnswerGroup, passed=1, text="Me")).then_refused("forbidden", "Join the night")
    talking.when(neighbour(AnswerGroup, passed=9, text="Me")).then_refused("missing", "no such message")
    talking.given(neighbour(AnswerGroup, passed=1, text="Three"))
    talking.when(attendee(AnswerGroup, passed=2, text="?")).then_refused("missing", "no such message")
    talking.when(neighbour(AnswerGroup, passed=1, text=" ")).then_refused(
        "bad", "write something", field="text"
    )
    talking.when(neighbour(AnswerGroup, passed=1, text="x" * 301)).then_refused(
        "bad", "Too long", field="text"
    )


def test_both_say_what_they_do_together(talking: Story) -> None:
    together = attendee(WriteTogether, link=1, text="Grow beans")
    talking.when(together).then_refused("missing", "not met yet")
    talking.given(ASKED).when(together).then_refused("late", "Talk with them first")
    talking.given(attendee(SayTalked, **OVER))
    talking.when(outsider(WriteTogether, link=1, text="Mine")).then_refused("forbidden", "Join the night")
    talking.when(attendee(WriteTogether, link=1, text="Grow beans")).then(
        happened(WordsPassed, no=2, link=1, **OVER, person=1, kind="action", text="Grow beans", waiting=False)
    )
    talking.when(neighbour(WriteTogether, link=1, text="Grow beans")).then()
    talking.when(neighbour(WriteTogether, link=1, text="Grow beans for hours")).then(
        happened(PassedChanged, passed=2, person=2, text="Grow beans for hours", waiting=False)
    )
    subject = promises.subject(talking.night, "joint:1")
    assert subject
    assert subject.text == "Grow beans for hours"
    assert [link.no for link in passing.joint(talking.night)] == [1]
    talking.given(host(HidePassed, passed=2))
    assert passing.joint(talking.night) == []
    talking.when(attendee(WriteTogether, link=1, text="Weeds")).then_refused("late", "removed this")
    subject = promises.subject(talking.night, "joint:1")
    assert subject
    assert subject.text == "Time banks + Allotments", "the promise stays, its words do not"


def test_a_helper_writes_for_somebody_and_the_desk_for_nobody(talking: Story) -> None:
    talking.given(helper(AskGroup, **OVER, person=1, text="A"), host(AskGroup, **OVER, person=0, text="B"))
    assert [one.person for one in passing.of_link(talking.night, 1, "question")] == [1, 0]


def test_words_wait_where_notes_do(talking: Story) -> None:
    talking.given(READ, ASKED, host(AskGroup, **OVER, person=0, text="From the desk"))
    assert texts(talking, "question") == ["From the desk"]
    assert [one.no for one in passing.waiting(talking.night)] == [1]
    talking.when(neighbour(AnswerGroup, passed=1, text="Three")).then_refused("missing", "no such message")
    talking.when(host(ShowPassed, passed=1)).then(happened(PassedShown, passed=1))
    assert texts(talking, "question") == ["How many plots?", "From the desk"]
    assert moderated.of_person(talking.night, 1) == [], "to let in what waits is no moderation"
    talking.given(attendee(SayTalked, **OVER), attendee(WriteTogether, link=1, text="Beans"))
    assert texts(talking, "action") == []
    talking.given(host(ShowPassed, passed=3), neighbour(WriteTogether, link=1, text="Weeds"))
    assert texts(talking, "action") == [], "what was changed is read anew"


def test_the_desk_hides_and_its_writer_takes_back(talking: Story) -> None:
    talking.given(ASKED, neighbour(AnswerGroup, passed=1, text="Three"))
    talking.when(neighbour(HidePassed, passed=1)).then_refused("forbidden", "wrote this")
    talking.when(outsider(HidePassed, passed=1)).then_refused("forbidden", "Join the night")
    talking.when(host(HidePassed, passed=1, why=" Rude ")).then(happened(PassedHidden, passed=1, why="Rude"))
    talking.when(host(HidePassed, passed=1)).then()
    assert texts(talking, "question") == texts(talking, "answer") == [], "the answer goes with its question"
    (act,) = moderated.of_person(talking.night, 1)
    assert (act.what, act.deed, act.why, moderated.words(talking.night, act)) == (
        "passed",
        "hidden",
        "Rude",
        "How many plots?",
    )
    talking.given(take_back)
    assert texts(talking, "answer") == ["Three"]
    talking.given(attendee(HidePassed, passed=1))
    assert texts(talking, "question") == []
    talking.given(host(MovePhase, to="closed"))
    talking.when(neighbour(HidePassed, passed=2)).then_refused("late", "closed")


@pytest.mark.parametrize(
    "command",
    [
        host(HidePassed, passed=1),
        host(HidePassed, passed=2),
        host(ShowPassed, passed=2),
        host(WriteTogether, link=1, person=0, text="Weeds"),
    ],
)
def test_what_the_desk_did_is_undone(
    talking: Story, command: HidePassed | ShowPassed | WriteTogether
) -> None:
    talking.given(
        ASKED,
        attendee(SayTalked, **OVER),
        READ,
        neighbour(AnswerGroup, passed=1, text="Three"),
        host(ReadFirst, nouns=()),
        neighbour(WriteTogether, link=1, text="Beans"),
    )
    before = what_is(talking.night)
    talking.given(command)
    assert what_is(talking.night) != before
    talking.given(take_back)
    assert what_is(talking.night) == before


def test_what_somebody_wrote_leaves_with_them(talking: Story) -> None:
    talking.given(ASKED, host(RemovePerson, person=1))
    assert texts(talking, "question") == []
    talking.given(host(LetBackIn, person=1))
    assert texts(talking, "question") == ["How many plots?"]


def test_there_is_an_end_to_words(talking: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    talking.given(host(SlowDown, seconds=300), attendee(AskGroup, **OVER, text="How many?"))
    talking.when(attendee(AskGroup, group=BANKS, other=BUSES, text="?")).then_refused("quota", "slowed")
    talking.given(host(SlowDown, seconds=0))
    monkeypatch.setattr(passing, "MOST_EVER", 1)
    talking.when(attendee(AskGroup, group=BANKS, other=BUSES, text="?")).then_refused("quota", "Walk over")
    monkeypatch.setattr(passing, "MOST_A_LINK", 1)
    talking.when(neighbour(AskGroup, group=ALLOTMENTS, other=BANKS, text="?")).then_refused(
        "quota", "said a lot"
    )


def test_words_to_look_out_for_are_found_in_them(talking: Story) -> None:
    talking.given(ASKED, host(watch.WatchWords, words=("plots",)))
    assert ("passed", 1) in [(one.what, one.about) for one in watch.marked(talking.night)]
