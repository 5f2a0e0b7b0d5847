"""Thanks: “you helped with …”, from one to another, seen by those two and by nobody else."""

import copy

import pytest

from opennight.night import gratitude, moderated, thanks
from opennight.night.bylines import ChooseByline
from opennight.night.gratitude import (
    AgreeToThanks,
    DeclineThanks,
    HideThanks,
    RefuseThanks,
    ReportThanks,
    ShowThanks,
    ThanksAgreed,
    ThanksDeclined,
    ThanksHidden,
    ThanksRefused,
    ThanksReported,
    ThanksShown,
)
from opennight.night.groups import JoinGroup
from opennight.night.kept.rooms import Room
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderation import HidePitch, LetBackIn, RemovePerson
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.slow import SlowDown
from opennight.night.thanks import (
    MOST,
    MOST_EVER,
    MOST_TO_ONE,
    WORDS,
    GiveThanks,
    TakeBackThanks,
    ThanksGiven,
    ThanksTakenBack,
)
from opennight.night.watch import WatchWords, marked
from opennight.record import evening, known, outcome
from opennight.record.people import PARTICIPANT
from tests.cast import (
    Story,
    a_night,
    attendee,
    guest,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)

NORA = 4


@pytest.fixture
def talking() -> Story:
    """The attendee, the neighbour and Nora, who has no phone, talk about bees; the latecomer sits nowhere."""
    return a_night(rooms=(Room(1, "Hall", 9),)).given(
        host(MakePitch, person=0, title="Bees"),
        host(PlacePitch, pitch=1),
        host(MovePhase, to="talk"),
        helper(Join, name="Nora", phone=False),
        *(person(JoinGroup, group=1) for person in (attendee, neighbour)),
        helper(JoinGroup, person=NORA, group=1),
    )


@pytest.fixture
def thanked(talking: Story) -> Story:
    """The neighbour has thanked the attendee, and would like it in the record."""
    return talking.given(neighbour(GiveThanks, whom=1, group=1, words="the hedge", public=True))


def in_record(story: Story) -> list[tuple[str, str, str, str]]:
    return [(one.by, one.whom, one.title, one.words) for one in outcome.of(story.night).thanks]


def test_a_tap_thanks_somebody(talking: Story) -> None:
    fields = {"person": 2, "whom": 1, "group": 1, "words": ""}
    talking.when(neighbour(GiveThanks, whom=1, group=1)).then(happened(ThanksGiven, no=1, **fields))
    talking.when(neighbour(GiveThanks, whom=1, group=1)).then()
    assert [(one.person, thanks.topic(talking.night, one)) for one in thanks.to(talking.night, 1)] == [
        (2, "Bees")
    ]
    assert thanks.to(talking.night, 2) == thanks.to(talking.night, 3) == []
    assert (thanks.total(talking.night), in_record(talking)) == (1, [])


def test_whom_one_can_thank_in_a_tap(talking: Story) -> None:
    """Those one sat with, also if they went elsewhere or left."""
    assert thanks.mates(talking.night, 1) == [(2, 1), (NORA, 1)]
    assert thanks.mates(talking.night, 3) == []
    talking.given(neighbour(Leave))
    assert thanks.mates(talking.night, 1) == [(2, 1), (NORA, 1)]
    talking.given(host(RemovePerson, person=2), helper(RefuseThanks, person=NORA, refused=True))
    assert thanks.mates(talking.night, 1) == []


def test_it_stands_in_the_record_once_both_like_that(thanked: Story) -> None:
    assert in_record(thanked) == []
    thanked.when(attendee(AgreeToThanks, thanks=1, agreed=True)).then(
        happened(ThanksAgreed, thanks=1, person=1, agreed=True)
    )
    thanked.when(attendee(AgreeToThanks, thanks=1, agreed=True)).then()
    assert in_record(thanked) == [("Ben", "Ada", "Bees", "the hedge")]
    thanked.given(neighbour(ChooseByline, byline="initials"), attendee(ChooseByline, byline="participant"))
    assert in_record(thanked) == [("B", "a participant", "Bees", "the hedge")]
    thanked.given(host(MovePhase, to="closed"), neighbour(AgreeToThanks, thanks=1, agreed=False))
    assert in_record(thanked) == [], "either changes their mind, also after the close"


