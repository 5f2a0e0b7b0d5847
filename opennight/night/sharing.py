"""Sharing: the groups present to the room, one after another; everyone can appreciate and comment."""

from opennight.night import lineup, people, sight, slow, why
from opennight.night.closed import refuse_closed
from opennight.night.kept.notes import Comment
from opennight.night.kept.people import Person
from opennight.night.kept.replies import Reply
from opennight.night.messages import Called, Command, Event, Label, Refused, Undo, _, clean, of_group
from opennight.night.quotas import reached
from opennight.night.state import Night

TEXT = 300
MOST_EVER = 60


class ShowGroup(Command, frozen=True):
    """Put this group before the room."""

    group: int


class Appreciate(Command, frozen=True):
    person: int
    group: int


class TakeBackHeart(Command, frozen=True):
    person: int
    group: int


class MakeComment(Command, frozen=True):
    person: int
    group: int
    text: str


class HideComment(Command, frozen=True):
    comment: int
    why: str = ""


class ShowComment(Command, frozen=True):
    comment: int


class GroupShown(Event, frozen=True):
    """`before` is the group that was at the front until now; None also if that is not known."""

    KIND = "group-shown"
    FORM = 2

    group: int | None
    before: int | None


class Appreciated(Event, frozen=True):
    KIND = "heart-given"

    person: int
    group: int


class HeartTakenBack(Event, frozen=True):
    KIND = "heart-taken-back"

    person: int
    group: int


class Commented(Event, frozen=True):
    KIND = "comment-made"
    PERSONAL = ("text",)

    no: int
    person: int
    group: int
    text: str = ""
    waiting: bool = False


class CommentHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "comment-hidden"
    PERSONAL = ("why",)

    comment: int
    waiting: bool = False
    why: str = ""


class CommentShown(Event, frozen=True):
    KIND = "comment-shown"

    comment: int


def order(night: Night) -> list[int]:
    """The groups in the order in which they present: slot by slot, room by room."""
    return [p.group for slot in night.setup.slots for p in lineup.in_slot(night, slot.id)]


def shown(night: Night) -> int | None:
    """The group that presents now; the first one until the desk picks another."""
    if night.showing in night.lineup:
        return night.showing
    return next(iter(order(night)), None)


def to_come(night: Night) -> list[int]:
    """The groups that present after the one that does now."""
    line = order(night)
    now = shown(night)
    return line[line.index(now) + 1 :] if now in line else []


def hearts(night: Night, group: int) -> int:
    return len(night.groups[group].hearts)


def comments(night: Night, group: int) -> list[Comment]:
    return [c for c in night.comments.values() if c.group == group and not c.hidden]


def waiting(night: Night) -> list[Comment]:
    """The comments that the desk has yet to read, oldest first."""
    return [comment for comment in night.comments.values() if comment.waiting]


def require_sharing(night: Night) -> None:
    refuse_closed(night)
    if night.phase != "share":
        raise Refused(_("This opens when the groups share."), "late")


def show_group(night: Night, command: ShowGroup) -> list[Event]:
    refuse_closed(night)
    lineup.find(night, command.group)
    if night.showing == command.group:
        return []
    return [GroupShown(group=command.group, before=shown(night))]


def appreciate(night: Night, command: Appreciate) -> list[Event]:
    people.require_self(night, command, command.person)
    require_sharing(night)
    lineup.find(night, command.group)
    if command.person in night.groups[command.group].hearts:
        return []
    return [Appreciated(person=command.person, group=command.group)]


def take_back(night: Night, command: TakeBackHeart) -> list[Event]:
    people.require_self(night, command, command.person)
    require_sharing(night)
    group = night.groups.get(command.group)
    if group is None or command.person not in group.hearts:
        return []
    return [HeartTakenBack(person=command.person, group=group.no)]


