"""What groups leave behind: words, promises and cards."""

from opennight.live import further, threaded
from opennight.live.invalidation import Invalidation, invalidates
from opennight.live.rows.wall import where_told
from opennight.night import (
    choosing,
    decks,
    headlines,
    notes,
    ordering,
    picks,
    pledges,
    promises,
    replies,
    shuffling,
    stars,
    stories,
    threads,
    workbooks,
)
from opennight.night.messages import Event

UNREAD = (
    "desk-unread unread-note-order unread-comment-order unread-headline-order unread-card-order "
    "unread-reply-order unread-thanks-order"
)
"""How much of what people wrote waits for the desk, and in which order."""
CARD_ROWS = "gathering-{group} unread-card-{pick} " + UNREAD
"""Where the desk shows words on a card."""
PLEDGED = invalidates(coalesce=True, desk="desk-standup", also=where_told)
GROUPS: dict[type[Event], Invalidation] = {
    headlines.HeadlineAgreed: invalidates(group="headline"),
    stars.NoteStarred: invalidates(coalesce=True, also=further.where_starred),
    stars.NoteUnstarred: invalidates(coalesce=True, also=further.where_starred),
    ordering.NoteMoved: invalidates(also=further.where_moved),
    notes.NoteWritten: invalidates(desk=UNREAD, also=further.where_new),
    notes.NoteEdited: invalidates(desk=UNREAD, whose=further.owners, also=further.where_written),
    notes.NoteHidden: invalidates(desk=UNREAD, everyone=True, also=further.where_written),
    notes.NoteShown: invalidates(desk=UNREAD, everyone=True, also=further.where_written),
    threads.Liked: invalidates(coalesce=True, whose=threaded.liked_of, also=threaded.where_liked),
    threads.Unliked: invalidates(coalesce=True, whose=threaded.liked_of, also=threaded.where_liked),
    replies.ReplyWritten: invalidates(
        desk=f"unread-reply-{{no}} {UNREAD}",
        coalesce=True,
        whose=threaded.replier,
        also=threaded.where_replied,
    ),
    replies.ReplyHidden: invalidates(
        desk=f"unread-reply-{{reply}} {UNREAD}", whose=threaded.replier, also=threaded.where_replied
    ),
    replies.ReplyShown: invalidates(
        desk=f"unread-reply-{{reply}} {UNREAD}", whose=threaded.replier, also=threaded.where_replied
    ),
    replies.AnswerAccepted: invalidates(whose=threaded.replier, also=threaded.where_replied),
    promises.PromiseMade: invalidates(coalesce=True, also=further.where_promised),
    promises.PromiseLeft: invalidates(coalesce=True, also=further.where_promised),
    pledges.HoursPledged: PLEDGED,
    pledges.PledgeKept: PLEDGED,
    choosing.ChoiceSet: invalidates(
        phone="choice", choosing="choosing", board="scene", desk="desk-choice desk-shows", everyone=True
    ),
    choosing.ActionChosen: invalidates(
        choosing="carried-{note}", board="scene", desk="desk-choice", coalesce=True
    ),
    choosing.ActionUnchosen: invalidates(
        choosing="carried-{note}", board="scene", desk="desk-choice", coalesce=True
    ),
    decks.DeckChosen: invalidates(
        phone="main", group="heads workbook", board="scene", desk="desk-now desk-undo desk-groups", page=""
    ),
    decks.DeckSpoken: invalidates(group="workbook", board="scene", desk="desk-undo desk-groups", page=""),
    workbooks.CardTaken: invalidates(
        group="points", desk=f"gathering-{{group}} unread-card-{{no}} {UNREAD}", also=further.laid
    ),
    workbooks.CardFilled: invalidates(desk=CARD_ROWS, also=further.laid),
    shuffling.CardSwapped: invalidates(group="points", desk="gathering-{group}", also=further.laid),
    shuffling.CardPutBack: invalidates(group="points", desk="gathering-{group}", also=further.laid),
    shuffling.CardsOrdered: invalidates(also=further.laid),
    picks.CardHidden: invalidates(desk=CARD_ROWS, whose=further.card_writer, also=further.laid),
    picks.CardShown: invalidates(desk=CARD_ROWS, whose=further.card_writer, also=further.laid),
    stories.StoryFinished: invalidates(group="workbook", also=further.told),
}
