"""What went on between groups, in the record: links, questions with their answers, and what both do."""

from collections.abc import Collection
from typing import Literal

import msgspec

from opennight.night import groups, links, passing
from opennight.night.kept.connections import Link, Passed
from opennight.night.kept.promises import State
from opennight.night.state import Night
from opennight.record.keeping import Stands, owners_of, stands_of
from opennight.record.people import name


class QuestionOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """A question of the group on the topic with this `title`. `by`: its writer; `answers`: of the other."""

    no: int
    title: str
    text: str
    by: str
    answers: tuple[str, ...] = ()


class LinkOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """What went on with the group `group`, whose topic has this `title`. `talked`: both say so, and then have
    an `action` together (empty if nobody wrote it down) with its `owners`. `linked`: one links to the other.
    `first`: this is the one of the two groups under which it is listed first.
    `state`, `moved_to` and `state_at` of the action: as for one of a group's.
    """

    no: int
    group: int
    title: str
    talked: bool
    linked: bool
    action: str
    owners: tuple[str, ...]
    questions: tuple[QuestionOutcome, ...] = ()
    first: bool = True
    state: State | Literal[""] = ""
    moved_to: str = ""
    state_at: str = ""


def question(night: Night, asked: Passed) -> QuestionOutcome:
    return QuestionOutcome(
        no=asked.no,
        title=groups.pitch(night, asked.group).title,
        text=asked.text,
        by=name(night, asked.person),
        answers=tuple(one.text for one in passing.answers(night, asked.no)),
    )


def outcome(night: Night, link: Link, group: int) -> LinkOutcome:
    other = links.beside(link, group)
    stands = stands_of(night, f"joint:{link.no}") if link.talked else Stands()
    return LinkOutcome(
        no=link.no,
        group=other,
        title=groups.pitch(night, other).title,
        talked=bool(link.talked),
        linked=bool(link.linked),
        action=passing.action(night, link) if link.talked else "",
        owners=owners_of(night, f"joint:{link.no}") if link.talked else (),
        questions=tuple(question(night, one) for one in passing.of_link(night, link.no, "question")),
        first=group == link.one,
        **stands,
    )


def links_of(night: Night, told: Collection[int]) -> tuple[LinkOutcome, ...]:
    """Those of these groups. Who only was on the way, or would have liked to merge, is nobody's business."""
    found = [outcome(night, link, no) for no in told for link in passing.its_links(night, no)]
    return tuple(one for one in found if one.talked or one.linked or one.questions)
