"""A line's fields, described where they are declared: from that come the phone's forms, what is printed, and what is found.

Every label is a pair, French then English. No value is preset: an empty text, a None, is "not said", and never shown as "none".
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

Words = tuple[str, str]
"""French, English."""

Input = Literal[
    "short", "text", "day", "number", "whole", "choice", "times", "phone", "email", "words", "item"
]
"""words: several short texts; item: the number of an image, or of a line of another sheet."""


def said(
    fr: str, en: str, *, help: Words | None = None, input: Input | None = None, unit: Words | None = None
) -> Meta:
    """The label of a field. help: under it. input: how it is asked, where its type does not tell. unit: behind a number."""
    extra: dict[str, Any] = {"label": (fr, en)}
    if help:
        extra["help"] = help
    if input:
        extra["input"] = input
    if unit:
        extra["unit"] = unit
    return Meta(extra=extra)


def choices(**words: Words) -> Meta:
    """What each value of a Literal is called, in the order to show them in."""
    return Meta(extra={"choices": words})


SHORT, LONG = 120, 600
Short = Annotated[str, Meta(max_length=SHORT)]
Text = Annotated[str, Meta(max_length=LONG, extra={"input": "text"})]
Phone = Annotated[
    str, Meta(max_length=30, pattern=r"^(\+?[0-9][0-9 .()\-]{1,28}[0-9])?$", extra={"input": "phone"})
]
Email = Annotated[
    str, Meta(max_length=254, pattern=r"^([^@\s]+@[^@\s]+\.[^@\s]+)?$", extra={"input": "email"})
]
Until = Annotated[
    date,
    said(
        "Jusqu’au",
        "Until",
        help=(
            "L’agenda garde cette date et la rappelle",
            "The agenda keeps this date and reminds you of it",
        ),
    ),
]
"""The last day on which something holds."""
Hour = Annotated[str, Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Times = Annotated[list[Hour], Meta(max_length=12, extra={"input": "times"})]
"""Hours of the day, as the family's clock shows them."""


class Line(Struct, tag_field="kind", forbid_unknown_fields=True, kw_only=True, frozen=True):
    """One line of a sheet."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of line. name: of many, as a section's title. one: of a single one, as a button's. slots: where each line has its own
    fixed place, and there can be no two; else the phone makes a number. most: lines at once. none: whether « aucune » is an answer.
    """

    type: type[Line]
    name: Words
    one: Words
    slots: dict[str, Words] = field(default_factory=dict[str, Words])
    most: int = 60
    none: bool = False
    title: tuple[str, ...] = ()
    """The fields that say which line it is, first to last; the first is needed."""
    urgent: bool | None = None
    """Whether a new one is shown on the urgent sheet unless somebody says otherwise; None where it has no place there."""

    @property
    def tag(self) -> str:
        return str(self.type.__struct_config__.tag)


@dataclass(frozen=True, kw_only=True)
class Described:
    """One field. most, least: of a text's letters, or of a number. pattern: of a text, as a regular expression. needed: it must say something."""

    name: str
    label: Words
    input: Input
    help: Words | None = None
    unit: Words | None = None
    choices: dict[str, Words] = field(default_factory=dict[str, Words])
    most: float | None = None
    least: float | None = None
    pattern: str | None = None
    needed: bool = False


def fields_of(kind: Kind) -> list[Described]:
    """In the order of their declaration."""
    hints = get_type_hints(kind.type, include_extras=True)
    return [
        _described(one.name, hints[one.name], needed=one.name == next(iter(kind.title), None) or one.required)
        for one in msgspec.structs.fields(kind.type)
    ]


def _described(name: str, hint: Any, *, needed: bool) -> Described:
    bare, metas = _bare(hint)
    told: dict[str, Any] = {}
    for meta in metas:
        told |= meta.extra or {}
    most = next((m for meta in metas for m in (meta.max_length, meta.le) if m is not None), None)
    least = next((m for meta in metas for m in (meta.ge, meta.gt) if m is not None), None)
    return Described(
        name=name,
        label=told["label"],
        input=told.get("input") or _input(bare),
        help=told.get("help"),
        unit=told.get("unit"),
        choices=told.get("choices", {}),
        most=most,
        least=least,
        pattern=next((meta.pattern for meta in metas if meta.pattern), None),
        needed=needed,
    )


def _bare(hint: Any) -> tuple[Any, list[Meta]]:
    """The type itself, and what is said of it, the innermost first."""
    if get_origin(hint) is Annotated:
        inner, *said_of = get_args(hint)
        bare, metas = _bare(inner)
        return bare, metas + [meta for meta in said_of if isinstance(meta, Meta)]
    others = [one for one in get_args(hint) if one is not type(None)]
    if type(None) in get_args(hint) and len(others) == 1:
        return _bare(others[0])
    return hint, []


def _input(bare: Any) -> Input:
    if get_origin(bare) is Literal:
        return "choice"
    known: dict[Any, Input] = {str: "short", date: "day", float: "number", int: "whole"}
    return known[bare]
