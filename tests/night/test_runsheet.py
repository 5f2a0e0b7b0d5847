"""The run sheet: what is planned, what becomes of it, what to say, and how to make up for lost time."""

from typing import Any

import pytest

from opennight.night import pace, rounds, runsheet
from opennight.night.kept.parts import Begun, Part
from opennight.night.kept.rooms import Slot
from opennight.night.kept.rounds import Round
from opennight.night.kept.setups import Setup
from opennight.night.kept.timer import Timer
from opennight.night.lineup import PlacePitch
from opennight.night.nights import PhaseMoved
from opennight.night.pace import Remedy, RoundsReplanned, ShortenRounds
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.rounds import CallRound, RoundsSet
from opennight.night.runsheet import PartsBegun, ScriptWritten, WriteScript
from opennight.night.setups import ChangeSetup, SetupChanged
from opennight.night.sheet import starting
from opennight.night.timer import MINUTE, AddTime, TimerSet
from opennight.night.times import time_of
from tests.cast import CORNER, HALL, SEVEN, Story, a_night, happened, host, setup, take_back

SHEET = (
    Part("welcome", 10),
    Part("pitch", 20),
    Part("vote", 10),
    Part("groups", 5, 1),
    Part("talk", 25, 1),
    Part("groups", 5, 2, name="Soup"),
    Part("talk", 25, 2),
    Part("share", 20),
)
"""From seven to nine."""


MIDNIGHT = SEVEN - 19 * 60 * MINUTE


def planned(**changes: Any) -> Setup:
    return setup(**({"starts": "19:00", "sheet": SHEET} | changes))


def at(minutes: float) -> int:
    """So many minutes after seven."""
    return SEVEN + round(minutes * MINUTE)


@pytest.fixture
def evening() -> Story:
    """A night with a run sheet; Bees are lined up for the first round, Books for the second."""
    return a_night(starts="19:00", sheet=SHEET).given(
        *(host(MakePitch, person=0, title=title) for title in ("Bees", "Books")),
        host(PlacePitch, pitch=1, slot=1, room=HALL.id),
        host(PlacePitch, pitch=2, slot=2, room=CORNER.id),
    )


def moves(*steps: tuple[str, float]) -> list[MovePhase]:
    return [host(MovePhase, to=phase, at=at(minutes)) for phase, minutes in steps]


def told(story: Story, minutes: float) -> list[tuple[str, str]]:
    """What the sheet says at this moment: each part and when it starts."""
    rows = pace.pace(story.night, at(minutes), MIDNIGHT).rows
    return [
        (row.part.name or row.part.phase, "" if row.starts is None else time_of(row.starts)) for row in rows
    ]


def remedy(story: Story, moment: int) -> Remedy | None:
    return pace.remedy(pace.pace(story.night, moment, MIDNIGHT))


# What a sheet may be


def test_the_slots_follow_from_the_sheet(story: Story) -> None:
    story.when(host(ChangeSetup, setup=planned(slots=())))
    story.then(
        happened(SetupChanged, setup=planned(slots=(Slot(1, "19:45", "20:10"), Slot(2, "20:15", "20:40"))))
    )


def test_rounds_without_a_slot_get_one_and_the_groups_before_them_the_same(story: Story) -> None:
    sheet = (Part("groups", 5), Part("talk", 20), Part("groups", 5), Part("talk", 20, 1), Part("talk", 20, 1))
    story.given(host(ChangeSetup, setup=planned(sheet=sheet)))
    assert [part.slot for part in story.night.setup.sheet] == [2, 2, 1, 1, 3]
    assert [slot.id for slot in story.night.setup.slots] == [2, 1, 3]


