"""Clips: who adds them, who sees them, and whose word they follow."""

from typing import Any

import pytest

from opennight.night import clips
from opennight.night.clips import AddClip, ClipAdded
from opennight.night.consent import (
    ClipHidden,
    ClipReleased,
    ClipShown,
    ClipWithdrawn,
    HideClip,
    ReleaseClip,
    ShowClip,
    WithdrawClip,
)
from opennight.night.groups import JoinGroup
from opennight.night.lineup import PlacePitch
from opennight.night.messages import DESK
from opennight.night.moderation import RemovePerson
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.preparing import (
    REASONS,
    ClipFailed,
    ClipPrepared,
    FailClip,
    PrepareClip,
    failure,
    refusal,
    under_way,
)
from opennight.night.reading import ReadFirst
from opennight.night.slow import SlowDown
from opennight.record import outcome
from tests.cast import (
    Story,
    a_night,
    attendee,
    guest,
    happened,
    helper,
    host,
    neighbour,
    outsider,
    system,
    take_back,
)

BYTES: dict[str, Any] = {"hash": "5ea1", "width": 4, "height": 3, "size": 9}
SHOT: dict[str, Any] = {"group": 1, "title": "Chart", "who": "Ben", "consent": True} | BYTES

FILM: dict[str, Any] = {"sort": "film", "hash": "", "width": 0, "height": 0, "size": 0, "upload": "ab12"}
MADE: dict[str, Any] = {
    "hash": "5ea2",
    "size": 99,
    "ms": 61_000,
    "width": 1280,
    "height": 720,
    "poster": "5ea3",
}


def talking(**changes: Any) -> Story:
    """Ada sits with the bees; Ben sits nowhere."""
    return a_night(**changes).given(
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees", hosted=True),
        host(PlacePitch, pitch=1, slot=1, room=1),
        host(MovePhase, to="talk"),
        attendee(JoinGroup, group=1),
    )


def with_photo(group: int = 1) -> Story:
    return talking().given(attendee(AddClip, **SHOT | {"group": group}))


def who_sees(story: Story, no: int = 1) -> list[str]:
    clip = story.night.clips[no]
    known = {"attendee": 1, "neighbour": 2, "stranger": 0}
    seen = [name for name, person in known.items() if clips.may_see(story.night, clip, person, desk=False)]
    return seen + ["desk"] * clips.may_see(story.night, clip, 0, desk=True)


def public(story: Story) -> list[str]:
    found = outcome.of(story.night)
    return [clip.title for clip in (*found.clips, *(one for group in found.groups for one in group.clips))]


def test_a_photo_of_a_group_is_the_groups_until_it_is_released() -> None:
    story = talking().when(attendee(AddClip, **SHOT))
    story.then(happened(ClipAdded, no=1, group=1, person=1, sort="photo", title="Chart", who="Ben", **BYTES))
    assert who_sees(story) == ["attendee", "desk"]
    assert public(story) == []
    story.when(attendee(ReleaseClip, clip=1)).then(happened(ClipReleased, clip=1))
    assert who_sees(story) == ["attendee", "neighbour", "stranger", "desk"]
    assert public(story) == ["Chart"]
    story.when(attendee(ReleaseClip, clip=1)).then()


def test_one_of_the_foyer_is_its_makers() -> None:
    story = talking().given(neighbour(AddClip, **SHOT | {"group": 0}))
    assert who_sees(story) == ["neighbour", "desk"]
    story.given(host(ReleaseClip, clip=1))
    assert public(story) == ["Chart"]


@pytest.mark.parametrize("who", [attendee, host, helper, guest], ids=["maker", "host", "helper", "in it"])
def test_it_is_withdrawn_for_good(who: Any) -> None:
    shown = {"shown": True} if who is guest else {}
    story = with_photo().given(attendee(ReleaseClip, clip=1), host(MovePhase, to="closed"))
    story.when(who(WithdrawClip, clip=1, **shown)).then(happened(ClipWithdrawn, clip=1))
    assert who_sees(story) == public(story) == []
    clip = story.night.clips[1]
    assert (clip.title, clip.who) == ("", "")
    assert story.night.forgettable == [clip.version], "the log blanks its words"
    assert clips.withdrawn(story.night) == {"5ea1"}
    story.when(who(WithdrawClip, clip=1, **shown)).then()
    story.when(host(ShowClip, clip=1)).then_refused("missing", "was withdrawn")
    story.when(attendee(ReleaseClip, clip=1)).then_refused("missing", "was withdrawn")


def test_bytes_that_another_one_has_stay() -> None:
    story = with_photo().given(attendee(AddClip, **SHOT), attendee(WithdrawClip, clip=1))
    assert clips.withdrawn(story.night) == set()


