"""What groups say to each other: questions, answers, and the one action that they do together.

These words wait where notes do. How they are taken away and come back is in unsaid.py.
"""

from opennight.night import groups, links, promises, sight, slow
from opennight.night.kept.connections import Link, Passed, Said
from opennight.night.messages import DESK, Command, Event, Label, Refused, Undo, _, clean
from opennight.night.quotas import places
from opennight.night.state import Night

TEXT = 300
MOST_A_LINK = 60
MOST_EVER = 100


class AskGroup(Command, frozen=True):
    """`group` asks the `other` something. `person` writes; 0 is the desk."""

    group: int
    other: int
    person: int
    text: str


class AnswerGroup(Command, frozen=True):
    """The group that was asked answers the question `passed`."""

    passed: int
    person: int
    text: str


class WriteTogether(Command, frozen=True):
    """Say, or say anew, what the two groups of this link will do together."""

    link: int
    person: int
    text: str


class WordsPassed(Event, frozen=True):
    """`group` says it to the `other`, over their link."""

    KIND = "words-passed"
    PERSONAL = ("text",)

    no: int
    link: int
    group: int
    other: int
    person: int
    kind: Said
    text: str = ""
    about: int = 0
    waiting: bool = False


class PassedChanged(Event, frozen=True):
    """`waiting`: nobody else sees it until the desk has read what it says now."""

    KIND = "passed-changed"
    PERSONAL = ("text",)

    passed: int
    person: int
    text: str = ""
    waiting: bool = False


def is_seen(night: Night, one: Passed) -> bool:
    """Whether both groups see it. What somebody wrote who was removed left with them; an answer goes with its
    question."""
    author = night.people.get(one.person)
    asked = night.connections.passed.get(one.about)
    return not one.hidden and not (author and author.removed) and (asked is None or is_seen(night, asked))


def of_link(night: Night, link: int, kind: str) -> list[Passed]:
    """What can be seen on it of this kind, in the order in which it was said."""
    those = (one for one in night.connections.passed.values() if one.link == link and one.kind == kind)
    return [one for one in those if is_seen(night, one)]


def answers(night: Night, question: int) -> list[Passed]:
    those = (one for one in night.connections.passed.values() if one.about == question)
    return [one for one in those if is_seen(night, one)]


def to_answer(night: Night, group: int) -> list[Passed]:
    """The questions of other groups that this one has not answered."""
    asked = (
        one
        for link in its_links(night, group)
        for one in of_link(night, link.no, "question")
        if one.group != group
    )
    return [one for one in asked if not answers(night, one.no)]


def its_links(night: Night, group: int) -> list[Link]:
    """The links of this group on which something went on or was said, the first ones first."""
    spoken = {one.link for one in night.connections.passed.values() if is_seen(night, one)}
    mine = {link.no for link in links.of_group(night, group)}
    every = (link for link in night.connections.links.values() if group in (link.one, link.other))
    return [link for link in every if link.no in spoken | mine and links.seen(night, link)]


def together(night: Night, link: int) -> Passed | None:
    """The action of both groups, whether it can be seen or not."""
    those = (one for one in night.connections.passed.values() if one.link == link and one.kind == "action")
    return next(those, None)


def title(night: Night, link: Link) -> str:
    """Whose action it is, by both topics."""
    return " + ".join(groups.pitch(night, no).title for no in (link.one, link.other))


def action(night: Night, link: Link) -> str:
    """What they will do together; empty as long as nobody can read it."""
    found = together(night, link.no)
    return found.text if found and is_seen(night, found) else ""


def joint(night: Night) -> list[Link]:
    """The links whose groups do something together that everybody can read."""
    return [link for link in links.talked(night) if action(night, link)]


def to_promise(night: Night, no: int) -> promises.Subject | None:
    """The joint action of two groups that talked: anybody can say that they are in."""
    link = night.connections.links.get(no)
    if link is None or not link.talked or not links.seen(night, link):
        return None
    text = action(night, link) or title(night, link)
    return promises.Subject(text, link.one, f"joint-{no}", also=link.other)


def waiting(night: Night) -> list[Passed]:
    """Those that the desk has yet to read, oldest first."""
    return [one for one in night.connections.passed.values() if one.waiting]


def on_desk(night: Night, link: int) -> list[Passed]:
    """What was said on it and waits no more, hidden or not, in order."""
    return [one for one in night.connections.passed.values() if one.link == link and not one.waiting]


def must_wait(night: Night, command: Command) -> bool:
    """They wait where notes do."""
    return night.setup.approve_notes and not command.at_desk


def find(night: Night, no: int) -> Passed:
    one = night.connections.passed.get(no)
    if one is None:
        raise Refused(_("This night has no such message."), "missing")
    return one


