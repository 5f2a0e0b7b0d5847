"""What the server has acknowledged, and whether the record holds it: an answer is a promise."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

Slot = str


@dataclass
class Ledger:
    """Kept act by act, as the answers come in. Pitches, groups and people go by their numbers."""

    people: int = 0
    pitches: dict[int, str] = field(default_factory=dict)
    dots: set[tuple[int, int]] = field(default_factory=set)
    members: dict[tuple[int, Slot], int] = field(default_factory=dict)
    headlines: dict[int, str] = field(default_factory=dict)
    notes: Counter[tuple[int, str]] = field(default_factory=Counter)
    actions: Counter[tuple[int, str]] = field(default_factory=Counter)
    hearts: set[tuple[int, int]] = field(default_factory=set)
    comments: Counter[tuple[int, str]] = field(default_factory=Counter)
    lines: Counter[str] = field(default_factory=Counter)
    """To the question that the host asked everybody."""
    promises: set[tuple[int, int]] = field(default_factory=set)
    meetings: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By group and day."""
    answers: int = 0
    """How many people said how it was."""
    cards: Counter[int] = field(default_factory=Counter)
    """On the table of each group."""
    clips: Counter[tuple[int, str]] = field(default_factory=Counter)
    """Those that were released, by group and title."""
    likes: set[tuple[int, int]] = field(default_factory=set)
    """Who appreciates which note."""
    replies: Counter[tuple[int, str]] = field(default_factory=Counter)
    """By note and text."""
    thanks: set[tuple[int, int, int]] = field(default_factory=set)
    """Who thanks whom, for which group."""
    backed: set[tuple[int, int]] = field(default_factory=set)
    ours: set[tuple[int, int]] = field(default_factory=set)
    """Who wants which ask, and is in on what people do themselves about which."""
    joined: Counter[tuple[int, str]] = field(default_factory=Counter)
    """What two groups do together, by the first of them."""
    offers: Counter[str] = field(default_factory=Counter)
    """And asks, by their words."""
    closed: set[int] = field(default_factory=set)
    """Those of them, by number, that were closed: the record has them no more."""
    fond: set[tuple[int, int]] = field(default_factory=set)
    """Who appreciates which of them."""
    said: Counter[tuple[int, str]] = field(default_factory=Counter)
    """What was said under each."""
    sequels: Counter[str] = field(default_factory=Counter)
    """What people added after the night, by its words."""
    leaflets: Counter[str] = field(default_factory=Counter)
    """Cards for others, by what they are called."""
    promised: int = 0
    """Hours, by people who have both said yes."""
    kept: int = 0
    pledged: dict[tuple[int, int], tuple[int, bool]] = field(default_factory=dict)
    """Hours to an action, by person; whether that is each month."""

    settled: dict[int, str] = field(default_factory=dict)
    """How an action stands that somebody ticked off."""

    def missing(self, told: "Told", *, alone: bool = True) -> list[str]:
        """What was acknowledged and is not in the record. `alone`: the record may not have more, either."""
        counts = (line for count in self.counts(told) for line in compare(*count, alone=alone))
        return [*counts, *self.unlike(told), *self.lost(told)]

    def counts(self, told: "Told") -> "Iterator[Count]":
        """All that is counted: what it is, ours, and the record's."""
        yield "people", {0: self.people}, {0: told.people}
        if told.answers is not None:
            yield "answers", {0: self.answers}, {0: told.answers}
        yield "dots on pitch", by_thing(self.dots), told.dots
        yield "people in group", Counter(self.members.values()), told.members
        yield "hearts for group", by_thing(self.hearts), told.hearts
        yield "people in on action", by_thing(self.promises), told.owners
        yield "hearts on note", by_thing(self.likes), told.likes
        yield "thanks", {0: len(self.thanks)}, {0: told.thanks}
        for what, acted, held in (
            ("dots on ask", self.backed, told.backed),
            ("people in on our part of ask", self.ours, told.ours),
        ):
            yield what, by_thing(one for one in acted if one[1] in held), held
        yield "cards of group", self.cards, told.cards
        yield "hearts on offer", by_thing(one for one in self.fond if one[1] not in self.closed), told.fond
        yield "hours promised (1), kept (2), a month (3):", self.hours(), told.hours

    def hours(self) -> dict[int, int]:
        """As the record tells them: see `Told.hours`."""
        pledged = Counter[bool]()
        for number, monthly in self.pledged.values():
            pledged[monthly] += number
        return {1: self.promised + pledged[False], 2: self.kept, 3: pledged[True]}

    def unlike(self, told: "Told") -> Iterator[str]:
        """What the record has otherwise."""
        for no, title in self.pitches.items():
            if told.pitches.get(no) != title:
                yield f"pitch {no} “{title}” is not in the record"
        for no, text in self.headlines.items():
            if told.headlines.get(no) != text:
                yield f"the headline of group {no} differs"
        for no, state in self.settled.items():
            if told.states.get(no) != state:
                yield f"action {no} is not {state} in the record"

    def lost(self, told: "Told") -> Iterator[str]:
        """Words that the record does not have."""
        said = {key: count for key, count in self.said.items() if key[0] not in self.closed}
        for what, mine, theirs in (
            ("a note of group", self.notes, told.notes),
            ("an action of group", self.actions, told.actions),
            ("a comment of group", self.comments, told.comments),
            ("a meeting of group", self.meetings, told.meetings),
            ("a clip of group", self.clips, told.clips),
            ("a joint action of group", self.joined, told.joined),
            ("a reply to note", self.replies, told.replies),
            ("what was said to offer", Counter(said), told.said),
        ):
            yield from (f"{what} {no} is not in the record: “{text}”" for no, text in mine - theirs)
        for kind, ours, held in (
            ("a line", self.lines, told.lines),
            ("an offer", self.offers, told.offers),
            ("what came after", self.sequels, told.sequels),
            ("a card", self.leaflets, told.leaflets),
        ):
            yield from (f"{kind} is not in the record: “{text}”" for text in ours - held)


