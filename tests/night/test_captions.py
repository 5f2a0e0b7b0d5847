"""Captions: who writes and mends them, who reads them, and that nothing of them outlives the clip."""

from typing import Any

import pytest

from opennight.night import captions, mending, searching, watch
from opennight.night.captions import CaptionsPutBack, CaptionsWritten, PutBackCaptions, WriteCaptions
from opennight.night.clips import AddClip
from opennight.night.consent import ReleaseClip, WithdrawClip
from opennight.night.groups import JoinGroup
from opennight.night.kept.captions import Line
from opennight.night.lineup import PlacePitch
from opennight.night.mending import CaptionsMended, ConfirmCaptions, MendCaptions, TypeCaptions
from opennight.night.messages import Actor
from opennight.night.moderation import LetBackIn, RemovePerson
from opennight.night.notes import EditNote, HideNote, ShowNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.quoting import QuoteClip
from opennight.night.reading import ReadFirst
from opennight.night.reporters import InviteReporter, RevokeReporter
from tests.cast import (
    Somebody,
    Story,
    a_night,
    attendee,
    guest,
    happened,
    host,
    latecomer,
    neighbour,
    outsider,
    system,
    take_back,
)

reporter = Somebody(Actor("reporter", 1))
SHOT: dict[str, Any] = {
    **{"group": 1, "title": "At the hive", "who": "Ben", "consent": True, "sort": "sound", "ms": 9000},
    **{"hash": "5ea1", "size": 9},
}
SAID = (Line(500, 2000, "The bees are fine"), Line(2500, 4000, "by honey"))


def line(no: int, text: str) -> Line:
    return Line(SAID[no].start, SAID[no].end, text)


def talking(**changes: Any) -> Story:
    """Ada and Ben sit with the bees; Ada has sent a recording."""
    return a_night(**changes).given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees", hosted=True),
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
        neighbour(JoinGroup, group=1),
        attendee(AddClip, **SHOT),
    )


def written(**changes: Any) -> Story:
    return talking(**changes).given(system(WriteCaptions, clip=1, lines=SAID))


def mend(who: Somebody, *texts: str, edition: int = 1) -> MendCaptions:
    return who(MendCaptions, clip=1, edition=edition, texts=texts)


def reads(story: Story) -> str:
    return captions.text(captions.shown(story.night, 1))


def by_machine(story: Story) -> bool:
    return captions.by_machine(captions.shown(story.night, 1))


def test_a_machine_writes_them_down_once() -> None:
    story = talking()
    assert [clip.no for clip in captions.wanted(story.night, ("en",))] == [1]
    assert [*captions.wanted(story.night, ("de",))] == []
    story.when(system(WriteCaptions, clip=1, lines=(*SAID, Line(4000, 4100, " ?"))))
    story.then(happened(CaptionsWritten, clip=1, lines=SAID))
    assert (reads(story), by_machine(story)) == ("The bees are fine\nby honey", True)
    assert [*captions.wanted(story.night, ("en",))] == []
    story.when(system(WriteCaptions, clip=1, lines=SAID)).then()


@pytest.mark.parametrize("why", ["silent", "failed"])
def test_it_does_not_try_again_what_came_to_nothing(why: Any) -> None:
    story = talking().when(system(WriteCaptions, clip=1, why=why))
    story.then(happened(CaptionsWritten, clip=1, why=why))
    assert [*captions.wanted(story.night, ("en",))] == []
    assert captions.of(story.night, 1).why == why


def test_there_is_nothing_to_write_on_a_photo_or_on_what_was_withdrawn() -> None:
    story = talking().given(attendee(AddClip, **SHOT | {"sort": "photo"}), attendee(WithdrawClip, clip=1))
    assert [*captions.wanted(story.night, ("en",))] == []
    story.when(system(WriteCaptions, clip=1, lines=SAID)).then()
    story.when(attendee(TypeCaptions, clip=2, edition=0, text="Hm")).then_refused("bad", "nothing to hear")
    story.when(host(WriteCaptions, clip=1, lines=SAID)).then_refused("forbidden", "Only the host")


def test_whoever_sits_there_mends_a_line_and_then_it_is_no_machines() -> None:
    story = written().when(mend(neighbour, "The bees are fine", "buy honey"))
    story.then(happened(CaptionsMended, clip=1, hand=2, lines=(SAID[0], line(1, "buy honey"))))
    assert (reads(story), by_machine(story)) == ("The bees are fine\nbuy honey", False)
    story.when(mend(neighbour, "The bees are fine", "buy honey", edition=2)).then()