@pytest.mark.parametrize("kind", [ReleaseClip, WithdrawClip])
def test_nobody_else_has_a_say(kind: Any) -> None:
    story = with_photo()
    story.when(neighbour(kind, clip=1)).then_refused("forbidden", "Only the person who made this clip")
    story.when(outsider(kind, clip=1)).then_refused("forbidden", "Join the night first")
    story.when(guest(kind, clip=1)).then_refused("forbidden", "Join the night first")
    story.when(attendee(kind, clip=2)).then_refused("missing", "no such clip")


def test_those_of_somebody_who_was_removed_leave_with_them() -> None:
    story = with_photo().given(attendee(ReleaseClip, clip=1), host(RemovePerson, person=1))
    assert who_sees(story) == ["desk"]
    assert public(story) == []
    story.given(take_back)
    assert public(story) == ["Chart"]


def test_hidden_is_not_withdrawn() -> None:
    story = with_photo().given(attendee(ReleaseClip, clip=1))
    story.when(host(HideClip, clip=1, why="Blurred")).then(happened(ClipHidden, clip=1, why="Blurred"))
    assert (who_sees(story), public(story)) == (["desk"], [])
    assert [act.why for act in story.night.moderated.values()] == ["Blurred"]
    story.when(host(HideClip, clip=1)).then()
    story.when(attendee(ReleaseClip, clip=1)).then_refused("forbidden", "host has hidden")
    story.given(take_back)
    assert public(story) == ["Chart"]


def test_where_the_desk_reads_first_it_waits() -> None:
    story = talking().given(host(ReadFirst, nouns=("note",)), attendee(AddClip, **SHOT))
    story.given(attendee(ReleaseClip, clip=1))
    assert (who_sees(story), public(story)) == (["attendee", "desk"], [])
    assert [clip.no for clip in clips.waiting(story.night)] == [1]
    story.when(host(ShowClip, clip=1)).then(happened(ClipShown, clip=1))
    assert public(story) == ["Chart"]
    story.given(take_back)
    assert (who_sees(story), public(story)) == (["attendee", "desk"], [])
    story.given(host(ShowClip, clip=1))
    assert not story.night.moderated, "letting in is no moderation"


@pytest.mark.parametrize(
    ("changes", "kind", "words", "field"),
    [
        ({"consent": False}, "bad", "Ask everyone", "consent"),
        ({"title": " "}, "bad", "Please write", "title"),
        ({"title": "x" * 121}, "bad", "Too long by 1", "title"),
        ({"who": "x" * 130}, "bad", "Too long by 10", "who"),
        ({"hash": ""}, "bad", "Pick a photo", "file"),
        ({"group": 9}, "missing", "no such group", ""),
        ({"person": 2}, "forbidden", "", ""),
    ],
)
def test_what_is_refused(changes: dict[str, Any], kind: Any, words: str, field: str) -> None:
    talking().when(attendee(AddClip, **SHOT | changes)).then_refused(kind, words, field=field)


def test_when_and_for_which_group() -> None:
    story = talking()
    story.when(neighbour(AddClip, **SHOT)).then_refused("forbidden", "Join this group first")
    story.when(outsider(AddClip, **SHOT | {"group": 0})).then_refused("forbidden", "Join the night")
    story.given(host(SlowDown, seconds=600), attendee(AddClip, **SHOT))
    story.when(attendee(AddClip, **SHOT)).then_refused("quota", "slowed things down")
    story.given(host(MovePhase, to="closed"))
    story.when(attendee(AddClip, **SHOT)).then_refused("late", "closed")
    story.given(host(SlowDown, seconds=0), neighbour(AddClip, **SHOT | {"group": 0}))
    assert story.night.clips[2].group == 0, "people have photos, also the next morning"


def test_there_is_an_end_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "MOST_EVER", 2)
    monkeypatch.setattr(clips, "MOST_A_GROUP", 10)
    story = talking().given(
        *(attendee(AddClip, **SHOT) for _time in range(2)), attendee(WithdrawClip, clip=1)
    )
    story.when(attendee(AddClip, **SHOT)).then_refused("quota", "at most 2 clips")
    story.given(*(host(AddClip, person=DESK, **SHOT) for _time in range(9)))
    story.when(host(AddClip, person=DESK, **SHOT)).then_refused("quota", "no more clips")


def with_film(**fields: Any) -> Story:
    return talking().given(attendee(AddClip, **SHOT | FILM | fields))


