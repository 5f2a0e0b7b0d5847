"""Reporters: what they may bring, from where, and whose word what they bring follows."""

from typing import Any

import pytest

from opennight.night import clips, hands, reporters
from opennight.night.clips import AddClip, ClipAdded
from opennight.night.consent import ClipReleased, ClipWithdrawn, ReleaseClip, WithdrawClip
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import Actor
from opennight.night.moderation import RemovePerson
from opennight.night.notes import EditNote, HideNote, NoteEdited, NoteHidden, NoteWritten, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.reporters import (
    ChangeReporter,
    InviteReporter,
    ReporterChanged,
    ReporterInvited,
    ReporterRevoked,
    RevokeReporter,
)
from opennight.record import markdown, outcome, table
from tests.cast import Somebody, Story, a_night, attendee, guest, happened, host, neighbour, take_back

reporter, rival = Somebody(Actor("reporter", 1)), Somebody(Actor("reporter", 2))
FILM: dict[str, Any] = {"title": "Five minutes", "consent": True, "hash": "5ea1", "person": 0}
RITA = {"name": "Rita", "interest": "paid by the Network"}
CREDIT = "Rita, reporter (interest: paid by the Network)"


@pytest.fixture
def talking() -> Story:
    """Ada sits with the bees, nobody with the books; Rita goes round, and another one."""
    return a_night().given(
        host(InviteReporter, **RITA),
        host(InviteReporter, name="Rob", interest="none"),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees", hosted=True),
        attendee(MakePitch, title="Books", hosted=True),
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(PlacePitch, pitch=2, slot=1, room=2),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
    )


def who_sees(story: Story, no: int = 1) -> list[str]:
    clip = story.night.clips[no]
    seen = {
        "attendee": clips.may_see(story.night, clip, 1, desk=False),
        "stranger": clips.may_see(story.night, clip, 0, desk=False),
        "reporter": clips.may_see(story.night, clip, 0, desk=False, reporter=1),
        "rival": clips.may_see(story.night, clip, 0, desk=False, reporter=2),
        "desk": clips.may_see(story.night, clip, 0, desk=True),
    }
    return [who for who, sees in seen.items() if sees]


def stops(story: Story) -> list[tuple[str, bool]]:
    """The tour: the title of each group, and whether it was heard."""
    found = reporters.tour(story.night)
    return [(story.night.pitches[one.placement.pitch].title, one.heard > 0) for one in found]


def test_a_reporters_clip_is_nobody_elses_until_who_is_in_it_releases_it(talking: Story) -> None:
    talking.given(reporter(AddClip, group=1, who="Ada", **FILM))
    assert who_sees(talking) == ["reporter", "desk"], "not even the group, before Ada has said so"
    talking.when(reporter(ReleaseClip, clip=1)).then_refused("forbidden", "The people in it release it")
    talking.when(attendee(ReleaseClip, clip=1)).then_refused(
        "forbidden", "Only the person who made this clip"
    )
    talking.when(guest(ReleaseClip, clip=1, shown=True)).then(happened(ClipReleased, clip=1))
    assert who_sees(talking) == ["attendee", "stranger", "reporter", "rival", "desk"]


def test_each_of_several_releases_for_themselves(talking: Story) -> None:
    """Given Dora and Emil are in one clip, then it is public once both have said so; either takes it back."""
    talking.given(reporter(AddClip, group=1, who="Dora\n Emil;", **FILM))
    assert talking.night.clips[1].who == "Dora; Emil"
    talking.when(guest(ReleaseClip, clip=1, shown=2)).then(happened(ClipReleased, clip=1, shown=2))
    talking.when(guest(ReleaseClip, clip=1, shown=2)).then()
    assert who_sees(talking) == ["reporter", "desk"], "Dora has not said so"
    talking.when(guest(ReleaseClip, clip=1, shown=3)).then_refused("missing", "no such clip")
    talking.when(guest(ReleaseClip, clip=1, shown=1)).then(happened(ClipReleased, clip=1, shown=1))
    assert "stranger" in who_sees(talking)
    talking.when(guest(WithdrawClip, clip=1, shown=2)).then(happened(ClipWithdrawn, clip=1))
    assert who_sees(talking) == []


def test_the_host_releases_for_all(talking: Story) -> None:
    talking.given(reporter(AddClip, group=1, who="Dora; Emil", **FILM), guest(ReleaseClip, clip=1, shown=1))
    talking.when(host(ReleaseClip, clip=1)).then(happened(ClipReleased, clip=1))
    talking.when(guest(ReleaseClip, clip=1, shown=2)).then()


