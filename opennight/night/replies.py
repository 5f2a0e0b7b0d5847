"""Replies: comments and answers under what a group wrote, and which answer the askers' group takes.

While groups talk, only they write on their own sheet, so that nobody hangs over a phone; once the groups
share, everybody does. People speak for themselves, or for their group.
"""

from opennight.night import groups, people, sharing, sight, threads, why
from opennight.night.kept.people import Person
from opennight.night.kept.replies import REPLY_KINDS, Reply, ReplyKind
from opennight.night.messages import DESK, Called, Command, Event, Label, Refused, Undo, _, clean
from opennight.night.quotas import places
from opennight.night.state import Night

TEXT = 300
MOST_A_THREAD = 60


class WriteReply(Command, frozen=True):
    """`person` writes; 0 is the desk. `as_group`: they speak for their group."""

    person: int
    about: str
    text: str
    kind: str = "comment"
    as_group: bool = False


class HideReply(Command, frozen=True):
    """By its writer or by the desk, which may say why."""

    reply: int
    why: str = ""


class ShowReply(Command, frozen=True):
    reply: int


class AcceptAnswer(Command, frozen=True):
    """The askers' group says that this answers its question; or that it does not, after all."""

    reply: int
    accepted: bool


class ReplyWritten(Event, frozen=True):
    KIND = "reply-written"
    PERSONAL = ("text",)

    no: int
    about: str
    person: int
    kind: ReplyKind
    text: str = ""
    group: int = 0
    waiting: bool = False


class ReplyHidden(Event, frozen=True):
    """Only an undo makes it `waiting`: it puts back what was."""

    KIND = "reply-hidden"
    PERSONAL = ("why",)

    reply: int
    waiting: bool = False
    why: str = ""


class ReplyShown(Event, frozen=True):
    KIND = "reply-shown"

    reply: int


class AnswerAccepted(Event, frozen=True):
    KIND = "answer-accepted"

    reply: int
    accepted: bool


def waiting(night: Night) -> list[Reply]:
    """Those that the desk has yet to read, oldest first."""
    return [reply for reply in night.replies.values() if reply.waiting]


def of_group(night: Night, group: int) -> list[Reply]:
    """All that was said under the notes of this group that can be seen, hidden or not, note by note."""
    abouts = (f"note:{no}" for no in night.groups[group].order if threads.of_note(night, no))
    return [reply for about in abouts for reply in below(night, about)]


def below(night: Night, about: str) -> list[Reply]:
    """All that was said there, hidden or not, oldest first."""
    thread = night.threads.get(about)
    return [night.replies[no] for no in thread.replies] if thread else []


def under(night: Night, reply: Reply) -> int:
    """The group on whose page it stands; 0 if that cannot be seen any more."""
    found = threads.subject(night, reply.about)
    return found.group if found else 0


def is_seen(night: Night, reply: Reply) -> bool:
    """Whether the room can see it: it goes with what it is about."""
    return not reply.hidden and threads.subject(night, reply.about) is not None


def find(night: Night, no: int) -> Reply:
    reply = night.replies.get(no)
    if reply is None:
        raise Refused(_("This night has no such comment."), "missing")
    return reply


def spoken_for(night: Night, person: Person, home: int) -> int:
    """The group for which this person speaks: the one on whose page they write, if they sat there; else the
    one they are in, or were last. Raises `Refused` if there is none."""
    if home and groups.was_there(night, person.no, night.groups[home]):
        return home
    theirs = [*person.sat, *sorted(groups.of_person(night, person.no).values())]
    if not theirs:
        raise Refused(_("You have not sat in a group yet, so speak for yourself."), field="as_group")
    return theirs[-1]


def require_voice(night: Night, command: WriteReply) -> threads.Subject:
    """The subject, if the sender may write there now. Raises `Refused`."""
    found = threads.require_open(night, command.about)
    if command.person != DESK or not command.at_desk:
        person = people.require_self(night, command, command.person)
        sat = not found.group or groups.was_there(night, person.no, night.groups[found.group])
        if night.phase in groups.OPEN_IN and not sat:
            raise Refused(
                _("While the groups talk, each writes on its own sheet. Walk over, or wait for the sharing."),
                "late",
            )
        if not command.at_desk:
            sharing.refuse_more(night, command, person)
    return found


