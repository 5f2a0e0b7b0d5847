"""The addresses of what came of a night: its record, as a page and as files, and its timetable."""

from starlette.routing import Route

from opennight.record.schema import PATH
from opennight.web import (
    corrections,
    pictures,
    preview,
    publication,
    record,
    record_files,
    record_pages,
    replay,
    schedule,
    site,
)
from opennight.web.core.addresses import get

ROUTES = [
    get("/n/{code}/record", record.page),
    *record_pages.ROUTES,
    get("/n/{code}/record/pictures", pictures.page),
    get("/n/{code}/record/pictures/{name:str}.svg", pictures.file),
    get("/n/{code}/record/replay", replay.page),
    get("/n/{code}/record/replay/stage", replay.stage),
    get("/n/{code}/preview.png", preview.picture),
    # These are packed already.
    Route("/n/{code}/record.zip", site.file, methods=["GET"]),
    Route("/n/{code}/record.{ending:str}", record_files.file, methods=["GET"]),
    Route("/n/{code}/schedule.{ending:str}", schedule.file, methods=["GET"]),
    get(PATH, record_files.schema),
    *publication.ROUTES,
    *corrections.ROUTES,
]
