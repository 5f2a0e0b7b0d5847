"""Whose hand writes an entry, and changes it: a person's of its group, a reporter's, or the desk's."""

from opennight.night import groups, people, reporters, sight, slow
from opennight.night.kept.groups import Group
from opennight.night.kept.notes import Note
from opennight.night.kept.people import Person
from opennight.night.messages import DESK, Command, Refused, _
from opennight.night.quotas import reached
from opennight.night.state import Night

MOST_EVER = 300


def require_pen(night: Night, command: Command, person: int, no: int, kind: str) -> Group:
    """The group, if the sender may write an entry of this kind there. Raises `Refused`."""
    if command.reporter:
        refuse_reporter(night, command, kind)
        return groups.require_writing(night, no)
    group = groups.require_member(night, command, no)
    if person != DESK or not command.at_desk:
        people.require_self(night, command, person)
    if not command.at_desk:
        refuse_more(night, command, night.people[person])
    return group


def refuse_reporter(night: Night, command: Command, kind: str) -> None:
    """Raise `Refused` for a kind of entry that is not for reporters, and for one who has written enough."""
    reporter = reporters.require(night, command)
    if kind not in reporters.KINDS:
        raise Refused(_("A reporter writes quotes and notes. The rest is for the group."), field="kind")
    if len(reporter.notes) >= MOST_EVER:
        raise Refused(_("One reporter can write at most %(most)s notes in a night."), "quota", most=MOST_EVER)


def refuse_more(night: Night, command: Command, person: Person) -> None:
    """Raise `Refused` if the person has written enough. Removed notes may be replaced, but not for ever."""
    slow.refuse_haste(night, command, max((night.notes[no].at for no in person.notes), default=None))
    if len(person.notes) >= MOST_EVER:
        raise Refused(
            _("One person can write at most %(most)s notes in a night. Give others a turn."),
            "quota",
            most=MOST_EVER,
        )
    if reached(sum(not sight.is_gone(night.notes[no]) for no in person.notes), night.each.notes):
        raise Refused(
            _(
                "You have reached the limit of notes for one person (%(most)s). "
                "Give others a turn, or remove one."
            ),
            "quota",
            most=night.each.notes,
        )


def wrote(command: Command, note: Note) -> bool:
    """Whether the sender wrote it, as a person or as a reporter."""
    return (command.by, command.reporter) == (note.person, note.reporter) != (DESK, 0)


def require_writer(night: Night, command: Command, note: Note) -> None:
    """Raise `Refused` unless the sender wrote the note, even if in another group by now, or is the desk."""
    groups.require_writing(night, note.group)
    if command.reporter:
        reporters.require(night, command)
    elif not command.at_desk:
        people.require(night, command.by)
    if not command.at_desk and not wrote(command, note):
        raise Refused(_("Only the person who wrote this can change it."), "forbidden")
