"""The relay sheet laid out for a page or for paper: headings and lines, in words. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from backend.kit.days import ZONE, begins, day_of
from backend.kit.say import say_day, say_number, say_time
from backend.rooms.relay.schemas import (
    PARTS,
    RelayChange,
    RelayContact,
    RelayDose,
    RelayHabit,
    RelayNote,
    RelayView,
)

NB = "\u202f"


@dataclass(frozen=True, kw_only=True)
class Line:
    """strong: what stands out. box: to be ticked by hand. phone: to be dialled. warn: to be looked at."""

    strong: str
    rest: str = ""
    small: str = ""
    box: bool = False
    phone: str = ""
    warn: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """empty: what is said where there is no line."""

    name: str
    title: str
    lines: list[Line]
    empty: str


WORDS: dict[str, dict[str, Any]] = {
    "fr": {
        "title": "Feuille de relais",
        "for": "{name}, le {time}",
        "ends": "Cette adresse s’éteint le {time}. Votre lecture est dite à la famille.",
        "prevails": f"Faite le {{time}} à partir du carnet, qui fait foi. Ce qui n’est pas ici n’a pas été noté{NB}: cela ne veut pas dire «{NB}rien{NB}».",
        "allergies": "Allergies",
        "none_known": "Aucune connue",
        "not_stated": "Non communiqué",
        "not_written": "Rien n’est écrit ici.",
        "closed": f"Non communiqué ici{NB}: {{parts}}",
        "parts": {
            "allergies": "allergies",
            "treatments": "médicaments",
            "day": "comment le jour s’est passé",
            "habits": "habitudes",
            "contacts": "qui appeler",
            "changes": "ce qui a changé",
        },
        "treatments": "À donner, jusqu’à {time}",
        "no_treatment": "Rien n’est écrit sur la fiche des médicaments.",
        "nothing_due": "Rien à donner d’ici là.",
        "no_medicine": "Aucun médicament, c’est dit sur la fiche.",
        "late": "prévu, pas noté",
        "doubt": "deux textes sur la fiche, à départager",
        "held": f"à confirmer{NB}: confirmé pour la dernière fois le {{day}}",
        "no_hour": "sans heure",
        "besides": "noté aussi",
        "apart": f"jamais plus près que {{hours}}{NB}h",
        "missed": f"si oublié{NB}: {{text}}",
        "noted": "noté {hour} par {who}",
        "last": "la dernière {hour}, par {who}",
        "times": f"{{n}} prises notées{NB}: à vérifier",
        "also": f"aussi noté{NB}: {{text}}",
        "reason": "pour {text}",
        "know": f"à savoir{NB}: {{text}}",
        "today": "Aujourd’hui",
        "day": "Depuis {time}",
        "nothing": "Rien n’a été noté.",
        "check": "à vérifier",
        "night": "Pour la nuit",
        "habits": "Pour la journée",
        "confirm": "à confirmer",
        "contacts": "Appeler, dans cet ordre",
        "kept": "numéro gardé par la personne",
        "no_number": "pas de numéro",
        "changes": "Changé depuis le {time}",
        "week": "Changé depuis une semaine",
        "unchanged": "Rien n’a changé sur les fiches.",
        "removed": "retiré",
        "by": "par {who}, le {time}",
    },
    "en": {
        "title": "Relay sheet",
        "for": "{name}, {time}",
        "ends": "This address dies on {time}. The family is told that you read it.",
        "prevails": "Made {time} from the notebook, which prevails. What is not here was not noted: that does not mean “nothing”.",
        "allergies": "Allergies",
        "none_known": "None known",
        "not_stated": "Not communicated",
        "not_written": "Nothing is written here.",
        "closed": "Not communicated here: {parts}",
        "parts": {
            "allergies": "allergies",
            "treatments": "medicines",
            "day": "how the day went",
            "habits": "habits",
            "contacts": "who to call",
            "changes": "what changed",
        },
        "treatments": "To give, until {time}",
        "no_treatment": "Nothing is written on the sheet of medicines.",
        "nothing_due": "Nothing to give until then.",
        "no_medicine": "No medicine: the sheet says so.",
        "late": "was due, not noted",
        "doubt": "two texts on the sheet, to be settled",
        "held": "to be confirmed: last confirmed on {day}",
        "no_hour": "no hour",
        "besides": "also noted",
        "apart": "never closer than {hours} h",
        "missed": "if missed: {text}",
        "noted": "noted {hour} by {who}",
        "last": "the last {hour}, by {who}",
        "times": "{n} takings noted: to be checked",
        "also": "also noted: {text}",
        "reason": "for {text}",
        "know": "good to know: {text}",
        "today": "Today",
        "day": "Since {time}",
        "nothing": "Nothing was noted.",
        "check": "to be checked",
        "night": "For the night",
        "habits": "For the day",
        "confirm": "to be confirmed",
        "contacts": "Call, in this order",
        "kept": "number kept by that person",
        "no_number": "no number",
        "changes": "Changed since {time}",
        "week": "Changed in the last week",
        "unchanged": "Nothing has changed on the sheets.",
        "removed": "taken away",
        "by": "by {who}, {time}",
    },
}


_NO_DOSE = {
    "lines": "nothing_due",
    "none_known": "no_medicine",
    "not_stated": "not_stated",
    "": "no_treatment",
}


def closed(view: RelayView, language: str) -> str:
    """What this reader is not told, which is never « rien »; empty when all is open."""
    t = WORDS[language]
    missing = [str(t["parts"][part]) for part in PARTS if part not in view.parts]
    return str(t["closed"]).format(parts=", ".join(missing)) if missing else ""


def blocks(view: RelayView, language: str) -> list[Block]:
    """One for each part that is open, what cannot wait first."""
    t, open_ = WORDS[language], set(view.parts)
    found: list[Block] = []
    if view.allergies:
        said = t[view.allergies.answer or "not_written"]
        lines = [
            Line(
                strong=one.name,
                rest=one.text,
                small=t["doubt"] if one.doubt else _held(one.confirmed_on, language),
                warn=one.doubt or one.confirmed_on is not None,
            )
            for one in view.allergies.lines
        ]
        found.append(Block(name="allergies", title=t["allergies"], lines=lines, empty=said))
    if "treatments" in open_:
        title = t["treatments"].format(time=hour(view.until, view.made_at, language))
        lines = [_dose(one, view.made_at, language) for one in view.doses]
        found.append(Block(name="treatments", title=title, lines=lines, empty=t[_NO_DOSE[view.treatments]]))
    if "day" in open_:
        since = hour(view.day_from, view.made_at, language)
        today = view.day_from == begins(day_of(view.made_at))
        title = t["today"] if today else t["day"].format(time=since)
        lines = [_note(one, view.made_at, language) for one in view.day]
        found.append(Block(name="day", title=title, lines=lines, empty=t["nothing"]))
    if "habits" in open_:
        title = t["night"] if view.night else t["habits"]
        lines = [_habit(one, language) for one in view.habits]
        found.append(Block(name="habits", title=title, lines=lines, empty=t["not_written"]))
    if "contacts" in open_:
        lines = [_contact(one, language) for one in view.contacts]
        found.append(Block(name="contacts", title=t["contacts"], lines=lines, empty=t["not_written"]))
    if "changes" in open_:
        title = t["week"] if view.first else t["changes"].format(time=say_time(view.since, language))
        lines = [_change(one, language) for one in view.changes]
        found.append(Block(name="changes", title=title, lines=lines, empty=t["unchanged"]))
    return found


_DAYS = {"fr": {-1: "hier", 0: "", 1: "demain"}, "en": {-1: "yesterday", 0: "", 1: "tomorrow"}}


def hour(at: datetime, now: datetime, language: str) -> str:
    """« 20 h 30 », « demain 8 h »: with its day when it is not that of `now`."""
    local, away = at.astimezone(ZONE), (day_of(at) - day_of(now)).days
    if abs(away) > 1:
        return say_time(at, language)
    minutes = f"{NB}{local.minute:02}" if local.minute else ""
    said = f"{local.hour}{NB}h{minutes}" if language == "fr" else f"{local.hour}:{local.minute:02}"
    return " ".join(part for part in (_DAYS[language][away], said) if part)


def at_hour(at: datetime, now: datetime, language: str) -> str:
    """« à 20 h 05 », « hier à 23 h 50 »."""
    said, to = hour(at, now, language), "at" if language == "en" else "à"
    day = _DAYS[language].get((day_of(at) - day_of(now)).days)
    if day is None:
        return said
    return f"{day} {to} {said.removeprefix(f'{day} ')}" if day else f"{to} {said}"


def _dose(one: RelayDose, now: datetime, language: str) -> Line:
    t = WORDS[language]
    when = hour(one.at, now, language) if one.at else t["besides" if one.state == "besides" else "no_hour"]
    told = [one.form, one.way, one.schedule]
    if one.reason:
        told.append(t["reason"].format(text=one.reason))
    if one.apart_hours:
        told.append(t["apart"].format(hours=say_number(one.apart_hours, language)))
    if one.missed and one.at and not one.given:
        told.append(t["missed"].format(text=one.missed))
    if one.note:
        told.append(t["know"].format(text=one.note))
    state = [t["late"]] if one.state == "late" else []
    if one.noted_at:
        at = at_hour(one.noted_at, now, language)
        said = t["last" if one.state == "no_hour" else "noted"].format(hour=at, who=one.by)
        state.append(f"{one.outcome}, {said}" if one.outcome else said)
    if one.swallowed > 1 and one.at:
        state.append(t["times"].format(n=one.swallowed))
    state += [t["also"].format(text=other) for other in one.others if one.at]
    if one.doubt:
        state.append(t["doubt"])
    if one.confirmed_on:
        state.append(_held(one.confirmed_on, language))
    return Line(
        strong=" ".join(part for part in (when, "·", one.name, one.dose) if part),
        rest=" · ".join(part for part in told if part),
        small=" · ".join(state),
        box=one.state in {"due", "late", "no_hour"},
        warn=one.state in {"late", "besides"}
        or one.doubt
        or one.confirmed_on is not None
        or (one.state == "noted" and (not one.given or one.swallowed > 1)),
    )


def _held(confirmed: date | None, language: str) -> str:
    return WORDS[language]["held"].format(day=say_day(confirmed, language)) if confirmed else ""


def _note(one: RelayNote, now: datetime, language: str) -> Line:
    at = hour(one.at, now, language)
    if one.ended_at:
        at += f" – {hour(one.ended_at, one.at if day_of(one.at) == day_of(one.ended_at) else now, language)}"
    words = " · ".join(one.words)
    return Line(
        strong=f"{at} · {one.what}",
        rest=words,
        small=f"{one.by} · {WORDS[language]['check']}" if one.to_check else one.by,
        warn=one.to_check,
    )


def _habit(one: RelayHabit, language: str) -> Line:
    return Line(
        strong=one.name,
        rest="\n".join(one.texts),
        small=WORDS[language]["confirm"] if one.to_confirm else "",
    )


def _contact(one: RelayContact, language: str) -> Line:
    t = WORDS[language]
    missing = t["kept"] if one.phone_kept else t["no_number"]
    return Line(strong=one.name, rest=one.who, phone=one.phone, small="" if one.phone else missing)


def _change(one: RelayChange, language: str) -> Line:
    t = WORDS[language]
    by = t["by"].format(who=one.by, time=say_time(one.at, language))
    return Line(strong=one.where, rest=one.text or t["removed"], small=by)
