"""decide(night, command) → events, and evolve(night, recorded): the two doors of the domain."""

from collections.abc import Callable, Iterable
from typing import Any

from opennight.night import (
    announcement,
    answers,
    api_keys,
    asking,
    asks,
    ballots,
    board,
    bringing,
    bylines,
    called_off,
    captions,
    choosing,
    clips,
    commons,
    connections,
    consent,
    corrections,
    decks,
    door,
    doubles,
    earlier,
    entrance,
    feedback,
    flipcharts,
    flood,
    gratitude,
    groups,
    guests,
    handing,
    headlines,
    inquiries,
    introductions,
    keeping,
    knocks,
    leaflet_sight,
    leaflets,
    limits,
    lineup,
    links,
    manifesto,
    meetings,
    mending,
    merging,
    moderated,
    moderating,
    moderation,
    naming,
    nights,
    notes,
    offers,
    ordering,
    organisations,
    pace,
    passing,
    people,
    phases,
    picks,
    piles,
    pitches,
    pledges,
    pooling,
    posts,
    preparing,
    promises,
    proposals,
    propositions,
    publication,
    queue,
    quieting,
    quoting,
    reading,
    reel,
    rehearsals,
    remote,
    removal,
    repeats,
    replies,
    reporters,
    reports,
    rollcall,
    room_questions,
    rounds,
    runsheet,
    screening,
    seats,
    sequels,
    setups,
    sharing,
    shuffling,
    slips,
    slow,
    sources,
    standing,
    standup,
    stars,
    stories,
    strengths,
    subjects,
    tables,
    taken_in,
    takers,
    taking,
    telling,
    thanks,
    threads,
    timer,
    undo,
    unsaid,
    uses,
    views,
    votes,
    wall_sight,
    watch,
    workbooks,
)
from opennight.night.messages import Command, Event, Recorded, Undo
from opennight.night.state import Night

NOUNS = (
    *(nights, phases, setups, runsheet, pace, rehearsals, sources, announcement, taken_in, bringing),
    *(people, door, entrance, slips, bylines),
    *(pitches, merging, doubles, votes, strengths, queue),
    *(lineup, proposals, repeats, rounds, tables, groups, seats),
    *(headlines, notes, stars, ordering, promises, pledges, meetings, called_off),
    *(threads, replies, thanks, gratitude, sequels, posts, keeping, earlier),
    *(leaflets, leaflet_sight, takers, knocks, quieting, taking, uses),
    *(connections, links, passing, unsaid),
    *(sharing, choosing, timer, board, remote),
    *(asks, manifesto, guests, answers, organisations, rollcall),
    *(moderation, removal, naming, reading, moderated, watch, reports, slow, limits, flood),
    *(decks, picks, workbooks, shuffling, stories),
    *(asking, feedback, pooling),
    *(clips, consent, preparing, flipcharts, reporters, reel, screening),
    *(captions, mending, quoting),
    *(room_questions, piles, propositions, views, telling),
    *(offers, standing, inquiries, introductions, handing, wall_sight, standup, subjects),
    *(publication, corrections, commons),
    *(api_keys, ballots),
    undo,
)

DECIDE: dict[type[Command], Callable[[Night, Any], list[Event]]] = {}
EVOLVE: dict[type[Event], Callable[[Night, Any], None]] = {}
UNDO: dict[type[Event], Undo] = {}
for noun in NOUNS:
    DECIDE |= noun.DECIDE
    EVOLVE |= noun.EVOLVE
    UNDO |= getattr(noun, "UNDO", {})

EVENTS: dict[str, type[Event]] = {event.stored_as(): event for event in EVOLVE}
"""Every kind of event by the name that it has in the log."""


def decide(night: Night, command: Command) -> list[Event]:
    """The events that follow from the command; none if it changes nothing. Raises `Refused`."""
    nights.refuse_before_the_start(night, command)
    nights.refuse_former_desk(night, command)
    rehearsals.refuse_thrown_away(night, command)
    return DECIDE[type(command)](night, command)


def evolve(night: Night, recorded: Recorded) -> None:
    """Apply the event to the night.

    Changes `night` in place: copying its maps for each event would take quadratic time.
    """
    event = recorded.event
    night.version, night.at = recorded.version, recorded.at
    step = None
    if recorded.actor.at_desk:
        step = undo.remember(night, recorded, UNDO)
        moderating.remember(night, recorded)
    known = len(night.forgettable)
    EVOLVE[type(event)](night, event)
    screening.follow(night)
    if step:
        undo.put_off(night, step, known)
    night.commands[recorded.actor.text][recorded.command] = recorded.version
    night.trail.append(recorded.command)


def fold(code: str, log: Iterable[Recorded]) -> Night:
    """The night that results from this log."""
    night = Night(code)
    for recorded in log:
        evolve(night, recorded)
    return night