def test_an_open_night_has_no_vote_on_its_sheet_and_its_rounds_stay(evening: Story) -> None:
    """Given a night with a vote on its sheet, when its host makes an open night of it, then the vote is gone
    from the sheet, and the rounds are when they were to be."""
    before = evening.night.setup.slots
    evening.given(host(ChangeSetup, setup=planned(seating="open")))
    its = evening.night.setup
    assert [part.phase for part in its.sheet[:3]] == ["welcome", "pitch", "groups"]
    assert its.slots == before
    assert [time_of(start) for _part, start in starting(its)][:3] == ["19:10", "19:20", "19:40"]


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"starts": ""}, "starts", "Write a time as hours and minutes"),
        ({"starts": "late"}, "starts", "Write a time as hours and minutes"),
        ({"sheet": (Part("talk", 0),)}, "sheet", "A part can last from 1 minute to 12 hours."),
        ({"sheet": (Part("talk", 721),)}, "sheet", "A part can last from 1 minute to 12 hours."),
        ({"sheet": (Part("talk", 700),) * 3}, "sheet", "The run sheet is longer than a day."),
        (
            {"sheet": (Part("vote", 9), Part("pitch", 9), Part("talk", 9))},
            "sheet",
            "Parts come in this order",
        ),
        (
            {"sheet": (Part("pitch", 9), Part("pitch", 9), Part("talk", 9))},
            "sheet",
            "Only rounds can repeat.",
        ),
        ({"sheet": (Part("talk", 10), Part("closed", 10))}, "sheet", "Parts come in this order"),
        ({"sheet": (Part("talk", 10), Part("groups", 5))}, "sheet", "A round must come after"),
        ({"sheet": (Part("talk", 10, name="x" * 41),)}, "sheet", "Too long by"),
        ({"script": {"dinner": "Eat"}}, "script", "The night has no such phase."),
        ({"script": {"pitch": "x" * 601}}, "script", "Too long by"),
    ],
)
def test_a_sheet_that_no_night_could_follow_is_refused(
    story: Story, changes: dict[str, Any], field: str, words: str
) -> None:
    story.when(host(ChangeSetup, setup=planned(**changes)))
    story.then_refused("bad", words, field=field)


@pytest.mark.parametrize("many", [0, 21])
def test_a_sheet_has_between_one_and_twenty_rounds(story: Story, many: int) -> None:
    story.when(host(ChangeSetup, setup=planned(sheet=(Part("welcome", 10), *(Part("talk", 10),) * many))))
    story.then_refused("bad", "rounds", field="sheet")


def test_without_a_sheet_nothing_is_kept_of_parts(story: Story) -> None:
    story.when(host(MovePhase, to="pitch"))
    story.then(happened(PhaseMoved, to="pitch"))
    assert pace.pace(story.night, at(30), MIDNIGHT).rows == ()
    assert remedy(story, at(300)) is None


# The night follows it


def test_a_part_begins_with_its_timer(evening: Story) -> None:
    evening.when(*moves(("pitch", 12)))
    evening.then(
        happened(PhaseMoved, to="pitch"),
        happened(TimerSet, timer=Timer(20 * MINUTE, ends=at(32))),
        happened(PartsBegun, parts=(Begun("pitch", 0, at(12)),)),
    )


def test_people_have_the_minutes_of_the_sheet_to_find_their_seats(evening: Story) -> None:
    evening.given(*moves(("pitch", 10), ("vote", 30))).when(*moves(("groups", 41)))
    evening.then(
        happened(PhaseMoved, to="groups"),
        happened(TimerSet, timer=Timer(5 * MINUTE, ends=at(46))),
        happened(RoundsSet, rounds=(Round(1, seated_by=at(46)),)),
        happened(
            PartsBegun,
            parts=(Begun("pitch", 0, at(10)), Begun("vote", 0, at(30)), Begun("groups", 1, at(41))),
        ),
    )
    assert runsheet.seating(evening.night, 2) == 5


def test_a_part_that_is_not_on_the_sheet_has_no_timer(evening: Story) -> None:
    sheet = tuple(part for part in SHEET if part.phase != "vote")
    evening.given(host(ChangeSetup, setup=planned(sheet=sheet)), *moves(("pitch", 10)))
    evening.given(*moves(("vote", 30)))
    assert evening.night.timer == Timer()
    assert told(evening, 33)[:3] == [("welcome", ""), ("pitch", "19:10"), ("groups", "19:33")]