def test_in_a_film_there_is_somebody_also_if_nobody_is_named(talking: Story) -> None:
    talking.given(reporter(AddClip, group=1, **FILM | {"sort": "film", "ms": 9_000}))
    talking.when(reporter(ReleaseClip, clip=1)).then_refused("forbidden", "The people in it release it")
    talking.when(host(ReleaseClip, clip=1)).then(happened(ClipReleased, clip=1))


def test_what_shows_nobody_a_reporter_releases(talking: Story) -> None:
    talking.given(reporter(AddClip, group=2, **FILM))
    talking.when(rival(ReleaseClip, clip=1)).then_refused("forbidden", "Only the person who made this clip")
    talking.when(reporter(ReleaseClip, clip=1)).then(happened(ClipReleased, clip=1))


def test_they_bring_from_any_table_and_from_the_foyer_while_others_may_not(talking: Story) -> None:
    for no, group in enumerate((2, 0), 1):
        talking.when(reporter(AddClip, group=group, who="Ben", **FILM))
        added = {"person": 0, "reporter": 1, "sort": "photo", "hash": "5ea1", "who": "Ben"}
        sizes = {"width": 0, "height": 0, "size": 0}
        talking.then(happened(ClipAdded, no=no, group=group, title="Five minutes", **added, **sizes))
    theirs = FILM | {"group": 2, "person": 2}
    talking.when(neighbour(AddClip, **theirs)).then_refused("forbidden", "Join this group")


def test_a_reporters_film_is_the_five_minute_version_and_nobody_elses_is(talking: Story) -> None:
    film = FILM | {"sort": "film", "ms": 300_000, "who": "Ben"}
    talking.when(attendee(AddClip, group=1, **film | {"person": 1})).then_refused(
        "too much", "the limit is 90 seconds", field="file"
    )
    assert talking.given(reporter(AddClip, group=1, **film)).night.clips[1].ms == 300_000
    talking.when(reporter(AddClip, group=1, **film | {"ms": 370_000})).then_refused(
        "too much", "the limit is 360 seconds", field="file"
    )


def test_they_write_quotes_and_notes_at_any_table_and_nothing_else(talking: Story) -> None:
    talking.when(reporter(WriteNote, group=2, person=0, kind="quote", text="Sell the honey", who="Ben"))
    words = {"text": "Sell the honey", "who": "Ben"}
    talking.then(happened(NoteWritten, no=1, group=2, person=0, reporter=1, kind="quote", **words))
    talking.when(reporter(WriteNote, group=2, person=0, text="Loud.")).then(
        happened(NoteWritten, no=2, group=2, person=0, reporter=1, kind="note", text="Loud.")
    )
    for kind in ("action", "concern", "question", "link", "answer", "hymn"):
        talking.when(reporter(WriteNote, group=2, person=0, kind=kind, text="No"))
        talking.then_refused("bad", "writes quotes and notes", field="kind")
    talking.when(reporter(WriteNote, group=9, person=0, text="No")).then_refused("missing", "no such group")


def test_nobody_elses_words_are_theirs_to_change_nor_theirs_another_reporters(talking: Story) -> None:
    talking.given(
        attendee(WriteNote, group=1, text="Ours"),
        host(WriteNote, group=1, person=0, text="The host's"),
        reporter(WriteNote, group=1, person=0, text="Hers"),
    )
    for no, who in ((1, reporter), (2, reporter), (3, rival)):
        for command in (who(EditNote, note=no, text="New"), who(HideNote, note=no)):
            talking.when(command).then_refused("forbidden", "Only the person who wrote")
    talking.when(reporter(EditNote, note=3, text="New")).then(
        happened(NoteEdited, note=3, text="New", hand=0, reporter=1)
    )
    marks = [talking.night.notes[3].changed]
    for who in (host, attendee):
        talking.given(who(EditNote, note=3, text=f"By {who.actor}"))
        marks.append(talking.night.notes[3].changed)
    assert marks == [None, 0, attendee.no], "another hand leaves a mark, also the host's"
    talking.when(reporter(HideNote, note=3)).then(happened(NoteHidden, note=3))


def test_the_tour_begins_where_nobody_has_been_and_goes_on_where_it_was_longest_ago(talking: Story) -> None:
    assert stops(talking) == [("Bees", False), ("Books", False)]
    talking.given(attendee(WriteNote, group=1, text="We talk."))
    assert stops(talking) == [("Books", False), ("Bees", False)], "a group that wrote nothing comes first"
    talking.given(reporter(AddClip, group=2, **FILM))
    assert stops(talking) == [("Bees", False), ("Books", True)]
    talking.given(reporter(WriteNote, group=1, person=0, text="Loud."))
    assert stops(talking) == [("Books", True), ("Bees", True)]
    after = reporters.after(talking.night, 2)
    assert after is not None
    assert after.placement.group == 1
    talking.given(reporter(HideNote, note=2), reporter(WithdrawClip, clip=1))
    assert [heard for _title, heard in stops(talking)] == [False, False]


