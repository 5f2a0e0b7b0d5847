"""What people say of the propositions: they agree, disagree or pass, with one after the other.

What each person said is shown to nobody else, and counted on no screen before the host ends the round. See
docs/propositions.md for who can see what.
"""

from opennight.night import people, propositions
from opennight.night.kept.propositions import VIEWS, Sentence
from opennight.night.messages import Command, Event, Refused, _
from opennight.night.state import Night


class SayView(Command, frozen=True):
    """Say it, or say it differently."""

    person: int
    sentence: int
    view: str


class ViewSaid(Event, frozen=True):
    KIND = "view-said"
    PERSONAL = ("view",)

    person: int
    sentence: int
    view: str = ""


def order(night: Night, person: int) -> list[Sentence]:
    """The sentences in this person's own order. Of as many people in a row as there are sentences, each
    begins with another one, and at each place each has another one: so all are seen about equally often,
    also if everybody answers only a few. The next people step through them in wider steps."""
    those = propositions.seen(night)
    many = len(those)
    strides = [stride for stride in range(1, max(2, many)) if reaches_all(stride, many)]
    turn, begin = divmod(person - 1, many) if many else (0, 0)
    stride = strides[turn % len(strides)]
    return [those[(begin + place * stride) % many] for place in range(many)]


def reaches_all(stride: int, many: int) -> bool:
    """Whether steps of this width around a circle of so many places get to each of them."""
    return len({place * stride % many for place in range(many)}) == many


def left(night: Night, person: int) -> list[Sentence]:
    """What this person has not answered yet, in their order."""
    return [one for one in order(night, person) if person not in one.views]


def answered(night: Night, person: int) -> list[Sentence]:
    """What this person has answered, in the order in which sentences came."""
    return [one for one in propositions.seen(night) if person in one.views]


def voices(night: Night) -> int:
    """How many people have answered anything."""
    found = {no for one in propositions.seen(night) for no in one.views}
    return sum(not night.people[no].removed for no in found)


def say(night: Night, command: SayView) -> list[Event]:
    person = people.require_self(night, command, command.person)
    if command.at_desk and person.phone:
        raise Refused(_("They answer this themselves, on their own page."), "forbidden")
    propositions.require_open(night)
    sentence = propositions.find(night, command.sentence)
    if not propositions.is_seen(night, sentence):
        raise Refused(_("This night has no such sentence."), "missing")
    if command.view not in VIEWS:
        raise Refused(_("Pick one of these."), field="view")
    if sentence.views.get(person.no) == command.view:
        return []
    return [ViewSaid(person=person.no, sentence=sentence.no, view=command.view)]


def view_said(night: Night, event: ViewSaid) -> None:
    """The log may have forgotten what it was."""
    views = night.propositions.sentences[event.sentence].views
    if event.view in VIEWS:
        views[event.person] = event.view
    else:
        views.pop(event.person, None)


DECIDE = {SayView: say}
EVOLVE = {ViewSaid: view_said}
