"""Two people say yes to each other; one gives hours, the other says that they were kept. And before that:
“tell me more”, and “not me, but ask Cleo”."""

import pytest

from opennight.night import handing, inquiries, introductions
from opennight.night.handing import ContactHandedOver, HandOver
from opennight.night.inquiries import (
    AnswerInquiry,
    Inquire,
    Inquired,
    InquiryAnswered,
    LeaveMeOut,
    LeftOut,
    PointedTo,
    PointTo,
)
from opennight.night.introductions import (
    AgreeIntroduction,
    DeclineIntroduction,
    HoursKept,
    Introduce,
    Introduced,
    IntroductionAgreed,
    IntroductionDeclined,
    KeepHours,
)
from opennight.night.messages import Actor, Refused
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.people import Join
from opennight.night.phases import MovePhase
from opennight.night.reading import ReadFirst
from opennight.night.wall_sight import HideInquiry, HideOffer, InquiryShown, ShowInquiry
from tests.cast import Somebody, Story, attendee, happened, helper, host, latecomer, neighbour, outsider
from tests.offered import DRILL, LAND


@pytest.fixture
def asked(story: Story) -> Story:
    """The attendee asks for land (1), the latecomer offers to drill (2)."""
    return story.given(attendee(MakeOffer, **LAND), latecomer(MakeOffer, **DRILL))


@pytest.fixture
def met(asked: Story) -> Story:
    """The neighbour can give the attendee land, for 3 hours a week; both have said yes."""
    return asked.given(neighbour(Introduce, offer=1, hours=3), attendee(AgreeIntroduction, introduction=1))


def test_both_say_yes(asked: Story) -> None:
    asked.when(neighbour(Introduce, offer=1)).then(happened(Introduced, no=1, offer=1, person=2, owner=1))
    one = asked.night.introductions[1]
    assert not introductions.passes(asked.night, one)
    assert introductions.to_settle(asked.night, 1) == 1
    asked.when(attendee(AgreeIntroduction, introduction=1)).then(
        happened(IntroductionAgreed, introduction=1, person=1, other=2)
    )
    assert introductions.passes(asked.night, one)
    asked.when(attendee(AgreeIntroduction, introduction=1)).then()
    asked.when(neighbour(Introduce, offer=1)).then()


def test_also_once_the_night_is_closed(asked: Story) -> None:
    asked.given(host(MovePhase, to="closed"), neighbour(Introduce, offer=1))
    asked.when(attendee(AgreeIntroduction, introduction=1)).then(
        happened(IntroductionAgreed, introduction=1, person=1, other=2)
    )


def test_who_may_not(asked: Story) -> None:
    asked.when(attendee(Introduce, offer=1)).then_refused("forbidden", "your own")
    asked.when(outsider(Introduce, offer=1)).then_refused("forbidden", "Join the night first")
    asked.when(neighbour(Introduce, person=3, offer=1)).then_refused("forbidden", "for yourself")
    asked.when(neighbour(Introduce, offer=9)).then_refused("missing", "no such offer")
    asked.when(host(Introduce, person=2, offer=1)).then_refused("forbidden", "choose this themselves")
    asked.given(neighbour(Introduce, offer=1))
    asked.when(neighbour(AgreeIntroduction, introduction=1)).then_refused("forbidden", "other person")
    asked.when(helper(AgreeIntroduction, person=1, introduction=1)).then_refused("forbidden", "themselves")
    for command in (AgreeIntroduction, DeclineIntroduction, KeepHours):
        asked.when(latecomer(command, introduction=1)).then_refused("missing", "no such introduction")
        asked.when(attendee(command, introduction=9)).then_refused("missing", "no such introduction")
        asked.when(latecomer(command, person=1, introduction=1)).then_refused("forbidden", "for yourself")
    asked.given(host(HideOffer, offer=2), attendee(CloseOffer, offer=1))
    for no in (1, 2):
        asked.when(neighbour(Introduce, offer=no)).then_refused("missing", "no such offer")


def test_a_helper_says_yes_for_somebody_without_a_phone(asked: Story) -> None:
    asked.given(helper(Join, name="Nora", phone=False))
    asked.when(helper(Introduce, person=4, offer=1)).then(
        happened(Introduced, no=1, offer=1, person=4, owner=1, helper=helper.actor.no)
    )


@pytest.mark.parametrize("who", [attendee, neighbour])
def test_either_says_no_and_that_holds(met: Story, who: type) -> None:
    other = {1: 2, 2: 1}[who.no]  # type: ignore[attr-defined]
    met.when(who(DeclineIntroduction, introduction=1)).then(
        happened(IntroductionDeclined, introduction=1, person=3 - other, other=other)
    )
    assert not introductions.passes(met.night, met.night.introductions[1])
    met.when(who(DeclineIntroduction, introduction=1)).then()
    met.when(neighbour(Introduce, offer=1)).then_refused("forbidden", "said no to this")
    met.when(attendee(AgreeIntroduction, introduction=1)).then_refused("late", "said no to this")
    assert not list(introductions.of_person(met.night, 1))


