"""The addresses of the assembly: what is asked, of whom, and what came of it; and who is here."""

from starlette.routing import Route

from opennight.web import answers, guests, manifesto, rollcall
from opennight.web.core.addresses import get, post

ROUTES: list[Route] = [
    get("/n/{code}/assembly", manifesto.page),
    get("/n/{code}/assembly/desk", manifesto.steering),
    post("/n/{code}/asks", manifesto.write),
    post("/n/{code}/asks/note/{no:no}", manifesto.take_up),
    post("/n/{code}/asks/wall/{no:no}", manifesto.take_up_from_wall),
    post("/n/{code}/asks/{no:no}/drop", manifesto.drop),
    post("/n/{code}/asks/{no:no}/move", manifesto.move),
    post("/n/{code}/asks/{no:no}/dot", manifesto.back),
    post("/n/{code}/asks/{no:no}/undot", manifesto.unback),
    post("/n/{code}/asks/{no:no}/arrange", guests.arrange),
    post("/n/{code}/asks/{no:no}/answer", answers.answer),
    post("/n/{code}/asks/{no:no}/keep", answers.keep),
    post("/n/{code}/asks/front", guests.bring),
    post("/n/{code}/manifesto/open", manifesto.open_choice),
    post("/n/{code}/manifesto/close", manifesto.close),
    post("/n/{code}/manifesto/settle", manifesto.settle),
    post("/n/{code}/manifesto/all", manifesto.put_all),
    post("/n/{code}/guests", guests.invite),
    post("/n/{code}/guests/{no:no}", guests.change),
    post("/n/{code}/guests/{no:no}/dismiss", guests.dismiss),
    get("/n/{code}/assembly/roll", rollcall.here),
    post("/n/{code}/organisations", rollcall.list_them),
    post("/n/{code}/organisations/ask", rollcall.open_roll),
    post("/n/{code}/organisations/say", rollcall.say),
    post("/n/{code}/organisations/call", rollcall.call),
    post("/n/{code}/organisations/{no:no}/back", rollcall.take_back),
    post("/n/{code}/organisations/{no:no}/rise", rollcall.rise),
    post("/n/{code}/organisations/{no:no}/count", rollcall.count),
    post("/n/{code}/organisations/{no:no}/hide", rollcall.hide),
    post("/n/{code}/organisations/{no:no}/show", rollcall.show_again),
]