def test_nobody_else_says_so_nor_learns_of_it(thanked: Story) -> None:
    """To all others it is as if there were none; also to the desk, for somebody who has a phone."""
    theirs: list[Command] = [
        latecomer(AgreeToThanks, thanks=1, agreed=True),
        latecomer(AgreeToThanks, thanks=1, person=1, agreed=True),
        latecomer(DeclineThanks, thanks=1),
        neighbour(DeclineThanks, thanks=1),
        neighbour(ReportThanks, thanks=1),
        attendee(TakeBackThanks, thanks=1),
        latecomer(TakeBackThanks, thanks=1),
        host(AgreeToThanks, thanks=1, person=1, agreed=True),
        host(DeclineThanks, thanks=1),
        host(ReportThanks, thanks=1),
        helper(TakeBackThanks, thanks=1),
        host(HideThanks, thanks=1),
        attendee(AgreeToThanks, thanks=9, agreed=True),
        outsider(DeclineThanks, thanks=1),
    ]
    for command in theirs:
        thanked.when(command).then_refused("missing", "no such thanks")
    thanked.when(attendee(AgreeToThanks, thanks=1, person=2, agreed=True)).then_refused(
        "forbidden", "yourself"
    )


def test_one_says_no_and_the_sender_is_not_told(thanked: Story) -> None:
    thanked.given(attendee(AgreeToThanks, thanks=1, agreed=True))
    waits = copy.deepcopy(thanks.by(thanked.night, 2))
    thanked.when(attendee(DeclineThanks, thanks=1)).then(happened(ThanksDeclined, thanks=1))
    thanked.when(attendee(DeclineThanks, thanks=1)).then()
    thanked.when(attendee(AgreeToThanks, thanks=1, agreed=False)).then()
    assert (thanks.to(thanked.night, 1), in_record(thanked), thanks.total(thanked.night)) == ([], [], 0)
    (sent,) = thanks.by(thanked.night, 2)
    assert (sent.words, list(sent.agreed)) == (waits[0].words, [2]), "as if Ada had never said yes"


def test_its_sender_takes_it_back_for_good(thanked: Story) -> None:
    """The log forgets the words."""
    thanked.when(neighbour(TakeBackThanks, thanks=1)).then(happened(ThanksTakenBack, thanks=1))
    thanked.when(neighbour(TakeBackThanks, thanks=1)).then()
    assert (thanks.to(thanked.night, 1), thanks.by(thanked.night, 2)) == ([], [])
    assert thanked.night.thanks[1].words == ""
    (given,) = [row.version for row in thanked.log if isinstance(row.event, ThanksGiven)]
    assert thanked.night.forgettable == [given]
    thanked.given(neighbour(GiveThanks, whom=1, group=1, words="the hedge"))
    assert len(thanks.to(thanked.night, 1)) == 1


def test_a_helper_thanks_and_says_yes_for_somebody_without_a_phone(talking: Story) -> None:
    talking.given(
        attendee(GiveThanks, whom=NORA, group=1, public=True),
        helper(AgreeToThanks, thanks=1, person=NORA, agreed=True),
        helper(GiveThanks, person=NORA, whom=1, group=1),
    )
    assert in_record(talking) == [("Ada", "Nora", "Bees", "")]
    talking.given(helper(DeclineThanks, thanks=1), helper(TakeBackThanks, thanks=2))
    assert thanks.total(talking.night) == 0