def test_a_revoked_link_ends_what_they_can_do_and_keeps_what_they_brought(talking: Story) -> None:
    talking.given(reporter(AddClip, group=1, who="Ada", **FILM), guest(ReleaseClip, clip=1, shown=True))
    talking.when(host(RevokeReporter, reporter=1)).then(happened(ReporterRevoked, reporter=1))
    for command in (
        reporter(AddClip, group=1, **FILM),
        reporter(WriteNote, group=1, person=0, text="No"),
        reporter(WithdrawClip, clip=1),
    ):
        talking.when(command).then_refused("forbidden", "does not work any more")
    assert "stranger" in who_sees(talking)
    talking.given(rival(WriteNote, group=1, person=0, text="Still here."))
    talking.when(host(RevokeReporter, reporter=1)).then_refused("missing", "no such reporter")
    talking.when(host(ChangeReporter, reporter=1, **RITA)).then_refused("missing", "no such reporter")
    talking.when(guest(WithdrawClip, clip=1, shown=True)).then(happened(ClipWithdrawn, clip=1))


def test_what_was_declared_wrongly_is_mended_everywhere_and_the_log_forgets_it(talking: Story) -> None:
    invited = talking.night.reporters[1].version
    words = {"name": "Rita", "interest": "none"}
    talking.when(host(ChangeReporter, reporter=1, **words)).then(
        happened(ReporterChanged, reporter=1, **words)
    )
    assert talking.night.steps[-1].forgets == [invited], "once it is out of reach of an undo"
    talking.when(host(ChangeReporter, reporter=1, **words)).then()
    talking.given(take_back)
    assert talking.night.reporters[1].interest == "paid by the Network"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"interest": ""}, "interest"),
        ({"interest": "x" * 121}, "interest"),
    ],
)
def test_a_reporter_has_a_name_and_says_whom_they_speak_for(words: dict[str, str], field: str) -> None:
    story = a_night().when(host(InviteReporter, **RITA | words))
    assert story.refused
    assert (story.refused.kind, story.refused.field) == ("bad", field)


def test_there_is_an_end_to_it(talking: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporters, "MOST", 2)
    talking.when(host(InviteReporter, **RITA)).then_refused("quota", "as many reporters")
    talking.given(host(RevokeReporter, reporter=2))
    talking.when(host(InviteReporter, **RITA)).then(happened(ReporterInvited, reporter=3, **RITA))
    talking.given(take_back)
    assert not reporters.is_open(talking.night, 3)
    monkeypatch.setattr(clips, "MOST_OF_REPORTER", 1)
    talking.given(reporter(AddClip, group=1, **FILM))
    talking.when(reporter(AddClip, group=1, **FILM)).then_refused("quota", "at most 1 clips")
    monkeypatch.setattr(hands, "MOST_EVER", 1)
    talking.given(reporter(WriteNote, group=1, person=0, text="Loud."))
    talking.when(reporter(WriteNote, group=1, person=0, text="Louder.")).then_refused("quota", "at most 1")
    talking.given(host(MovePhase, to="closed"))
    talking.when(reporter(AddClip, group=0, **FILM)).then_refused("late", "closed")


def test_the_record_says_whom_they_spoke_for(talking: Story) -> None:
    talking.given(
        reporter(AddClip, group=0, who="Ben", **FILM),
        reporter(AddClip, group=1, who="Ada", **FILM | {"title": "Hidden"}),
        reporter(WriteNote, group=1, person=0, kind="quote", text="Sell the honey", who="Ben"),
        guest(ReleaseClip, clip=1, shown=True),
        host(RemovePerson, person=2),
        host(MovePhase, to="closed"),
    )
    found = outcome.of(talking.night)
    group = next(one for one in found.groups if one.no == 1)
    assert [(one.title, one.by, one.interest) for one in found.clips] == [
        ("Five minutes", "Rita", "paid by the Network")
    ]
    assert group.clips == ()
    assert [(one.by, one.interest) for one in group.notes] == [("Rita", "paid by the Network")]
    told = markdown.write(found, lambda text: text)
    assert [row.strip() for row in told.splitlines() if "reporter" in row] == [
        f"- Sell the honey — Quote · Said by Ben · {CREDIT}",
        f"- Five minutes — Photo · Ben · {CREDIT}",
    ]
    assert table.write(found).count("paid by the Network") == 2
