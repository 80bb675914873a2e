"""A line in words, ready to be laid out: what stands out, the rest, a number to dial. The values stay as written."""

from dataclasses import dataclass, replace
from typing import Literal

from backend.kit.say import say_day, say_number
from backend.rooms.emergency import content as c
from backend.rooms.emergency.sheet import ReadLine
from backend.rooms.sheets.saying import dose_said, hours_said


@dataclass(frozen=True, kw_only=True)
class Said:
    strong: str
    rest: str = ""
    tone: Literal["", "do", "know", "never"] = ""
    phone: str = ""
    phone_missing: bool = False
    """A contact without a number to show, given or not: said in words, never left as a gap."""


_CERTAINTY: dict[str, dict[str, str]] = {
    "fr": {
        "confirmed": "confirmée",
        "suspected": "suspectée",
        "precaution": "par précaution",
        "unknown": "certitude inconnue",
        "not_said": "",
    },
    "en": {
        "confirmed": "confirmed",
        "suspected": "suspected",
        "precaution": "as a precaution",
        "unknown": "certainty not known",
        "not_said": "",
    },
}
_SEVERITY: dict[str, dict[str, str]] = {
    "fr": {"severe": "grave", "moderate": "modérée", "mild": "légère", "unknown": "non connue"},
    "en": {"severe": "severe", "moderate": "moderate", "mild": "mild", "unknown": "not known"},
}
_LABELS: dict[str, dict[str, str]] = {
    "fr": {
        "severity": "gravité",
        "begins": "À partir du",
        "last": "jusqu’au",
        "by": "prescrit par",
        "on": "prescrit le",
        "yes": "Oui",
        "no": "Non",
        "usual": "Pas comme d’habitude",
        "seizure": "Pas comme une crise",
    },
    "en": {
        "severity": "severity",
        "begins": "From",
        "last": "until",
        "by": "prescribed by",
        "on": "prescribed on",
        "yes": "Yes",
        "no": "No",
        "usual": "Unlike usual",
        "seizure": "Unlike a seizure",
    },
}


def colon(language: str) -> str:
    return "\u202f: " if language == "fr" else ": "


def severity_words(severity: str, language: str) -> str:
    """Of the sheet's code; words of before stay as they are."""
    return _SEVERITY[language].get(severity, severity)


def say_line(line: ReadLine, language: str) -> Said:
    """What is to come begins with its day: it never looks as if it were so now."""
    said, labels = say(line.content, language), _LABELS[language]
    if line.begins:
        day = f"{labels['begins']} {say_day(line.begins, language)}"
        return replace(said, strong=day, rest=_join(said.strong, said.rest))
    if line.last:
        return replace(said, rest=_join(f"{labels['last']} {say_day(line.last, language)}", said.rest))
    return said


def say(content: c.Content, language: str) -> Said:
    labels, sep = _LABELS[language], colon(language)

    def labelled(label: str, value: str) -> str:
        return f"{labels[label]}{sep}{value}" if value else ""

    match content:
        case c.Weight():
            return Said(
                strong=f"{say_number(content.kg, language)}\u202fkg",
                rest=f"({say_day(content.measured_on, language)})",
            )
        case c.Allergy():
            certainty = _CERTAINTY[language][content.certainty]
            return Said(
                strong=content.substance,
                rest=_join(
                    content.reaction,
                    labelled("severity", severity_words(content.severity, language)),
                    certainty,
                    content.note,
                ),
            )
        case c.Diagnosis() | c.PastCondition():
            return Said(strong=content.name, rest=_join(content.since, content.note))
        case c.ToDo():
            return Said(strong=content.title, rest=content.text, tone=content.tone)
        case c.Treatment():
            prescriber = f"{labels['by']} {content.prescriber}" if content.prescriber else ""
            if content.prescribed_on:
                day = say_day(content.prescribed_on, language)
                prescriber = f"{prescriber}, {day}" if prescriber else f"{labels['on']} {day}"
            return Said(
                strong=content.name,
                rest=_join(
                    dose_said(content.amount, content.unit, content.dose, language),
                    content.form,
                    content.way,
                    hours_said(content.times, language),
                    content.schedule,
                    prescriber,
                    content.note,
                ),
            )
        case c.YesNo():
            return Said(
                strong="",
                rest=_join(
                    labelled("yes", content.yes), labelled("no", content.no), content.note, by="\u202f; "
                ),
            )
        case c.Pain():
            return Said(
                strong="",
                rest=_join(
                    content.shows,
                    labelled("usual", content.unlike_usual),
                    labelled("seizure", content.unlike_seizure),
                    by=". ",
                ),
            )
        case c.Device():
            return Said(strong=content.name, rest=content.note)
        case c.Contact():
            return Said(
                strong=content.name,
                rest=content.relation,
                phone=content.phone,
                phone_missing=not content.phone,
            )
        case c.Doctor():
            return Said(
                strong=content.name,
                rest=_join(content.speciality, content.place),
                phone=content.phone,
                phone_missing=not content.phone,
            )
        case c.Hospital():
            return Said(strong=content.name, rest=content.note, phone=content.phone)
        case _:
            return Said(strong="", rest=content.text)


def _join(*parts: str, by: str = ", ") -> str:
    """Parts after one another; one that ends its own sentence keeps its stop alone."""
    kept = [part.strip() for part in parts if part.strip()]
    said = ""
    for part in kept:
        if said:
            said += " " if said[-1] in ".!?\n" else by
        said += part
    return said