def test_before_the_doors_open_all_is_as_planned(evening: Story) -> None:
    now = pace.pace(evening.night, at(-60), MIDNIGHT)
    assert [row.planned for row in now.rows] == [row.starts for row in now.rows]
    assert (now.behind, time_of(now.ends)) == (0, "21:00")
    assert now.here == now.rows[0]


def test_a_welcome_that_goes_on_too_long_moves_all_the_rest(evening: Story) -> None:
    assert pace.pace(evening.night, at(22), MIDNIGHT).behind == 12
    assert told(evening, 22)[1:3] == [("pitch", "19:22"), ("vote", "19:42")]


def test_what_was_and_what_is_likely_stand_beside_what_was_planned(evening: Story) -> None:
    evening.given(
        *moves(("pitch", 15), ("vote", 40), ("groups", 50), ("talk", 57)),
        host(CallRound, slot=2, minutes=5, at=at(84)),
    )
    assert told(evening, 86) == [
        ("welcome", ""),
        ("pitch", "19:15"),
        ("vote", "19:40"),
        ("groups", "19:50"),
        ("talk", "19:57"),
        ("Soup", "20:24"),
        ("talk", "20:29"),
        ("share", "20:54"),
    ]
    now = pace.pace(evening.night, at(86), MIDNIGHT)
    assert (time_of(now.ends), now.behind) == ("21:14", 14)
    assert [row.here for row in now.rows].index(True) == 5


def test_the_hosts_own_minutes_count(evening: Story) -> None:
    evening.given(*moves(("groups", 40), ("talk", 45)), host(AddTime, minutes=8, at=at(50)))
    assert pace.pace(evening.night, at(50), MIDNIGHT).behind == 8


def test_a_mistake_that_is_undone_leaves_no_trace(evening: Story) -> None:
    evening.given(*moves(("pitch", 10), ("vote", 12)), take_back)
    assert evening.night.begun == (Begun("pitch", 0, at(10)),)
    assert evening.night.timer == Timer(20 * MINUTE, ends=at(30))


def test_a_part_to_which_the_host_goes_back_goes_on(evening: Story) -> None:
    evening.given(*moves(("pitch", 10), ("vote", 12), ("pitch", 13)))
    assert evening.night.begun == (Begun("pitch", 0, at(10)),)


def test_a_round_that_was_left_out_is_still_to_come(evening: Story) -> None:
    evening.given(*moves(("groups", 40)), host(CallRound, slot=2, minutes=5, at=at(41)), *moves(("talk", 46)))
    assert told(evening, 50)[3:] == [
        ("groups", "19:40"),
        ("talk", "20:11"),
        ("Soup", "19:41"),
        ("talk", "19:46"),
        ("share", "20:36"),
    ]


def test_a_night_on_another_day_is_not_late(evening: Story) -> None:
    evening.given(*moves(("pitch", 3 * 24 * 60)))
    now = pace.pace(evening.night, at(3 * 24 * 60), MIDNIGHT)
    assert not now.today
    assert remedy(evening, at(3 * 24 * 60)) is None


def test_a_closed_night_says_how_late_it_was(evening: Story) -> None:
    evening.given(*moves(("groups", 40), ("talk", 45), ("share", 100), ("closed", 127)))
    assert pace.pace(evening.night, at(500), MIDNIGHT).behind == 7


# Making up for lost time


def test_twelve_minutes_behind_both_rounds_are_shortened_by_six(evening: Story) -> None:
    evening.given(*moves(("pitch", 10), ("vote", 42)))
    assert remedy(evening, at(43)) == Remedy(rounds=2, by=6, left=0)
    evening.when(host(ShortenRounds, midnight=MIDNIGHT, minutes=6, at=at(43)))
    evening.then(
        happened(RoundsReplanned, slots=(Slot(1, "19:57", "20:16"), Slot(2, "20:21", "20:40"))),
    )
    assert pace.pace(evening.night, at(43), MIDNIGHT).behind == 0
    assert remedy(evening, at(43)) is None

    evening.given(*moves(("groups", 52))).when(*moves(("talk", 57)))
    assert evening.night.timer == Timer(19 * MINUTE, ends=at(76))
    assert rounds.here(evening.night) == 1


