"""An answer is a promise, and so is what people do themselves; later somebody says whether it was kept."""

import pytest

from opennight.night import answers, promises
from opennight.night.answers import (
    AnswerAsk,
    AnswerKept,
    AnswerTakenBack,
    AskAnswered,
    KeepAnswer,
)
from opennight.night.asks import DropAsk, WriteAsk
from opennight.night.guests import ArrangeAsk, AskBrought, BringAsk, InviteGuest
from opennight.night.manifesto import PutAll
from opennight.night.messages import Command
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.promises import ImIn, ImOut, PromiseMade
from opennight.record import markdown, outcome, table
from tests.cast import Story, attendee, happened, helper, host, neighbour, take_back, what_is

SAID = {"verdict": "partly", "what": "Ten beds", "due": "1 March", "ours": "We dig", "ours_due": "in May"}


@pytest.fixture
def put(story: Story) -> Story:
    return story.given(
        host(MovePhase, to="share"),
        *(host(WriteAsk, text=text) for text in ("Beds", "Soup")),
        host(PutAll),
        host(InviteGuest, name="Jo", stands_for="Council"),
        host(ArrangeAsk, ask=1, guest=1, speaker="Ada"),
    )


@pytest.fixture
def answered(put: Story) -> Story:
    return put.given(host(AnswerAsk, ask=1, **SAID))


def test_an_ask_is_answered_partly_by_a_date_with_what_we_do(put: Story) -> None:
    put.given(host(BringAsk, ask=1))
    put.when(host(AnswerAsk, ask=1, **SAID)).then(
        happened(AskAnswered, ask=1, **SAID), happened(AskBrought, ask=1, stage="answer")
    )
    put.when(host(AnswerAsk, ask=1, **SAID)).then()


@pytest.mark.parametrize(
    ("fields", "kind", "words", "field"),
    [
        ({"ask": 9}, "missing", "not among those", ""),
        ({"verdict": "maybe"}, "bad", "Pick one", "verdict"),
        ({"what": "x" * 301}, "bad", "Too long", "what"),
        ({"due": "x" * 41}, "bad", "Too long", "due"),
        ({"ours": "x" * 301}, "bad", "Too long", "ours"),
        ({"ours_due": "x" * 41}, "bad", "Too long", "ours_due"),
    ],
)
def test_it_is_refused(put: Story, fields: dict[str, str], kind: str, words: str, field: str) -> None:
    command = host(AnswerAsk, **({"ask": 1} | SAID | fields))
    put.when(command).then_refused(kind, words, field=field)  # type: ignore[arg-type]


def test_both_sides_are_promises_of_anybody_also_after_the_close(answered: Story) -> None:
    answered.given(helper(Join, name="Nora", phone=False), host(MovePhase, to="closed"))
    answered.when(attendee(ImIn, about="ours:1")).then(happened(PromiseMade, person=1, about="ours:1"))
    answered.when(helper(ImIn, person=4, about="ours:1")).then(
        happened(PromiseMade, person=4, about="ours:1")
    )
    answered.when(neighbour(ImIn, about="answer:1")).then(happened(PromiseMade, person=2, about="answer:1"))
    for about in ("answer:2", "ours:2", "ours:9", "ours:01"):
        answered.when(neighbour(ImIn, about=about)).then_refused("missing", "nothing like that to promise")
    assert promises.of_person(answered.night, 1)[0][1].text == "We dig"


def test_a_no_is_nothing_to_be_in_on(put: Story) -> None:
    put.given(host(AnswerAsk, ask=1, verdict="no", what="There is no money", ours="We collect"))
    assert answers.theirs(put.night, 1) is None
    put.given(attendee(ImIn, about="ours:1"))
    put.when(host(KeepAnswer, ask=1, ours=False, kept="kept")).then_refused("missing", "Nothing was promised")


