"""Threads: a heart in a tap, and what is said under what a group wrote."""

import pytest

from opennight import clock
from opennight.night import moderated, replies, threads
from opennight.night.groups import JoinGroup
from opennight.night.limits import LimitEach
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Command
from opennight.night.moderated import AnswerModeration
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import HideNote, ShowNote, WriteNote
from opennight.night.offers import CloseOffer, MakeOffer
from opennight.night.people import Join, Leave
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reading import LetWordsIn, ReadFirst
from opennight.night.replies import (
    MOST_A_THREAD,
    TEXT,
    AcceptAnswer,
    AnswerAccepted,
    HideReply,
    ReplyHidden,
    ReplyShown,
    ReplyWritten,
    ShowReply,
    WriteReply,
)
from opennight.night.room_questions import AskRoom
from opennight.night.sharing import MOST_EVER, MakeComment
from opennight.night.slow import SlowDown
from opennight.night.threads import Like, Liked, Unlike, Unliked
from opennight.night.wall_sight import HideOffer, ShowOffer
from opennight.night.watch import WatchWords, marked
from opennight.record import evening, known, markdown, outcome, table
from opennight.record.groups import NoteOutcome
from tests.cast import (
    SEVEN,
    Somebody,
    Story,
    attendee,
    happened,
    helper,
    host,
    latecomer,
    neighbour,
    outsider,
    take_back,
)
from tests.offered import LAND, PLOTS

SAID, WHERE, FEAR = "note:1", "note:2", "note:3"


@pytest.fixture
def talking(story: Story) -> Story:
    """The attendee sits with the bees and has noted, asked and feared; the neighbour sits with the books."""
    return story.given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        *(host(PlacePitch, pitch=no, slot=1, room=no) for no in (1, 2)),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=2),
        attendee(WriteNote, group=1, text="Bees like hedges"),
        attendee(WriteNote, group=1, kind="question", text="Where is land?"),
        attendee(WriteNote, group=1, kind="concern", text="They sting"),
    )


@pytest.fixture
def sharing(talking: Story) -> Story:
    return talking.given(host(MovePhase, to="share"))


def answer(somebody: Somebody, text: str = "At our plots", **more: object) -> Command:
    return somebody(WriteReply, about=WHERE, kind="answer", text=text, **more)


def noted(story: Story, no: int) -> NoteOutcome:
    """The note as the record has it."""
    return next(one for one in outcome.of(story.night).groups[0].notes if one.no == no)


def test_anybody_appreciates_in_a_tap_and_takes_it_back(talking: Story) -> None:
    """Also while groups talk, and whoever sits elsewhere: a tap keeps nobody on the phone."""
    talking.when(neighbour(Like, about=SAID)).then(happened(Liked, person=2, about=SAID))
    talking.when(neighbour(Like, about=SAID)).then()
    talking.given(latecomer(Like, about=SAID))
    assert (threads.hearts(talking.night, SAID), noted(talking, 1).hearts) == (2, 2)
    talking.when(neighbour(Unlike, about=SAID)).then(happened(Unliked, person=2, about=SAID))
    talking.when(neighbour(Unlike, about=SAID)).then()
    assert threads.hearts(talking.night, SAID) == 1


@pytest.mark.parametrize("about", ["note:9", "note:01", "note:", "pitch:1", "note", "note:9999999999999", ""])
def test_what_is_not_there_has_no_thread(talking: Story, about: str) -> None:
    for command in (
        neighbour(Like, about=about),
        neighbour(WriteReply, about=about, kind="comment", text="x"),
    ):
        talking.when(command).then_refused("missing", "nothing like that")


def test_each_kind_of_note_has_one_but_an_answer(talking: Story) -> None:
    for kind in ("action", "quote", "link"):
        url = "https://example.org" if kind == "link" else ""
        talking.given(attendee(WriteNote, group=1, kind=kind, text="So", url=url))
    talking.given(attendee(WriteNote, group=1, kind="answer", about=3, text="Seldom"))
    for no in range(1, 7):
        talking.given(neighbour(Like, about=f"note:{no}"))
    talking.when(neighbour(Like, about="note:7")).then_refused("missing", "nothing like that")


