"""Stories: what a group's cards add up to, and saying that it is finished."""

from typing import NamedTuple

from opennight.night import decks, groups, workbooks
from opennight.night.kept.decks import Pick
from opennight.night.messages import Command, Event, Refused, Undo, _, of_group
from opennight.night.state import Night


class FinishStory(Command, frozen=True):
    """Say that it is finished; or open it again."""

    group: int
    finished: bool


class StoryFinished(Event, frozen=True):
    KIND = "story-finished"

    group: int
    finished: bool


class Points(NamedTuple):
    """A group has the `budget` of the deck and what its resources `give`; what its ideas cost is `spent`."""

    budget: int
    give: int
    spent: int

    @property
    def left(self) -> int:
        """Below zero: so many are missing."""
        return self.budget + self.give - self.spent


def costs(night: Night, pick: Pick) -> int:
    """Points that a card costs its group."""
    card = decks.find(night, pick.card)
    own = pick.points if pick.kind == "idea" else 0
    return card.costs if card else own


def gives(night: Night, pick: Pick) -> int:
    """Points that a card gives its group."""
    card = decks.find(night, pick.card)
    own = pick.points if pick.kind == "resource" else 0
    return card.gives if card else own


def points(night: Night, group: int) -> Points:
    there = workbooks.laid(night, group)
    return Points(
        night.deck.budget if night.deck else 0,
        sum(gives(night, pick) for pick in there),
        sum(costs(night, pick) for pick in there),
    )


def finish(night: Night, command: FinishStory) -> list[Event]:
    decks.require(night)
    group = groups.require_member(night, command, command.group)
    if command.finished == workbooks.finished(night, group.no):
        return []
    if command.finished:
        refuse_unfinished(night, group.no)
    return [StoryFinished(group=group.no, finished=command.finished)]


def refuse_unfinished(night: Night, group: int) -> None:
    """Raise `Refused` unless there is a story to tell, and it pays its way."""
    if not workbooks.laid(night, group, "situation"):
        raise Refused(_("A story needs a start: take a situation first."))
    if not workbooks.laid(night, group, "idea"):
        raise Refused(_("Nothing happens in this story yet: take at least one idea for action."))
    if (left := points(night, group).left) < 0:
        raise Refused(
            _("You have spent too much. Points missing: %(short)s. Swap an idea, or find another resource."),
            short=-left,
        )


def was_finished(night: Night, event: StoryFinished) -> None:
    night.workbooks[event.group].finished = event.finished


DECIDE = {FinishStory: finish}
EVOLVE = {StoryFinished: was_finished}
UNDO: dict[type[Event], Undo] = {
    StoryFinished: (
        of_group(_("finishing the story of %(group)s, or opening it again")),
        lambda n, e: [StoryFinished(group=e.group, finished=not e.finished)],
    )
}
