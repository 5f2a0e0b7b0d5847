"""The description of what programs can read, as OpenAPI 3.1: made of the table, so it says what is."""

import functools
from typing import Any

import msgspec

from opennight import __version__
from opennight.api.answers import Problem
from opennight.api.table import READINGS, Reading

OPENAPI = "3.1.0"
BASE = "/api/n/{code}"
REF = "#/components/schemas/{name}"
OPENS = {
    "always": "Everybody may read it.",
    "line-up": "Everybody may read it once the line-up is on the board; before that it takes a key.",
    "record": "Everybody may read it once the record is open; before that it takes a key.",
    "host": "Everybody may read it if the host has published it. No key opens it before that.",
}
REFUSALS = {
    400: "The key is in the address. Send it in the Authorization header.",
    401: "The key opens nothing here.",
    403: "It is not public yet, and there was no key.",
    404: "There is no such night, or nothing of this in it.",
    429: "Too many requests; try again after as many seconds as `Retry-After` says.",
    503: "The server cannot look it up just now; try again in a moment.",
}
PARAMETERS = [
    {
        "name": "code",
        "in": "path",
        "required": True,
        "description": "The night's code, as on its board.",
        "schema": {"type": "string"},
    },
    {
        "name": "If-None-Match",
        "in": "header",
        "description": "The `ETag` of an earlier answer. If that is still right, there is 304 and no body.",
        "schema": {"type": "string"},
    },
]


def path_of(reading: Reading) -> str:
    return f"{BASE}/{reading.name}" if reading.name else BASE


def operation(reading: Reading, schema: dict[str, Any], problem: dict[str, Any]) -> dict[str, Any]:
    body = {"application/json": {"schema": schema}}
    headers = {"ETag": {"description": "Changes with the night.", "schema": {"type": "string"}}}
    refusals = {
        str(status): {"description": text, "content": {"application/json": {"schema": problem}}}
        for status, text in REFUSALS.items()
    }
    return {
        "get": {
            "operationId": reading.name or "night",
            "summary": reading.summary,
            "description": OPENS[reading.opens],
            "security": [{}] if reading.opens in ("always", "host") else [{}, {"key": []}],
            "parameters": PARAMETERS,
            "responses": {
                "200": {"description": reading.summary, "headers": headers, "content": body},
                "304": {"description": "It is as it was."},
                **refusals,
            },
        }
    }


@functools.cache
def description() -> dict[str, Any]:
    """The whole of it."""
    kinds = [*(reading.kind for reading in READINGS), Problem]
    schemas, components = msgspec.json.schema_components(kinds, ref_template=REF)
    *found, problem = schemas
    return {
        "openapi": OPENAPI,
        "info": {
            "title": "opennight",
            "version": __version__,
            "description": "What can be read of a night. New fields may come at any time; one that goes away "
            "or changes its meaning brings a new `schema` in the record.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "servers": [{"url": "/"}],
        "paths": {
            path_of(reading): operation(reading, schema, problem)
            for reading, schema in zip(READINGS, found, strict=True)
        },
        "components": {
            "schemas": components,
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A key that the host of the night has made, in the header "
                    "`Authorization: Bearer KEY`.",
                }
            },
        },
    }


@functools.cache
def written() -> bytes:
    return msgspec.json.format(msgspec.json.encode(description()), indent=1)
