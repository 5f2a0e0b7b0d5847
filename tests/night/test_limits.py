"""How many of each a person may have, as the host says: from then on, and never for the desk."""

import pytest

from opennight.night.limits import ClipsLimited, EachLimited, LimitClips, LimitEach
from opennight.night.messages import Command
from opennight.night.notes import HideNote, WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.quotas import Each, OfClip
from opennight.night.sharing import HideComment, MakeComment
from tests.cast import Story, attendee, happened, helper, host, neighbour, take_back

WRITTEN: list[tuple[type[Command], type[Command], str]] = [
    (WriteNote, HideNote, "note"),
    (MakeComment, HideComment, "comment"),
]


@pytest.mark.parametrize(("write", "remove", "noun"), WRITTEN)
def test_so_many_and_no_more(
    groups_share: Story, write: type[Command], remove: type[Command], noun: str
) -> None:
    groups_share.given(host(LimitEach, pitches=1, notes=2, comments=2))
    groups_share.given(*(attendee(write, group=1, text=text) for text in ("Honey", "Wax")))
    more = attendee(write, group=1, text="Bees")
    groups_share.when(more).then_refused("quota", f"limit of {noun}s for one person (2)")
    groups_share.given(neighbour(write, group=1, text="Others may"))
    groups_share.given(attendee(remove, **{noun: 1}), more)
    groups_share.given(
        host(LimitEach, pitches=1, notes=0, comments=0), attendee(write, group=1, text="No limit")
    )


def test_pitches_are_limited_too(story: Story) -> None:
    story.given(host(LimitEach, pitches=1, notes=0, comments=0), host(MovePhase, to="pitch"))
    story.given(attendee(MakePitch, title="Bees"))
    story.when(attendee(MakePitch, title="Wasps")).then_refused(
        "quota", "limit of pitches for one person (1). Withdraw one"
    )
    story.given(helper(MakePitch, person=1, title="Wasps"))


def test_a_new_limit_takes_nothing_away(groups_share: Story) -> None:
    groups_share.given(*(attendee(WriteNote, group=1, text=text) for text in ("Honey", "Wax")))
    groups_share.given(host(LimitEach, pitches=0, notes=1, comments=0))
    assert [note.hidden for note in groups_share.night.notes.values()] == [False, False]


def test_it_is_changed_and_undone(story: Story) -> None:
    assert story.night.each == Each(pitches=10, notes=0, comments=20)
    fields = {"pitches": 1, "notes": 2, "comments": 3}
    story.when(host(LimitEach, **fields)).then(happened(EachLimited, **fields))
    story.when(host(LimitEach, **fields)).then()
    story.given(take_back)
    assert story.night.each == Each()


@pytest.mark.parametrize(("noun", "most"), [("notes", -1), ("pitches", 301)])
def test_it_has_its_bounds(story: Story, noun: str, most: int) -> None:
    command = host(LimitEach, **({"pitches": 0, "notes": 0, "comments": 0} | {noun: most}))
    story.when(command).then_refused("bad", "between 0 and 300", field=noun)


def test_a_night_has_shorter_clips_than_its_server_allows(story: Story) -> None:
    server = OfClip(seconds=90, reporter=360)
    story.when(host(LimitClips, seconds=30, reporter=0, most=server)).then(
        happened(ClipsLimited, seconds=30, reporter=0)
    )
    story.when(host(LimitClips, seconds=30, reporter=0, most=server)).then()
    for said, field, sentence in (
        ({"seconds": 91, "reporter": 0}, "seconds", "between 10 and 90, or 0"),
        ({"seconds": 9, "reporter": 0}, "seconds", "between 10 and 90"),
        ({"seconds": -1, "reporter": 0}, "seconds", "between 10 and 90"),
        ({"seconds": 0, "reporter": 361}, "reporter", "between 10 and 360"),
    ):
        story.when(host(LimitClips, most=server, **said)).then_refused("bad", sentence, field=field)
    story.given(take_back)
    assert story.night.of_clip == OfClip()
