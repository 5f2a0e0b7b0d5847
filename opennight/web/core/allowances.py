"""How much people may upload, as the operator set it: by person and by night, in number, size and rate."""

from starlette.requests import Request

from opennight.config import Allowances
from opennight.night.messages import Refused, _
from opennight.night.quotas import OfClip
from opennight.night.state import Night
from opennight.web.core.access import Caller
from opennight.web.core.limits import TooFast, limits


def allowances(request: Request) -> Allowances:
    found: Allowances = request.app.state.settings.allowances
    return found


def of_server(request: Request) -> OfClip:
    """How long clips may be on this server."""
    most = allowances(request)
    return OfClip(most.seconds, most.reporter_seconds)


def most_ms(request: Request, night: Night, asking: Caller) -> int:
    """The most milliseconds that sound and film of theirs may have: the server's, or fewer if the night says
    so."""
    server, its = of_server(request), night.of_clip
    most, less = (server.reporter, its.reporter) if asking.reporter else (server.seconds, its.seconds)
    return 1000 * min(most, less or most)


def times(request: Request, asking: Caller) -> int:
    """How many times as large as others' what they send may be: as many as it may be longer."""
    most = of_server(request)
    return (most.reporter if asking.reporter else most.seconds) // most.seconds


def refuse_more(request: Request, night: Night, asking: Caller, coming: int = 0) -> None:
    """Raise `Refused` if this person has sent enough, or the night has enough, with so many bytes that are
    coming. What was withdrawn counts for whoever sent it, so that nobody sends without end."""
    most = allowances(request)
    own = sum(clip.person == asking.no for clip in night.clips.values()) if asking.no else 0
    if own >= most.each and not asking.for_others:
        raise Refused(_("One person can send at most %(most)s clips in a night."), "quota", most=most.each)
    kept = [clip for clip in night.clips.values() if not clip.withdrawn]
    if len(kept) >= most.night:
        raise Refused(
            _("This night already has %(most)s clips, its limit. Ask the host to withdraw some."),
            "quota",
            most=most.night,
        )
    if sum(clip.size for clip in kept) + coming > most.night_bytes:
        raise Refused(
            _("This night's clips would take more than their limit of %(most)s MB. Tell the host."),
            "quota",
            field="file",
            most=most.night_bytes // 1_000_000,
        )


def refuse_fast(request: Request, code: str, who: str) -> None:
    """Raise `TooFast` if one sender, or all of a night together, begin more uploads than they may."""
    if not (limits(request).uploads.take(f"{code} {who}") and limits(request).night_uploads.take(code)):
        raise TooFast
