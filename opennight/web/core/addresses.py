"""How an address and its endpoint become a route."""

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.routing import Route

from opennight.web.core.compress import compressed
from opennight.web.core.posts import Post
from opennight.web.core.visits import Endpoint, Page


class Number(IntegerConvertor):
    """The number of a pitch, a group, a note …: short, since int() gives up on very long ones."""

    regex = "[0-9]{1,9}"


register_url_convertor("no", Number())


def get(path: str, endpoint: Endpoint | Page) -> Route:
    return Route(path, endpoint, methods=["GET"], middleware=[Middleware(compressed)])


def post(path: str, endpoint: Endpoint | Post) -> Route:
    return Route(path, endpoint, methods=["POST"])
