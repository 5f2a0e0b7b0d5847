"""What groups leave behind: words, promises and cards."""

from opennight.live import named, threaded, written
from opennight.live.invalidation import Invalidation, invalidates
from opennight.live.rows.wall import where_told
from opennight.night import (
    choosing,
    decks,
    groups,
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
    groups.PenTaken: invalidates(group="heads pen", board="scene", desk="gathering-{group}", everyone=True),
    headlines.HeadlineWritten: invalidates(
        phone="said-{group}",
        group="headline",
        board="scene",
        desk=f"gathering-{{group}} presents-{{group}} desk-presenting unread-headline-{{group}} {UNREAD}",
    ),
    headlines.HeadlineAgreed: invalidates(group="headline"),
    stars.NoteStarred: invalidates(coalesce=True, also=written.where_starred),
    stars.NoteUnstarred: invalidates(coalesce=True, also=written.where_starred),
    ordering.NoteMoved: invalidates(also=written.where_moved),
    notes.NoteWritten: invalidates(desk=UNREAD, also=written.where_new),
    notes.NoteEdited: invalidates(
        desk=f"{UNREAD} desk-standup", whose=named.owners, also=written.where_written
    ),
    notes.NoteHidden: invalidates(desk=f"{UNREAD} desk-standup", everyone=True, also=written.where_written),
    notes.NoteShown: invalidates(desk=f"{UNREAD} desk-standup", everyone=True, also=written.where_written),
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
    promises.PromiseMade: invalidates(desk="desk-standup", coalesce=True, also=named.where_promised),
    promises.PromiseLeft: invalidates(desk="desk-standup", coalesce=True, also=named.where_promised),
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
        group="points", desk=f"gathering-{{group}} unread-card-{{no}} {UNREAD}", also=written.laid
    ),
    workbooks.CardFilled: invalidates(desk=CARD_ROWS, also=written.laid),
    shuffling.CardSwapped: invalidates(group="points", desk="gathering-{group}", also=written.laid),
    shuffling.CardPutBack: invalidates(group="points", desk="gathering-{group}", also=written.laid),
    shuffling.CardsOrdered: invalidates(also=written.laid),
    picks.CardHidden: invalidates(desk=CARD_ROWS, also=written.laid),
    picks.CardShown: invalidates(desk=CARD_ROWS, also=written.laid),
    stories.StoryFinished: invalidates(group="workbook", also=written.told),
}
