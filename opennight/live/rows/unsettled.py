"""Which event changes what the host may still have to settle: see night/unsettled.py."""

from opennight.live.patterns import Pattern
from opennight.night import (
    bylines,
    captions,
    consent,
    corrections,
    gratitude,
    groups,
    headlines,
    leaflet_sight,
    leaflets,
    lineup,
    mending,
    merging,
    moderation,
    naming,
    notes,
    passing,
    people,
    picks,
    pitches,
    posts,
    proposals,
    propositions,
    replies,
    room_questions,
    sequels,
    sharing,
    shuffling,
    strengths,
    tables,
    thanks,
    unsaid,
    votes,
    workbooks,
)
from opennight.night.messages import Event

BADGES = Pattern("desk", "", "desk-waiting")
TURNOUT = (BADGES, Pattern("board", "", "total"))
WALL = (BADGES, Pattern("desk", "", "desk-doubles"), Pattern("desk", "", "desk-unhosted"))

MARKED = Pattern("desk", "", "desk-marked")
SAID: tuple[type[Event], ...] = (
    *(people.PersonJoined, people.PersonRenamed, naming.NameTurnedAway, naming.NameWaits),
    *(naming.NameRead, bylines.NameTaken),
    moderation.PersonLetBackIn,
    *(pitches.PitchMade, pitches.PitchEdited, moderation.PitchApproved, moderation.PitchHidden),
    *(moderation.PitchShown, moderation.PitchWithdrawn, headlines.HeadlineWritten),
    *(notes.NoteWritten, notes.NoteEdited, notes.NoteHidden, notes.NoteShown),
    *(sharing.Commented, sharing.CommentHidden, sharing.CommentShown),
    *(workbooks.CardTaken, workbooks.CardFilled, shuffling.CardSwapped, shuffling.CardPutBack),
    *(picks.CardHidden, picks.CardShown),
    *(replies.ReplyWritten, replies.ReplyHidden, replies.ReplyShown),
    *(passing.WordsPassed, passing.PassedChanged, unsaid.PassedHidden, unsaid.PassedShown),
    *(room_questions.LineSaid, room_questions.LineHidden, room_questions.LineShown),
    *(propositions.SentenceAdded, propositions.SentenceHidden, propositions.SentenceShown),
    *(sequels.SequelAdded, sequels.SequelHidden, sequels.SequelShown),
    posts.PostTakenBack,
    *(leaflets.LeafletMade, leaflets.LeafletEdited, leaflets.LeafletClosed, leaflet_sight.LeafletHidden),
    leaflet_sight.LeafletShown,
    *(corrections.WordsMended, corrections.MendingUndone, corrections.CorrectionAnswered),
    *(corrections.CorrectionAnswerHidden, corrections.CorrectionAnswerShown),
    *(captions.CaptionsWritten, captions.CaptionsPutBack, mending.CaptionsMended, consent.ClipWithdrawn),
)
"""What changes what can be read: there may be a word in it to look out for."""
UNSETTLED: dict[type[Event], tuple[Pattern, ...]] = {
    **dict.fromkeys((people.PersonJoined, votes.Voted, votes.VoteTakenBack), TURNOUT),
    strengths.StrengthSaid: TURNOUT,
    **dict.fromkeys((people.PersonLeft, people.PersonCameBack), TURNOUT + WALL),
    **dict.fromkeys((pitches.PitchMade, pitches.PitchEdited, people.PersonRenamed), WALL),
    **dict.fromkeys((naming.NameRead, naming.NameTurnedAway, naming.NameWaits, bylines.NameTaken), (BADGES,)),
    **dict.fromkeys((moderation.PitchApproved, moderation.PitchHidden, moderation.PitchShown), WALL),
    **dict.fromkeys((moderation.PitchWithdrawn, merging.PitchMerged), WALL),
    **dict.fromkeys((lineup.LineupSet, proposals.LineupMade, tables.TableOpened), WALL),
    **dict.fromkeys((groups.GroupJoined, groups.GroupLeft, headlines.HeadlineWritten), (BADGES,)),
    **dict.fromkeys((notes.NoteWritten, notes.NoteEdited, notes.NoteHidden, notes.NoteShown), (BADGES,)),
    **dict.fromkeys((sharing.Commented, sharing.CommentHidden, sharing.CommentShown), (BADGES,)),
    **dict.fromkeys((replies.ReplyWritten, replies.ReplyHidden, replies.ReplyShown), (BADGES,)),
    **dict.fromkeys((thanks.ThanksGiven, thanks.ThanksTakenBack, gratitude.ThanksReported), (BADGES,)),
    **dict.fromkeys((gratitude.ThanksDeclined, gratitude.ThanksHidden, gratitude.ThanksShown), (BADGES,)),
}
UNSETTLED |= {event: tuple(dict.fromkeys((*UNSETTLED.get(event, ()), BADGES, MARKED))) for event in SAID}
"""By kind of event. What draws all pages anew is not here."""