def write(night: Night, command: WriteReply) -> list[Event]:
    found = require_voice(night, command)
    kind = next((one for one in REPLY_KINDS if one == command.kind), None)
    if kind is None or (kind == "answer" and not found.answerable):
        raise Refused(_("Pick one of these."), field="kind")
    thread = night.threads.get(command.about)
    those = sum(not sight.is_gone(night.replies[no]) for no in thread.replies) if thread else 0
    if those >= places(MOST_A_THREAD, desk=command.at_desk):
        raise Refused(_("Enough has been said here. Walk over and talk."), "quota")
    group = 0
    if command.as_group and command.person != DESK:
        group = spoken_for(night, night.people[command.person], found.group)
    return [
        ReplyWritten(
            no=len(night.replies) + 1,
            about=command.about,
            person=command.person,
            kind=kind,
            text=clean(command.text, TEXT, "text"),
            group=group,
            waiting=night.setup.approve_comments and not command.at_desk,
        )
    ]


def hide(night: Night, command: HideReply) -> list[Event]:
    reply = find(night, command.reply)
    if not command.at_desk and command.by != reply.person:
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
    return sight.hide(reply, ReplyHidden(reply=reply.no, why=why.tidied(command.why)))


def show(night: Night, command: ShowReply) -> list[Event]:
    reply = find(night, command.reply)
    return sight.show(reply, ReplyShown(reply=reply.no))


def accept(night: Night, command: AcceptAnswer) -> list[Event]:
    reply = find(night, command.reply)
    found = threads.require_open(night, reply.about)
    if reply.hidden or reply.kind != "answer":
        raise Refused(_("There is no such answer."), "missing")
    if found.group:
        groups.require_member(night, command, found.group)
    else:
        people.only_self(command, found.owner)
    if reply.accepted == command.accepted:
        return []
    return [AnswerAccepted(reply=reply.no, accepted=command.accepted)]


def written(night: Night, event: ReplyWritten) -> None:
    its = (event.about, event.person, event.kind, event.text, night.at, event.group)
    reply = Reply(event.no, *its, hidden=event.waiting, waiting=event.waiting)
    night.replies[event.no] = reply
    threads.of(night, event.about).replies.append(event.no)
    if event.person != DESK:
        night.people[event.person].replies.append(event.no)


def hidden(night: Night, event: ReplyHidden) -> None:
    sight.put(night.replies[event.reply], hidden=True, waiting=event.waiting)


def shown(night: Night, event: ReplyShown) -> None:
    sight.put(night.replies[event.reply], hidden=False)


def accepted(night: Night, event: AnswerAccepted) -> None:
    night.replies[event.reply].accepted = event.accepted


def sight_back(night: Night, event: ReplyHidden | ReplyShown) -> list[Event]:
    """What it was: seen, hidden, or waiting."""
    reply = night.replies[event.reply]
    no = reply.no
    return sight.back(reply, lambda waits: ReplyHidden(reply=no, waiting=waits), ReplyShown(reply=no))


def called(waiting: str, otherwise: str) -> Called:
    """What a step is called, by whether the reply waited, with its author in it as %(person)s."""

    def label(night: Night, event: ReplyHidden | ReplyShown) -> Label:
        reply = night.replies[event.reply]
        if reply.person == DESK:
            return Label(_("changing who sees a comment of your own"))
        return Label(waiting if reply.waiting else otherwise, about={"person": reply.person})

    return label


def accepting(night: Night, event: AnswerAccepted) -> Label:
    return Label(_("marking a question as answered") if event.accepted else _("asking a question again"))


DECIDE = {WriteReply: write, HideReply: hide, ShowReply: show, AcceptAnswer: accept}
EVOLVE = {ReplyWritten: written, ReplyHidden: hidden, ReplyShown: shown, AnswerAccepted: accepted}
UNDO: dict[type[Event], Undo] = {
    ReplyHidden: (
        called(_("turning away a comment by %(person)s"), _("hiding a comment by %(person)s")),
        sight_back,
    ),
    ReplyShown: (
        called(_("letting in a comment by %(person)s"), _("bringing back a comment by %(person)s")),
        sight_back,
    ),
    AnswerAccepted: (
        accepting,
        lambda n, e: [AnswerAccepted(reply=e.reply, accepted=n.replies[e.reply].accepted)],
    ),
}