def test_a_film_is_seen_once_it_is_ready() -> None:
    story = with_film().given(attendee(ReleaseClip, clip=1))
    assert who_sees(story) == ["attendee", "desk"]
    assert public(story) == []
    assert [clip.no for clip in under_way(story.night)] == [1]
    story.when(system(PrepareClip, clip=1, **MADE)).then(happened(ClipPrepared, clip=1, **MADE))
    assert who_sees(story) == ["attendee", "neighbour", "stranger", "desk"]
    assert public(story) == ["Chart"]
    clip = story.night.clips[1]
    assert (clip.sort, clip.hashes, clip.ms, clip.upload) == ("film", ("5ea2", "5ea3"), 61_000, "")
    assert under_way(story.night) == []
    story.when(system(PrepareClip, clip=1, **MADE)).then()
    story.when(system(FailClip, clip=1, why="damaged")).then()
    story.given(attendee(WithdrawClip, clip=1))
    assert clips.withdrawn(story.night) == {"5ea2", "5ea3"}


def test_where_the_desk_reads_first_it_waits_once_it_is_ready() -> None:
    story = talking().given(host(ReadFirst, nouns=("note",)), attendee(AddClip, **SHOT | FILM))
    assert clips.waiting(story.night) == []
    story.given(system(PrepareClip, clip=1, **MADE), attendee(ReleaseClip, clip=1))
    assert [clip.no for clip in clips.waiting(story.night)] == [1]
    assert (who_sees(story), public(story)) == (["attendee", "desk"], [])


def test_one_of_which_nothing_can_be_made_stays_with_its_maker() -> None:
    story = with_film().given(attendee(ReleaseClip, clip=1))
    story.when(system(FailClip, clip=1, why="long")).then(happened(ClipFailed, clip=1, why="long"))
    assert (who_sees(story), public(story), under_way(story.night)) == (["attendee", "desk"], [], [])
    assert "the limit is 90 seconds" in str(failure(story.night.clips[1]))
    story.given(attendee(WithdrawClip, clip=1))
    assert who_sees(story) == []


@pytest.mark.parametrize("kind", [PrepareClip, FailClip])
def test_one_that_was_withdrawn_meanwhile_is_not_prepared(kind: Any) -> None:
    story = with_film().given(attendee(WithdrawClip, clip=1))
    assert under_way(story.night) == []
    fields = MADE if kind is PrepareClip else {"why": "damaged"}
    story.when(system(kind, clip=1, **fields)).then_refused("missing", "was withdrawn")


def test_what_is_too_long_is_refused() -> None:
    long = SHOT | {"sort": "film", "ms": 92_000}
    talking().when(attendee(AddClip, **long)).then_refused("too much", "90 seconds", field="file")
    story = talking().given(attendee(AddClip, **long, most=120_000))
    story.when(attendee(AddClip, **long, most=20_000)).then_refused("too much", "20 seconds", field="file")
    assert clips.longest(story.night.clips[1]) == 120_000


def test_one_persons_films_do_not_keep_all_others_waiting() -> None:
    story = talking().given(*(attendee(AddClip, **SHOT | FILM) for _film in range(clips.MOST_AT_ONCE)))
    story.when(attendee(AddClip, **SHOT | FILM)).then_refused("quota", "Wait until some")
    story.given(system(PrepareClip, clip=1, **MADE), attendee(AddClip, **SHOT | FILM))
    story.given(attendee(WithdrawClip, clip=2), attendee(AddClip, **SHOT | FILM))


def test_every_reason_has_words() -> None:
    for why in (*REASONS, "long"):
        assert str(refusal(why, 90_000)).endswith(".")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Ada and Ben", ("Ada", "Ben")),
        ("Ada, Ben and Cleo", ("Ada", "Ben", "Cleo")),
        ("Ada, Ben, and Cleo", ("Ada", "Ben", "Cleo")),
        ("Ada Lovelace & Ben van der Berg", ("Ada Lovelace", "Ben van der Berg")),
        ("Ada/Ben", ("Ada", "Ben")),
        ("Smith, Anna", ("Smith, Anna",)),
        ("Zoë and Ángel O’Neill-Smith", ("Zoë", "Ángel O’Neill-Smith")),
        ("阿达 & 本", ("阿达", "本")),
        ("Ada Lovelace, Countess", ("Ada Lovelace, Countess",)),
        ("Ada, Mayor of Leeds and Ben", ("Ada, Mayor of Leeds and Ben",)),
        ("staff and visitors", ("staff and visitors",)),
        ("Ada and her children", ("Ada and her children",)),
        ("Alexander, Sandy Anders", ("Alexander, Sandy Anders",)),
        ("she/her", ("she/her",)),
        ("Ada & ", ("Ada &",)),
        ("Ada and Ben; Cleo", ("Ada", "Ben", "Cleo")),
    ],
)
def test_several_in_one_line_are_told_apart_where_that_is_safe(typed: str, names: tuple[str, ...]) -> None:
    assert clips.apart(typed.strip()) == list(names) or ";" in typed
    story = talking().given(attendee(AddClip, **SHOT | {"who": typed}))
    assert tuple(story.night.clips[1].shows) == names
