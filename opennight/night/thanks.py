"""Thanks: “you helped with …”, from one person to another, in a tap. Only those two see it.

It stands in the record once both like that (see gratitude.py). Nobody is counted, and nobody ranked: others
see how many there were in all, and no more.
"""

from opennight.night import groups, people, slow
from opennight.night.kept.thanks import Thanks
from opennight.night.messages import Command, Event, Refused, _, clean
from opennight.night.quotas import reached
from opennight.night.state import Night

WORDS = 140
MOST = 40
MOST_EVER = 120
MOST_TO_ONE = 5
OPEN_IN = (*groups.WRITING_IN, "closed")


class GiveThanks(Command, frozen=True):
    """`person` thanks `whom`, also after the close. `group`: where they helped, 0 if that is not said.
    `public`: it may stand in the record. The desk and helpers thank for people without a phone."""

    person: int
    whom: int
    group: int = 0
    words: str = ""
    public: bool = False


class TakeBackThanks(Command, frozen=True):
    """By its sender: as if it had not been."""

    thanks: int


class ThanksGiven(Event, frozen=True):
    KIND = "thanks-given"
    PERSONAL = ("words",)

    no: int
    person: int
    whom: int
    group: int
    words: str = ""
    public: bool = False
    waiting: bool = False


class ThanksTakenBack(Event, frozen=True):
    """The log is to forget its words."""

    KIND = "thanks-taken-back"

    thanks: int


def stands(night: Night, thanks: Thanks) -> bool:
    """Whether it was neither taken back nor declined nor hidden, and both are still in the night."""
    gone = thanks.back or thanks.declined or thanks.hidden
    return not gone and not any(night.people[no].removed for no in (thanks.person, thanks.whom))


def to(night: Night, no: int) -> list[Thanks]:
    """The thanks that this person can read, the newest first."""
    return [one for one in reversed(night.thanks.values()) if one.whom == no and stands(night, one)]


def by(night: Night, no: int) -> list[Thanks]:
    """What this person gave and did not take back, the newest first. What became of it is not theirs to
    know: one that was declined looks like any other."""
    those = (night.thanks[one] for one in reversed(night.people[no].thanked))
    return [one for one in those if not one.back and not night.people[one.whom].removed]


def total(night: Night) -> int:
    return sum(stands(night, one) for one in night.thanks.values())


def in_record(night: Night) -> list[Thanks]:
    """Those that both like to have there, oldest first."""
    return [one for one in night.thanks.values() if len(one.agreed) == 2 and stands(night, one)]


def topic(night: Night, thanks: Thanks) -> str:
    """What the group talked about in which they helped; empty if that is not said, or out of sight."""
    group = night.groups.get(thanks.group)
    pitch = night.pitches[group.pitch] if group else None
    return pitch.title if pitch and pitch.status == "open" else ""


def mates(night: Night, no: int) -> list[tuple[int, int]]:
    """Whom this person sat with, and in which group: (person, group), group by group, each pair once.

    Whoever has left is there, too: they helped."""
    person = night.people[no]
    its = dict.fromkeys([*person.sat, *groups.of_person(night, no).values()])
    there = [
        (one.no, group)
        for group in its
        for one in night.people.values()
        if one.no != no and not one.removed and groups.was_there(night, one.no, night.groups[group])
    ]
    return [(other, group) for other, group in there if not night.people[other].unthanked]


def has_thanked(night: Night, no: int, whom: int, group: int) -> bool:
    """Whether this person has thanked that one for this group, in a tap or in words."""
    return any((one.whom, one.group) == (whom, group) for one in by(night, no))


def require_open(night: Night) -> None:
    if night.phase not in OPEN_IN:
        raise Refused(_("Thank people once the groups have formed."), "late")


def give(night: Night, command: GiveThanks) -> list[Event]:
    person = people.require_self(night, command, command.person)
    require_open(night)
    whom = people.find(night, command.whom)
    if whom.no == person.no:
        raise Refused(_("Thank somebody else."), field="whom")
    if whom.removed:
        raise Refused(_("This night has no such person."), "missing")
    if whom.unthanked:
        raise Refused(_("They would rather not be thanked here. Tell them yourself."), "forbidden")
    if command.group and command.group not in night.groups:
        raise Refused(_("There is no such group in this night."), "missing")
    words = clean(command.words, WORDS, "words", least=0)
    before = [one for one in by(night, person.no) if one.whom == whom.no]
    if any((one.group, one.words) == (command.group, words) for one in before):
        return []
    refuse_more(night, command, before, in_words=bool(words))
    return [
        ThanksGiven(
            no=len(night.thanks) + 1,
            person=person.no,
            whom=whom.no,
            group=command.group,
            words=words,
            public=command.public,
            waiting=bool(words) and night.setup.approve_comments and not command.at_desk,
        )
    ]


def refuse_more(night: Night, command: GiveThanks, before: list[Thanks], *, in_words: bool) -> None:
    """Raise `Refused` if the person has thanked enough; `before`: the thanks to the same one. Taps are not
    slowed down: a table is thanked in one go."""
    given = [night.thanks[no] for no in night.people[command.person].thanked]
    if in_words:
        slow.refuse_haste(night, command, max((one.at for one in given if one.words), default=None))
    if len(before) >= MOST_TO_ONE:
        raise Refused(
            _("You have thanked them %(most)s times. Tell them the rest."), "quota", most=MOST_TO_ONE
        )
    if len(given) >= MOST_EVER or reached(sum(not one.back for one in given), MOST):
        raise Refused(_("You have thanked many people. Tell the others yourself."), "quota")


def find(night: Night, no: int) -> Thanks:
    thanks = night.thanks.get(no)
    if thanks is None or thanks.back:
        raise Refused(_("There are no such thanks in this night."), "missing")
    return thanks


def take_back(night: Night, command: TakeBackThanks) -> list[Event]:
    """At any time. Of somebody else's thanks, nobody learns that they are there."""
    thanks = night.thanks.get(command.thanks)
    if thanks is None or not acts_as(night, command, thanks.person):
        raise Refused(_("There are no such thanks in this night."), "missing")
    return [] if thanks.back else [ThanksTakenBack(thanks=thanks.no)]


def acts_as(night: Night, command: Command, no: int) -> bool:
    """Whether the sender is this person; or the desk, and the person has no phone to do it with."""
    person = night.people[no]
    return not person.removed and (command.by == no or (command.at_desk and not person.phone))


def given(night: Night, event: ThanksGiven) -> None:
    its = (event.person, event.whom, event.group, event.words, night.at, night.version)
    thanks = Thanks(event.no, *its, hidden=event.waiting, waiting=event.waiting)
    if event.public:
        thanks.agreed[event.person] = None
    night.thanks[event.no] = thanks
    night.people[event.person].thanked.append(event.no)


def taken_back(night: Night, event: ThanksTakenBack) -> None:
    thanks = night.thanks[event.thanks]
    thanks.back, thanks.words, thanks.waiting = True, "", False
    night.forgettable.append(thanks.given)


DECIDE = {GiveThanks: give, TakeBackThanks: take_back}
EVOLVE = {ThanksGiven: given, ThanksTakenBack: taken_back}