def test_what_is_dropped_or_taken_back_is_no_promise(answered: Story) -> None:
    answered.given(attendee(ImIn, about="ours:1"))
    answered.when(host(AnswerAsk, ask=1, verdict="")).then(happened(AnswerTakenBack, ask=1))
    answered.when(host(AnswerAsk, ask=1, verdict="")).then()
    assert promises.of_person(answered.night, 1) == []
    answered.given(host(AnswerAsk, ask=1, **SAID))
    assert promises.owners(answered.night, "ours:1") == [1], "who was in is in again"
    answered.given(host(DropAsk, ask=1))
    assert promises.of_person(answered.night, 1) == []
    answered.given(attendee(ImOut, about="ours:1"))


def test_the_host_says_later_whether_it_was_kept(answered: Story) -> None:
    answered.given(host(MovePhase, to="closed"))
    answered.when(host(KeepAnswer, ask=1, ours=True, kept="kept")).then(
        happened(AnswerKept, ask=1, ours=True, kept="kept")
    )
    answered.when(host(KeepAnswer, ask=1, ours=True, kept="kept")).then()
    answered.given(host(KeepAnswer, ask=1, ours=False, kept="not kept"))
    answered.when(host(KeepAnswer, ask=1, ours=True, kept="forgotten")).then_refused(
        "bad", "Pick one", field="kept"
    )
    answered.when(host(KeepAnswer, ask=2, ours=True, kept="kept")).then_refused("missing", "Nothing")
    answered.when(host(AnswerAsk, ask=1, **SAID | {"what": "More"})).then_refused("late", "closed")
    its = outcome.of(answered.night).assembly
    assert its is not None
    assert (its.asks[0].kept, its.asks[0].ours_kept) == ("not kept", "kept")


def test_changed_words_keep_what_was_marked_and_old_ones_are_forgotten(answered: Story) -> None:
    reply = answered.night.manifesto.asks[1].reply
    assert reply is not None
    said = reply.version
    answered.given(host(KeepAnswer, ask=1, ours=True, kept="kept"), host(AnswerAsk, ask=1, verdict="yes"))
    changed = answered.night.manifesto.asks[1].reply
    assert changed is not None
    assert (changed.verdict, changed.what, changed.ours_kept) == ("yes", "", "kept")
    assert said in [no for step in answered.night.steps for no in step.forgets]


def test_the_record_has_both_promises_as_large(answered: Story) -> None:
    answered.given(attendee(ImIn, about="ours:1"))
    its = outcome.of(answered.night).assembly
    assert its is not None
    first, second = its.asks
    assert (first.text, first.guest, first.stands_for, first.speaker) == ("Beds", "Jo", "Council", "Ada")
    assert (first.verdict, first.what, first.due) == ("partly", "Ten beds", "1 March")
    assert (first.ours, first.ours_due, first.ours_owners) == ("We dig", "in May", ("Ada",))
    assert second.verdict == ""
    words = markdown.write(outcome.of(answered.night), str)
    assert "### Beds\n\nTo: Jo, Council · Spoke for it: Ada\n\n" in words
    assert "- The answer: **Partly** Ten beds · Due: 1 March\n" in words
    assert "- What we will do ourselves: We dig · Due: in May · In: Ada\n" in words
    rows = table.write(outcome.of(answered.night))
    assert "\r\nask-ours,1,,,We dig," in rows
    assert "\r\nask-answer,1,,,Ten beds," in rows


def test_an_undo_brings_back_the_words_and_the_marks(answered: Story) -> None:
    answered.given(host(KeepAnswer, ask=1, ours=True, kept="kept"))
    commands: list[Command] = [
        host(AnswerAsk, ask=1, verdict="no"),
        host(AnswerAsk, ask=1, verdict=""),
        host(KeepAnswer, ask=1, ours=True, kept=""),
        host(AnswerAsk, ask=2, verdict="yes"),
    ]
    for command in commands:
        before = plainly(answered)
        answered.when(command)
        assert answered.events, command
        answered.given(take_back(answered.night))
        assert plainly(answered) == before, command


def plainly(story: Story) -> object:
    night = what_is(story.night)
    for ask in night.manifesto.asks.values():
        if ask.reply:
            ask.reply.version = 0
    night.forgettable.clear()
    return night