def test_nothing_passes_while_one_of_them_is_removed(met: Story) -> None:
    met.given(host(RemovePerson, person=1))
    assert not introductions.passes(met.night, met.night.introductions[1])
    met.given(host(LetBackIn, person=1))
    assert introductions.passes(met.night, met.night.introductions[1])


def test_one_person_comes_to_so_many(asked: Story) -> None:
    asked.given(
        *(attendee(MakeOffer, **DRILL) for _time in range(8)),
        *(latecomer(MakeOffer, **DRILL) for _time in range(9)),
        *(neighbour(Introduce, offer=no) for no in range(1, 19)),
    )
    extra = [helper(Join, name=f"Guest {no}", phone=False) for no in range(2)]
    asked.given(*extra, *(helper(MakeOffer, person=no, **DRILL) for no in (4, 5) for _time in range(7)))
    asked.given(*(neighbour(Introduce, offer=no) for no in range(20, 32)))
    asked.when(neighbour(Introduce, offer=32)).then_refused("quota", "keep up with")


def test_hours_are_promised_by_who_gives_and_kept_when_the_other_says_so(asked: Story) -> None:
    """To an ask, whoever comes gives; of an offer, its owner does."""
    asked.when(neighbour(Introduce, offer=1, hours=101)).then_refused(
        "bad", "between 0 and 100", field="hours"
    )
    asked.when(neighbour(Introduce, offer=2, hours=1)).then_refused("bad", "person giving", field="hours")
    asked.given(neighbour(Introduce, offer=1, hours=3), neighbour(Introduce, offer=2))
    asked.when(attendee(AgreeIntroduction, introduction=1, hours=1)).then_refused(
        "bad", "person giving", field="hours"
    )
    assert introductions.hours(asked.night) == (0, 0), "not before both have said yes"
    asked.given(
        attendee(AgreeIntroduction, introduction=1), latecomer(AgreeIntroduction, introduction=2, hours=4)
    )
    assert introductions.hours(asked.night) == (7, 0)
    asked.when(neighbour(KeepHours, introduction=1)).then_refused("forbidden", "who received")
    asked.when(latecomer(KeepHours, introduction=2)).then_refused("forbidden", "who received")
    asked.when(attendee(KeepHours, introduction=1)).then(
        happened(HoursKept, introduction=1, person=1, other=2, kept=True)
    )
    asked.when(attendee(KeepHours, introduction=1)).then()
    assert introductions.hours(asked.night) == (7, 3)
    asked.given(neighbour(KeepHours, introduction=2))
    assert introductions.hours(asked.night) == (7, 7)
    asked.given(attendee(KeepHours, introduction=1, kept=False))
    assert introductions.hours(asked.night) == (7, 4)
    asked.given(latecomer(DeclineIntroduction, introduction=2))
    assert introductions.hours(asked.night) == (3, 0)


def test_no_hours_are_kept_where_none_were_promised(asked: Story) -> None:
    asked.given(neighbour(Introduce, offer=1), attendee(AgreeIntroduction, introduction=1))
    asked.when(attendee(KeepHours, introduction=1)).then_refused("late", "No hours were promised")


def test_tell_me_more(asked: Story) -> None:
    asked.when(neighbour(Inquire, offer=1, text="How much land?")).then(
        happened(Inquired, no=1, offer=1, person=2, text="How much land?")
    )
    assert [one.no for one in inquiries.to_answer(asked.night, 1)] == [1]
    asked.when(neighbour(AnswerInquiry, inquiry=1, text="A lot")).then_refused("forbidden", "who wrote this")
    asked.when(attendee(AnswerInquiry, inquiry=1, text="A field")).then(
        happened(InquiryAnswered, inquiry=1, offer=1, text="A field")
    )
    asked.when(attendee(AnswerInquiry, inquiry=1, text="A field")).then()
    assert not inquiries.to_answer(asked.night, 1)
    asked.when(attendee(Inquire, offer=1, text="Why?")).then_refused("forbidden", "your own")
    asked.when(neighbour(Inquire, offer=1, text="x" * 201)).then_refused("bad", "Too long by 1", field="text")
    asked.when(attendee(AnswerInquiry, inquiry=9, text="A field")).then_refused("missing", "no such question")
    asked.given(host(HideInquiry, inquiry=1))
    asked.when(attendee(AnswerInquiry, inquiry=1, text="No")).then_refused("missing", "no such question")
    asked.when(latecomer(HideInquiry, inquiry=1)).then_refused("forbidden", "who wrote this")
    asked.given(*(neighbour(Inquire, offer=1, text="And?") for _time in range(29)))
    asked.when(latecomer(Inquire, offer=1, text="And?")).then_refused("quota", "Walk over")
    asked.given(host(MovePhase, to="closed"))
    asked.when(latecomer(Inquire, offer=1, text="And?")).then_refused("late", "closed")


