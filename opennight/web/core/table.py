"""The table of addresses: finds the endpoint of a request without trying all of them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from starlette.routing import Match, Route, Router, WebSocketRoute
from starlette.types import Lifespan, Receive, Scope, Send

Shape = tuple[int, str, str]
"""How many words an address has (0: any number), its first word, and its last (empty: any)."""


class Table(Router):
    """Starlette's router, which tries the routes of the same shape first: nearly always there is just one.

    If none of these takes the request, it tries all routes, as Starlette does.
    """

    def __init__(self, routes: Sequence[Route | WebSocketRoute], lifespan: Lifespan[Any]) -> None:
        super().__init__(routes, lifespan=lifespan)
        self.by_shape = defaultdict[Shape, list[Route | WebSocketRoute]](list)
        for route in routes:
            self.by_shape[shape(route.path)].append(route)

    def find(self, scope: Scope) -> tuple[Route | WebSocketRoute, Scope] | None:
        """The route that takes this request, and what it adds to the scope."""
        for those in shapes(scope["path"]):
            for route in self.by_shape.get(those, ()):
                match, found = route.matches(scope)
                if match is Match.FULL:
                    return route, found
        return None

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and (taken := self.find(scope)):
            route, found = taken
            scope.update(found, router=self, route=route)
            await route.handle(scope, receive, send)
        else:
            await super().app(scope, receive, send)


def shape(path: str) -> Shape:
    """The shape of a route's addresses: "/n/{code}/votes/{no}" → (4, "n", "")."""
    words = path.split("/")[1:]
    first, last = ("" if "{" in word else word for word in (words[0], words[-1]))
    return (0 if ":path}" in path else len(words), first, last)


def shapes(path: str) -> Iterator[Shape]:
    """The shapes that an address may have, the narrowest first."""
    words = path.split("/")[1:] or [""]
    yield len(words), words[0], words[-1]
    yield len(words), words[0], ""
    yield 0, words[0], ""
