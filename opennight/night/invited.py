"""Who helps: the links that the host hands out, as the night keeps them; see remote.py."""

import msgspec


class HelperLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link with a `name`: whoever opens it has these `controls`, until it is `revoked`."""

    name: str
    controls: tuple[str, ...]
    revoked: bool = False