def test_a_question_and_its_answer_wait_to_be_read_where_notes_do(asked: Story) -> None:
    asked.given(host(ReadFirst, nouns=("offer",)), neighbour(Inquire, offer=1, text="How much?"))
    assert not inquiries.of_offer(asked.night, 1)
    asked.when(host(ShowInquiry, inquiry=1)).then(happened(InquiryShown, inquiry=1))
    asked.given(attendee(AnswerInquiry, inquiry=1, text="A field"))
    assert not inquiries.of_offer(asked.night, 1)
    assert [one.no for one in inquiries.waiting(asked.night)] == [1]


def test_not_me_but_ask_cleo(asked: Story) -> None:
    asked.when(neighbour(PointTo, offer=1, to=3)).then(happened(PointedTo, person=2, offer=1, to=3))
    asked.when(neighbour(PointTo, offer=1, to=3)).then()
    [(offer, by)] = inquiries.pointed_at(asked.night, 3)
    assert (offer.no, by) == (1, [2])
    assert inquiries.named(asked.night, offer) == {3: [2]}
    for to in (1, 2):
        asked.when(neighbour(PointTo, offer=1, to=to)).then_refused("bad", "somebody else", field="to")
    asked.when(neighbour(PointTo, offer=1, to=9)).then_refused("missing", "no such person")
    asked.when(attendee(PointTo, offer=1, to=3)).then_refused("forbidden", "your own")
    taken_back = happened(PointedTo, person=2, offer=1, to=0, before=3)
    asked.when(neighbour(PointTo, offer=1, to=0)).then(taken_back)
    assert not inquiries.pointed_at(asked.night, 3)


def test_who_was_named_can_be_left_alone(asked: Story) -> None:
    asked.given(neighbour(PointTo, offer=1, to=3))
    asked.when(latecomer(LeaveMeOut, offer=1)).then(happened(LeftOut, person=3, offer=1))
    asked.when(latecomer(LeaveMeOut, offer=1)).then()
    assert not inquiries.pointed_at(asked.night, 3)
    asked.when(neighbour(PointTo, offer=1, to=3)).then_refused("forbidden", "rather not", field="to")


@pytest.fixture
def for_nora(asked: Story) -> Story:
    """Nora, without a phone, can give the attendee land: a helper said so for her; the attendee agreed."""
    return asked.given(
        helper(Join, name="Nora", phone=False),
        helper(Introduce, person=4, offer=1),
        attendee(AgreeIntroduction, introduction=1),
    )


def test_whoever_said_yes_for_somebody_or_the_host_asks_for_what_was_passed(for_nora: Story) -> None:
    for_nora.when(helper(HandOver, introduction=1, person=4)).then(
        happened(ContactHandedOver, introduction=1, person=4, other=1, helper=helper.actor.no)
    )
    for_nora.when(helper(HandOver, introduction=1, person=4)).then()
    for_nora.when(host(HandOver, introduction=1, person=4)).then(
        happened(ContactHandedOver, introduction=1, person=4, other=1, helper=0)
    )
    one = for_nora.night.introductions[1]
    assert handing.was_handed(one, 4)
    assert not handing.was_handed(one, 1)
    for who in (helper, host):
        assert handing.asked(for_nora.night, 1, 4, who.actor) is one


def test_nobody_else_asks_for_it(for_nora: Story) -> None:
    """Another helper, the one who gets it, whoever passed it; for somebody with a phone nobody does."""
    another = Somebody(Actor("helper", 481517))
    for_nora.when(another(HandOver, introduction=1, person=4)).then_refused(
        "forbidden", "who said yes for them"
    )
    for person in (attendee, neighbour):
        for_nora.when(person(HandOver, introduction=1, person=4)).then_refused(
            "forbidden", "host and helpers"
        )
    for who in (helper, host):
        for_nora.when(who(HandOver, introduction=1, person=1)).then_refused("forbidden", "themselves")
        for_nora.when(who(HandOver, introduction=1, person=2)).then_refused("missing", "no such introduction")
        for_nora.when(who(HandOver, introduction=9, person=4)).then_refused("missing", "no such introduction")
        with pytest.raises(Refused, match="press the button"):
            handing.asked(for_nora.night, 1, 4, who.actor)


def test_it_is_for_as_long_as_both_say_yes(for_nora: Story) -> None:
    for_nora.given(helper(HandOver, introduction=1, person=4), attendee(DeclineIntroduction, introduction=1))
    for_nora.when(host(HandOver, introduction=1, person=4)).then_refused("late", "Both of you")
    with pytest.raises(Refused, match="Both of you"):
        handing.asked(for_nora.night, 1, 4, helper.actor)


def test_before_both_have_said_yes_there_is_nothing_to_hand_over(asked: Story) -> None:
    asked.given(helper(Join, name="Nora", phone=False), helper(Introduce, person=4, offer=1))
    asked.when(helper(HandOver, introduction=1, person=4)).then_refused("late", "Both of you")
