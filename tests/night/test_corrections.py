"""Words in the record are mended with a mark, and whose words they are may answer."""

import pytest

from opennight.night import anchored, corrections, undo
from opennight.night.clips import AddClip
from opennight.night.consent import ReleaseClip, WithdrawClip
from opennight.night.corrections import (
    AnswerCorrection,
    CorrectionAnswered,
    CorrectionAnswerHidden,
    CorrectionAnswerShown,
    HideCorrectionAnswer,
    MendWords,
    ShowCorrectionAnswer,
    WordsMended,
)
from opennight.night.groups import JoinGroup
from opennight.night.headlines import WriteHeadline
from opennight.night.lineup import PlacePitch
from opennight.night.mending import TypeCaptions
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.preparing import PrepareClip
from opennight.night.publication import ApprovePage
from opennight.night.quoting import QuoteClip
from opennight.night.reading import ReadFirst
from opennight.night.replies import WriteReply
from opennight.night.sharing import MakeComment
from opennight.night.undo import UndoStep
from tests.cast import Story, attendee, happened, host, latecomer, neighbour, outsider, system, what_is

BEES = 1
CLOSED = host(MovePhase, to="closed")


@pytest.fixture
def written(story: Story) -> Story:
    return story.given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees", more="On roofs"),
        host(PlacePitch, pitch=BEES),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=BEES),
        neighbour(JoinGroup, group=BEES),
        attendee(WriteHeadline, group=BEES, text="Bees need rofs"),
        attendee(WriteNote, group=BEES, kind="quote", text="I do not beleive it", who="Max"),
        neighbour(WriteReply, about="note:1", text="Me to", kind="comment"),
        host(MovePhase, to="share"),
        latecomer(MakeComment, group=BEES, text="Yess"),
    )


@pytest.fixture
def closed(written: Story) -> Story:
    return written.given(CLOSED, attendee(ApprovePage, group=BEES))


QUOTE = {"anchor": "note-1", "was": "I do not beleive it", "text": "I do not believe it"}


def test_the_desk_mends_what_somebody_wrote(closed: Story) -> None:
    closed.when(host(MendWords, **QUOTE)).then(
        happened(WordsMended, anchor="note-1", by=0, group=BEES, was=QUOTE["was"], now=QUOTE["text"])
    )
    night = closed.night
    assert night.notes[1].text == "I do not believe it"
    assert [one.was for one in night.publication.of("note-1")] == ["I do not beleive it"]
    assert not night.publication.approved, "its group has read something else"


@pytest.mark.parametrize(
    ("anchor", "was"),
    [
        ("headline-1", "Bees need rofs"),
        ("comment-1", "Yess"),
        ("reply-1", "Me to"),
        ("pitch-1", "Bees"),
        ("more-1", "On roofs"),
    ],
)
def test_all_sorts_of_words_can_be_mended(closed: Story, anchor: str, was: str) -> None:
    assert anchored.words(closed.night, anchor).text == was
    before = what_is(closed.night)
    closed.given(host(MendWords, anchor=anchor, was=was, text="Good words"))
    assert anchored.words(closed.night, anchor).text == "Good words"
    step = undo.last(closed.night)
    assert step
    closed.given(host(UndoStep, step=step.no))
    assert what_is(closed.night) == before, "the page is approved again, too"


def test_what_is_not_there_cannot_be_mended(closed: Story) -> None:
    for anchor in ("note-9", "group-1", "note-", "", "note-1x", "clip-1", "note-99999999999999"):
        closed.when(host(MendWords, anchor=anchor, was="x", text="y")).then_refused(
            "missing", "not in this record"
        )
    closed.given(host(HideNote, note=1))
    closed.when(host(MendWords, **QUOTE)).then_refused("missing", "not in this record")


def test_mending_has_its_rules(written: Story) -> None:
    written.when(host(MendWords, **QUOTE)).then_refused("late", "Close the night first")
    written.given(CLOSED)
    written.when(host(MendWords, **(QUOTE | {"text": " "}))).then_refused("bad", "write", field="text")
    long = QUOTE | {"text": "x" * 1001}
    written.when(host(MendWords, **long)).then_refused("bad", "Too long", field="text")
    stale = QUOTE | {"was": "Another"}
    written.when(host(MendWords, **stale)).then_refused("late", "Somebody else", field="text")
    written.when(host(MendWords, **(QUOTE | {"text": QUOTE["was"]}))).then()