def test_or_says_that_it_is_right() -> None:
    story = written().when(neighbour(ConfirmCaptions, clip=1, edition=1))
    story.then(happened(CaptionsMended, clip=1, hand=2, lines=SAID))
    assert not by_machine(story)
    story.when(attendee(ConfirmCaptions, clip=1, edition=2)).then()
    again = written().when(mend(attendee, *(one.text for one in SAID)))
    again.then(happened(CaptionsMended, clip=1, hand=1, lines=SAID))


def test_two_who_mend_at_once_each_keep_their_lines() -> None:
    story = written().given(mend(attendee, "The trees are fine", "by honey"))
    story.when(mend(neighbour, "The bees are fine", "buy honey"))
    assert reads(story) == "The trees are fine\nbuy honey"
    story.when(mend(host, "The peas are fine", "by honey"))
    story.then_refused("late", "Somebody else changed this", field="line-1")
    assert reads(story) == "The trees are fine\nbuy honey"
    story.when(mend(host, "The trees are fine", "by honey")).then()


def test_a_line_that_is_emptied_is_left_out() -> None:
    story = written().given(mend(attendee, "", "by honey"))
    assert reads(story) == "by honey"
    assert len(captions.latest(story.night, 1)[1].lines) == 2, "it can be filled again"


def test_all_of_it_is_typed_where_no_machine_has() -> None:
    story = talking().when(attendee(TypeCaptions, clip=1, edition=0, text="We talk.\n\nAbout bees."))
    story.then(happened(CaptionsMended, clip=1, hand=1, lines=(Line(0, 0, "We talk.\n\nAbout bees."),)))
    assert captions.timed(captions.shown(story.night, 1)) == ()
    story.when(system(WriteCaptions, clip=1, lines=SAID)).then()
    story.when(neighbour(TypeCaptions, clip=1, edition=0, text="Mine")).then_refused(
        "late", "Somebody else", field="text"
    )
    story.when(neighbour(TypeCaptions, clip=1, edition=1, text="Mine"))
    assert reads(story) == "Mine"
    long = "x" * 500
    story.given(mend(attendee, f"Mine\n{long}", edition=2))
    assert reads(story) == f"Mine\n{long}"


def test_what_has_no_times_stands_beside_the_clip_in_parts() -> None:
    """Given a machine's words, players show them; typed whole, they are told a part at a time."""

    def beside(story: Story) -> list[str]:
        return captions.pieces(captions.untimed(captions.shown(story.night, 1)))

    story = written()
    assert beside(story) == []
    story.given(
        attendee(TypeCaptions, clip=1, edition=1, text="Swifts need holes. " * 20 + "\nWe have some.")
    )
    assert [len(part) <= captions.PIECE for part in beside(story)] == [True] * 4
    assert " ".join(beside(story)) == "Swifts need holes. " * 20 + "We have some."


def test_who_may_not() -> None:
    story = written()
    kinds: dict[Any, dict[str, Any]] = {
        MendCaptions: {"texts": ("a", "b")},
        TypeCaptions: {"text": "a"},
        ConfirmCaptions: {},
    }
    for kind, more in kinds.items():
        known = {"clip": 1, "edition": 1, **more}
        story.when(latecomer(kind, **known)).then_refused("missing", "no such")
        story.when(outsider(kind, **known)).then_refused("forbidden", "Join the night first")
        story.when(guest(kind, **known)).then_refused("forbidden", "Join the night first")
    story.given(attendee(ReleaseClip, clip=1))
    story.when(mend(latecomer, "a", "b")).then_refused("forbidden", "Only the person who made this clip")
    story.when(attendee(PutBackCaptions, clip=1, edition=0)).then_refused("forbidden", "Only the host")


def test_whoever_is_in_it_mends_it_with_their_link() -> None:
    """Given somebody who is in it and not in the night, their link lets them; where the desk reads first, it
    does so here."""
    story = written().given(host(ReadFirst, nouns=("note",)))
    said = ("The bees thrive", "by honey")
    story.when(guest(MendCaptions, clip=1, edition=1, texts=said)).then_refused("forbidden", "Join")
    lines = (line(0, said[0]), line(1, said[1]))
    mended = happened(CaptionsMended, clip=1, hand=0, lines=lines, waiting=True)
    story.when(guest(MendCaptions, clip=1, edition=1, texts=said, shown=1)).then(mended)
    assert captions.latest(story.night, 1)[1].waiting
    story.given(host(ConfirmCaptions, clip=1, edition=2))
    assert reads(story) == "The bees thrive\nby honey"
    story.given(guest(TypeCaptions, clip=1, edition=3, text="All", shown=1))
    story.when(guest(ConfirmCaptions, clip=1, edition=4, shown=1)).then()
    story.given(attendee(WithdrawClip, clip=1))
    story.when(guest(ConfirmCaptions, clip=1, edition=4, shown=1)).then_refused("missing", "withdrawn")


