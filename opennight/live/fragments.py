"""Which event invalidates which region of which audience. How a region is rendered is in regions.py.

The rows of what happens at the desk and on the wall of pitches are here, the others in rows/.

A region is one element with an id. If it has a number, that comes from the event's own fields:
"tally-{pitch}". `coalesce` events may wait for the next tick, so that a hundred votes go out
as one frame; the others go at once.
"""

from dataclasses import replace

from opennight.live import further
from opennight.live.invalidation import Invalidation, anew, invalidates
from opennight.live.regions import ALL_OF_DESK, TIMED
from opennight.live.rows.afterwards import AFTERWARDS
from opennight.live.rows.assembly import ASSEMBLED
from opennight.live.rows.connections import CONNECTIONS, with_connections
from opennight.live.rows.groups import GROUPS, UNREAD
from opennight.live.rows.outside import OUTSIDE
from opennight.live.rows.people import PEOPLE
from opennight.live.rows.questions import QUESTIONS
from opennight.live.rows.unsettled import UNSETTLED
from opennight.live.rows.wall import WALL
from opennight.night import (
    announcement,
    api_keys,
    ballots,
    board,
    bringing,
    doubles,
    groups,
    limits,
    lineup,
    merging,
    moderated,
    moderation,
    nights,
    pace,
    pitches,
    proposals,
    queue,
    reading,
    rehearsals,
    remote,
    reports,
    rounds,
    runsheet,
    seats,
    setups,
    sharing,
    slow,
    sources,
    strengths,
    tables,
    taken_in,
    timer,
    undo,
    votes,
    watch,
)
from opennight.night.messages import Event

