"""The whole domain at once: anybody does anything, in any order, and what must hold still holds."""

import random
from typing import Any

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from opennight.night import groups, lineup, nights, notes, people, phases, pitches, proposals, undo, votes
from opennight.night.fold import evolve, fold
from opennight.night.messages import DESK, HOST, Command, Event, Recorded, Refused, acting
from opennight.night.placing import running
from opennight.night.state import Night
from tests.cast import SEVEN, as_stored, copied, host, press, recorded, take_back, what_is
from tests.examples import tried
from tests.night.wishes import (
    ABOUT,
    COMING_AND_GOING,
    DESK_ONLY,
    MEANWHILE,
    NO,
    ONE_AFTER_THE_OTHER,
    PHASE_OF,
    SETUPS,
    TWICE,
    WISHES,
)
from tests.plans import made_up
from tests.twice import RunTwice, decide, possible


def settled(night: Night) -> Night:
    """The state of the night, without what is only proposed."""
    night = what_is(night)
    night.proposal = None
    return night


class AnyNight(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.night = Night("BEES")
        self.log: list[Recorded] = []
        self.snapshot = Night("BEES")

    @initialize(setup=SETUPS)
    def start(self, setup: Any) -> None:
        self.send(host(nights.StartNight, setup=setup))
        for no in (1, 2, 3, 4):
            self.send(host(people.Join, name=f"Person {no}"))
            self.send(host(pitches.MakePitch, person=no, title=f"Pitch of {no}"))
        self.send(press(self.night))

    def send(self, command: Command) -> list[Event]:
        try:
            events = decide(self.night, command)
        except Refused:
            return []
        for event in events:
            happened = recorded(self.night.version + 1, command, event)
            evolve(self.night, happened)
            self.log.append(as_stored(happened))
        return events

    @rule()
    def a_snapshot_is_taken(self) -> None:
        self.snapshot = copied(self.night)

    def command(self, fields: dict[str, Any], by: int) -> Command:
        kind = fields["kind"]
        rest = {name: value for name, value in fields.items() if name != "kind"}
        actor = acting(by) if by else HOST
        made: Command = kind(id=f"c{len(self.log)}", at=SEVEN + 1000 * len(self.log), actor=actor, **rest)
        return made

    def somebody_does(self, fields: dict[str, Any], by: int | None) -> None:
        """`by` None: the person whom it is about does it themselves."""
        command = self.command(fields, fields.get("person", DESK) if by is None else by)
        before = {no: len(groups.members(self.night, no)) for no in self.night.lineup}
        events = self.send(command)
        self.nobody_sits_on_another(events, before)
        if isinstance(command, votes.Vote) and events and self.night.setup.dots:
            assert len(votes.by_person(self.night, command.person)) <= self.night.setup.dots
        if not isinstance(command, TWICE):
            assert self.send(command) == [], "the same again changes nothing"

    @rule(data=st.data(), phase=st.sampled_from(sorted(WISHES)), by=st.none() | st.just(DESK) | NO)
    def somebody_does_it_in_its_time(self, data: st.DataObject, phase: str, by: int | None) -> None:
        self.send(host(phases.MovePhase, to=phase))
        for fields in data.draw(st.lists(WISHES[phase], min_size=1, max_size=6)):
            self.somebody_does(fields, by)

    @rule(fields=st.one_of(*WISHES.values()), by=st.none() | st.just(DESK) | NO)
    def somebody_does_it_any_time(self, fields: dict[str, Any], by: int | None) -> None:
        self.somebody_does(fields, by)

    @rule(fields=COMING_AND_GOING, by=st.none() | st.just(DESK))
    def somebody_comes_or_goes(self, fields: dict[str, Any], by: int | None) -> None:
        self.somebody_does(fields, by)

    def nobody_sits_on_another(self, events: list[Event], before: dict[int, int]) -> None:
        for event in events:
            if isinstance(event, groups.GroupJoined):
                room = lineup.room(self.night, self.night.lineup[event.group].room)
                assert room is not None
                assert before.get(event.group, 0) < room.seats
                assert len(groups.members(self.night, event.group)) <= room.seats

    @rule(wishes=st.lists(DESK_ONLY, min_size=1, max_size=6))
    def the_desk_does_something(self, wishes: list[dict[str, Any]]) -> None:
        for fields in wishes:
            self.send(self.command(fields, DESK))

    @rule(fields=st.one_of(DESK_ONLY, DESK_ONLY, *WISHES.values()))
    def the_desk_changes_its_mind(self, fields: dict[str, Any]) -> None:
        before, kept = settled(self.night), [step.command for step in self.night.steps]
        command = self.command(fields, DESK)
        events = self.send(command)
        last = undo.last(self.night)
        if events and last and last.command == command.key:
            self.send(host(undo.UndoStep, step=last.no))
            assert settled(self.night) == before
            assert [step.command for step in self.night.steps] == kept[-(undo.KEPT - 1) :]

    @rule(chance=st.randoms(use_true_random=False), meanwhile=st.lists(MEANWHILE, max_size=4))
    def a_lineup_is_proposed_and_applied(
        self, chance: random.Random, meanwhile: list[dict[str, Any]]
    ) -> None:
        its = made_up(self.night, chance, SEVEN + 1000 * len(self.log))
        made = self.made(self.command({"kind": proposals.Propose, "proposal": its}, DESK))
        for fields in meanwhile:
            self.somebody_does(fields, None)
        if not made and (standing := self.night.proposal):
            self.made(self.command({"kind": proposals.ApplyProposal, "proposal": standing.no}, DESK))

    def made(self, command: Command) -> bool:
        """Whether it made a line-up. If so, check that groups fit their rooms and an undo reverts it all."""
        before = settled(self.night)
        events = self.send(command)
        if not any(isinstance(event, proposals.LineupMade) for event in events):
            return False
        for placement in self.night.lineup.values():
            room = lineup.room(self.night, placement.room)
            assert room is not None
            assert len(groups.members(self.night, placement.group)) <= room.seats
        undone = copied(self.night)
        command = take_back(undone)
        for event in decide(undone, command):
            evolve(undone, recorded(undone.version + 1, command, event))
        assert settled(undone) == before
        return True

    @rule(kinds=st.sampled_from(ONE_AFTER_THE_OTHER), about=ABOUT)
    def one_thing_leads_to_another(self, kinds: tuple[type[Command], ...], about: dict[str, Any]) -> None:
        its = [phase for noun, phase in PHASE_OF.items() if noun.__name__ == kinds[-1].__module__]
        for phase in its:
            self.send(host(phases.MovePhase, to=phase))
        where = {"slot": self.night.setup.slots[0].id, "room": self.night.setup.rooms[0].id}
        for number, kind in enumerate(kinds):
            about["text"] = f"{about['text']} {number}"
            last = {"note": len(self.night.notes), "comment": len(self.night.comments)}
            last |= dict.fromkeys(["group"], next(iter(running(self.night, about["pitch"])), 1))
            known = about | where | last
            fields = {name: known[name] for name in kind.__struct_fields__ if name in known}
            if kind is RunTwice:
                fields["slot"] = self.night.setup.slots[-1].id
            by = about["pitch"] if kind is pitches.EditPitch else DESK  # person n made pitch n
            self.send(self.command({"kind": kind} | fields, by))

    @rule(chance=st.randoms(use_true_random=False), meanwhile=st.lists(MEANWHILE, max_size=4))
    def a_pitch_runs_twice(self, chance: random.Random, meanwhile: list[dict[str, Any]]) -> None:
        """In another group's place if none is free; then somebody sits in both."""
        if self.night.lineup and not any(lineup.free_cells(self.night)):
            self.send(host(lineup.DropGroup, group=chance.choice(list(self.night.lineup))))
        if ways := possible(self.night):
            way = chance.choice(ways)
            self.send(self.command({"kind": RunTwice} | way, DESK))
            self.send(host(phases.MovePhase, to="groups"))
            for no in running(self.night, way["pitch"]):
                self.somebody_does({"kind": groups.JoinGroup, "person": 1, "group": no}, None)
            for fields in meanwhile:
                self.somebody_does(fields, None)

    @rule()
    def the_desk_undoes_what_may_be_long_ago(self) -> None:
        if last := undo.last(self.night):
            assert self.send(host(undo.UndoStep, step=last.no))

    @invariant()
    def the_log_tells_this_night(self) -> None:
        assert fold("BEES", self.log) == self.night

    @invariant()
    def a_snapshot_and_what_followed_are_this_night(self) -> None:
        night = copied(self.snapshot)
        for happened in self.log[night.version :]:
            evolve(night, happened)
        assert night == self.night

    @invariant()
    def a_tally_is_its_distinct_voters(self) -> None:
        for pitch in pitches.visible(self.night):
            distinct = {p for part in pitches.parts(self.night, pitch.no) for p in self.night.voters[part.no]}
            assert votes.tally(self.night, pitch.no) == len(distinct)

    @invariant()
    def what_is_a_person_s_own_is_kept_with_them(self) -> None:
        night = self.night
        for person in night.people.values():
            no, counts = person.no, not person.removed
            dots = {pitch for pitch, those in night.voters.items() if no in those}
            assert dots == (set(person.dots) if counts else set())
            hearts = {group.no for group in night.groups.values() if no in group.hearts}
            assert hearts == (set(person.hearts) if counts else set())
            assert person.pitches == [pitch.no for pitch in night.pitches.values() if pitch.person == no]
            assert person.notes == [note.no for note in night.notes.values() if note.person == no]
            assert person.comments == [said.no for said in night.comments.values() if said.person == no]

    @invariant()
    def the_places_that_are_taken_are_counted(self) -> None:
        night = self.night
        assert night.inside == sum(not person.removed for person in night.people.values())
        standing = [pitch for pitch in night.pitches.values() if pitch.status in ("waiting", "open")]
        assert night.standing == len(standing)
        for group in night.groups.values():
            assert group.noted == len(notes.of_group(night, group.no))

    @invariant()
    def hearts_are_of_those_who_are_in_the_night(self) -> None:
        for about, thread in self.night.threads.items():
            fond = {one.no for one in self.night.people.values() if about in one.liked and not one.removed}
            assert thread.hearts.keys() == fond

    @invariant()
    def nobody_is_in_two_places_at_once(self) -> None:
        for slot in self.night.setup.slots:
            there = [
                no for p in lineup.in_slot(self.night, slot.id) for no in groups.members(self.night, p.group)
            ]
            assert len(there) == len(set(there))

    @invariant()
    def who_is_in_a_group_is_in_the_night(self) -> None:
        here = {person.no for person in people.present(self.night)}
        seated = lineup.seated(self.night)
        assert all(members.keys() <= here for members in seated.values())
        assert seated.keys() <= self.night.lineup.keys() <= self.night.groups.keys()

    @invariant()
    def a_group_is_of_one_pitch_and_in_the_lineup_by_its_number(self) -> None:
        assert list(self.night.groups) == list(range(1, len(self.night.groups) + 1))
        for no, placement in self.night.lineup.items():
            assert placement.group == no
            assert placement.pitch == self.night.groups[no].pitch

    @invariant()
    def a_place_holds_one_group(self) -> None:
        cells = [(p.slot, p.room) for p in self.night.lineup.values()]
        assert len(cells) == len(set(cells))
        rounds = [(p.slot, p.pitch) for p in self.night.lineup.values()]
        assert len(rounds) == len(set(rounds))
        assert all(lineup.slot(self.night, slot) and lineup.room(self.night, room) for slot, room in cells)

    @invariant()
    def what_is_out_of_sight_has_no_place(self) -> None:
        speaking = [self.night.speaker.pitch] if self.night.speaker else []
        for no in (*self.night.queue, *(p.pitch for p in self.night.lineup.values()), *speaking):
            assert pitches.is_open(self.night.pitches[no])
        assert len(self.night.queue) == len(set(self.night.queue))

    @invariant()
    def what_the_room_never_saw_is_not_on_the_wall(self) -> None:
        for pitch in self.night.pitches.values():
            assert pitch.seen or pitch.status != "open"
            assert not (pitch.seen and pitch.status == "waiting")


AnyNight.TestCase.settings = tried(33, steps=30)
TestAnyNight = AnyNight.TestCase
