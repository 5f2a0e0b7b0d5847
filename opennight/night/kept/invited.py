"""Whom the host invites by a link: helpers and reporters."""

from dataclasses import dataclass, field

import msgspec


class HelperLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link with a `name`: whoever opens it has these `controls`, until it is `revoked`.

    `version` made it; 0 for one from a time when its key followed from its number alone.
    """

    name: str
    controls: tuple[str, ...]
    revoked: bool = False
    version: int = 0


@dataclass(slots=True)
class Reporter:
    """Somebody who collects clips and quotes, until their link is `revoked`. `interest`: who pays them, or
    whom they speak for; everybody reads it beside what they bring.

    `version` invited them, `named` gave them what they are called now. `notes` are those that they wrote.
    """

    no: int
    name: str
    interest: str
    version: int
    named: int
    revoked: bool = False
    notes: list[int] = field(default_factory=list)
