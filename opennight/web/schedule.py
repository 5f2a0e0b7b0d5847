"""The timetable over HTTP, for apps that follow conferences: also while the night runs, if its host lets
people follow it from outside."""

from starlette.responses import Response

from opennight.night.messages import Refused, _
from opennight.record.files import schedule, schedule_json, schedule_xml
from opennight.record.licences import licence_of
from opennight.web.core import access, names
from opennight.web.core.visits import Visit, show

FORMATS = {
    "xml": ("application/xml", schedule_xml.write),
    "json": ("application/json", schedule_json.write),
}


@show(access.anyone)
def file(this: Visit) -> Response:
    """The timetable at this moment; an app that has it already is told so."""
    night = this.night
    if not (night.announcement.follow or night.published):
        access.joined(this.caller)
    ending = this.request.path_params["ending"]
    if ending not in FORMATS:
        raise Refused(_("The timetable is not available in this format."), "missing")
    address = f"{names.address_of(this.request, night)}/n/{night.code}"
    its = schedule.of(night, address, licence_of(night)[1:3])
    kind, write = FORMATS[ending]
    headers = {"Cache-Control": "no-cache", "ETag": f'"{its.version}"', "Access-Control-Allow-Origin": "*"}
    if this.request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(write(its), media_type=kind, headers=headers)
