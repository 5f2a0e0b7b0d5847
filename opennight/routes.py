"""All addresses, in one table."""

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.middleware import Middleware
from starlette.routing import Route, WebSocketRoute

from opennight.web import (
    board,
    bylines,
    choosing,
    decks,
    desk,
    devices,
    door,
    doubles,
    evening,
    feedback,
    flood,
    groups,
    health,
    home,
    kept,
    known,
    lineup,
    live,
    meetings,
    moderated,
    moderation,
    nights,
    notes,
    pace,
    people,
    pitches,
    promises,
    queue,
    reading,
    record,
    rehearsals,
    remote,
    rooms,
    rounds,
    runsheet,
    setups,
    sharing,
    slips,
    sources,
    tables,
    timer,
    votes,
    watch,
    workbooks,
)
from opennight.web.core import static
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


ROUTES: list[Route | WebSocketRoute] = [
    # What a whole room does at once
    get("/n/{code}", people.phone),
    WebSocketRoute("/n/{code}/live", live.live),
    post("/n/{code}/pitches/{no:no}/vote", votes.vote),
    post("/n/{code}/pitches/{no:no}/unvote", votes.take_back),
    post("/n/{code}/share/{no:no}/heart", sharing.appreciate),
    post("/n/{code}/share/{no:no}/unheart", sharing.take_back),
    # The start
    get("/", home.home),
    get("/join", home.find),
    get("/start", nights.new),
    post("/start", kept.take),
    post("/nights", nights.start),
    post("/rehearsals", rehearsals.begin),
    # The door
    get("/j/{code}", people.door),
    get("/J/{code}", people.door),
    post("/j/{code}", people.join),
    post("/j/{code}/leave", door.leave),
    post("/j/{code}/return", people.come_back),
    # The phone
    get("/n/{code}/me", people.me),
    get("/n/{code}/me/known", known.page),
    get("/n/{code}/me/known.json", known.file),
    post("/n/{code}/me/name", people.rename),
    post("/n/{code}/me/byline", bylines.choose),
    post("/n/{code}/me/leave", devices.leave),
    get("/n/{code}/left", devices.left),
    get("/n/{code}/groups/{no:no}", groups.group),
    get("/n/{code}/why", groups.why),
    get("/n/{code}/evening", evening.page),
    get("/n/{code}/pitches/similar", pitches.similar),
    get("/n/{code}/pitches/{no:no}/edit", pitches.edit_form),
    post("/n/{code}/newcomers/let-in", door.let_in),
    post("/n/{code}/newcomers/turn-away", door.turn_away),
    get("/n/{code}/flood", flood.page),
    post("/n/{code}/flood", flood.undo),
    post("/n/{code}/entrance", flood.renew_entrance),
    # Slips
    get("/n/{code}/slips", slips.page),
    get("/n/{code}/slips/sheet", slips.sheet),
    post("/n/{code}/slips/print", slips.print_slips),
    post("/n/{code}/slips/give", slips.give),
    post("/n/{code}/slips/void", slips.void),
    # Pitches
    post("/n/{code}/pitches", pitches.make),
    post("/n/{code}/pitches/{no:no}/edit", pitches.edit),
    post("/n/{code}/pitches/{no:no}/withdraw", pitches.withdraw),
    post("/n/{code}/pitches/{no:no}/approve", moderation.approve),
    post("/n/{code}/pitches/{no:no}/hide", moderation.hide),
    post("/n/{code}/pitches/{no:no}/show", moderation.show),
    post("/n/{code}/pitches/{no:no}/merge", pitches.merge),
    post("/n/{code}/pitches/{no:no}/unmerge", pitches.unmerge),
    post("/n/{code}/pitches/{no:no}/apart", doubles.tell_apart),
    # What the desk reads first
    get("/n/{code}/waiting", reading.page),
    post("/n/{code}/reading", reading.read_first),
    post("/n/{code}/reading/slow", reading.slow_down),
    post("/n/{code}/reading/limits", reading.limit),
    post("/n/{code}/reading/let-in", reading.let_in),
    post("/n/{code}/names/{no:no}/turn-away", reading.turn_name_away),
    # Words to look out for
    post("/n/{code}/watch", watch.words),
    post("/n/{code}/watch/{no:no}/clear", watch.clear),
    # What was moderated
    get("/n/{code}/moderated", moderated.page),
    post("/n/{code}/moderated/tell", moderated.tell),
    post("/n/{code}/moderated/{no:no}/why", moderated.say_why),
    post("/n/{code}/moderated/{no:no}/answer", moderated.answer),
    post("/n/{code}/moderated/{no:no}/heard", moderated.hear),
    # The queue and the front
    post("/n/{code}/queue/{no:no}/join", queue.join),
    post("/n/{code}/queue/{no:no}/leave", queue.leave),
    post("/n/{code}/queue/{no:no}/move", queue.move),
    post("/n/{code}/speaker/call", queue.call),
    post("/n/{code}/speaker/extend", queue.extend),
    post("/n/{code}/speaker/thank", queue.thank),
    # The line-up
    post("/n/{code}/lineup/make", lineup.make),
    post("/n/{code}/lineup/adjust", lineup.adjust),
    post("/n/{code}/lineup/proposal/apply", lineup.apply),
    post("/n/{code}/lineup/proposal/aside", lineup.set_aside),
    post("/n/{code}/lineup/clear", lineup.clear),
    post("/n/{code}/lineup/{no:no}/place", lineup.place),
    post("/n/{code}/lineup/{no:no}/pin", lineup.pin),
    post("/n/{code}/lineup/{no:no}/drop", lineup.drop),
    post("/n/{code}/rooms", rooms.gain),
    post("/n/{code}/rooms/{no:no}/lose", rooms.lose),
    # Groups and what they write
    post("/n/{code}/groups/{no:no}/join", groups.join),
    post("/n/{code}/groups/{no:no}/leave", groups.leave),
    post("/n/{code}/groups/{no:no}/pen", groups.take_pen),
    post("/n/{code}/groups/{no:no}/headline", groups.write_headline),
    post("/n/{code}/groups/{no:no}/headline/agree", groups.agree),
    post("/n/{code}/groups/{no:no}/notes", notes.write),
    post("/n/{code}/notes/{no:no}/edit", notes.edit),
    post("/n/{code}/notes/{no:no}/star", notes.star),
    post("/n/{code}/notes/{no:no}/unstar", notes.unstar),
    post("/n/{code}/notes/{no:no}/move", notes.move),
    post("/n/{code}/notes/{no:no}/hide", notes.hide),
    post("/n/{code}/notes/{no:no}/show", notes.show),
    # Promises
    post("/n/{code}/promises/{what:str}/{no:no}/in", promises.im_in),
    post("/n/{code}/promises/{what:str}/{no:no}/out", promises.im_out),
    # Next meetings
    post("/n/{code}/meetings", meetings.fix),
    post("/n/{code}/meetings/{no:no}/change", meetings.change),
    post("/n/{code}/meetings/{no:no}/cancel", meetings.cancel),
    post("/n/{code}/meetings/{no:no}/hide", meetings.hide),
    post("/n/{code}/meetings/{no:no}/show", meetings.show_again),
    get("/n/{code}/meetings/{no:no}.ics", meetings.file),
    # Feedback
    get("/n/{code}/feedback", feedback.page),
    get("/n/{code}/feedback/questions", feedback.questions),
    get("/n/{code}/feedback/all", feedback.everything),
    post("/n/{code}/feedback", feedback.about_night),
    post("/n/{code}/groups/{no:no}/feedback", feedback.about_group),
    post("/n/{code}/feedback/questions", feedback.write_form),
    post("/n/{code}/feedback/end", feedback.end),
    post("/n/{code}/feedback/publish", feedback.publish),
    post("/n/{code}/feedback/answers/{no:no}/hide", feedback.hide),
    post("/n/{code}/feedback/answers/{no:no}/show", feedback.show_again),
    # The deck of cards, and what groups make of it
    get("/n/{code}/deck", decks.page),
    get("/n/{code}/deck/{card:str}", decks.card),
    get("/n/{code}/cards/print", decks.sheets),
    post("/n/{code}/deck", decks.choose),
    post("/n/{code}/cards/away", decks.put_away),
    post("/n/{code}/cards/language", decks.speak),
    post("/n/{code}/cards/table", decks.lay),
    get("/n/{code}/groups/{no:no}/cards", workbooks.page),
    post("/n/{code}/groups/{no:no}/cards", workbooks.take),
    get("/n/{code}/groups/{no:no}/story", workbooks.story),
    post("/n/{code}/groups/{no:no}/story", workbooks.finish),
    post("/n/{code}/cards/{no:no}/fill", workbooks.fill),
    post("/n/{code}/cards/{no:no}/swap", workbooks.swap),
    post("/n/{code}/cards/{no:no}/back", workbooks.put_back),
    post("/n/{code}/cards/{no:no}/move", workbooks.move),
    post("/n/{code}/cards/{no:no}/hide", workbooks.hide),
    post("/n/{code}/cards/{no:no}/show", workbooks.show_again),
    # Tables and rounds
    get("/n/{code}/pitches/{no:no}/table", tables.choose),
    post("/n/{code}/pitches/{no:no}/table", tables.open_table),
    post("/n/{code}/tables", tables.open_for),
    get("/n/{code}/tables/{no:no}", tables.table),
    get("/n/{code}/tables/print", tables.signs),
    post("/n/{code}/rounds/call", rounds.call),
    # The timer
    post("/n/{code}/timer/start", timer.start),
    post("/n/{code}/timer/pause", timer.pause),
    post("/n/{code}/timer/resume", timer.resume),
    post("/n/{code}/timer/add", timer.add),
    post("/n/{code}/timer/stop", timer.stop),
    post("/n/{code}/timer/bell", timer.ring),
    # Sharing
    post("/n/{code}/share/{no:no}/show", sharing.show_group),
    post("/n/{code}/share/{no:no}/comments", sharing.comment),
    post("/n/{code}/comments/{no:no}/hide", sharing.hide_comment),
    post("/n/{code}/comments/{no:no}/show", sharing.show_comment),
    # What the room carries together
    get("/n/{code}/choosing", choosing.page),
    post("/n/{code}/choosing/open", choosing.open_choice),
    post("/n/{code}/choosing/close", choosing.close),
    post("/n/{code}/choosing/{no:no}/dot", choosing.choose),
    post("/n/{code}/choosing/{no:no}/undot", choosing.unchoose),
    # The desk
    get("/n/{code}/desk", desk.desk),
    get("/n/{code}/helper", desk.helper),
    get("/n/{code}/remote", remote.remote),
    post("/n/{code}/remote/helpers", remote.allow),
    post("/n/{code}/helpers", remote.invite),
    post("/n/{code}/helpers/{no:no}", remote.change),
    post("/n/{code}/helpers/{no:no}/revoke", remote.revoke),
    get("/n/{code}/links", desk.links),
    get("/n/{code}/overview", desk.overview),
    get("/n/{code}/setup", setups.setup),
    post("/n/{code}/setup", setups.change),
    get("/n/{code}/runsheet", runsheet.runsheet),
    post("/n/{code}/runsheet", runsheet.save),
    post("/n/{code}/runsheet/clear", runsheet.clear),
    post("/n/{code}/script", runsheet.write_script),
    post("/n/{code}/pace/shorten", pace.shorten),
    get("/n/{code}/setup.json", kept.file),
    get("/n/{code}/phase/{to:str}", desk.ask_phase),
    post("/n/{code}/phase", desk.move_phase),
    post("/n/{code}/door", desk.lock),
    post("/n/{code}/votes/reveal", desk.reveal),
    post("/n/{code}/undo", desk.undo),
    post("/n/{code}/desk-key", desk.renew_key),
    get("/n/{code}/rehearsal", rehearsals.about),
    post("/n/{code}/rehearsal", rehearsals.rehearse),
    post("/n/{code}/rehearsal/end", rehearsals.throw_away),
    post("/n/{code}/people", people.enter_someone),
    post("/n/{code}/people/{no:no}/remove", people.remove),
    post("/n/{code}/people/{no:no}/restore", people.restore),
    # The board
    get("/n/{code}/board", board.board),
    post("/n/{code}/announcement", board.announce),
    post("/n/{code}/scene", board.set_scene),
    post("/n/{code}/board/blank", board.blank),
    # The record
    post("/n/{code}/sources", sources.name),
    get("/n/{code}/record", record.page),
    get("/n/{code}/record.{ending:str}", record.file),
    # The operator
    get("/healthz", health.healthz),
    get("/readyz", health.readyz),
    get("/metrics", health.metrics),
    Route("/static/{path:path}", static.Files(), methods=["GET"]),
]
