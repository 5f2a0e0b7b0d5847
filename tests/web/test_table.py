"""The table of addresses: the endpoint is the one that trying all routes in turn would find."""

import pytest
from starlette.routing import Match, Route, WebSocketRoute
from starlette.types import Scope

from opennight.routes import ROUTES
from opennight.web.core.table import Table
from tests.examples import at_length

VALUES = {
    "what": "note",
    "anchor": "note-7",
    "name": "map",
    "card": "corner",
    "id": "5f3a",
    "code": "BEES22",
    "no": "7",
    "to": "vote",
    "ending": "md",
    "path": "abc/js/live.js",
    "place": "bristol",
    "person": "3",
    "key": "5f3a",
}
STRANGE = (
    "",
    "/",
    "//",
    "/n",
    "/n/",
    "/n/BEES22/",
    "/n//vote",
    "/n/BEES22/pitches/x/vote",
    "/static",
    "/static/",
    "vote",
)


def asked(path: str, method: str = "GET", kind: str = "http") -> Scope:
    return {"type": kind, "path": path, "root_path": "", "method": method, "headers": []}


def address(route: Route | WebSocketRoute) -> str:
    return route.path_format.format(**VALUES)


def in_turn(scope: Scope) -> object:
    """The first route that takes this request."""
    return next((route for route in ROUTES if route.matches(scope)[0] is Match.FULL), None)


def found(scope: Scope) -> object:
    taken = Table(ROUTES, None).find(scope)  # type: ignore[arg-type]
    return taken[0] if taken else None


def test_every_address_is_found_by_its_shape() -> None:
    for route in ROUTES:
        kind = "http" if isinstance(route, Route) else "websocket"
        method = next(iter(sorted(route.methods or ()))) if isinstance(route, Route) else ""
        scope = asked(address(route), method, kind)
        assert found(scope) is in_turn(scope) is route


@pytest.mark.parametrize("method", ["GET", "POST", at_length("HEAD"), at_length("PUT")])
def test_nothing_else_is_found_than_by_trying_all(method: str) -> None:
    for path in (*map(address, ROUTES), *STRANGE):
        for kind in ("http", "websocket"):
            scope = asked(path, method, kind)
            assert found(scope) is in_turn(scope), path
