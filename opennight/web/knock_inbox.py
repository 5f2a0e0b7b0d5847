"""What is written about cards and groups, for one request: read, kept and deleted beside the log (see
inbox.py); and the link of whoever asked. Whatever the store cannot do just now raises `Away`."""

from opennight.inbox import Inbox
from opennight.night.kept.knocks import Knock
from opennight.store.between import Passed
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.visits import Visit
from opennight.writers import or_away


def inbox(this: Visit | Act) -> Inbox:
    found: Inbox = this.request.app.state.inbox
    return found


def link(this: Visit | Act, one: Knock) -> str:
    """The page of whoever asked, which is theirs alone."""
    keys = access.keys(this.request)
    secret = keys.derived("knock", this.night.code, one.no, keys.mark(this.night, one.version))
    return f"/n/{this.night.code}/knocks/{one.no}?key={secret}"


async def rows_of(this: Visit | Act, owner: int) -> dict[str, Passed]:
    with or_away():
        return await inbox(this).all(this.night.code, owner)


async def keep(this: Act, owner: int, kept: dict[str, str]) -> None:
    """Keep these texts by their kinds; an empty one is none."""
    with or_away():
        for kind, text in kept.items():
            if text:
                await inbox(this).keep(this.night.code, owner, kind, text)


async def forget(this: Act, owner: int, *kinds: str) -> None:
    with or_away():
        await inbox(this).forget(this.night.code, owner, *kinds)
