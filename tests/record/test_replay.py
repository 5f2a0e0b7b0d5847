"""The night to watch again: it ends as the record does, and shows nothing before the room saw it."""

from opennight.night import groups, pitches, votes
from opennight.night.board import SetScene, scene
from opennight.night.headlines import WriteHeadline
from opennight.night.moderation import ApprovePitch, HidePitch, RemovePerson
from opennight.night.nights import RevealVotes
from opennight.night.phases import MovePhase
from opennight.night.pitches import MakePitch
from opennight.night.publication import WithdrawRecord
from opennight.night.votes import Vote
from opennight.record import replay
from opennight.record.plotted import course
from opennight.record.replay import STEPS, Replay
from tests import pictured
from tests.cast import Story, attendee, host, latecomer, neighbour
from tests.pictured import at, opened
from tests.record.test_plots import chronicle


def again(story: Story) -> Replay:
    read = chronicle(story.log)
    return replay.of(story.night, read, course.of(story.night, read))


def step(found: Replay, time: str) -> int:
    """The last one at this time of day."""
    return STEPS - found.times[::-1].index(time)


def told(found: Replay, time: str, key: str) -> int:
    return found.counts(step(found, time)).get(key, 0)


def ends_as(story: Story) -> None:
    night, last = story.night, again(story).counts(STEPS)
    wall = list(pitches.visible(night))
    assert last.get("pitches", 0) == len(wall)
    assert last.get("dots", 0) == sum(votes.tally(night, pitch.no) for pitch in wall)
    for card in again(story).cards:
        assert last[f"pitch-{card.no}"] == 1
        assert last.get(f"dots-{card.no}", 0) == votes.tally(night, card.no)
        for talk in card.talks:
            assert last.get(f"group-{talk.no}", 0) == len(groups.members(night, talk.no))
            assert last.get(f"headline-{talk.no}", 0) == bool(talk.headline)


def test_an_evening_comes_step_by_step() -> None:
    story = pictured.evening()
    found = again(story)
    assert [(found.times[mark.step], mark.phase, mark.round) for mark in found.marks] == [
        ("19:00", "welcome", 0),
        ("19:10", "vote", 0),
        ("19:25", "talk", 1),
        ("19:45", "groups", 0),
        ("19:50", "talk", 2),
        ("20:20", "share", 0),
    ]
    assert (told(found, "19:00", "people"), told(found, "19:07", "people")) == (3, 5)
    assert (told(found, "19:10", "pitches"), told(found, "19:12", "pitches")) == (0, 3)
    assert (told(found, "19:12", "dots"), told(found, "19:13", "dots"), told(found, "19:15", "dots")) == (
        0,
        3,
        4,
    )
    assert (told(found, "19:24", "group-1"), told(found, "19:25", "group-1")) == (0, 3)
    assert (told(found, "19:30", "live-1"), told(found, "19:46", "live-1")) == (1, 0)
    assert told(found, "19:40", "group-3") == 0, "its round has not begun"
    assert told(found, "19:55", "live-3") == 1
    ends_as(story)


def test_a_crowd_ends_as_the_record_does() -> None:
    ends_as(pictured.crowded("", "BEES"))


def test_what_was_kept_from_the_room_comes_when_the_room_saw_it() -> None:
    """Given dots whose number is kept back and a pitch that waits, then both are seen once the host shows
    them."""
    story = opened(hidden=True, approve=True).given(
        host(MovePhase, to="pitch", at=at(5)),
        attendee(MakePitch, title="Bees", at=at(6)),
        host(ApprovePitch, pitch=1, at=at(16)),
        host(MovePhase, to="vote", at=at(20)),
        neighbour(Vote, pitch=1, at=at(21)),
        host(RevealVotes, revealed=True, at=at(31)),
        latecomer(Vote, pitch=1, at=at(36)),
        host(MovePhase, to="share", at=at(41)),
    )
    found = again(story)
    assert (told(found, "19:15", "pitch-1"), told(found, "19:17", "pitch-1")) == (0, 1)
    assert [told(found, time, "dots") for time in ("19:30", "19:32", "19:37")] == [0, 1, 2]
    ends_as(story)


def test_dots_that_are_still_kept_back_are_in_no_frame() -> None:
    story = opened(hidden=True).given(
        host(MovePhase, to="vote", at=at(5)),
        attendee(MakePitch, title="Bees", at=at(6)),
        neighbour(Vote, pitch=1, at=at(9)),
        latecomer(MakePitch, title="Moths", at=at(15)),
    )
    found = again(story)
    assert found.most == 0
    assert not any("dots" in key for change in found.changes for key in change)


def test_who_was_removed_and_what_was_hidden_is_in_no_frame() -> None:
    story = pictured.evening().given(
        host(RemovePerson, person=2, at=at(91)), host(HidePitch, pitch=1, at=at(92))
    )
    found = again(story)
    assert told(found, "19:07", "people") == 4
    assert [card.title for card in found.cards] == ["Books", "Bread"]
    assert "Bees" not in str(found)


def test_a_headline_comes_when_it_is_written() -> None:
    story = pictured.evening().given(host(MovePhase, to="share", at=at(91)))
    story = story.given(
        neighbour(WriteHeadline, group=3, text="Bake at home", at=at(95)),
        host(MovePhase, to="closed", at=at(100)),
    )
    found = again(story)
    (talk,) = (talk for card in found.cards for talk in card.talks if talk.no == 3)
    assert talk.headline == "Bake at home"
    assert (told(found, "20:34", "headline-3"), told(found, "20:35", "headline-3")) == (0, 1)


def test_nothing_has_happened_yet() -> None:
    ends_as(opened())


def test_a_closed_nights_board_shows_it_with_the_record() -> None:
    story = pictured.evening()
    assert scene(story.given(host(SetScene, scene="replay")).night) == "replay"
    withdrawn = host(WithdrawRecord)
    assert scene(story.given(host(SetScene, scene="replay"), withdrawn).night) == "closed"
    story.given(withdrawn).when(host(SetScene, scene="replay")).then_refused(
        "late", "in the record", field="scene"
    )


def test_nobody_sees_what_the_one_wanted_who_tapped_just_then() -> None:
    """Given dots one after the other, then those of topics come in batches of five people's at least, and one
    who walks over to another group is seen in neither of them."""
    given = [(minute, minute // 2, minute % 3) for minute in range(24)]
    told = list(replay.in_batches(given))
    assert sum(len(wanted) for _at, wanted in told) == len(given)
    before = -1
    for then, wanted in told:
        people = {person for minute, person, _pitch in given if before < minute <= then}
        assert len(people) >= 5
        assert sorted(wanted) == sorted(pitch for minute, _person, pitch in given if before < minute <= then)
        before = then
    assert list(replay.in_batches(given[:6])) == [(5, [0, 1, 2, 0, 1, 2])], (
        "of three people: with the last one"
    )
    sizes = {change["group-3"] for change in again(pictured.evening()).changes if "group-3" in change}
    assert sizes == {2}
