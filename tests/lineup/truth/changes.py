"""What would change a line-up: proposals, and what the host is told when they ask."""

import re
from collections import Counter

from opennight.lineup.problem import Floor
from opennight.night.kept.placements import Placement, Why
from opennight.night.kept.proposals import Proposal
from opennight.night.messages import Refused
from opennight.night.phases import MovePhase
from opennight.night.proposals import ApplyProposal, Propose
from opennight.night.state import Night
from opennight.weighing import Weighed
from tests.cast import Story, copied, host
from tests.lineup import brute
from tests.lineup.any_night import Evening
from tests.lineup.told import Told
from tests.lineup.truth.figures import below, counted, without_group
from tests.lineup.truth.forms import so


def applied(night: Night, proposal: Proposal) -> Night | None:
    """The night once this is applied; None if it would change nothing."""
    story = Story(copied(night))
    if night.phase == "closed":
        story.given(host(MovePhase, to="groups"))
    try:
        story.carry_out(host(Propose, proposal=proposal))
        assert story.night.proposal
        story.carry_out(host(ApplyProposal, proposal=story.night.proposal.no))
    except Refused as refused:
        if "Nothing would change" in str(refused):
            return None
        raise
    return story.night


OUTCOME = re.compile(
    r"(?:(\d+) more choices? met\.|(\d+) choices? fewer met\.|As many choices met as now\.)"
    r"(?: (\d+) (?:person|people) left with nothing they chose\.|( Nobody) left with nothing they chose\.)?"
)


def outcome(night: Night, then: Night | None, words: str) -> bool:
    match = OUTCOME.fullmatch(words)
    after = then or night
    met, _could, nothing, unchosen = counted(after)
    before, _could, had_nothing, had_unchosen = counted(night)
    more = met - before
    if match is None or bool(match[4]) != (had_nothing + had_unchosen > 0 == nothing + unchosen):
        return False
    return (more, nothing + unchosen) == (
        int(match[1] or 0) - int(match[2] or 0),
        int(match[3] or 0),
    )