TALLY = "tally-{pitch}"
RANKED = f"{TALLY} row-order waits-order"
"""On the desk, a vote may also change the order of the lists."""
NOW = "desk-now desk-next desk-undo desk-shows"
"""Where the night stands, what comes next, and what the last step was."""
LINEUP = "desk-proposal desk-totals desk-choosing desk-lost desk-lineup desk-meetings"
"""What the desk shows of the line-up."""
PACE = " ".join(TIMED)
"""How the night keeps to its run sheet."""
QUEUE = "desk-front desk-clock desk-further queued-order"
PITCH = (
    "desk-next row-{pitch} row-order waiting-{pitch} waiting-order gone-{pitch} gone-order desk-letting "
    "desk-unread "
    "desk-away queued-{pitch} waits-{pitch} waits-order desk-outside cell-options " + QUEUE
)
"""Where the desk shows a pitch, wherever it has gone."""
FRAGMENTS: dict[type[Event], Invalidation] = {
    nights.NightStarted: anew(access_changed=True),  # also published when a night is read anew
    setups.SetupChanged: anew(),
    nights.PhaseMoved: anew(),
    nights.VotesRevealed: anew(),
    # The page of the door follows "top".
    nights.JoiningLocked: invalidates(phone="top", board="scene", door="wait", desk="desk-now"),
    nights.DeskKeyRenewed: invalidates(desk="desk-now", helper="remote", access_changed=True),
    pitches.PitchMade: invalidates(
        phone="pitch-{no} queue",
        board="scene",
        desk=PITCH.replace("{pitch}", "{no}"),
        also=further.where_pitched,
    ),
    pitches.PitchEdited: invalidates(
        phone="pitch-{pitch} queue",
        board="scene",
        desk=f"desk-undo desk-shows {PITCH} desk-proposal desk-choosing desk-presenting desk-meetings "
        "desk-feedback",
        whose=further.pitcher,
        also=further.where_it_is,
    ),
    moderation.PitchWithdrawn: invalidates(
        phone="pitch-{pitch} queue lineup moment share",
        group="now heads",
        board="scene",
        desk=f"{NOW} {PITCH} desk-pitches {LINEUP} desk-groups desk-sharing desk-meetings",
        everyone=True,
        page="",
        also=further.in_its_groups,
    ),
    moderation.PitchApproved: invalidates(
        phone="pitch-{pitch} queue waiting",
        board="scene",
        desk=PITCH,
        whose=further.pitcher,
    ),
    moderation.PitchHidden: invalidates(
        phone="pitch-{pitch} queue lineup moment share",
        group="now heads",
        board="scene",
        desk=f"{NOW} {PITCH} desk-pitches {LINEUP} desk-groups desk-sharing desk-meetings",
        everyone=True,
        page="",
        also=further.in_its_groups,
    ),
    moderation.PitchShown: invalidates(
        phone="pitch-{pitch} lineup moment",
        group="now heads",
        board="scene",
        desk=f"{PITCH} desk-pitches {LINEUP}",
        everyone=True,
        page="",
        also=further.asked,
    ),
    merging.PitchMerged: invalidates(
        phone="pitch-{pitch} pitch-{into} queue lineup moment share",
        group="now heads",
        board="scene",
        desk=f"{NOW} {PITCH} row-{{into}} queued-{{into}} waits-{{into}} desk-pitches {LINEUP} "
        "desk-groups desk-sharing desk-meetings",
        everyone=True,
        page="",
        also=further.in_its_groups,
    ),
    merging.PitchUnmerged: anew(),
    doubles.PitchesToldApart: invalidates(desk="desk-doubles"),
    votes.Voted: invalidates(phone=TALLY, board=TALLY + " total", desk=RANKED, coalesce=True),
    votes.VoteTakenBack: invalidates(phone=TALLY, board=TALLY + " total", desk=RANKED, coalesce=True),
    strengths.StrengthSaid: invalidates(phone=TALLY, board=TALLY + " total", desk=RANKED, coalesce=True),
    queue.JoinedQueue: invalidates(
        phone="queue pitch-{pitch}",
        board="scene",
        desk="desk-next queued-{pitch} " + QUEUE,
        whose=further.pitcher,
    ),
    queue.LeftQueue: invalidates(
        phone="queue pitch-{pitch}", board="scene", desk="desk-next queued-{pitch} " + QUEUE, everyone=True
    ),
    queue.QueueOrdered: invalidates(phone="queue", board="scene", desk="desk-queue", everyone=True),
    queue.SpeakerCalled: invalidates(
        phone="queue pitch-{pitch}", board="scene", desk="desk-next queued-{pitch} " + QUEUE, everyone=True
    ),
    queue.SpeakerExtended: invalidates(phone="queue", board="scene", desk="desk-front desk-clock"),
    queue.SpeakerThanked: invalidates(phone="queue", board="scene", desk="desk-front desk-next desk-clock"),
    lineup.LineupSet: invalidates(
        phone="main",
        group="now heads",
        board="scene",
        desk=f"{NOW} {LINEUP} desk-groups desk-sharing desk-meetings",
        everyone=True,
        page="",
        reporter="tour",
    ),
    proposals.LineupProposed: invalidates(desk="desk-next desk-proposal"),
    proposals.ProposalSetAside: invalidates(desk="desk-next desk-proposal"),
    proposals.LineupMade: invalidates(
        phone="main",
        group="now heads",
        board="scene",
        desk=f"{NOW} {LINEUP} desk-groups desk-sharing desk-meetings",
        everyone=True,
        page="",
        reporter="tour",
    ),
    groups.GroupJoined: invalidates(
        phone="group-{group}",
        group="heads",
        board="scene",
        desk="gathering-{group}",
        coalesce=True,
        whose=further.who_missed_it,
    ),
    groups.GroupLeft: invalidates(
        phone="group-{group}",
        group="heads",
        board="scene",
        desk="gathering-{group}",
        coalesce=True,
        whose=further.who_missed_it,
    ),
    **dict.fromkeys(
        (seats.SeatAsked, seats.SeatAskingTakenBack, seats.SeatKept),
        invalidates(
            phone="group-{group}",
            group="heads",
            desk="gathering-{group}",
            coalesce=True,
            whose=seats.sitting,
        ),
    ),
    groups.PenTaken: invalidates(group="heads pen", board="scene", desk="gathering-{group}", everyone=True),
    groups.HeadlineWritten: invalidates(
        phone="said-{group}",
        group="headline",
        board="scene",
        desk=f"gathering-{{group}} presents-{{group}} desk-presenting unread-headline-{{group}} {UNREAD}",
    ),
    tables.TableOpened: invalidates(
        phone="topic-{pitch}",
        board="scene",
        desk=f"{NOW} {LINEUP} desk-groups desk-sharing desk-meetings",
        everyone=True,
        also=further.sat_down,
    ),
    rounds.RoundsSet: invalidates(
        phone="main",
        group="now heads",
        board="scene",
        desk=f"{NOW} desk-groups desk-totals desk-waiting",
        everyone=True,
        page="",
        reporter="tour",
    ),
    runsheet.ScriptWritten: invalidates(desk="desk-now"),
    runsheet.PartsBegun: invalidates(desk=PACE),
    pace.RoundsReplanned: invalidates(
        reporter="tour",
        phone="main",
        group="heads",
        board="scene",
        desk=f"{NOW} desk-groups desk-runsheet",
        page="",
    ),
    timer.TimerSet: invalidates(
        phone="timer",
        group="timer",
        board="scene timer",
        desk=f"desk-timer desk-clock desk-next {PACE}",
        page="",
    ),
    timer.BellRung: invalidates(phone="timer", group="timer", board="timer", desk="desk-timer", page=""),
    sharing.GroupShown: invalidates(
        phone="front",
        group="now",
        board="scene",
        desk="desk-sharing desk-next desk-shows",
        page="",
        also=further.at_the_side,
    ),
    sharing.Appreciated: invalidates(
        phone="hearts-{group}", board="hearts-{group}", desk="desk-presenting", coalesce=True
    ),
    sharing.HeartTakenBack: invalidates(
        phone="hearts-{group}", board="hearts-{group}", desk="desk-presenting", coalesce=True
    ),
    sharing.Commented: invalidates(
        desk=f"said-{{no}} said-order unread-comment-{{no}} {UNREAD}", coalesce=True, also=further.where_said
    ),
    sharing.CommentHidden: invalidates(
        phone="comment-{comment}",
        board="scene",
        desk=f"said-{{comment}} unread-comment-{{comment}} {UNREAD}",
        whose=further.commenter,
    ),
    sharing.CommentShown: invalidates(
        phone="front",
        board="scene",
        desk=f"said-{{comment}} unread-comment-{{comment}} {UNREAD}",
        whose=further.commenter,
    ),
    reading.ReadingSet: anew(),
    limits.EachLimited: invalidates(desk="desk-reading"),
    limits.ClipsLimited: invalidates(desk="desk-reading"),
    slow.SlowedDown: invalidates(desk="desk-reading"),
    # The desk's page of what was moderated follows the remote's regions, one's own page one's own marks.
    moderated.WhySaid: invalidates(desk="desk-unread desk-undo", whose=further.moderated_one),
    moderated.ModerationAnswered: invalidates(desk="desk-waiting desk-unread"),
    moderated.AnswerHeard: invalidates(desk="desk-waiting desk-unread"),
    moderated.ModerationTold: invalidates(),
    watch.WordsWatched: invalidates(desk=ALL_OF_DESK),
    watch.MarkCleared: invalidates(desk="desk-waiting desk-marked"),
    **dict.fromkeys((reports.Reported, reports.SequelReported), invalidates(desk="desk-waiting desk-marked")),
    board.Announced: invalidates(
        phone="top",
        group="top",
        choosing="top",
        assembly="top",
        offers="top",
        reporter="top",
        board="announcement",
        desk="desk-board",
        page="",
    ),
    board.SceneSet: invalidates(
        board="scene", desk="desk-board desk-now desk-next desk-shows desk-connections desk-assembly"
    ),
    board.BoardBlanked: invalidates(board="scene announcement", desk="desk-now desk-board desk-shows"),
    remote.HelpersAllowed: invalidates(helper="remote", desk="desk-undo"),
    remote.HelperInvited: invalidates(desk="desk-undo", access_changed=True),
    remote.HelperChanged: invalidates(helper="remote", desk="desk-undo"),
    remote.HelperRevoked: invalidates(desk="desk-undo", access_changed=True),
    # The page of the door follows "top".
    announcement.AnnouncementWritten: invalidates(
        phone="top", now="following", desk="desk-undo", access_changed=True
    ),
    announcement.LicenceChosen: invalidates(phone="top", now="following"),
    sources.SourceNamed: invalidates(),  # only the record says it
    rehearsals.NightCopied: invalidates(),  # before anybody looks
    # Only their own page has these, which the host loads.
    api_keys.ApiKeyMade: invalidates(desk="desk-undo"),
    api_keys.ApiKeyRevoked: invalidates(desk="desk-undo"),
    api_keys.ApiKeyGivenBack: invalidates(desk="desk-undo"),
    api_keys.ApiKeyUsed: invalidates(),
    ballots.BallotsPublished: invalidates(),
    ballots.BallotsWithdrawn: invalidates(),
    ballots.BallotKeptOut: invalidates(),
    bringing.WallBrought: invalidates(desk="desk-undo"),  # what it brings follows
    taken_in.NightTakenIn: invalidates(),  # before anybody looks
    rehearsals.CopyThrownAway: invalidates(),  # once it is deleted, its screens load anew
    **GROUPS,
    **AFTERWARDS,
    **ASSEMBLED,
    **CONNECTIONS,
    **QUESTIONS,
    **PEOPLE,
    **WALL,
    undo.StepUndone: anew(desk="desk-undo"),  # what comes with it has rows of its own
}
"""A row for every event. One made at the desk also invalidates what an undo would take back (UNDOABLE)."""

FRAGMENTS = with_connections(FRAGMENTS)
# Among their own patterns, so that nothing is added up for each vote.
for table in (UNSETTLED, OUTSIDE):
    FRAGMENTS |= {
        event: replace(FRAGMENTS[event], patterns=FRAGMENTS[event].patterns + its)
        for event, its in table.items()
    }