def test_while_groups_talk_only_they_write_on_their_sheet(talking: Story) -> None:
    fields = {"no": 1, "about": SAID, "person": 1, "kind": "comment", "text": "All do"}
    talking.when(attendee(WriteReply, about=SAID, kind="comment", text=" All  do ")).then(
        happened(ReplyWritten, **fields)
    )
    talking.when(answer(neighbour)).then_refused("late", "Walk over")
    talking.given(host(MovePhase, to="share"), answer(neighbour))
    assert [one.text for one in threads.replies(talking.night, WHERE)] == ["At our plots"]


def test_one_speaks_for_ones_group(sharing: Story) -> None:
    """Whose page it is counts first; the record says for whom they spoke."""
    sharing.given(
        answer(neighbour, as_group=True),
        attendee(WriteReply, about=WHERE, kind="comment", text="!", as_group=True),
    )
    assert [one.group for one in sharing.night.replies.values()] == [2, 1]
    told = [(one.by, one.spoke_for, one.kind) for one in noted(sharing, 2).replies]
    assert told == [("Ben", "Books", "answer"), ("Ada", "Bees", "comment")]
    sharing.when(answer(latecomer, as_group=True)).then_refused("bad", "not sat in a group", field="as_group")
    sharing.given(answer(latecomer))


def test_the_askers_group_says_that_it_is_answered(sharing: Story) -> None:
    sharing.given(answer(neighbour), answer(latecomer, "Nowhere"))
    assert not noted(sharing, 2).answered
    sharing.when(neighbour(AcceptAnswer, reply=1, accepted=True)).then_refused("forbidden", "Join this group")
    sharing.when(attendee(AcceptAnswer, reply=2, accepted=True)).then(
        happened(AnswerAccepted, reply=2, accepted=True)
    )
    sharing.when(attendee(AcceptAnswer, reply=2, accepted=True)).then()
    assert noted(sharing, 2).answered
    assert [one.text for one in noted(sharing, 2).replies] == ["Nowhere", "At our plots"], (
        "what they took is first"
    )
    sharing.given(
        attendee(AcceptAnswer, reply=2, accepted=False), attendee(AcceptAnswer, reply=1, accepted=True)
    )
    sharing.given(neighbour(HideReply, reply=1))
    assert not threads.is_answered(sharing.night, WHERE), "whoever wrote it took it away"


def test_only_what_asks_something_is_answered(sharing: Story) -> None:
    sharing.when(neighbour(WriteReply, about=SAID, kind="answer", text="x")).then_refused(
        "bad", "Pick one", field="kind"
    )
    sharing.when(neighbour(WriteReply, about=WHERE, kind="poem", text="x")).then_refused(
        "bad", "Pick one", field="kind"
    )
    sharing.given(
        neighbour(WriteReply, about=FEAR, kind="answer", text="Seldom"),
        neighbour(WriteReply, about=FEAR, kind="comment", text="Ouch"),
    )
    sharing.when(attendee(AcceptAnswer, reply=2, accepted=True)).then_refused("missing", "no such answer")
    sharing.when(attendee(AcceptAnswer, reply=9, accepted=True)).then_refused("missing", "no such comment")
    sharing.given(attendee(AcceptAnswer, reply=1, accepted=True))
    assert noted(sharing, 3).answered


def test_the_desk_marks_it_and_takes_that_back(sharing: Story) -> None:
    sharing.given(answer(neighbour), helper(AcceptAnswer, reply=1, accepted=True))
    assert threads.is_answered(sharing.night, WHERE)
    sharing.given(take_back)
    assert not threads.is_answered(sharing.night, WHERE)