def refuse_more(night: Night, command: Command, person: Person) -> None:
    """Raise `Refused` if the person has said enough, about groups and under notes (see replies.py). Removed
    comments may be replaced, but not for ever."""
    said: list[Comment | Reply] = [night.comments[no] for no in person.comments]
    said += [night.replies[no] for no in person.replies]
    slow.refuse_haste(night, command, max((one.at for one in said), default=None))
    if len(said) >= MOST_EVER:
        raise Refused(
            _("One person can write at most %(most)s comments in a night. Give others a turn."),
            "quota",
            most=MOST_EVER,
        )
    if reached(sum(not sight.is_gone(one) for one in said), night.each.comments):
        raise Refused(
            _(
                "You have reached the limit of comments for one person (%(most)s). Give others a turn, or "
                "remove one."
            ),
            "quota",
            most=night.each.comments,
        )


def comment(night: Night, command: MakeComment) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_sharing(night)
    lineup.find(night, command.group)
    refuse_more(night, command, person)
    return [
        Commented(
            no=len(night.comments) + 1,
            person=command.person,
            group=command.group,
            text=clean(command.text, TEXT, "text"),
            waiting=night.setup.approve_comments and not command.at_desk,
        )
    ]


def find_comment(night: Night, no: int) -> Comment:
    comment = night.comments.get(no)
    if comment is None:
        raise Refused(_("This night has no such comment."), "missing")
    return comment


def hide_comment(night: Night, command: HideComment) -> list[Event]:
    comment = find_comment(night, command.comment)
    if not command.at_desk and command.by != comment.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(comment, CommentHidden(comment=comment.no, why=why.tidied(command.why)))


def show_comment(night: Night, command: ShowComment) -> list[Event]:
    comment = find_comment(night, command.comment)
    return sight.show(comment, CommentShown(comment=comment.no))


def group_shown(night: Night, event: GroupShown) -> None:
    night.showing = event.group


def appreciated(night: Night, event: Appreciated) -> None:
    night.groups[event.group].hearts[event.person] = None
    night.people[event.person].hearts[event.group] = None


def heart_taken_back(night: Night, event: HeartTakenBack) -> None:
    night.groups[event.group].hearts.pop(event.person, None)
    night.people[event.person].hearts.pop(event.group, None)


def commented(night: Night, event: Commented) -> None:
    comment = Comment(event.no, event.group, event.person, event.text, night.at)
    comment.hidden = comment.waiting = event.waiting
    night.comments[event.no] = comment
    night.people[event.person].comments.append(event.no)


def comment_hidden(night: Night, event: CommentHidden) -> None:
    sight.put(night.comments[event.comment], hidden=True, waiting=event.waiting)


def comment_shown(night: Night, event: CommentShown) -> None:
    sight.put(night.comments[event.comment], hidden=False)


def sight_back(night: Night, event: CommentHidden | CommentShown) -> list[Event]:
    """What the comment was: seen, hidden, or waiting."""
    comment = night.comments[event.comment]
    no = comment.no
    return sight.back(
        comment, lambda waits: CommentHidden(comment=no, waiting=waits), CommentShown(comment=no)
    )


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether the comment waited, with its author in it as %(person)s."""

    def label(night: Night, event: CommentHidden | CommentShown) -> Label:
        comment = night.comments[event.comment]
        return Label(waiting if comment.waiting else otherwise, about={"person": comment.person})

    return label


DECIDE = {
    ShowGroup: show_group,
    Appreciate: appreciate,
    TakeBackHeart: take_back,
    MakeComment: comment,
    HideComment: hide_comment,
    ShowComment: show_comment,
}
EVOLVE = {
    GroupShown: group_shown,
    Appreciated: appreciated,
    HeartTakenBack: heart_taken_back,
    Commented: commented,
    CommentHidden: comment_hidden,
    CommentShown: comment_shown,
}
UNDO: dict[type[Event], Undo] = {
    CommentHidden: (
        called(_("turning away a comment by %(person)s"), _("hiding a comment by %(person)s")),
        sight_back,
    ),
    CommentShown: (
        called(_("letting in a comment by %(person)s"), _("bringing back a comment by %(person)s")),
        sight_back,
    ),
    GroupShown: (
        of_group(_("showing %(group)s")),
        lambda n, e: [GroupShown(group=n.showing, before=e.group)],
    ),
}