def test_who_wants_none_gets_none(thanked: Story) -> None:
    thanked.when(attendee(RefuseThanks, refused=True)).then(happened(ThanksRefused, person=1, refused=True))
    thanked.when(attendee(RefuseThanks, refused=True)).then()
    thanked.when(neighbour(GiveThanks, whom=1)).then_refused("forbidden", "rather not be thanked")
    assert len(thanks.to(thanked.night, 1)) == 1, "what one has stays"
    thanked.when(neighbour(RefuseThanks, person=1, refused=False)).then_refused("forbidden", "for yourself")
    thanked.when(host(RefuseThanks, person=1, refused=False)).then_refused(
        "forbidden", "choose this themselves"
    )
    thanked.given(attendee(RefuseThanks, refused=False), neighbour(GiveThanks, whom=1))


def test_the_thanked_one_has_the_host_look(thanked: Story) -> None:
    """Until then the desk reads none of it, and words to look out for are not looked for."""
    thanked.given(host(WatchWords, words=("hedge",)), attendee(AgreeToThanks, thanks=1, agreed=True))
    assert (gratitude.waiting(thanked.night), marked(thanked.night)) == ([], [])
    thanked.when(attendee(ReportThanks, thanks=1)).then(happened(ThanksReported, thanks=1))
    thanked.when(attendee(ReportThanks, thanks=1)).then()
    assert [one.no for one in gratitude.waiting(thanked.night)] == [1]
    assert (thanks.to(thanked.night, 1), in_record(thanked)) == ([], [])
    thanked.when(host(HideThanks, thanks=1, why="Hurtful")).then(
        happened(ThanksHidden, thanks=1, why="Hurtful")
    )
    (act,) = moderated.of_person(thanked.night, 2)
    assert (act.deed, act.what, act.why, moderated.words(thanked.night, act)) == (
        *("turned away", "thanks", "Hurtful", "the hedge"),
    )
    thanked.given(take_back)
    assert [one.no for one in gratitude.waiting(thanked.night)] == [1]
    thanked.when(host(ShowThanks, thanks=1)).then(happened(ThanksShown, thanks=1))
    assert len(thanks.to(thanked.night, 1)) == 1


def test_words_wait_for_the_desk_and_taps_do_not(talking: Story) -> None:
    talking.given(host(ReadFirst, nouns=("comment",)), neighbour(GiveThanks, whom=1, group=1))
    assert len(thanks.to(talking.night, 1)) == 1
    talking.given(neighbour(GiveThanks, whom=1, words="the hedge"))
    assert [one.no for one in gratitude.waiting(talking.night)] == [2]
    assert len(thanks.to(talking.night, 1)) == 1
    talking.when(host(LetWordsIn, thanks=(2, 2, 9))).then(happened(ThanksShown, thanks=2))
    assert len(thanks.to(talking.night, 1)) == 2


def test_those_who_were_removed_take_theirs_along(thanked: Story) -> None:
    thanked.given(attendee(AgreeToThanks, thanks=1, agreed=True))
    for person in (1, 2):
        thanked.given(host(RemovePerson, person=person))
        assert (in_record(thanked), thanks.total(thanked.night)) == ([], 0)
        thanked.given(host(LetBackIn, person=person))
        assert len(in_record(thanked)) == 1


def test_a_topic_out_of_sight_is_not_told(thanked: Story) -> None:
    thanked.given(host(HidePitch, pitch=1))
    assert thanks.topic(thanked.night, thanked.night.thanks[1]) == ""


@pytest.mark.parametrize(
    ("fields", "kind", "words", "field"),
    [
        ({"whom": 2}, "bad", "somebody else", "whom"),
        ({"whom": 99}, "missing", "no such person", ""),
        ({"whom": 1, "group": 9}, "missing", "no such group", ""),
        ({"whom": 1, "words": "x" * (WORDS + 1)}, "bad", "Too long by 1", "words"),
        ({"whom": 1, "person": 3}, "forbidden", "for yourself", ""),
    ],
)
def test_what_is_refused(
    talking: Story, fields: dict[str, object], kind: str, words: str, field: str
) -> None:
    talking.when(neighbour(GiveThanks, **fields)).then_refused(kind, words, field=field)  # type: ignore[arg-type]