def test_they_are_mended_after_the_close_too() -> None:
    story = written().given(host(MovePhase, to="closed"), mend(neighbour, "The bees are fine", "buy honey"))
    assert reads(story).endswith("buy honey")


@pytest.mark.parametrize(
    ("command", "kind", "words", "field"),
    [
        (mend(attendee, "a"), "bad", "Something is wrong", ""),
        (mend(attendee, "a", "b", edition=9), "bad", "Something is wrong", ""),
        (mend(attendee, "a", "b", edition=-1), "bad", "Something is wrong", ""),
        (mend(attendee, "a", "b", edition=0), "bad", "Something is wrong", ""),
        (mend(attendee, "a", "x" * 401), "bad", "Too long by 1", "line-2"),
        (attendee(TypeCaptions, clip=1, edition=1, text=" "), "bad", "Please write", "text"),
        (attendee(TypeCaptions, clip=1, edition=1, text="x" * 7_001), "bad", "Too long by 1", "text"),
        (attendee(ConfirmCaptions, clip=9, edition=1), "missing", "no such", ""),
        (attendee(ConfirmCaptions, clip=1, edition=0), "late", "Somebody else", ""),
        (host(PutBackCaptions, clip=1, edition=7), "missing", "never there", ""),
    ],
)
def test_what_is_refused(command: Any, kind: Any, words: str, field: str) -> None:
    written().when(command).then_refused(kind, words, field=field)


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST_EVER", 2)
    story = written().given(mend(attendee, "1", "b"), mend(attendee, "2", "b", edition=2))
    story.when(mend(attendee, "3", "b", edition=3)).then_refused("quota", "at most 2 times")
    monkeypatch.setattr(mending, "MOST_EDITIONS", 10)
    story.given(*(mend(host, str(no), "b", edition=no) for no in range(3, 10)))
    story.when(mend(neighbour, "4", "b", edition=10)).then_refused("quota", "too many times")


def test_what_the_desk_does_it_takes_back() -> None:
    story = written().given(
        mend(neighbour, "The bees are fine", "buy honey"), mend(host, "Rude", "", edition=2)
    )
    assert reads(story) == "Rude"
    story.given(take_back)
    assert reads(story) == "The bees are fine\nbuy honey"
    story.when(host(PutBackCaptions, clip=1, edition=1)).then(happened(CaptionsPutBack, clip=1, edition=1))
    assert by_machine(story)
    story.given(take_back)
    assert not by_machine(story)
    story.given(host(PutBackCaptions, clip=1, edition=0))
    assert reads(story) == ""


def test_what_somebody_mended_who_was_removed_left_with_them() -> None:
    story = written().given(mend(neighbour, "Rude", "Rude"), host(RemovePerson, person=2))
    assert (reads(story), by_machine(story)) == ("The bees are fine\nby honey", True)
    story.given(host(LetBackIn, person=2))
    assert reads(story) == "Rude\nRude"


def test_where_the_desk_reads_first_what_was_mended_waits() -> None:
    story = written().given(host(ReadFirst, nouns=("note",)))
    story.given(neighbour(ConfirmCaptions, clip=1, edition=1))
    assert captions.waiting(story.night) == [], "nobody's words are new in it"
    story.given(mend(neighbour, "The bees are fine", "buy honey", edition=2))
    assert reads(story) == "The bees are fine\nby honey"
    assert [clip.no for clip in captions.waiting(story.night)] == [1]
    story.when(attendee(ConfirmCaptions, clip=1, edition=3)).then()
    lines = (SAID[0], line(1, "buy honey"))
    story.when(host(ConfirmCaptions, clip=1, edition=3)).then(
        happened(CaptionsMended, clip=1, hand=2, lines=lines)
    )
    assert (reads(story), captions.waiting(story.night)) == ("The bees are fine\nbuy honey", [])
    story.given(mend(neighbour, "Rude", "Rude", edition=4), host(PutBackCaptions, clip=1, edition=4))
    assert (reads(story), captions.waiting(story.night)) == ("The bees are fine\nbuy honey", [])


def quoted(**changes: Any) -> Story:
    return written(**changes).given(attendee(ReleaseClip, clip=1), neighbour(QuoteClip, clip=1, line=1))


def test_a_line_is_quoted_with_the_way_back_to_the_moment() -> None:
    story = quoted()
    note = story.night.notes[1]
    assert (note.kind, note.text, note.who, note.person) == ("quote", "The bees are fine", "Ben", 2)
    assert (note.clip, note.moment) == (1, 500)


