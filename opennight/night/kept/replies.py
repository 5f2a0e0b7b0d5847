"""What people say under what others wrote."""

from dataclasses import dataclass, field
from typing import Literal, get_args

ReplyKind = Literal["comment", "answer"]
REPLY_KINDS: tuple[ReplyKind, ...] = get_args(ReplyKind)


@dataclass(slots=True)
class Reply:
    """What `person` said (0: the desk) under the thing that `about` names, such as “note:12”. If `group` is
    not 0, they spoke for the group with this number. An answer that the askers' group took is `accepted`.
    `hidden` and `waiting` as for a note.
    """

    no: int
    about: str
    person: int
    kind: ReplyKind
    text: str
    at: int
    group: int = 0
    accepted: bool = False
    hidden: bool = False
    waiting: bool = False


@dataclass(slots=True)
class Thread:
    """All that hangs on one thing: who appreciates it, and the replies by number, in the order in which they
    came. Hearts of those who were removed are not in it, and come back with the person.
    """

    about: str
    hearts: dict[int, None] = field(default_factory=dict)
    replies: list[int] = field(default_factory=list)