def test_when_and_who(talking: Story) -> None:
    talking.when(outsider(GiveThanks, whom=1)).then_refused("forbidden", "Join the night")
    talking.given(host(RemovePerson, person=3))
    talking.when(neighbour(GiveThanks, whom=3)).then_refused("missing", "no such person")
    talking.given(host(MovePhase, to="vote"))
    talking.when(neighbour(GiveThanks, whom=1)).then_refused("late", "once the groups have formed")
    talking.given(host(MovePhase, to="closed"), neighbour(GiveThanks, whom=1))
    talking.given(neighbour(Leave)).when(neighbour(GiveThanks, whom=NORA)).then_refused(
        "forbidden", "have left"
    )


def test_how_many(talking: Story) -> None:
    talking.given(host(SlowDown, seconds=600))
    for no in range(MOST_TO_ONE - 1):
        talking.given(helper(GiveThanks, person=2, whom=1, words=f"x{no}"))
    talking.when(neighbour(GiveThanks, whom=1, words="y")).then_refused("quota", "slowed things down")
    talking.given(neighbour(GiveThanks, whom=1, group=1))  # a tap is not slowed
    talking.when(neighbour(GiveThanks, whom=1)).then_refused("quota", "thanked them 5 times")
    talking.given(host(SlowDown, seconds=0), *(guest(Join, name=f"Guest {no}") for no in range(MOST)))
    left = MOST - MOST_TO_ONE
    talking.given(*(neighbour(GiveThanks, whom=5 + no) for no in range(left)))
    talking.when(neighbour(GiveThanks, whom=NORA)).then_refused("quota", "Tell the others yourself")
    for no in range(MOST_EVER - MOST):
        talking.given(
            neighbour(TakeBackThanks, thanks=MOST + no), neighbour(GiveThanks, whom=5, words=f"z{no}")
        )
    last = len(talking.night.thanks)
    talking.given(neighbour(TakeBackThanks, thanks=last))
    talking.when(neighbour(GiveThanks, whom=NORA)).then_refused("quota", "Tell the others yourself")


def test_ones_evening_and_all_that_the_night_knows(thanked: Story) -> None:
    thanked.given(host(MovePhase, to="closed"))
    (own,) = evening.of(thanked.night, 1).thanked
    assert (own.by, own.title, own.words) == ("Ben", "Bees", "the hedge")
    assert evening.of(thanked.night, 1).joined[0].helpers == ((2, "Ben"), (NORA, "Nora"))
    assert evening.of(thanked.night, 2).thanked == ()
    thanked.given(neighbour(ChooseByline, byline="participant"))
    assert evening.of(thanked.night, 1).thanked[0].by == ""
    assert [(one.got, one.words, one.public) for one in known.of(thanked.night, 1).thanks] == [
        (True, "the hedge", False)
    ]
    assert [(one.got, one.other, one.public) for one in known.of(thanked.night, 2).thanks] == [
        (False, "Ada", True)
    ]


def test_whom_to_thank_stands_by_name_until_they_choose(thanked: Story) -> None:
    """Given a record that calls everybody by initials, then whoever sat with others reads their names on the
    buttons: two of one letter would be two equal ones. Whoever chose initials, or no name, is called so there
    too."""
    thanked.given(host(MovePhase, to="closed"))
    assert evening.of(thanked.night, 1).joined[0].helpers == ((2, "Ben"), (NORA, "Nora"))
    thanked.given(
        neighbour(ChooseByline, byline="initials"), host(ChooseByline, person=NORA, byline="participant")
    )
    its = evening.of(thanked.night, 1).joined[0]
    assert its.helpers == ((2, "B"),)
    assert set(its.others) == {"B", PARTICIPANT}
