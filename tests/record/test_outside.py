"""Who follows a night from outside learns what its record will show, and nothing else."""

import re
import xml.etree.ElementTree as ET
from typing import Any

import msgspec
import pytest

from opennight.live.audiences import NOW
from opennight.live.blanks import NOBODY, Drawn
from opennight.live.channel import View
from opennight.live.regions import REGIONS, partial_of
from opennight.night.announcement import WriteAnnouncement
from opennight.night.kept.announcement import FIRST, Announcement
from opennight.night.kept.parts import PHASES, Part
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.night.state import Night
from opennight.record import data, feed, linked, outcome, outside
from opennight.web.core import pages
from tests import everything
from tests.cast import Story, a_night, attendee, host, setup

URL = "https://night.example/n/BEES22"
PHRASES = re.compile(r"※[^\s<\"”·,]*")


def followed(night: Night, phase: str) -> Night:
    may = host(WriteAnnouncement, announcement=Announcement(licence=FIRST, follow=True))
    return Story(everything.at(night, phase)).given(may).night


def drawn(night: Night, partial: str, values: dict[str, Any]) -> str:
    alone = Drawn.of(pages.render(night, partial, View(NOW, "en", ""), values))
    return alone.whole(lambda inside: []).filled(NOBODY)  # each is looked at by itself


def shown(night: Night) -> str:
    """All that an outsider gets: the regions of the page, the feed, and the data in the pages."""
    said = [feed.write(night, str, URL), linked.written(linked.event(night, URL))]
    for region in REGIONS["now"].keys() - {"pitch"}:
        found = partial_of(night, NOW, region)
        assert found
        said.append(drawn(night, *found))
    said += [drawn(night, *found) for no in night.pitches if (found := partial_of(night, NOW, f"pitch-{no}"))]
    return "\n".join(said).replace("\\n", " ")


@pytest.mark.parametrize("phase", PHASES)
def test_no_word_is_there_that_the_record_will_not_have(phase: str) -> None:
    night = followed(everything.full(), phase)
    record = data.write(outcome.of(everything.at(night, "closed")))
    allowed = {*PHRASES.findall(record.replace("\\n", " ")), "※Library", "※Bees"}
    words = {word.rstrip(".") for word in PHRASES.findall(shown(night))}
    assert words
    assert words <= {word.rstrip(".") for word in allowed}
    assert "※Later" not in words, "it waits to be read"
    assert ("※Swifts※need※holes" in words) == (phase in ("share", "closed")), "a headline is told in its time"


def test_no_dot_is_there() -> None:
    """Not even how many there are."""
    night = followed(everything.full(), "vote")
    assert not re.search(r"dot|vote\b.*\d|\d+ votes", shown(night), re.I)


@pytest.mark.parametrize(
    ("byline", "choices", "there", "hidden"),
    [
        ("name", (), ("Q※Ada", "※Cleo"), ()),
        ("name", ("initials", "name", "participant"), (">Q<", "a participant"), ("Q※Ada", "※Cleo")),
        ("initials", (), (">Q<",), ("Q※Ada", "※Cleo")),
        ("participant", (), ("a participant",), ("Q※Ada", "※Cleo", ">Q<")),
    ],
)
def test_people_are_as_they_chose(byline, choices, there, hidden) -> None:  # type: ignore[no-untyped-def]
    text = shown(followed(everything.named(byline, *choices), "vote"))
    assert all(name in text for name in there)
    assert not [name for name in hidden if name in text]


def test_the_groups_are_there_once_they_form(story: Story) -> None:
    """Before that the host may still be moving them."""
    night = everything.full()
    assert outside.talking(everything.at(night, "vote")) == []
    first, later = outside.talking(everything.at(night, "talk"))
    assert (first.number, first.on, later.number, later.on) == (1, True, 2, False)
    assert [table.title for table in first.tables][:2] == ["※Swifts", "※Hedges"]
    assert not any(table.headline for table in first.tables)