def test_a_helper_speaks_for_somebody_without_a_phone(talking: Story) -> None:
    """In their own group while it talks; the desk itself speaks as the host."""
    talking.given(helper(Join, name="Nora", phone=False), helper(JoinGroup, person=4, group=1))
    talking.given(helper(WriteReply, person=4, about=SAID, kind="comment", text="True", as_group=True))
    assert (talking.night.replies[1].person, talking.night.replies[1].group) == (4, 1)
    talking.given(helper(Like, person=4, about=SAID))
    talking.given(host(WriteReply, person=0, about=WHERE, kind="answer", text="Ask the mayor"))
    assert [one.by for one in noted(talking, 2).replies] == [""]


@pytest.mark.parametrize("kind", [Like, WriteReply])
def test_who_may_not(talking: Story, kind: type[Command]) -> None:
    more = {"kind": "comment", "text": "x"} if kind is WriteReply else {}
    talking.when(outsider(kind, about=SAID, **more)).then_refused("forbidden", "Join the night")
    talking.when(attendee(kind, person=2, about=SAID, **more)).then_refused("forbidden", "for yourself")
    talking.given(attendee(Leave)).when(attendee(kind, about=SAID, **more)).then_refused(
        "forbidden", "have left"
    )
    for phase, words in (("vote", "once the groups form"), ("closed", "is closed")):
        talking.given(host(MovePhase, to=phase)).when(neighbour(kind, about=SAID, **more))
        talking.then_refused("late", words)


def test_how_long_and_how_many(sharing: Story) -> None:
    sharing.when(answer(neighbour, "x" * (TEXT + 1))).then_refused("bad", "Too long by 1", field="text")
    sharing.when(answer(neighbour, " \u3164")).then_refused("bad", "write something", field="text")
    sharing.given(host(LimitEach, pitches=0, notes=0, comments=2), answer(neighbour))
    sharing.given(neighbour(MakeComment, group=1, text="Both count"))
    for more in (answer(neighbour), neighbour(MakeComment, group=1, text="x")):
        sharing.when(more).then_refused("quota", "limit of comments for one person (2)")
    sharing.given(neighbour(HideReply, reply=1), answer(neighbour, "Instead"))
    sharing.given(host(LimitEach, pitches=0, notes=0, comments=0))
    for no in range(MOST_EVER - 3):
        sharing.given(neighbour(WriteReply, about=f"note:{no % 3 + 1}", kind="comment", text="x"))
    sharing.when(answer(neighbour)).then_refused("quota", "at most 60")


def test_a_thread_ends(sharing: Story) -> None:
    """A tenth is the desk's."""
    theirs = MOST_A_THREAD - MOST_A_THREAD // 10
    sharing.given(
        *(host(WriteReply, person=0, about=WHERE, kind="comment", text="x") for _no in range(theirs))
    )
    sharing.when(answer(neighbour)).then_refused("quota", "Walk over and talk")
    sharing.given(host(WriteReply, person=0, about=WHERE, kind="comment", text="x"))


def test_slow_mode_counts_both_kinds_of_comments(sharing: Story) -> None:
    sharing.given(host(SlowDown, seconds=600), answer(neighbour))
    sharing.when(neighbour(MakeComment, group=1, text="x")).then_refused("quota", "slowed things down")


def test_the_desk_reads_it_first(sharing: Story) -> None:
    sharing.given(host(ReadFirst, nouns=("comment",)), answer(neighbour), answer(latecomer))
    assert [one.no for one in replies.waiting(sharing.night)] == [1, 2]
    assert threads.replies(sharing.night, WHERE) == []
    sharing.when(host(LetWordsIn, replies=(1,))).then(happened(ReplyShown, reply=1))
    sharing.when(host(HideReply, reply=2, why="Rude")).then(happened(ReplyHidden, reply=2, why="Rude"))
    assert noted(sharing, 2).replies[0].text == "At our plots"
    (act,) = moderated.of_person(sharing.night, latecomer.no)
    assert (act.deed, act.what, act.why, moderated.words(sharing.night, act)) == (
        *("turned away", "reply", "Rude", "At our plots"),
    )
    sharing.given(latecomer(AnswerModeration, act=act.no, text="Sorry"), take_back)
    assert [one.no for one in replies.waiting(sharing.night)] == [2]


