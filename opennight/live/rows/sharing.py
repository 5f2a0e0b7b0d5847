"""Groups in front of the room: which one, and what others say to it."""

from opennight.live import further, written
from opennight.live.invalidation import Invalidation, invalidates
from opennight.live.rows.groups import UNREAD
from opennight.night import sharing
from opennight.night.messages import Event

HEART = invalidates(phone="hearts-{group}", board="hearts-{group}", desk="desk-presenting", coalesce=True)
SHARED: dict[type[Event], Invalidation] = {
    sharing.GroupShown: invalidates(
        phone="front",
        group="now",
        board="scene",
        desk="desk-sharing desk-next desk-shows",
        page="",
        also=further.at_the_side,
    ),
    sharing.Appreciated: HEART,
    sharing.HeartTakenBack: HEART,
    sharing.Commented: invalidates(
        desk=f"said-{{no}} said-order unread-comment-{{no}} {UNREAD}", coalesce=True, also=written.where_said
    ),
    sharing.CommentHidden: invalidates(
        phone="comment-{comment}",
        board="scene",
        desk=f"said-{{comment}} unread-comment-{{comment}} {UNREAD}",
    ),
    sharing.CommentShown: invalidates(
        phone="front",
        board="scene",
        desk=f"said-{{comment}} unread-comment-{{comment}} {UNREAD}",
    ),
}