def is_true_when_weighed(evening: Evening, weighed: Weighed, told: Told) -> bool | None:
    """None for a sentence of an unknown form."""
    night, words = evening.night, told.words
    if told.place == "adjusting":
        assert weighed.adjusted
        return words == "Adjust with few moves" or outcome(night, applied(night, weighed.adjusted), words)
    if told.place == "roomier":
        assert weighed.roomier
        assert weighed.room
        if heading := re.fullmatch(r"One more room with (one|\d+) seats?", words):
            seats = sorted(room.seats for room in night.setup.rooms)
            return seats[len(seats) // 2] == weighed.room.seats == int(heading[1].replace("one", "1"))
        return outcome(night, applied(night, weighed.roomier), words)
    if told.place == "floor":
        return with_a_floor(night, weighed.floors["none"], weighed.floors["cheap"], words)
    if told.place == "dear":
        return with_a_dear_floor(night, weighed.floors, words)
    if told.place == "rule":
        return by_another_rule(night, weighed.rules[told.about[0]], words)
    if told.place == "time":
        return at_another_time(night, told)
    return None


HALF = re.compile(
    r"(.*) (?:(\d+) (?:person|people)|(Nobody)) with less than half of what they could have\."
    r"(?: (\d+) (?:person|people) with less than three fifths\.)?"
)
COSTS = re.compile(
    r"The floor costs (nothing|\S+ % of the choices met)\."
    r"(?: (?:(\d+) (?:person fewer is|fewer people are)|(Nobody) is) below half\.)?"
    r"(?: (?:(\d+) (?:person fewer is|fewer people are)|(Nobody) is) below three fifths\.)?"
)


def with_a_floor(night: Night, plain: Proposal, lifted: Proposal, words: str) -> bool | None:
    without, floored = (applied(night, one) or night for one in (plain, lifted))
    if words == "A floor for whoever gets least":
        return True
    if cost := COSTS.fullmatch(words):
        return costs(without, floored, cost)
    start, _colon, rest = words.partition(": ")
    half = HALF.fullmatch(rest)
    if half is None:
        return None
    if start == "Made again with or without it":
        return all(comes_to(night, one, half) for one in (without, floored))
    if start not in ("Made again without it", "Made again with it"):
        return None
    then = without if start.endswith("without it") else floored
    return comes_to(night, then, half)


def comes_to(night: Night, then: Night, half: re.Match[str]) -> bool:
    low, lower = below(then, 50), below(then, 60)
    return outcome(night, then, half[1]) and low == int(half[2] or 0) and lower == int(half[4] or low)


def costs(without: Night, floored: Night, told: re.Match[str]) -> bool:
    """Something is said of whoever is helped, and nothing of whoever is not."""
    kept, less = counted(without)[0], counted(floored)[0]
    paid = f"{100 * (kept - less) / kept:.1g} % of the choices met" if kept > less else "nothing"
    half, then, fifths, left = (below(one, part) for part in (50, 60) for one in (without, floored))
    low = told[2] is None or half - then == int(told[2])
    lower = told[4] is None or fifths - left == int(told[4])
    said = half > then if told[2] or told[3] else fifths - left > half - then
    nobody = (not told[3] or not then) and (not told[5] or not left)
    helped = half > then or (half == then and fifths > left)
    return low and lower and said and nobody and helped and paid == told[1] and kept >= less


def with_a_dear_floor(night: Night, floors: dict[Floor, Proposal], words: str) -> bool | None:
    """It is told of where it leaves fewer below three fifths than the other floor."""
    without, floored, then = (applied(night, one) or night for one in floors.values())
    if words == "A floor that may cost a full per cent":
        return below(then, 60) < below(floored, 60)
    if cost := COSTS.fullmatch(words):
        return costs(without, then, cost)
    start, _colon, rest = words.partition(": ")
    half = HALF.fullmatch(rest)
    return start == "Made again with it" and comes_to(night, then, half) if half else None


RULES = (
    "Next comes the topic whose voters",
    "The topics with the most votes",
    "Everybody has an equal share",
)


def by_another_rule(night: Night, proposal: Proposal, words: str) -> bool | None:
    then = applied(night, proposal) or night
    old, new = ({p.pitch for p in one.lineup.values()} for one in (night, then))
    titles = {night.pitches[no].title: no for no in (*old, *new)}
    if named := re.fullmatch(r"(In|Out): (.*)", words):
        those = {titles[one] for one in re.findall("“(.*?)”", named[2])}
        return those == (new - old if named[1] == "In" else old - new)
    if words.startswith(RULES):
        return True
    if words == "It would choose the same topics.":
        return old == new
    if lost := re.fullmatch(r"(\d+) (?:person|people) voted only for topics that would not run\.", words):
        return counted(then)[3] == int(lost[1])
    return outcome(night, then, words) if OUTCOME.fullmatch(words) else None


def at_another_time(night: Night, told: Told) -> bool | None:
    form = re.fullmatch(
        r"(?:Swapped with “(.*)”|Moved to (.*)) at (\d\d:\d\d): "
        r"(?:At best (\d+)|At least (\d+)|People could get as much of what they chose as they do now).*\.",
        told.words,
    )
    if not form:
        return None
    its = night.lineup[told.about[0]]
    slot = next(slot.id for slot in night.setup.slots if slot.start == form[3])
    here, there = list(brute.cells(night, its.slot)), list(brute.cells(night, slot))
    here.remove((its.pitch, its.room))
    if form[1]:
        other = next(
            p for p in night.lineup.values() if night.pitches[p.pitch].title == form[1] and p.slot == slot
        )
        there.remove((other.pitch, other.room))
        here.append((other.pitch, its.room))
        there.append((its.pitch, other.room))
    else:
        room = next(room.id for room in night.setup.rooms if room.name == form[2])
        assert all(taken != room for _pitch, taken in there)
        there.append((its.pitch, room))
    now = brute.best(night, brute.cells(night, its.slot)) + brute.best(night, brute.cells(night, slot))
    then = brute.best(night, tuple(here)) + brute.best(night, tuple(there))
    return then - now == int(form[4] or 0) - int(form[5] or 0)


@so("proposal", r"Proposed\. Nobody else sees it yet\.|Nothing moves")
def proposed(evening: Evening, _told: Told, _match: re.Match[str]) -> bool:
    return evening.night.proposal is not None


@so("proposal", r"Choices met (\d+) of (\d+) → (\d+) of (\d+)")
@so("proposal", r"People with none of their choices (\d+) → (\d+)")
@so("proposal", r"People without a group at some point (\d+) → (\d+)")
@so("proposal", r"People with less than half of what they could have (\d+) → (\d+)")
@so("proposal", r"People with less than three fifths of what they could have (\d+) → (\d+)")
def before_and_after(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night, then = evening.night, after_proposal(evening.night)
    now, after = counted(night), counted(then)
    right: tuple[int, ...] = without_group(night), without_group(then)
    if told.words.startswith("Choices"):
        right = *now[:2], *after[:2]
    elif "half" in told.words:
        right = below(night, 50), below(then, 50)
    elif "fifths" in told.words:
        right = below(night, 60), below(then, 60)
    elif "choices" in told.words:
        right = sum(now[2:]), sum(after[2:])
    return tuple(map(int, match.groups())) == right


@so(
    "proposal",
    r"With a floor( that may cost a full per cent)?: seats and times go first to whoever got least\.",
)
def floored(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    proposal, why = evening.night.proposal, evening.night.why or Why()
    floor = "dear" if match[1] else "cheap"
    return proposal is not None and proposal.why.floor == floor != why.floor


@so("proposal", r"(\d+) (?:person|people) who did not choose .* (?:somebody|others) who did\.")
def makes_room(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    """As many leave each group as would have no seat beside those who come because they chose it."""
    night, then = evening.night, after_proposal(evening.night)
    found = 0
    for no, p in then.lineup.items():
        if no in night.lineup and night.lineup[no].slot == p.slot:
            old, new = brute.members(night, no) & set(brute.here(night)), brute.members(then, no)
            chose = {one for one in old | new if p.pitch in brute.points(night, one)}
            comes = (new - old) & chose
            seats = len(new) + brute.free(then, no)
            found += max(0, min(len(old - new - chose), len(comes), len(old) + len(comes) - seats))
    return found == int(match[1])


def after_proposal(night: Night) -> Night:
    assert night.proposal
    return applied(night, night.proposal) or night


@so("proposal", r"(Topic \d+) (?:(.*) → (.*)|comes in: (.*)|(goes on the waiting list))")
def one_moves(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    old, new = where(evening.night, match[1]), where(after_proposal(evening.night), match[1])
    if match[5]:
        return bool(old) and not new
    if match[4]:
        return not old and match[4] in new
    moved = match[3] if re.match(r"\d\d:", match[3]) else f"{match[2][:5]} {match[3]}"
    return match[2] in old and moved in new


@so("proposal", r"(Topic \d+) runs once less: not at (.*)")
@so(
    "proposal",
    r"(Topic \d+) runs once more: (.*?)(?:, for (\d+) (?:person|people) who chose it)?",
)
def once_more_or_less(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night, then = evening.night, after_proposal(evening.night)
    old, new = where(night, match[1]), where(then, match[1])
    if "less" in told.words:
        return match[2] in old and (bool(new) or len(old) > 1)
    no = new[match[2]]
    gain = len(only_there(then, no)) if len(new) > 1 else 0
    return bool(old or len(new) > 1) and no not in night.lineup and gain == int(match[3] or 0)


def only_there(night: Night, no: int) -> set[int]:
    """Who is in this group, chose its topic or runs it, and is in no other group of it."""
    pitch = night.lineup[no].pitch
    beside = [one for one, p in night.lineup.items() if p.pitch == pitch and one != no]
    elsewhere = {person for one in beside for person in brute.members(night, one)}
    return {one for one in brute.members(night, no) - elsewhere if pitch in brute.points(night, one)}


@so(
    "proposal",
    r"“(.*)” runs once more, which gives (\d+) (?:person|people) a place in something they chose\.",
)
@so("proposal", r"Topics that run once more give (\d+) (?:person|people) a place in something they chose\.")
def more_places(evening: Evening, told: Told, match: re.Match[str]) -> bool:
    night, then = evening.night, after_proposal(evening.night)
    new = [no for no in then.lineup if no not in night.lineup and not is_first(then, no)]
    those = [no for no in new if only_there(then, no)]
    titles = {night.pitches[then.lineup[no].pitch].title for no in those}
    right = titles == {match[1]} if told.words.startswith("“") else len(those) > 1
    return right and len(set().union(*(only_there(then, no) for no in those))) == int(match.groups()[-1])


def is_first(night: Night, no: int) -> bool:
    """Whether it comes before all other groups of its topic in the line-up."""
    return next(one for one, p in night.lineup.items() if p.pitch == night.lineup[no].pitch) == no


def where(night: Night, title: str) -> dict[str, int]:
    """The groups on this topic, by time and room."""
    starts = {slot.id: slot.start for slot in night.setup.slots}
    rooms = {room.id: room.name for room in night.setup.rooms}
    its = (p for p in night.lineup.values() if night.pitches[p.pitch].title == title)
    return {f"{starts[p.slot]} {rooms[p.room]}": p.group for p in its}


COUNTED = (
    r"(?:(\d+) topics? moves?)?(?:, )?(?:(\d+) topics? comes? in)?(?:, )?(?:(\d+) topics? runs? again)?"
    r"(?:, )?(?:(\d+) topics? goe?s? out)?(?:, )?(?:(\d+) topics? runs? less often)?"
    r"(?:, )?(?:(\d+) (?:person leaves|people leave) a group)?"
    r"(?:, )?(?:(\d+) (?:person gets|people get) a group)?"
)


@so("proposal", COUNTED)
def moves(evening: Evening, _told: Told, match: re.Match[str]) -> bool:
    night = evening.night
    then = after_proposal(night)
    old, new = night.lineup, then.lineup
    cells = {no: (p.slot, p.room) for no, p in old.items()}
    moved = sum(no in cells and cells[no] != (p.slot, p.room) for no, p in new.items())
    leavers = sum(bool(groups_of(night, one) - groups_of(then, one)) for one in brute.here(night))
    newcomers = sum(not groups_of(night, one) and bool(groups_of(then, one)) for one in brute.here(night))
    topics, future = ({p.pitch for p in those.values()} for those in (old, new))
    came, went = len(future - topics), len(topics - future)
    more, less = oftener(old, new), oftener(new, old)
    figures = (moved, came, more, went, less, leavers, newcomers)
    return tuple(int(one or 0) for one in match.groups()) == figures


def oftener(before: dict[int, Placement], after: dict[int, Placement]) -> int:
    """How many topics have a group more than before, besides their first."""
    known = {p.pitch for p in before.values()}
    new = Counter(p.pitch for no, p in after.items() if no not in before)
    return sum(pitch in known or many > 1 for pitch, many in new.items())


def groups_of(night: Night, person: int) -> set[int]:
    return {no for no in night.groups if person in brute.members(night, no)}
