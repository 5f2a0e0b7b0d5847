"""The timetable over HTTP, for apps that follow conferences: also while the night runs, if its host lets
people follow it from outside."""

import asyncio

from starlette.responses import Response

from opennight.night import announcement
from opennight.night.messages import Refused, _
from opennight.record.files import schedule, schedule_json, schedule_xml
from opennight.record.licences import licence_of
from opennight.web.core import access, server_address
from opennight.web.core.ready import Ready, answer, ready
from opennight.web.core.visits import Visit, show
from opennight.web.core.written import Written

FORMATS = {
    "xml": ("application/xml", schedule_xml.write),
    "json": ("application/json", schedule_json.write),
}


@show(access.anyone)
async def file(this: Visit) -> Response:
    """The timetable at this moment; an app that has it already is told so."""
    night = this.night
    if not (announcement.open_to_all(night) or this.caller.tends):
        access.joined(this.caller)
    ending = this.request.path_params["ending"]
    if ending not in FORMATS:
        raise Refused(_("The timetable is not available in this format."), "missing")
    address = server_address.of_night(this.request, night)
    kind, write = FORMATS[ending]
    written: Written[Ready] = this.request.app.state.written

    async def make() -> Ready:
        its = schedule.of(night, address, licence_of(night)[1:3])
        return await asyncio.to_thread(lambda: ready(write(its)))

    its = await written.get((night.code, "schedule", ending, address), night.version, make)
    return answer(this.request, its, kind, {"Access-Control-Allow-Origin": "*"})