def test_what_is_not_released_is_not_quoted() -> None:
    """A quote is read by everybody; who is in the clip has not said yes to that."""
    story = written()
    story.when(attendee(QuoteClip, clip=1, line=1)).then_refused("late", "once it is released")
    story.when(latecomer(QuoteClip, clip=1, line=1)).then_refused("missing", "no such")
    story.given(attendee(ReleaseClip, clip=1))
    story.when(latecomer(QuoteClip, clip=1, line=1)).then_refused("forbidden", "Join this group first")
    for no in (0, 3, -1):
        story.when(attendee(QuoteClip, clip=1, line=no)).then_refused("missing", "have changed")
    foyer = story.given(attendee(AddClip, **SHOT | {"group": 0}), attendee(ReleaseClip, clip=2))
    foyer.when(attendee(QuoteClip, clip=2, line=1)).then_refused("bad", "to no group")


def test_withdrawn_it_takes_all_its_words_along() -> None:
    """The words, each edition of them, and what was quoted: the log blanks them, and no undo brings any of
    them back."""
    story = quoted().given(
        neighbour(EditNote, note=1, text="The bees are fine!", who="Ben"),
        mend(host, "The bees are fine", "buy honey"),
        host(HideNote, note=1),
    )
    with_words = [
        row.version
        for row in story.log
        if {"captions-written/1", "captions-mended/1", "note-written/1", "note-edited/1"}
        & {type(row.event).stored_as()}
    ]
    assert len(with_words) == 4
    story.given(attendee(WithdrawClip, clip=1))
    assert story.night.captions == {}
    assert (story.night.notes[1].text, story.night.notes[1].hidden) == ("", True)
    assert set(with_words) <= set(story.night.forgettable)
    story.given(take_back)
    assert story.night.notes[1].hidden
    story.when(host(ShowNote, note=1)).then_refused("missing", "no such note")
    story.when(neighbour(EditNote, note=1, text="Again")).then_refused("missing", "no such note")
    while story.night.steps and "mending" in story.night.steps[-1].label.text:
        story.given(take_back)
    assert story.night.captions == {}
    story.when(mend(attendee, "a", "b")).then_refused("missing", "withdrawn")


def test_what_was_under_way_when_it_was_withdrawn_is_not_kept() -> None:
    story = talking().given(attendee(WithdrawClip, clip=1))
    story.when(system(WriteCaptions, clip=1, lines=SAID)).then()


def test_clips_are_found_by_what_is_said_in_them() -> None:
    story = written()
    clip = story.night.clips[1]
    for words, found in (
        ("HONEY bees", True),
        ("hive", True),
        ("ben", True),
        ("", True),
        ("wasps", False),
        ("ees", True),
    ):
        assert searching.says(story.night, clip, words) is found, words


def test_words_to_look_out_for_are_found_in_them() -> None:
    story = written().given(host(watch.WatchWords, words=("honey",)))
    assert [(one.what, one.about) for one in watch.marked(story.night)] == [("captions", 1)]
    story.given(host(watch.ClearMark, what="captions", about=1))
    assert watch.marked(story.night) == []


def test_a_reporter_mends_and_quotes_what_they_brought() -> None:
    """Before it is released the group neither sees it nor mends it; afterwards it may, and so may they."""
    story = talking().given(
        host(InviteReporter, name="Rita", interest="paid by the Network"),
        reporter(AddClip, **SHOT | {"person": 0}),
        system(WriteCaptions, clip=2, lines=SAID),
    )
    theirs = {"clip": 2, "edition": 1, "texts": ("The bees are fine", "buy honey")}
    story.when(attendee(MendCaptions, **theirs)).then_refused("missing", "no such")
    story.when(reporter(ConfirmCaptions, clip=1, edition=0)).then_refused("missing", "no such")
    lines = (SAID[0], line(1, "buy honey"))
    story.when(reporter(MendCaptions, **theirs)).then(
        happened(CaptionsMended, clip=2, hand=0, reporter=1, lines=lines)
    )
    story.given(host(ReleaseClip, clip=2), reporter(QuoteClip, clip=2, person=0, line=2))
    assert (story.night.notes[1].text, story.night.notes[1].reporter) == ("buy honey", 1)
    story.given(attendee(MendCaptions, **theirs | {"edition": 2, "texts": ("Fine", "buy honey")}))
    story.given(host(RevokeReporter, reporter=1))
    story.when(reporter(ConfirmCaptions, clip=2, edition=3)).then_refused(
        "forbidden", "does not work any more"
    )