def test_the_programme_is_the_run_sheet_or_the_rounds(story: Story) -> None:
    assert [(one.start, one.part.phase) for one in outside.programme(story.night)] == [
        (slot.start, "talk") for slot in story.night.setup.slots
    ]
    sheet = (Part("welcome", 30), Part("groups", 5, 1), Part("talk", 40, 1), Part("share", 20, 0, "Cake"))
    story.given(host(ChangeSetup, setup=setup(starts="18:30", sheet=sheet)))
    planned = [(one.start, one.part.phase, one.part.name) for one in outside.programme(story.night)]
    assert planned == [("18:30", "welcome", ""), ("19:05", "talk", ""), ("19:45", "share", "Cake")]


def test_no_vote_is_announced_where_people_open_tables() -> None:
    story = a_night()
    sheet = (Part("pitch", 30), Part("vote", 10), Part("talk", 40, 1))
    for seating, told in (("wishes", ["pitch", "vote", "talk"]), ("open", ["pitch", "talk"])):
        story.given(host(ChangeSetup, setup=setup(starts="18:30", sheet=sheet, seating=seating)))
        assert [one.part.phase for one in outside.programme(story.night)] == told


def test_a_feed_keeps_its_ids_and_says_when() -> None:
    story = a_night().given(
        host(WriteAnnouncement, announcement=Announcement(licence=FIRST, follow=True, summary="Hello")),
        host(MovePhase, to="pitch"),
        attendee(MakePitch, title="Bees & <books>", more="Why?"),
    )
    (entry,) = feed.entries(story.night, str)
    text = feed.write(story.night, str, URL)
    assert (entry.name, entry.at) == ("pitch-1", story.night.pitches[1].at)
    assert "Bees &amp; &lt;books&gt;" in text
    assert feed.id_of(story.night, entry.name) in feed.write(story.night, str, "http://elsewhere")
    assert f"<updated>{feed.when(entry.at)}</updated>" in text


def test_a_feed_can_be_read_whatever_an_older_log_has() -> None:
    """Characters that no XML may have, which nobody can write any more."""
    story = a_night()
    announced = host(WriteAnnouncement, announcement=Announcement(licence=FIRST, follow=True))
    story.given(announced, host(MovePhase, to="pitch"), attendee(MakePitch, title="Bees"))
    story.night.pitches[1].title = "B\x00\uffffees"
    story.night.setup = msgspec.structs.replace(story.night.setup, title="Bees\x0b")
    found = ET.fromstring(feed.write(story.night, str, URL))  # noqa: S314 - our own
    assert [one.text for one in found.iter(f"{{{feed.ATOM}}}title")] == ["Bees", "Pitched: Bees"]


def test_a_night_that_may_not_be_followed_has_nothing_in_its_feed_until_there_is_a_record() -> None:
    night = everything.at(everything.named("name"), "talk")
    night.published = False
    assert feed.entries(night, str) == []
    (entry,) = feed.entries(everything.named("name"), str)
    assert entry.name == "record"


def test_data_of_a_page_cannot_end_its_element(story: Story) -> None:
    story.given(host(WriteAnnouncement, announcement=Announcement(summary="</script><b>&", licence=FIRST)))
    text = linked.written(linked.event(story.night, URL))
    assert "<" not in text
    assert "\\u003c/script\\u003e" in text


def test_the_event_before_and_the_work_after(story: Story) -> None:
    its = Announcement(licence=FIRST, booking="https://book.example", price="from £20", opens="18:30")
    story.given(host(WriteAnnouncement, announcement=its))
    event = linked.event(story.night, URL)
    assert event["startDate"] == "2026-11-22T18:30:00+01:00"
    assert event["offers"]["description"] == "from £20"
    work = linked.work(story.night, URL, f"{URL}/record")
    assert (work["@type"], work["license"]) == ("Article", "https://creativecommons.org/licenses/by/4.0/")
    assert work["about"]["@id"] == event["@id"]
