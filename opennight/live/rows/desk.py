"""What the desk does: the parts of the night, its time, the board, its helpers, and what it watches."""

from opennight.live import further, written
from opennight.live.invalidation import Invalidation, anew, invalidates
from opennight.live.regions import ALL_OF_DESK, TIMED
from opennight.night import (
    announcement,
    api_keys,
    ballots,
    board,
    bringing,
    limits,
    moderated,
    nights,
    pace,
    reading,
    rehearsals,
    remote,
    reports,
    runsheet,
    setups,
    slow,
    sources,
    taken_in,
    timer,
    undo,
    watch,
)
from opennight.night.messages import Event

NOW = "desk-now desk-next desk-undo desk-shows"
"""Where the night stands, what comes next, and what the last step was."""
LINEUP = "desk-proposal desk-totals desk-choosing desk-lost desk-lineup desk-meetings desk-standup"
"""What the desk shows of the line-up."""
PLACES = f"{LINEUP} desk-groups desk-sharing"
"""Where the desk shows what runs, and who is in it."""
PACE = " ".join(TIMED)
"""How the night keeps to its run sheet."""
STEERED: dict[type[Event], Invalidation] = {
    nights.NightStarted: anew(access_changed=True),  # also published when a night is read anew
    setups.SetupChanged: anew(),
    nights.PhaseMoved: anew(),
    nights.VotesRevealed: anew(),
    # The page of the door follows "top".
    nights.JoiningLocked: invalidates(phone="top", board="scene", door="wait", desk="desk-now"),
    nights.DeskKeyRenewed: invalidates(desk="desk-now", helper="remote", access_changed=True),
    runsheet.ScriptWritten: invalidates(desk="desk-now"),
    runsheet.PartsBegun: invalidates(desk=PACE),
    pace.RoundsReplanned: invalidates(
        reporter="tour",
        group="heads",
        board="scene",
        desk=f"{NOW} desk-groups desk-runsheet",
        page="",
        also=further.on_phones,
    ),
    timer.TimerSet: invalidates(
        phone="timer",
        group="timer",
        board="scene timer",
        desk=f"desk-timer desk-clock desk-next {PACE}",
        page="",
    ),
    timer.BellRung: invalidates(phone="timer", group="timer", board="timer", desk="desk-timer", page=""),
    reading.ReadingSet: anew(),
    limits.EachLimited: invalidates(desk="desk-reading"),
    limits.ClipsLimited: invalidates(desk="desk-reading"),
    slow.SlowedDown: invalidates(desk="desk-reading"),
    # The desk's page of what was moderated follows the remote's regions, one's own page one's own marks.
    moderated.WhySaid: invalidates(desk="desk-unread desk-undo", whose=written.moderated_one),
    moderated.ModerationAnswered: invalidates(desk="desk-waiting desk-unread"),
    moderated.AnswerHeard: invalidates(desk="desk-waiting desk-unread"),
    moderated.ModerationTold: invalidates(),
    watch.WordsWatched: invalidates(desk=ALL_OF_DESK),
    watch.MarkCleared: invalidates(desk="desk-waiting desk-marked"),
    **dict.fromkeys((reports.Reported, reports.SequelReported), invalidates(desk="desk-waiting desk-marked")),
    board.Announced: invalidates(
        pages="top",
        reporter="top",
        board="announcement",
        desk="desk-board",
        page="",
    ),
    board.SceneSet: invalidates(
        board="scene",
        steering="front",
        desk="desk-board desk-now desk-next desk-shows desk-connections desk-assembly",
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
    undo.StepUndone: anew(desk="desk-undo"),  # what comes with it has rows of its own
}
