"""The other nights of this server that a record names, as they are when it is read: which of them are there,
and how promises stand in those that it came after or took something from."""

from typing import NamedTuple

from starlette.requests import Request

from opennight.night import taking, uses
from opennight.night.messages import Refused
from opennight.night.state import Night
from opennight.record import keeping
from opennight.record.keeping import KeptOutcome
from opennight.store.log import Unavailable
from opennight.web.core.remembered import Remembered
from opennight.web.core.within import is_within
from opennight.writers import Writers

COUNTED = Remembered[KeptOutcome | None](most=60)


class Others(NamedTuple):
    """`there`: those that are in the log. `kept`: how promises stand of those that everybody can read, if
    anybody promised anything; both by code, in order."""

    there: tuple[str, ...] = ()
    kept: tuple[tuple[str, KeptOutcome], ...] = ()

    def has(self, code: str) -> bool:
        return code in self.there

    def of(self, code: str) -> KeptOutcome | None:
        return dict(self.kept).get(code)


def before(night: Night) -> set[str]:
    """The nights that it came after, or took something from."""
    origins = (one.code for _no, one in taking.standing(night))
    return {code for code in (night.earlier.of, *origins) if code not in ("", night.code)}


async def look(request: Request, night: Night) -> Others | None:
    """None while the log cannot say, and for a page of a file, which says nothing of “now”."""
    earlier = before(night)
    codes = earlier | {one.code for one in uses.standing(night) if one.code}
    if not codes or is_within(request):
        return None
    writers: Writers = request.app.state.writers
    try:
        versions = await writers.log.versions(sorted(codes))
        kept = {
            code: its
            for code in sorted(earlier & versions.keys())
            if (its := counted(await writers.night(code, versions[code])))
        }
    except (Unavailable, Refused):
        return None
    return Others(tuple(sorted(versions)), tuple(kept.items()))


def counted(night: Night) -> KeptOutcome | None:
    """What its record tells everybody of its promises; None if that is nothing."""
    return COUNTED.of(night, "", lambda: keeping.standing(night)) if night.published else None
