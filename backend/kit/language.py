"""The language of an answer: what is asked for, else the choice of a person who is known. French first."""

import re

LANGUAGES = ("fr", "en")
_TAG = re.compile(r"[a-z]{1,8}(-[a-z0-9]{1,8})*\Z")


def asked_language(accept: str) -> str | None:
    """The best of our languages for an Accept-Language header (RFC 9110 § 12.5.4); None when it names neither."""
    return _ours(_wanted(accept))


def reader_language(accept: str) -> str:
    """The same for someone who may be anyone, on an urgent sheet: a browser that asks for other languages only gets
    English, which more of those people read. One that asks for none gets French."""
    wanted = _wanted(accept)
    return _ours(wanted) or ("en" if wanted else "fr")


def _wanted(accept: str) -> list[str]:
    """The languages named and not refused, the dearest first; `*` names none."""
    found: list[tuple[float, int, str]] = []
    for order, part in enumerate(accept.lower().split(",")[:20]):
        tag, _, parameters = part.strip().partition(";")
        quality = 1.0
        name, _, value = parameters.strip().partition("=")
        if name == "q":
            try:
                quality = float(value)
            except ValueError:
                quality = 0.0
        if _TAG.match(tag.strip()) and quality > 0:
            found.append((-quality, order, tag.split("-")[0].strip()))
    return [primary for _, _, primary in sorted(found)]


def _ours(wanted: list[str]) -> str | None:
    return next((language for language in wanted if language in LANGUAGES), None)
