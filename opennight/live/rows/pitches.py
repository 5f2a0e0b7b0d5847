"""Topics on the wall: pitches, what becomes of them, votes on them, and the queue to the front."""

from opennight.live import further, leaving
from opennight.live.invalidation import Invalidation, anew, both, invalidates
from opennight.live.rows.desk import LINEUP, NOW, PLACES
from opennight.night import doubles, merging, moderation, pitches, queue, strengths, votes
from opennight.night.messages import Event

TALLY = "tally-{pitch}"
RANKED = f"{TALLY} row-order waits-order"
"""On the desk, a vote may also change the order of the lists."""
QUEUE = "desk-front desk-clock desk-further desk-caller queued-order"
PITCH = (
    "desk-next row-{pitch} row-order waiting-{pitch} waiting-order gone-{pitch} gone-order desk-letting "
    "desk-unread "
    "desk-away queued-{pitch} waits-{pitch} waits-order desk-outside cell-options " + QUEUE
)
"""Where the desk shows a pitch, wherever it has gone."""
ON_AND_OFF = f"{PITCH} desk-everybody"
"""The same once it may leave the wall or come back, with the propositions that were made of pitches."""
OUT_OF_SIGHT = invalidates(
    phone="pitch-{pitch} queue lineup moment share",
    group="now heads",
    board="scene",
    desk=f"{NOW} {ON_AND_OFF} desk-pitches {PLACES}",
    everyone=True,
    page="",
    also=leaving.gone_from_the_wall,
)
VOTE = invalidates(phone=TALLY, board=TALLY + " total", desk=RANKED, coalesce=True)
PITCHES: dict[type[Event], Invalidation] = {
    pitches.PitchMade: invalidates(
        phone="pitch-{no} queue",
        board="scene",
        desk=PITCH.replace("{pitch}", "{no}"),
        also=further.where_pitched,
    ),
    pitches.PitchEdited: invalidates(
        phone="pitch-{pitch} queue",
        board="scene",
        desk=f"desk-undo desk-shows {ON_AND_OFF} desk-proposal desk-choosing desk-presenting desk-meetings "
        "desk-feedback",
        whose=further.who_had_it,
        also=both(further.where_it_is, leaving.merged_into),
    ),
    moderation.PitchWithdrawn: OUT_OF_SIGHT,
    moderation.PitchApproved: invalidates(
        phone="pitch-{pitch} queue waiting",
        board="scene",
        desk=ON_AND_OFF,
        whose=further.pitcher,
        also=leaving.merged_into,
    ),
    moderation.PitchHidden: OUT_OF_SIGHT,
    moderation.PitchShown: invalidates(
        phone="pitch-{pitch} lineup moment",
        group="now heads",
        board="scene",
        desk=f"{ON_AND_OFF} desk-pitches {LINEUP}",
        everyone=True,
        page="",
        also=leaving.back_on_the_wall,
    ),
    merging.PitchMerged: invalidates(
        phone="pitch-{pitch} pitch-{into} queue lineup moment share",
        group="now heads",
        board="scene",
        desk=f"{NOW} {PITCH} row-{{into}} queued-{{into}} waits-{{into}} desk-pitches {PLACES}",
        everyone=True,
        page="",
        also=leaving.gone_from_the_wall,
    ),
    merging.PitchUnmerged: anew(),
    doubles.PitchesToldApart: invalidates(desk="desk-doubles"),
    votes.Voted: VOTE,
    votes.VoteTakenBack: VOTE,
    strengths.StrengthSaid: VOTE,
    queue.JoinedQueue: invalidates(
        phone="queue pitch-{pitch}",
        board="scene",
        desk="desk-next queued-{pitch} " + QUEUE,
        whose=further.pitcher,
    ),
    queue.LeftQueue: invalidates(
        phone="queue pitch-{pitch}", board="scene", desk="desk-next queued-{pitch} " + QUEUE, everyone=True
    ),
    queue.QueueOrdered: invalidates(
        phone="queue", board="scene", desk="desk-next desk-queue desk-caller", everyone=True
    ),
    queue.SpeakerCalled: invalidates(
        phone="queue pitch-{pitch}", board="scene", desk="desk-next queued-{pitch} " + QUEUE, everyone=True
    ),
    queue.SpeakerExtended: invalidates(phone="queue", board="scene", desk="desk-front desk-clock"),
    queue.SpeakerThanked: invalidates(phone="queue", board="scene", desk="desk-front desk-next desk-clock"),
}