@dataclass
class Told:
    """What the record tells, in the ledger's terms."""

    people: int
    pitches: dict[int, str]
    dots: dict[int, int]
    slots: dict[int, Slot]
    """The line-up, in its order: group → slot."""
    members: dict[int, int]
    headlines: dict[int, str]
    notes: Counter[tuple[int, str]]
    actions: Counter[tuple[int, str]]
    hearts: dict[int, int]
    comments: Counter[tuple[int, str]]
    owners: dict[int, int] = field(default_factory=dict)
    """How many are in on each action that anybody is in on."""
    states: dict[int, str] = field(default_factory=dict)
    """How each action stands."""
    meetings: Counter[tuple[int, str]] = field(default_factory=Counter)
    answers: int | None = None
    """None: the record does not tell how it was."""
    cards: dict[int, int] = field(default_factory=dict)
    lines: Counter[str] = field(default_factory=Counter)
    clips: Counter[tuple[int, str]] = field(default_factory=Counter)
    likes: dict[int, int] = field(default_factory=dict)
    """How many appreciate each note that anybody does."""
    replies: Counter[tuple[int, str]] = field(default_factory=Counter)
    thanks: int = 0
    backed: dict[int, int] = field(default_factory=dict)
    """By ask, of those that were put; so for what people do themselves."""
    ours: dict[int, int] = field(default_factory=dict)
    joined: Counter[tuple[int, str]] = field(default_factory=Counter)
    offers: Counter[str] = field(default_factory=Counter)
    fond: dict[int, int] = field(default_factory=dict)
    """How many appreciate each of them that anybody does."""
    said: Counter[tuple[int, str]] = field(default_factory=Counter)
    sequels: Counter[str] = field(default_factory=Counter)
    leaflets: Counter[str] = field(default_factory=Counter)
    hours: dict[int, int] = field(default_factory=dict)
    """Promised (1), kept (2) and promised each month (3)."""


Count = tuple[str, dict[int, int], dict[int, int]]


def by_thing(acts: Iterable[tuple[int, int]]) -> Counter[int]:
    """How many people did something with each thing, from (person, thing)."""
    return Counter(thing for _person, thing in acts)


def compare(what: str, mine: dict[int, int], theirs: dict[int, int], *, alone: bool) -> list[str]:
    """Counts that do not match. While others act too, the record may hold more than our own."""
    found = []
    for no in sorted(mine.keys() | theirs.keys()):
        ours, told = mine.get(no, 0), theirs.get(no, 0)
        if told < ours or (alone and told > ours):
            found.append(f"{what}{f' {no}' if no else ''}: {ours} acknowledged, {told} in the record")
    return found
