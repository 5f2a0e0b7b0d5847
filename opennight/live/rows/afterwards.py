"""What comes after the night: next meetings, how it was, and the record."""

from opennight.live import further, threaded, written
from opennight.live.invalidation import Invalidation, anew, both, invalidates
from opennight.live.regions import ALL_OF_DESK
from opennight.live.rows.groups import UNREAD
from opennight.night import (
    asking,
    called_off,
    captions,
    clips,
    commons,
    consent,
    corrections,
    earlier,
    feedback,
    flipcharts,
    gratitude,
    keeping,
    knocks,
    leaflet_sight,
    leaflets,
    meetings,
    mending,
    pooling,
    posts,
    preparing,
    promises,
    publication,
    quieting,
    reel,
    reporters,
    screening,
    sequels,
    takers,
    taking,
    thanks,
    uses,
)
from opennight.night.kept.reel import ReelEnded
from opennight.night.messages import Event

MEETING = invalidates(
    group="meetings", board="scene", desk="desk-meetings desk-waiting desk-standup", everyone=True
)
"""Whoever is in on a meeting has it among their own marks."""
CLIP = invalidates(desk="desk-waiting desk-reel", reporter="tour", coalesce=True, also=further.on_reel)
WITHDRAWN = invalidates(
    desk=f"desk-waiting desk-reel {UNREAD}",
    reporter="tour",
    coalesce=True,
    also=both(further.on_reel, written.gone_with_clip),
)
REEL = invalidates(board="scene", desk="desk-reel desk-board desk-now desk-shows")
FEEDBACK = invalidates(desk="desk-feedback", coalesce=True)
# Who thanked whom is in no push: those two load their own pages, which follow their own marks.
THANKS = invalidates(
    board="thanked",
    desk=f"unread-thanks-{{thanks}} {UNREAD}",
    coalesce=True,
    whose=threaded.thanked,
)
SEQUEL = invalidates(desk="desk-waiting", coalesce=True)
"""The record is read when it is loaded, and so is the page on which people add to it."""
STANDS = invalidates(
    desk="desk-meetings", coalesce=True, whose=lambda night, event: promises.owners(night, event.about)
)
"""How a promise stands is on its owners' own pages, and in the record when that is loaded."""
LEAFLET = invalidates(desk="desk-waiting desk-undo", coalesce=True)
KNOCK = invalidates(desk="desk-waiting", coalesce=True)