def find_link(night: Night, no: int) -> Link:
    link = night.connections.links.get(no)
    if link is None:
        raise Refused(_("These two groups have not met yet."), "missing")
    return link


def refuse_more(night: Night, command: Command, person: int, link: int) -> None:
    """Raise `Refused` if the person, or the link, has had enough words."""
    every = night.connections.passed.values()
    its = sum(one.link == link and not sight.is_gone(one) for one in every)
    if its >= places(MOST_A_LINK, desk=command.at_desk):
        raise Refused(_("These two groups have said a lot already. Walk over and talk."), "quota")
    own = [one.at for one in every if one.person == person]
    if person == DESK or command.at_desk:
        return
    slow.refuse_haste(night, command, max(own, default=None))
    if len(own) >= MOST_EVER:
        raise Refused(_("You have written a lot already. Walk over and talk."), "quota")


def passed(night: Night, command: Command, link: int, way: tuple[int, int], said: Passed) -> list[Event]:
    refuse_more(night, command, said.person, link)
    return [
        WordsPassed(
            no=len(night.connections.passed) + 1,
            link=link,
            group=way[0],
            other=way[1],
            person=said.person,
            kind=said.kind,
            text=said.text,
            about=said.about,
            waiting=must_wait(night, command),
        )
    ]


def ask(night: Night, command: AskGroup) -> list[Event]:
    link = links.require_between(night, command, command.group, command.other, command.person)
    text = clean(command.text, TEXT, "text")
    said = Passed(0, link, command.group, command.person, "question", text, command.at)
    return passed(night, command, link, (command.group, command.other), said)


def answer(night: Night, command: AnswerGroup) -> list[Event]:
    asked = find(night, command.passed)
    link = night.connections.links[asked.link]
    if asked.kind != "question" or not is_seen(night, asked):
        raise Refused(_("This night has no such message."), "missing")
    mine = links.beside(link, asked.group)
    links.require_between(night, command, mine, asked.group, command.person)
    text = clean(command.text, TEXT, "text")
    said = Passed(0, link.no, mine, command.person, "answer", text, command.at, about=asked.no)
    return passed(night, command, link.no, (mine, asked.group), said)


def side(night: Night, command: Command, link: Link, person: int) -> int:
    """The group of the link for which the person speaks; the first one for the desk."""
    if person in night.people and groups.was_there(night, person, night.groups[link.other]):
        return link.other
    return link.one


def write_together(night: Night, command: WriteTogether) -> list[Event]:
    link = find_link(night, command.link)
    group = side(night, command, link, command.person)
    links.require_between(night, command, group, links.beside(link, group), command.person)
    if not link.talked:
        raise Refused(_("Talk with them first. Then say what you will do together."), "late")
    text = clean(command.text, TEXT, "text")
    known = together(night, link.no)
    if known is None:
        said = Passed(0, link.no, group, command.person, "action", text, command.at)
        return passed(night, command, link.no, (group, links.beside(link, group)), said)
    if text == known.text:
        return []
    if sight.is_gone(known) and not command.at_desk:
        raise Refused(_("The host has removed this. Talk to them."), "late")
    slow.refuse_haste(night, command, known.at if known.person == command.person else None)
    waits = must_wait(night, command)
    return [PassedChanged(passed=known.no, person=command.person, text=text, waiting=waits)]


def were_passed(night: Night, event: WordsPassed) -> None:
    its = night.connections
    key = (min(event.group, event.other), max(event.group, event.other))
    its.links.setdefault(event.link, Link(event.link, *key))
    its_words = (event.kind, event.text, night.at, event.about)
    said = Passed(event.no, event.link, event.group, event.person, *its_words)
    said.hidden = said.waiting = event.waiting
    its.passed[event.no] = said


def was_changed(night: Night, event: PassedChanged) -> None:
    one = night.connections.passed[event.passed]
    one.text, one.person, one.at = event.text, event.person, night.at
    if event.waiting:
        sight.put(one, hidden=True, waiting=True)


def change_back(night: Night, event: PassedChanged) -> list[Event]:
    one = night.connections.passed[event.passed]
    return [PassedChanged(passed=one.no, person=one.person, text=one.text, waiting=one.waiting)]


promises.SUBJECTS["joint"] = to_promise
DECIDE = {
    AskGroup: ask,
    AnswerGroup: answer,
    WriteTogether: write_together,
}
EVOLVE = {
    WordsPassed: were_passed,
    PassedChanged: was_changed,
}
UNDO: dict[type[Event], Undo] = {
    PassedChanged: (
        lambda n, e: Label(
            _("changing what %(group)s does with others"),
            about={"group": n.connections.passed[e.passed].group},
        ),
        change_back,
    ),
}
