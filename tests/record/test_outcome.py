"""What is in the record of a night, and what is not."""

import datetime as dt

import msgspec
import pytest

from opennight.night.groups import JoinGroup
from opennight.night.lineup import DropGroup
from opennight.night.merging import MergePitch
from opennight.night.moderation import ApprovePitch, HidePitch, RemovePerson, WithdrawPitch
from opennight.night.notes import WriteNote
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.setups import ChangeSetup
from opennight.record import data, markdown, outcome, table
from opennight.record.outcome import Counts, Outcome
from tests.cast import HALL, LATE, Story, a_night, attendee, host, latecomer, setup
from tests.record.conftest import ABOUT_BEES, ABOUT_BOOKS, BEES, BOOKS, BREAD, HONEY
from tests.twice import RunTwice


def test_the_night_and_its_people(made: Outcome) -> None:
    assert (made.title, made.place, made.date, made.code) == (
        "Bees and books",
        "Library",
        "2026-11-22",
        "BEES",
    )
    assert made.people == ("Ada", "Ben", "Cleo")


def test_the_house_rules_are_in_every_form(story: Story) -> None:
    """In the host's words; a night without rules has no heading for them either."""
    none = outcome.of(story.night)
    story.given(host(ChangeSetup, setup=setup(rules="Speak for *yourself*.\nListen.")))
    made = outcome.of(story.night)
    assert made.rules == "Speak for *yourself*.\nListen."
    text = markdown.write(made, str)
    assert "## House rules\n\nSpeak for \\*yourself\\*.\\\nListen.\n\n" in text
    assert 'rules,,,,"Speak for *yourself*.\nListen.",' in table.write(made)
    assert msgspec.json.decode(data.write(made))["rules"] == made.rules
    for written in (markdown.write(none, str), table.write(none)):
        assert "ules" not in written


def test_totals_count_what_is_shown(made: Outcome) -> None:
    assert made.totals == Counts(
        people=3, pitches=3, votes=4, groups=2, notes=1, actions=1, hearts=2, comments=1
    )


def test_pitches_come_most_wanted_first_without_withdrawn_ones(made: Outcome) -> None:
    assert [(pitch.no, pitch.votes, pitch.status) for pitch in made.pitches] == [
        (BEES, 3, "open"),
        (BOOKS, 1, "open"),
        (BREAD, 0, "open"),
    ]
    assert [pitch.hosted for pitch in made.pitches] == [True, True, False]


def test_a_merged_pitch_names_its_parts_and_all_who_pitched_it(made: Outcome) -> None:
    bees = made.pitches[0]
    assert bees.by == ("Ada", "Cleo")
    assert [(part.no, part.title, part.more, part.by) for part in bees.parts] == [
        (HONEY, "Honey", "Sweet", ("Cleo",))
    ]


def test_the_lineup_goes_slot_by_slot(made: Outcome) -> None:
    assert [(slot.start, slot.end, slot.pitches, slot.groups) for slot in made.lineup] == [
        ("19:42", "20:24", (("Hall", BEES),), (ABOUT_BEES,)),
        ("20:30", "21:15", (("Corner", BOOKS),), (ABOUT_BOOKS,)),
    ]
    assert made.title_of(BOOKS) == "Bücher 📚"


def test_a_group_says_what_it_did(made: Outcome) -> None:
    group = made.groups[0]
    assert (group.no, group.pitch) == (ABOUT_BEES, BEES)
    assert (group.start, group.end, group.room) == ("19:42", "20:24", "Hall")
    assert (group.members, group.scribe, group.headline) == (("Ada", "Ben"), "Ada", "Bees need roofs")
    assert [(note.text, note.by) for note in group.notes] == [("Line one\nLine two", "Ada")]
    assert [(a.text, a.who, a.due, a.by) for a in group.actions] == [
        ("Call the mayor", "Ada", "Friday", "Ben")
    ]
    assert [(comment.text, comment.by) for comment in group.comments] == [("Yes!", "Cleo")]
    assert group.hearts == 2


def test_moments_carry_the_offset_of_the_night(made: Outcome) -> None:
    assert dt.datetime.fromisoformat(made.pitches[0].at).utcoffset() == dt.timedelta(hours=1)


def test_a_group_that_lost_its_place_keeps_its_words(story: Story) -> None:
    story.given(host(MovePhase, to="share"), host(DropGroup, group=ABOUT_BEES))
    groups = outcome.of(story.night).groups
    assert [group.pitch for group in groups] == [BOOKS, BEES]
    assert (groups[1].start, groups[1].room, groups[1].headline) == ("", "", "Bees need roofs")