AFTERWARDS: dict[type[Event], Invalidation] = {
    meetings.MeetingFixed: MEETING,
    meetings.MeetingChanged: MEETING,
    called_off.MeetingCancelled: MEETING,
    called_off.MeetingHidden: MEETING,
    called_off.MeetingShown: MEETING,
    # Each page of clips shows what its reader may see, and is never pushed; the desk has a count.
    clips.ClipAdded: CLIP,
    consent.ClipReleased: CLIP,
    consent.ClipWithdrawn: WITHDRAWN,
    consent.ClipHidden: CLIP,
    consent.ClipShown: CLIP,
    preparing.ClipPrepared: CLIP,
    preparing.ClipFailed: CLIP,
    flipcharts.ClipStraightened: CLIP,
    flipcharts.ClipPutBack: CLIP,
    # Their names are on what they wrote, too; phones have nothing of it.
    reporters.ReporterInvited: invalidates(desk="desk-undo", access_changed=True),
    reporters.ReporterChanged: invalidates(
        board="scene", desk=ALL_OF_DESK, reporter="top tour", now="released", also=written.of_reporter
    ),
    reporters.ReporterRevoked: invalidates(desk="desk-undo", access_changed=True),
    reel.ReelOrdered: invalidates(desk="desk-reel desk-waiting", also=further.on_reel),
    screening.ReelPlayed: REEL,
    ReelEnded: REEL,
    screening.ReelFinished: REEL,
    captions.CaptionsWritten: CLIP,
    captions.CaptionsPutBack: CLIP,
    mending.CaptionsMended: CLIP,
    thanks.ThanksGiven: invalidates(
        board="thanked", desk=f"unread-thanks-{{no}} {UNREAD}", coalesce=True, whose=threaded.thanked
    ),
    thanks.ThanksTakenBack: THANKS,
    gratitude.ThanksAgreed: THANKS,
    gratitude.ThanksDeclined: THANKS,
    gratitude.ThanksReported: THANKS,
    gratitude.ThanksHidden: THANKS,
    gratitude.ThanksShown: THANKS,
    gratitude.ThanksRefused: invalidates(),
    sequels.SequelAdded: SEQUEL,
    sequels.SequelHidden: SEQUEL,
    sequels.SequelShown: SEQUEL,
    posts.PostTakenBack: SEQUEL,
    posts.PostsStopped: invalidates(desk="desk-undo"),
    keeping.PromiseStands: STANDS,
    earlier.CameAfter: invalidates(board="scene", desk="desk-board desk-now"),
    # Pages of cards are read, and never pushed: the desk has a count.
    leaflets.LeafletMade: LEAFLET,
    leaflets.LeafletEdited: LEAFLET,
    leaflets.LeafletClosed: LEAFLET,
    leaflet_sight.LeafletHidden: LEAFLET,
    leaflet_sight.LeafletShown: LEAFLET,
    # What comes along has its own rows.
    # Who writes to whom is in no push: both load their own pages.
    knocks.Knocked: KNOCK,
    knocks.KnockSaid: KNOCK,
    knocks.KnockAgreed: invalidates(),
    knocks.KnockEnded: KNOCK,
    knocks.KnockReported: invalidates(desk="desk-waiting", coalesce=True),
    quieting.ReportHeard: invalidates(desk="desk-waiting", coalesce=True),
    quieting.KnocksStopped: invalidates(desk="desk-undo"),
    takers.MessagesTaken: invalidates(),
    takers.MessagesPassedOn: invalidates(desk="desk-undo"),
    taking.TakenFurther: invalidates(desk="desk-undo"),
    taking.OriginLeft: invalidates(desk="desk-undo"),
    uses.UseNoted: invalidates(),
    uses.UseDropped: invalidates(desk="desk-undo"),
    asking.FormWritten: FEEDBACK,
    asking.FeedbackEnded: FEEDBACK,
    asking.FeedbackPublished: FEEDBACK,
    feedback.FeedbackGiven: FEEDBACK,
    feedback.FeedbackSealed: FEEDBACK,
    feedback.AnswerHidden: FEEDBACK,
    feedback.AnswerShown: FEEDBACK,
    pooling.FeedbackPooled: invalidates(),  # nobody learns what is in the pool
    pooling.FeedbackTold: FEEDBACK,
    # Pages of the record are read, and never pushed; who may read it changes what others link to.
    publication.RecordHeld: invalidates(desk="desk-now desk-next desk-undo desk-outcome"),
    publication.RecordPublished: anew(),
    publication.RecordWithdrawn: anew(),
    publication.StoryWritten: invalidates(desk="desk-undo"),
    publication.CoverPicked: invalidates(desk="desk-undo"),
    publication.RecordOrdered: invalidates(desk="desk-undo"),
    publication.PageApproved: invalidates(),
    commons.CommonsListed: invalidates(desk="desk-now desk-outcome"),
    commons.CommonsLeft: invalidates(desk="desk-now desk-outcome"),
    corrections.WordsMended: anew(also=written.where_mended),  # they may stand anywhere
    corrections.MendingUndone: anew(also=written.where_mended),
    corrections.CorrectionAnswered: invalidates(),
    corrections.CorrectionAnswerHidden: invalidates(desk="desk-undo desk-waiting desk-unread"),
    corrections.CorrectionAnswerShown: invalidates(desk="desk-undo desk-waiting desk-unread"),
}