def test_a_night_has_only_so_many_corrections(closed: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "MOST", 1)
    closed.given(host(MendWords, **QUOTE))
    again = {"anchor": "note-1", "was": QUOTE["text"], "text": "No"}
    closed.when(host(MendWords, **again)).then_refused("quota", "too many times")


def test_whose_words_they_are_may_answer_once(closed: Story) -> None:
    closed.given(host(MendWords, **QUOTE))
    closed.when(neighbour(AnswerCorrection, correction=1, text="No")).then_refused("forbidden", "whose words")
    closed.when(outsider(AnswerCorrection, correction=1, text="No")).then_refused("forbidden", "Join")
    closed.when(attendee(AnswerCorrection, correction=2, text="No")).then_refused(
        "missing", "no such correction"
    )
    closed.when(attendee(AnswerCorrection, correction=1, text="x" * 301)).then_refused(
        "bad", "Too long", field="text"
    )
    closed.when(attendee(AnswerCorrection, correction=1, text="He said beleive")).then(
        happened(CorrectionAnswered, correction=1, person=1, text="He said beleive", waiting=False)
    )
    closed.when(attendee(AnswerCorrection, correction=1, text="Still")).then_refused(
        "late", "already been answered"
    )


def test_anybody_of_the_group_answers_for_its_headline(closed: Story) -> None:
    closed.given(host(MendWords, anchor="headline-1", was="Bees need rofs", text="Bees need roofs"))
    closed.when(latecomer(AnswerCorrection, correction=1, text="No")).then_refused("forbidden", "whose words")
    closed.given(neighbour(AnswerCorrection, correction=1, text="Rofs is a word"))


def test_an_answer_waits_where_the_desk_reads_comments_first(closed: Story) -> None:
    closed.given(host(ReadFirst, nouns=("comment",)), host(MendWords, **QUOTE))
    closed.given(attendee(AnswerCorrection, correction=1, text="He did say so"))
    one = closed.night.publication.corrections[0]
    assert (one.hidden, one.waiting) == (True, True)
    assert corrections.waiting(closed.night) == [one]
    closed.when(host(ShowCorrectionAnswer, correction=1)).then(happened(CorrectionAnswerShown, correction=1))
    assert not one.hidden


def test_its_author_and_the_desk_take_an_answer_away(closed: Story) -> None:
    closed.given(host(MendWords, **QUOTE)).when(host(HideCorrectionAnswer, correction=1)).then_refused(
        "missing", "Nobody has answered"
    )
    closed.given(attendee(AnswerCorrection, correction=1, text="He did say so"))
    closed.when(neighbour(HideCorrectionAnswer, correction=1)).then_refused("forbidden", "who wrote this")
    closed.when(host(HideCorrectionAnswer, correction=1, why="Rude")).then(
        happened(CorrectionAnswerHidden, correction=1, why="Rude")
    )
    acts = [(act.deed, act.what, act.why) for act in closed.night.moderated.values()]
    assert acts == [("hidden", "correction", "Rude")]
    before = what_is(closed.night)
    closed.given(host(ShowCorrectionAnswer, correction=1))
    step = undo.last(closed.night)
    assert step
    closed.given(host(UndoStep, step=step.no))
    assert what_is(closed.night) == before


def test_a_clip_that_is_withdrawn_takes_along_what_a_quote_of_it_said(written: Story) -> None:
    written.given(
        host(MovePhase, to="talk"),
        attendee(AddClip, group=BEES, title="Hive", who="Ben", consent=True, sort="sound", upload="ab12"),
        system(PrepareClip, clip=1, hash="5ea3", size=9, ms=9000),
        attendee(ReleaseClip, clip=1),
        attendee(TypeCaptions, clip=1, edition=0, text="We buy hony"),
        attendee(QuoteClip, clip=1, line=1),
        CLOSED,
        host(MendWords, anchor="note-2", was="We buy hony", text="We buy honey"),
    )
    mended = written.log[-1].version
    written.given(attendee(WithdrawClip, clip=1))
    assert mended in written.night.forgettable
    assert [(one.was, one.now) for one in written.night.publication.mended] == [("", "")]
