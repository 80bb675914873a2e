"""Errors as `application/problem+json` (RFC 9457), made in this one place."""

import logging
from typing import Any, cast

import msgspec
from asyncpg import (  # pyright: ignore[reportMissingTypeStubs]
    DataError,
    InsufficientResourcesError,
    PostgresConnectionError,
)
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from backend.kit.errors import BadRequest, Conflict, CS3Error, Invalid, NotFound, Unavailable
from backend.kit.language import asked_language
from backend.kit.methods import allowed

logger = logging.getLogger("cs3.problem")

PROBLEM = "application/problem+json"


class MethodNotAllowed(CS3Error):
    status = 405
    code = "method_not_allowed"
    sentences = {
        "fr": "Cette adresse ne se demande pas ainsi.",
        "en": "This address does not take that method.",
    }

    @property
    def headers(self) -> dict[str, str]:
        return {"Allow": str(self.values["allow"])} if self.values.get("allow") else {}


def chosen_language(request: Request[Any, Any, Any]) -> str | None:
    """The signed-in person's choice."""
    chosen = request.scope["state"].get("language") if "state" in request.scope else None
    return str(chosen) if chosen else None


def language_of(request: Request[Any, Any, Any]) -> str:
    """What is asked for, else the signed-in person's choice: a screen in one language says nothing in another."""
    asked = asked_language(request.headers.get("accept-language", ""))
    return asked or chosen_language(request) or "fr"


def answer_error(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """The answer for any exception. Unknown ones are logged with their trace, without what the person sent."""
    known = _known(error)
    # What a room should have refused before the database did is our error too.
    if isinstance(error, DataError) or (known.status >= 500 and not isinstance(error, CS3Error)):
        logger.error("unexpected error", exc_info=_without_values(error), extra=_about(request))
    language = language_of(request)
    body: dict[str, Any] = {
        "type": f"urn:cs3:problem:{known.code}",
        "title": known.code.replace("_", " "),
        "status": known.status,
        "detail": known.sentence(language),
        "code": known.code,
        "request_id": request.scope["state"].get("request_id", ""),
    }
    if isinstance(known, Invalid) and known.fields:
        body["fields"] = [
            {"name": name, "message": texts.get(language) or texts["fr"]}
            for name, texts in known.fields.items()
        ]
    if isinstance(known, Conflict) and known.current is not None:
        body["current"] = known.current
    return Response(
        msgspec.json.encode(body), status_code=known.status, media_type=PROBLEM, headers=dict(known.headers)
    )


def _known(error: Exception) -> CS3Error:
    if isinstance(error, CS3Error):
        return error
    if isinstance(error, ValidationException):
        return Invalid(_fields(error))
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return NotFound()
        if error.status_code == 405:
            taken = (error.headers or {}).get("allow", "")
            return MethodNotAllowed(allow=allowed(taken.split(", ")) if taken else "")
        if error.status_code < 500:
            return BadRequest()
    # The database went away in the middle, or has no room or memory left.
    if isinstance(error, (PostgresConnectionError, InsufficientResourcesError)):
        return Unavailable()
    # JSON nested thousands deep; and what no column holds: U+0000, a number or a time beyond its bounds.
    if isinstance(error, (RecursionError, DataError)):
        return BadRequest()
    return CS3Error()


def _fields(error: ValidationException) -> dict[str, dict[str, str]]:
    """msgspec's messages name the field and the expected form; the value itself is never repeated."""
    fields: dict[str, dict[str, str]] = {}
    extra = cast(Any, error.extra)
    items = cast(list[Any], extra) if isinstance(extra, list) else []
    for item in items:
        if isinstance(item, dict):
            item = cast(dict[str, Any], item)
            name = str(item.get("key") or "body")
            reason = str(item.get("message", ""))
            fields[name] = {"fr": _french(reason), "en": reason.split(" - at")[0]}
    return fields


_FRENCH = (
    ("missing required", "Ce champ manque : remplissez-le."),
    ("unknown field", "Ce champ n’existe pas ici."),
    ("of length <=", "C’est trop long : raccourcissez."),
    ("of length >=", "C’est trop court : complétez."),
    ("`date`", "Donnez une date qui existe, comme 2026-11-21."),
    ("date", "Donnez une date qui existe, comme 2026-11-21."),
    ("Invalid enum value", "Choisissez une des réponses proposées."),
    ("<=", "Ce nombre est trop grand."),
    (">=", "Ce nombre est trop petit."),
)


def _french(reason: str) -> str:
    for sign, sentence in _FRENCH:
        if sign in reason:
            return sentence
    return "Cette réponse n’a pas la forme attendue : corrigez-la."


def _without_values(error: Exception) -> Any:
    """The trace of the error without its message: a database's message repeats the row it refused."""
    return (_Silent, _Silent(type(error).__name__), error.__traceback__)


def _about(request: Request[Any, Any, Any]) -> dict[str, str]:
    state = request.scope["state"]
    return {"request_id": str(state.get("request_id", ""))}


class _Silent(Exception):
    """Stands in a log for an exception whose message could carry what a person wrote."""
