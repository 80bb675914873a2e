"""Models by profession and by relation: what is proposed to the family, each cell with its reason (models_data/*.toml).

A model proposes; the family decides. What a law says of secrecy is in secrecy.py.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

import msgspec
from msgspec import Struct

from backend.rooms.access.bound import about
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.matrix import Matrix, in_order
from backend.rooms.access.schemas import ModelView, PeriodName, SecrecyName

FOLDER = Path(__file__).parent / "models_data"
Group = Literal["care", "school", "social", "family"]


class Cell(Struct, forbid_unknown_fields=True, frozen=True):
    """The same rights, for the same reason, on some categories. No right: it stays closed, for that reason."""

    of: tuple[Category, ...]
    fr: str
    en: str
    rights: frozenset[Right] = frozenset()

    def reason(self, language: str) -> str:
        return self.en if language == "en" else self.fr


class Written(Struct, forbid_unknown_fields=True, frozen=True):
    """A model as its file has it. `parts`: cells that it shares with others (parts.toml)."""

    fr: str
    en: str
    group: Group
    profile: Literal["professional", "carer", "holder"]
    secrecy: SecrecyName
    source: str
    verified: bool
    parts: tuple[str, ...]
    cells: tuple[Cell, ...]
    period: PeriodName = "open"


class Model(Struct, frozen=True, kw_only=True):
    """`verified`: whether the text that `source` names was read to cover this profession."""

    key: str
    names: Mapping[str, str]
    group: Group
    profile: Profile
    period: PeriodName
    secrecy: SecrecyName
    source: str
    verified: bool
    cells: Mapping[Category, Cell]

    @property
    def matrix(self) -> Matrix:
        return {category: cell.rights for category, cell in self.cells.items() if cell.rights}


@cache
def models() -> Mapping[str, Model]:
    """Every model by its key, in the order of their files. Raises ValueError for one that leaves a category undecided."""
    shared = {key: msgspec.convert(value, Cell, strict=False) for key, value in _file("parts").items()}
    return MappingProxyType(
        {
            key: _model(key, msgspec.convert(value, Written, strict=False), shared)
            for name in ("care", "rehabilitation", "school_social", "home", "holder")
            for key, value in _file(name).items()
        }
    )


def model(key: str) -> Model | None:
    return models().get(key)


def secrecy_of(profile: Profile, key: str) -> SecrecyName:
    """The rule that holds somebody: their model's; without one, that of any professional, or none."""
    found = model(key)
    if found is not None:
        return found.secrecy
    return "professional" if profile is Profile.PROFESSIONAL else "none"


def views(language: str) -> list[ModelView]:
    return [
        ModelView(
            key=one.key,
            name=one.names[language],
            group=one.group,
            profile=cast(Any, one.profile.value),
            period=one.period,
            secrecy=one.secrecy,
            secrecy_text=about(one.secrecy, language, verified=one.verified),
            secrecy_source=one.source,
            verified=one.verified,
            rights={c.value: in_order(cell.rights) for c, cell in one.cells.items() if cell.rights},
            reasons={c.value: cell.reason(language) for c, cell in one.cells.items()},
        )
        for one in models().values()
    ]


def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _model(key: str, said: Written, shared: Mapping[str, Cell]) -> Model:
    decided: dict[Category, Cell] = {}
    for cell in (*(shared[part] for part in said.parts), *said.cells):
        for category in cell.of:
            if category in decided:
                raise ValueError(f"{key} decides {category.value} twice")
            decided[category] = cell
    if missing := [c.value for c in Category if c not in decided]:
        raise ValueError(f"{key} leaves undecided {', '.join(missing)}")
    return Model(
        key=key,
        names=MappingProxyType({"fr": said.fr, "en": said.en}),
        group=said.group,
        profile=Profile(said.profile),
        period=said.period,
        secrecy=said.secrecy,
        source=said.source,
        verified=said.verified,
        cells=MappingProxyType({c: decided[c] for c in Category}),
    )