def test_whoever_wrote_it_takes_it_away_and_nobody_else(sharing: Story) -> None:
    sharing.given(answer(neighbour))
    sharing.when(attendee(HideReply, reply=1)).then_refused("forbidden", "Only the person who wrote")
    sharing.when(neighbour(HideReply, reply=9)).then_refused("missing", "no such comment")
    sharing.when(neighbour(HideReply, reply=1)).then(happened(ReplyHidden, reply=1))
    sharing.when(neighbour(HideReply, reply=1)).then()
    sharing.when(host(ShowReply, reply=1)).then(happened(ReplyShown, reply=1))
    assert moderated.of_person(sharing.night, neighbour.no)[0].deed == "brought back"


def test_it_goes_and_comes_with_what_it_is_about(sharing: Story) -> None:
    sharing.given(answer(neighbour), neighbour(Like, about=WHERE), host(HideNote, note=2))
    assert "At our plots" not in str(outcome.of(sharing.night))
    assert replies.of_group(sharing.night, 1) == []
    assert [word.text for word in evening.of(sharing.night, 2).written] == []
    sharing.given(host(ShowNote, note=2))
    assert noted(sharing, 2).hearts == 1
    assert [word.text for word in evening.of(sharing.night, 2).written] == ["At our plots"]


def test_hearts_and_words_leave_and_come_back_with_their_person(sharing: Story) -> None:
    sharing.given(answer(neighbour), neighbour(Like, about=WHERE), host(RemovePerson, person=2, wrote=True))
    assert (noted(sharing, 2).hearts, noted(sharing, 2).replies) == (0, ())
    sharing.given(host(LetBackIn, person=2))
    assert (noted(sharing, 2).hearts, len(noted(sharing, 2).replies)) == (1, 1)
    sharing.given(host(RemovePerson, person=2, wrote=True), take_back)
    assert (noted(sharing, 2).hearts, len(noted(sharing, 2).replies)) == (1, 1)


def test_ones_evening_says_what_became_of_ones_words(sharing: Story) -> None:
    sharing.given(answer(neighbour), answer(latecomer), neighbour(Like, about=WHERE))
    told = {word.text: (word.hearts, word.replies) for word in evening.of(sharing.night, 1).written}
    assert told == {"Bees like hedges": (0, 0), "Where is land?": (1, 2), "They sting": (0, 0)}


