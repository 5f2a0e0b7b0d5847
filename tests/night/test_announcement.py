"""The announcement: what outsiders read of a night, under which licence, and whether they may follow it."""

from typing import Any

import pytest

from opennight.night import announcement
from opennight.night.announcement import AnnouncementWritten, LicenceChosen, WriteAnnouncement
from opennight.night.kept.announcement import FIRST, UNSAID, Announcement
from opennight.night.kept.parts import Part
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.record.licences import LICENCES, licence_of
from tests.cast import Story, attendee, happened, host, setup, take_back


def says(**fields: Any) -> WriteAnnouncement:
    return host(WriteAnnouncement, announcement=Announcement(licence=FIRST, **fields))


def test_a_night_says_nothing_at_first_and_nobody_may_follow_it(story: Story) -> None:
    """A private dinner is not open to the world by surprise."""
    its = story.night.announcement
    assert (its.summary, its.follow, its.listed) == ("", False, False)
    assert licence_of(story.night).key == "cc-by-4.0"


def test_the_host_writes_it_tidily(story: Story) -> None:
    story.when(
        says(summary="  An evening\n\n\n\nof topics ", price="Pay what you can,\nfrom £20", opens="18:5")
    ).then_refused("bad", "hours and minutes", field="opens")
    kept: dict[str, Any] = {
        "summary": "An evening\n\nof topics",
        "price": "Pay what you can, from £20",
        "opens": "08:30",
    }
    story.when(
        says(summary="  An evening\n\n\n\nof topics ", price="Pay what you can,\nfrom £20", opens="8:30")
    ).then(happened(AnnouncementWritten, announcement=Announcement(licence=FIRST, **kept)))
    story.when(says(**kept)).then()


@pytest.mark.parametrize(
    ("fields", "field", "sentence"),
    [
        ({"summary": "x" * 601}, "summary", "Too long by 1"),
        ({"price": "x" * 121}, "price", "Too long by 1"),
        ({"background": "x" * 6001}, "background", "Too long by 1"),
        ({"next_time": "x" * 401}, "next_time", "Too long by 1"),
        ({"until": "late"}, "until", "hours and minutes"),
        ({"booking": "javascript:alert(1)"}, "booking", "https://"),
        ({"booking": "https://a b"}, "booking", "https://"),
        ({"licence": "mine"}, "licence", "Pick one"),
    ],
)
def test_what_it_cannot_be(story: Story, fields: dict[str, Any], field: str, sentence: str) -> None:
    story.when(host(WriteAnnouncement, announcement=Announcement(**({"licence": FIRST} | fields))))
    story.then_refused("bad", sentence, field=field)


def test_the_licence_is_chosen_before_anybody_speaks(story: Story) -> None:
    free = host(WriteAnnouncement, announcement=Announcement(licence="cc0-1.0"))
    story.when(free).then(happened(LicenceChosen, licence="cc0-1.0"))
    story.given(host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"))
    story.when(says()).then_refused("late", "cannot change", field="licence")
    story.when(host(WriteAnnouncement, announcement=Announcement(summary="Hello", licence="cc0-1.0"))).then(
        happened(AnnouncementWritten, announcement=Announcement(summary="Hello", licence="cc0-1.0"))
    )


def test_an_undo_takes_the_words_back_and_not_the_licence(story: Story) -> None:
    story.given(
        says(summary="Hello"),
        host(WriteAnnouncement, announcement=Announcement(summary="Bye", licence="cc0-1.0")),
        take_back,
    )
    assert story.night.announcement == Announcement(summary="Hello", licence="cc0-1.0")


def test_it_can_be_written_after_the_close(story: Story) -> None:
    story.given(host(MovePhase, to="closed"), says(next_time="Write to us"))
    assert story.night.announcement.next_time == "Write to us"


def test_when_it_starts_and_ends(story: Story) -> None:
    """As the host says; else by the run sheet; else by the rounds."""
    assert announcement.starts(Night("BARE22")) == announcement.ends(Night("BARE22")) == ""
    slots = story.night.setup.slots
    assert announcement.starts(story.night) == f"2026-11-22T{slots[0].start}"
    assert announcement.ends(story.night) == f"2026-11-22T{slots[-1].end}"
    sheet = (Part("welcome", 30), Part("talk", 40, 1), Part("share", 20))
    story.given(host(ChangeSetup, setup=setup(starts="23:00", sheet=sheet)))
    assert announcement.starts(story.night) == "2026-11-22T23:00"
    assert announcement.ends(story.night) == "2026-11-23T00:30", "after midnight"
    story.given(says(opens="18:00", until="21:30"))
    assert announcement.starts(story.night) == "2026-11-22T18:00"
    assert announcement.ends(story.night) == "2026-11-22T21:30"


def test_every_licence_says_what_it_allows() -> None:
    assert tuple(LICENCES) == announcement.LICENCES
    assert all(one.name and one.sentence for one in LICENCES.values())
    assert [key for key, one in LICENCES.items() if not one.url] == [UNSAID]
    assert licence_of(Night("OLD222")).key == UNSAID, "nobody had agreed to any"
