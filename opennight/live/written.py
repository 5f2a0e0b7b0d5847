"""Rows of the table in fragments.py for what groups leave behind: words, promises and cards."""

from opennight.live import further
from opennight.live.invalidation import Invalidation, invalidates
from opennight.night import (
    choosing,
    decks,
    headlines,
    notes,
    ordering,
    picks,
    promises,
    shuffling,
    stars,
    stories,
    workbooks,
)
from opennight.night.messages import Event

UNREAD = "desk-unread unread-note-order unread-comment-order unread-headline-order unread-card-order"
"""How many names, notes, comments, headlines and cards wait for the desk, and in which order."""
CARD_ROWS = "gathering-{group} unread-card-{pick} " + UNREAD
"""Where the desk shows words on a card."""
CARDS = "cards-{kind} points"
"""Where a group's workbook shows a card, and what all of them cost."""
WRITTEN: dict[type[Event], Invalidation] = {
    headlines.HeadlineAgreed: invalidates(group="headline"),
    stars.NoteStarred: invalidates(coalesce=True, also=further.where_starred),
    stars.NoteUnstarred: invalidates(coalesce=True, also=further.where_starred),
    ordering.NoteMoved: invalidates(also=further.where_moved),
    notes.NoteWritten: invalidates(desk=UNREAD, also=further.where_new),
    notes.NoteEdited: invalidates(desk=UNREAD, whose=further.owners, also=further.where_written),
    notes.NoteHidden: invalidates(desk=UNREAD, everyone=True, also=further.where_written),
    notes.NoteShown: invalidates(desk=UNREAD, everyone=True, also=further.where_written),
    promises.PromiseMade: invalidates(coalesce=True, also=further.where_promised),
    promises.PromiseLeft: invalidates(coalesce=True, also=further.where_promised),
    choosing.ChoiceSet: invalidates(
        phone="choice choosing", board="scene", desk="desk-choice desk-shows", everyone=True
    ),
    choosing.ActionChosen: invalidates(
        phone="carried-{note}", board="scene", desk="desk-choice", coalesce=True
    ),
    choosing.ActionUnchosen: invalidates(
        phone="carried-{note}", board="scene", desk="desk-choice", coalesce=True
    ),
    decks.DeckChosen: invalidates(phone="main", group="heads workbook", desk="desk-now desk-undo", page=""),
    decks.DeckSpoken: invalidates(group="workbook", desk="desk-undo", page=""),
    workbooks.CardTaken: invalidates(
        group=CARDS, desk=f"gathering-{{group}} unread-card-{{no}} {UNREAD}", also=further.writers_row
    ),
    workbooks.CardFilled: invalidates(group="cards-{kind}", desk=CARD_ROWS, also=further.writers_row),
    shuffling.CardSwapped: invalidates(group=CARDS, desk="gathering-{group}"),
    shuffling.CardPutBack: invalidates(group=CARDS, desk="gathering-{group}"),
    shuffling.CardsOrdered: invalidates(group="cards-{kind}"),
    picks.CardHidden: invalidates(group="cards-{kind}", desk=CARD_ROWS, whose=further.card_writer),
    picks.CardShown: invalidates(group="cards-{kind}", desk=CARD_ROWS, whose=further.card_writer),
    stories.StoryFinished: invalidates(group="workbook"),
}