def test_another_noun_has_threads_by_a_row_in_a_table(
    sharing: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On no group's page: anybody writes, and whoever owns it says what answers it."""
    stall = threads.Subject("A stall of honey", 0, "stall-7", answerable=True, owner=1)
    monkeypatch.setitem(threads.SUBJECTS, "stall", lambda night, no: stall if no == 7 else None)
    sharing.given(
        host(MovePhase, to="vote"),
        neighbour(Like, about="stall:7"),
        latecomer(WriteReply, about="stall:7", kind="answer", text="I have a tent"),
    )
    sharing.when(neighbour(AcceptAnswer, reply=1, accepted=True)).then_refused("forbidden", "for yourself")
    sharing.given(attendee(AcceptAnswer, reply=1, accepted=True))
    assert threads.is_answered(sharing.night, "stall:7")
    sharing.when(neighbour(Like, about="stall:8")).then_refused("missing", "nothing like that")
    sharing.given(host(MovePhase, to="closed"))
    sharing.when(attendee(Like, about="stall:7")).then_refused("late", "is closed")


def test_words_to_look_out_for_are_found_in_it(sharing: Story) -> None:
    sharing.given(host(WatchWords, words=("plots",)), answer(neighbour))
    assert [(one.what, one.about) for one in marked(sharing.night)] == [("reply", 1)]


def test_the_night_knows_it_of_them(sharing: Story) -> None:
    sharing.given(answer(neighbour), neighbour(Like, about=SAID))
    its = known.of(sharing.night, 2)
    assert [(word.kind, word.text, word.about) for word in its.words] == [
        ("answer", "At our plots", "Where is land?")
    ]
    assert its.liked == ("Bees like hedges",)


@pytest.fixture
def walled(story: Story) -> Story:
    """Ada asks for land, Ben offers plots, and the host asks everybody something; nobody has a group yet."""
    return story.given(
        attendee(MakeOffer, **LAND),
        neighbour(MakeOffer, **PLOTS),
        host(AskRoom, text="What's your metaphor?"),
    )


def test_offers_asks_and_questions_to_everybody_have_threads_in_any_part_of_the_night(walled: Story) -> None:
    walled.when(neighbour(Like, about="offer:1")).then(happened(Liked, person=2, about="offer:1"))
    walled.given(
        latecomer(Like, about="asked:1"),
        latecomer(WriteReply, about="offer:1", kind="answer", text="Ask the mayor"),
        latecomer(WriteReply, about="offer:2", kind="comment", text="Lovely"),
        latecomer(WriteReply, about="asked:1", kind="comment", text="Good one"),
    )
    assert [len(threads.replies(walled.night, about)) for about in ("offer:1", "offer:2", "asked:1")] == [
        1
    ] * 3
    for about in ("offer:2", "asked:1"):
        walled.when(latecomer(WriteReply, about=about, kind="answer", text="x")).then_refused(
            "bad", "Pick one", field="kind"
        )
    walled.when(neighbour(AcceptAnswer, reply=1, accepted=True)).then_refused("forbidden", "for yourself")
    walled.given(attendee(AcceptAnswer, reply=1, accepted=True))
    assert threads.is_answered(walled.night, "offer:1")
    walled.given(host(MovePhase, to="closed"))
    for about in ("offer:1", "asked:1"):
        walled.when(attendee(Like, about=about)).then_refused("late", "is closed")


def test_the_thread_of_an_offer_goes_and_comes_with_it(walled: Story) -> None:
    walled.given(
        latecomer(WriteReply, about="offer:1", text="Ask the mayor"), latecomer(Like, about="offer:1")
    )
    for away, back in (
        (host(HideOffer, offer=1), host(ShowOffer, offer=1)),
        (attendee(CloseOffer, offer=1), attendee(CloseOffer, offer=1, closed=False)),
        (host(RemovePerson, person=1), host(LetBackIn, person=1)),
    ):
        walled.given(away)
        assert not replies.is_seen(walled.night, walled.night.replies[1])
        walled.when(neighbour(WriteReply, about="offer:1", text="x")).then_refused(
            "missing", "nothing like that"
        )
        assert known.of(walled.night, 3).liked == ("",)
        walled.given(back)
        assert threads.hearts(walled.night, "offer:1") == 1
    for about in ("offer:9", "asked:9", "offer:01"):
        walled.when(neighbour(Like, about=about)).then_refused("missing", "nothing like that")


def test_the_record_has_it_under_what_it_is_about(walled: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the offer is in the record, with its owner's yes; not under Ada's ask."""
    monkeypatch.setattr(clock, "now", lambda: SEVEN)
    walled.given(
        latecomer(Like, about="offer:2"),
        latecomer(WriteReply, about="offer:2", text="Lovely"),
        latecomer(WriteReply, about="offer:1", text="Ask the mayor"),
        latecomer(WriteReply, about="asked:1", text="Good one"),
        host(MovePhase, to="closed"),
    )
    came = outcome.of(walled.night)
    [offer], [question] = came.offers, came.questions
    assert (offer.hearts, [one.text for one in offer.replies]) == (1, ["Lovely"])
    assert [one.text for one in question.replies] == ["Good one"]
    text = markdown.write(came, gettext=str)
    assert "Lovely" in text
    assert "Good one" in text
    assert "Ask the mayor" not in text
    rows = [row["title"] for row in table.rows(came) if row["kind"] == "reply"]
    assert rows == ["What's your metaphor?", "Two empty garden plots"]
    told = {word.text: word.anchor for word in evening.of(walled.night, 3).written}
    assert told == {"Lovely": "reply-1", "Ask the mayor": "", "Good one": "reply-3"}
