"""The relay sheet laid out for a page or for paper: headings and lines, in words. Pure."""

from dataclasses import dataclass
from datetime import datetime

from backend.kit.days import ZONE, begins, day_of
from backend.kit.say import say_number, say_time
from backend.rooms.relay.schemas import RelayChange, RelayContact, RelayDose, RelayHabit, RelayNote, RelayView

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


WORDS = {
    "fr": {
        "title": "Feuille de relais",
        "for": "{name}, le {time}",
        "ends": "Cette adresse s’éteint le {time}. Votre lecture est dite à la famille.",
        "prevails": f"Faite le {{time}} à partir du carnet, qui fait foi. Ce qui n’est pas ici n’a pas été noté{NB}: cela ne veut pas dire «{NB}rien{NB}».",
        "allergies": "Allergies",
        "none_known": "Aucune connue",
        "not_written": "Rien n’est écrit ici.",
        "treatments": "À donner, jusqu’à {time}",
        "no_treatment": "Aucun médicament n’est sur la fiche.",
        "late": "prévu, pas noté",
        "doubt": "deux textes sur la fiche, à départager",
        "needed": "si besoin",
        "apart": f"jamais plus près que {{hours}}{NB}h",
        "missed": f"si oublié{NB}: {{text}}",
        "noted": "noté à {hour} par {who}",
        "last": "dernier à {hour}, par {who}",
        "times": f"{{n}} prises notées{NB}: à vérifier",
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
        "not_written": "Nothing is written here.",
        "treatments": "To give, until {time}",
        "no_treatment": "No medicine is on the sheet.",
        "late": "was due, not noted",
        "doubt": "two texts on the sheet, to be settled",
        "needed": "when needed",
        "apart": "never closer than {hours} h",
        "missed": "if missed: {text}",
        "noted": "noted at {hour} by {who}",
        "last": "last at {hour}, by {who}",
        "times": "{n} takings noted: to be checked",
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


def blocks(view: RelayView, language: str) -> list[Block]:
    """One for each part that is open, what cannot wait first."""
    t, open_ = WORDS[language], set(view.parts)
    found: list[Block] = []
    if view.allergies:
        said = t["none_known"] if view.allergies.none_known else t["not_written"]
        lines = [Line(strong=one.name, rest=one.text) for one in view.allergies.lines]
        found.append(Block(name="allergies", title=t["allergies"], lines=lines, empty=said))
    if "treatments" in open_:
        title = t["treatments"].format(time=hour(view.until, view.made_at, language))
        lines = [_dose(one, view.made_at, language) for one in view.doses]
        found.append(Block(name="treatments", title=title, lines=lines, empty=t["no_treatment"]))
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


def _dose(one: RelayDose, now: datetime, language: str) -> Line:
    t = WORDS[language]
    when = hour(one.at, now, language) if one.at else t["needed"]
    told = [one.way, one.schedule]
    if one.apart_hours:
        told.append(t["apart"].format(hours=say_number(one.apart_hours, language)))
    if one.missed and one.state in {"late", "due"}:
        told.append(t["missed"].format(text=one.missed))
    state = [t["late"]] if one.state == "late" else []
    if one.noted_at:
        at = hour(one.noted_at, now, language)
        said = t["last" if one.state == "when_needed" else "noted"].format(hour=at, who=one.by)
        state.append(f"{one.outcome}, {said}" if one.outcome else said)
    if one.noted > 1 and one.state == "noted":
        state.append(t["times"].format(n=one.noted))
    if one.doubt:
        state.append(t["doubt"])
    return Line(
        strong=" ".join(part for part in (when, "·", one.name, one.dose) if part),
        rest=" · ".join(part for part in told if part),
        small=" · ".join(state),
        box=one.state != "noted",
        warn=one.state == "late"
        or one.doubt
        or (one.noted > 0 and not one.given)
        or (one.state == "noted" and one.noted > 1),
    )


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
