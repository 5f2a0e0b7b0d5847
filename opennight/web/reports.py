"""Reports: a reader asks the host to look at what somebody wrote."""

from starlette.routing import Route

from opennight.night.reports import Report
from opennight.web.core import access
from opennight.web.core.acts import Act
from opennight.web.core.addresses import post
from opennight.web.core.posts import act


@act(access.person)
def report(this: Act) -> Report:
    what = str(this.request.path_params["what"])
    return Report(**this.meta(), person=this.person, what=what, about=this.no)


ROUTES: list[Route] = [post("/n/{code}/reports/{what:str}/{no:no}", report)]
