"""What a representative chose to open, made sure of before it is kept: never more than they have, nothing half understood."""

from datetime import date

from backend.kit.errors import Invalid
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.matrix import BEGINNING, Matrix, known, sound, within
from backend.rooms.access.models import Model, model
from backend.rooms.access.periods import Period, last_day

_OWN = frozenset({Right.READ})
_NAMES = frozenset(c.value for c in Category)
_RIGHTS = frozenset(r.value for r in Right)


def model_named(key: str) -> Model | None:
    """None for no model. Raises Invalid (`model`)."""
    if not key:
        return None
    found = model(key)
    if found is None:
        raise _wrong(
            "model",
            "Ce modèle n’existe pas\u202f: choisissez dans la liste.",
            "There is no such model: choose from the list.",
        )
    return found


def kind(said: str | None, proposed: Model | None) -> Profile:
    """The kind of person: said, or that of the model; both say the same. Raises Invalid (`profile`, `model`)."""
    if proposed is None:
        if said is None:
            raise _wrong("profile", "Dites qui est cette personne.", "Say who this person is.")
        if said == Profile.HOLDER.value:
            raise _wrong(
                "model",
                "La personne dont parle le carnet a son propre modèle.",
                "The person the notebook is about has a model of their own.",
            )
        return Profile(said)
    if said not in {None, proposed.profile.value}:
        raise _wrong(
            "profile",
            "Ce modèle est fait pour une autre sorte de personne\u202f: laissez ce champ vide, ou changez de modèle.",
            "This model is made for another kind of person: leave this field empty, or choose another model.",
        )
    return proposed.profile


def matrix_for(
    profile: Profile, said: dict[str, list[str]] | None, proposed: Model | None, giver: Matrix
) -> Matrix | None:
    """What is opened: said, or what the model proposes, or what that kind of person had at the beginning; None for a representative,
    who has all of it by rule. Raises Invalid (`rights`)."""
    if profile is Profile.REPRESENTATIVE:
        if said is not None:
            raise _wrong(
                "rights",
                "Un représentant a tous les droits\u202f: rien ne se choisit ici.",
                "A representative has every right: there is nothing to choose here.",
            )
        return None
    if said is not None:
        return chosen(said, giver)
    found = proposed.matrix if proposed else BEGINNING[profile]
    return {category: found[category] for category in found if within({category: found[category]}, giver)}


def chosen(said: dict[str, list[str]], giver: Matrix) -> Matrix:
    """The matrix that was said. Knowing which child it is goes with any right. Raises Invalid (`rights`)."""
    matrix = known(said)
    if any(name not in _NAMES or not _RIGHTS.issuperset(some) for name, some in said.items()):
        raise _wrong("rights", "Un de ces droits n’existe pas.", "One of these rights does not exist.")
    matrix[Category.IDENTITY] = matrix.get(Category.IDENTITY, frozenset()) | _OWN
    if sound(matrix) != matrix:
        raise _wrong(
            "rights",
            "Qui gère doit lire et ajouter\u202f; qui ajoute à une fiche doit la lire\u202f; le cercle, l’identité et la fiche urgente"
            " ne sont tenus que par les représentants.",
            "Who manages must read and add; who adds to a sheet must read it; the circle, the identity and the urgent sheet"
            " are kept by representatives only.",
        )
    if not within(matrix, giver):
        raise _wrong(
            "rights", "Vous ne pouvez pas donner plus que vous n’avez.", "You cannot give more than you have."
        )
    if set(matrix) == {Category.IDENTITY}:
        raise _wrong(
            "rights",
            "Rien n’est ouvert\u202f: choisissez au moins une chose, ou retirez l’accès.",
            "Nothing is open: choose at least one thing, or withdraw the access.",
        )
    return matrix


def period_for(
    profile: Profile, said: str | None, until: date | None, proposed: Model | None, *, today: date
) -> tuple[Period, date | None]:
    """Nobody limits a representative: not afterwards, and not by the way they are invited; nor whose notebook it is, in time. Raises
    Invalid (`until`)."""
    period = Period(said) if said is not None else None
    if profile is Profile.HOLDER and (until is not None or period not in (None, Period.OPEN)):
        raise _wrong(
            "until",
            "L’accès de la personne dont parle le carnet n’a pas de fin\u202f: laissez cette date vide.",
            "The access of the person the notebook is about has no end: leave this date empty.",
        )
    if profile is Profile.REPRESENTATIVE and (until is not None or period not in (None, Period.OPEN)):
        raise _wrong(
            "until",
            "L’accès d’un représentant n’a pas de fin\u202f: laissez cette date vide.",
            "A representative’s access has no end: leave this date empty.",
        )
    if period is None and until is not None and proposed is not None and proposed.period != "open":
        period = Period(proposed.period)
    return last_day(period, until, today=today)


def _wrong(field: str, fr: str, en: str) -> Invalid:
    return Invalid({field: {"fr": fr, "en": en}})