def test_hidden_groups_are_not_in_it(story: Story) -> None:
    story.given(host(HidePitch, pitch=BEES))
    made = outcome.of(story.night)
    assert [group.pitch for group in made.groups] == [BOOKS]
    assert "Honey" not in data.write(made)


def test_hidden_parts_are_not_in_it(story: Story) -> None:
    story.given(host(HidePitch, pitch=HONEY))
    made = outcome.of(story.night)
    assert made.pitches[0].parts == ()
    assert "Honey" not in data.write(made)


def test_who_was_removed_is_not_named(story: Story) -> None:
    story.given(host(RemovePerson, person=1))
    made = outcome.of(story.night)
    assert made.people == ("Ben", "Cleo")
    assert made.totals.people == 2
    assert made.pitches[0].by == ("Cleo",)
    assert (made.groups[0].members, made.groups[0].scribe, made.groups[0].notes[0].by) == (("Ben",), "", "")


def test_withdrawn_parts_are_not_in_it() -> None:
    """Given a pitch that became part of another one, when its author withdraws it, then it is gone, whoever
    else wanted it."""
    story = a_night().given(
        host(MovePhase, to="vote"),
        attendee(MakePitch, title="Bees"),
        latecomer(MakePitch, title="Honey"),
        host(MergePitch, pitch=2, into=1),
    )
    assert "Honey" in data.write(outcome.of(story.night))
    story.given(latecomer(WithdrawPitch, pitch=2))
    [bees] = outcome.of(story.night).pitches
    assert (bees.by, bees.parts) == (("Ada",), ())
    assert "Honey" not in data.write(outcome.of(story.night))


def test_what_the_room_never_saw_is_not_in_it() -> None:
    story = a_night(approve=True).given(
        host(MovePhase, to="pitch"),
        *(
            attendee(MakePitch, title=title)
            for title in ("Seen", "Waiting", "Never seen", "Seen and withdrawn")
        ),
        host(ApprovePitch, pitch=1),
        host(ApprovePitch, pitch=4),
        attendee(WithdrawPitch, pitch=3),
        attendee(WithdrawPitch, pitch=4),
    )
    assert [pitch.title for pitch in outcome.of(story.night).pitches] == ["Seen"]


def test_an_empty_night_has_a_record(story: Story) -> None:
    made = outcome.of(a_night().night)
    assert (made.pitches, made.groups, made.totals.votes) == ((), (), 0)


@pytest.mark.parametrize("rehearsal", [True, False])
def test_a_rehearsal_says_so(rehearsal: bool) -> None:
    story = a_night()
    story.night.rehearsal = rehearsal
    assert outcome.of(story.night).rehearsal is rehearsal


def test_json_names_its_schema_first_and_reads_back(made: Outcome) -> None:
    text = data.write(made)
    assert text.startswith('{\n  "schema": "opennight-record/1",')
    assert "Bücher 📚" in text
    assert msgspec.json.decode(text, type=Outcome) == made


def test_a_change_of_the_zone_moves_the_moments(story: Story) -> None:
    story.given(host(ChangeSetup, setup=setup(zone="UTC")))
    assert outcome.of(story.night).pitches[0].at.endswith("+00:00")


def test_a_pitch_that_ran_twice_has_two_groups(story: Story) -> None:
    """What was said about a pitch merged into it is shown with its first group in the line-up."""
    late = 3
    story.given(
        host(MovePhase, to="talk"),
        host(RunTwice, pitch=BEES, slot=LATE.id, room=HALL.id),
        latecomer(JoinGroup, group=late),
        latecomer(WriteNote, group=late, text="Late"),
    )
    told = [(group.no, group.pitch, group.start, group.members) for group in outcome.of(story.night).groups]
    assert told == [
        (ABOUT_BEES, BEES, "19:42", ("Ada", "Ben")),
        (late, BEES, "20:30", ("Cleo",)),
        (ABOUT_BOOKS, BOOKS, "20:30", ()),
    ]
    story.given(host(MergePitch, pitch=BOOKS, into=BEES), host(DropGroup, group=ABOUT_BEES))
    story.night.groups[ABOUT_BOOKS].headline = "Books are bees"
    groups = {group.no: group for group in outcome.of(story.night).groups}
    assert list(groups) == [late, ABOUT_BEES]
    assert groups[late].headline == "Books are bees"
    assert groups[ABOUT_BEES].headline == "Bees need roofs"
