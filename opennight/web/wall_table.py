"""The addresses of offers and asks: a part of the table in routes.py."""

from starlette.routing import Route

from opennight.web import introductions, offers, standup
from opennight.web.core.addresses import get, post

ROUTES: list[Route] = [
    get("/n/{code}/offers", offers.wall),
    get("/n/{code}/offers/mine", offers.own),
    get("/n/{code}/offers/{no:no}", offers.page),
    get("/n/{code}/introductions/{no:no}/slip", introductions.slip),
    post("/n/{code}/offers", offers.make),
    post("/n/{code}/offers/{no:no}/edit", offers.edit),
    post("/n/{code}/offers/{no:no}/close", offers.close),
    post("/n/{code}/offers/{no:no}/renew", offers.renew),
    post("/n/{code}/offers/{no:no}/hide", offers.hide),
    post("/n/{code}/offers/{no:no}/show", offers.show_again),
    post("/n/{code}/offers/{no:no}/inquire", offers.inquire),
    post("/n/{code}/offers/{no:no}/point", offers.point),
    post("/n/{code}/offers/{no:no}/leave-out", offers.leave_out),
    post("/n/{code}/offers/{no:no}/introduce", introductions.introduce),
    post("/n/{code}/offers/{no:no}/hand", standup.raise_hand),
    post("/n/{code}/offers/{no:no}/unhand", standup.lower_hand),
    post("/n/{code}/inquiries/{no:no}/answer", offers.answer),
    post("/n/{code}/inquiries/{no:no}/hide", offers.hide_inquiry),
    post("/n/{code}/inquiries/{no:no}/show", offers.show_inquiry),
    post("/n/{code}/introductions/{no:no}/agree", introductions.agree),
    post("/n/{code}/introductions/{no:no}/contact", introductions.change_contact),
    post("/n/{code}/introductions/{no:no}/hand-over", introductions.hand_over),
    post("/n/{code}/introductions/{no:no}/decline", introductions.decline),
    post("/n/{code}/introductions/{no:no}/kept", introductions.kept),
    post("/n/{code}/standup/next", standup.go_on),
    post("/n/{code}/standup/end", standup.end),
    post("/n/{code}/standup/{no:no}/hands", standup.count),
    post("/n/{code}/standup/{no:no}/table", standup.send),
]