def test_shorter_rounds_can_be_undone(evening: Story) -> None:
    evening.given(
        *moves(("pitch", 10), ("vote", 42)),
        host(ShortenRounds, midnight=MIDNIGHT, minutes=6, at=at(43)),
        take_back,
    )
    assert evening.night.setup.slots == (Slot(1, "19:45", "20:10"), Slot(2, "20:15", "20:40"))
    assert pace.pace(evening.night, at(43), MIDNIGHT).behind == 12


def test_no_round_gets_shorter_than_half(evening: Story) -> None:
    evening.given(*moves(("pitch", 10), ("vote", 70)))
    assert remedy(evening, at(70)) == Remedy(rounds=2, by=12, left=16)


def test_a_round_that_has_begun_keeps_its_time(evening: Story) -> None:
    evening.given(*moves(("groups", 50), ("talk", 57)))
    assert remedy(evening, at(60)) == Remedy(rounds=1, by=12, left=0)
    evening.given(host(ShortenRounds, midnight=MIDNIGHT, minutes=12, at=at(60)))
    assert evening.night.setup.slots == (Slot(1, "19:45", "20:10"), Slot(2, "20:27", "20:40"))


def test_with_no_round_to_come_there_is_nothing_to_shorten(evening: Story) -> None:
    evening.given(*moves(("groups", 40), ("talk", 45), ("share", 120)))
    assert pace.pace(evening.night, at(120), MIDNIGHT).behind > 3
    assert remedy(evening, at(120)) is None


@pytest.mark.parametrize("minutes", [0, -3, 7])
def test_other_minutes_than_proposed_are_refused(evening: Story, minutes: int) -> None:
    evening.given(*moves(("pitch", 10), ("vote", 42)))
    evening.when(host(ShortenRounds, midnight=MIDNIGHT, minutes=minutes, at=at(43)))
    evening.then_refused("late", "Look again at what would help now.")


def test_shortened_rounds_stay_so_until_the_sheet_itself_is_changed(evening: Story) -> None:
    evening.given(
        *moves(("pitch", 10), ("vote", 42)), host(ShortenRounds, midnight=MIDNIGHT, minutes=6, at=at(43))
    )
    shortened = evening.night.setup.slots
    evening.given(host(ChangeSetup, setup=planned(title="Bees, books and bread")))
    assert evening.night.setup.slots == shortened
    evening.given(host(ChangeSetup, setup=planned(starts="19:15")))
    assert evening.night.setup.slots == (Slot(1, "20:00", "20:25"), Slot(2, "20:30", "20:55"))
    evening.given(take_back)
    assert evening.night.setup.slots == shortened


# What to say


def test_the_host_writes_what_to_say_and_takes_it_back(story: Story) -> None:
    story.when(host(WriteScript, step="lineup", text="“Look  up.\n\nIs your topic there?”"))
    story.then(happened(ScriptWritten, script={"lineup": "“Look up.\n\nIs your topic there?”"}))
    story.when(host(WriteScript, step="lineup", text=" "))
    story.then(happened(ScriptWritten, script={}))
    story.given(take_back)
    assert story.night.setup.script == {"lineup": "“Look up.\n\nIs your topic there?”"}


def test_the_same_words_again_change_nothing(story: Story) -> None:
    story.given(host(WriteScript, step="talk", text="Talk.")).when(
        host(WriteScript, step="talk", text="Talk.")
    )
    story.then()


@pytest.mark.parametrize(
    ("step", "text", "words"),
    [("dinner", "Eat.", "The night has no such phase."), ("talk", "x" * 601, "Too long by")],
)
def test_words_for_no_step_and_too_many_words_are_refused(
    story: Story, step: str, text: str, words: str
) -> None:
    story.when(host(WriteScript, step=step, text=text))
    story.then_refused("bad", words, field="script")
