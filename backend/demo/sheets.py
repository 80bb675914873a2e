"""What the two demonstration families wrote on their urgent sheets. Examples of writing, never of care."""

from collections.abc import Callable
from datetime import date, timedelta

from backend.rooms.emergency.content import (
    Allergy,
    Anaesthesia,
    Calms,
    Contact,
    Content,
    Device,
    Diagnosis,
    Doctor,
    Hearing,
    Hospital,
    Pain,
    PastCondition,
    Swallowing,
    ToDo,
    Treatment,
    Vision,
    Weight,
    YesNo,
)


def theo(today: date) -> list[Content]:
    ago = _ago(today)
    return [
        Weight(kg=27, measured_on=ago(19)),
        Allergy(
            substance="Pénicilline",
            reaction="choc anaphylactique, 2021",
            severity="grave",
            certainty="confirmed",
            note="confirmé par l’allergologue",
        ),
        Allergy(substance="Latex", certainty="precaution", note="pas de réaction connue"),
        Diagnosis(name="Hémiplégie gauche", since="2019", note="traumatisme crânien"),
        Diagnosis(name="Épilepsie", since="2020", note="dernière crise début septembre"),
        PastCondition(name="Valve de dérivation ventriculo-péritonéale réglable", since="2020"),
        Anaesthesia(text="Trois anesthésies, sans incident."),
        ToDo(title="Crise qui dure", text="suivre le protocole du Dr Lenoir, dans le sac bleu", tone="do"),
        ToDo(title="Vomissements, somnolence", text="penser à la valve", tone="know"),
        ToDo(title="IRM", text="faire contrôler le réglage de la valve avant et après", tone="never"),
        Treatment(
            name="Lévétiracétam",
            dose="250 mg",
            form="solution buvable",
            way="par la bouche",
            schedule="8 h et 20 h",
            prescriber="Dr Lenoir",
            prescribed_on=ago(48),
        ),
        Treatment(
            name="Baclofène",
            dose="5 mg",
            form="comprimé",
            way="par la bouche",
            schedule="8 h, 13 h et 20 h",
            prescriber="Dr Lenoir",
            prescribed_on=ago(48),
            note="pas d’arrêt brutal",
        ),
        YesNo(yes="ferme les yeux", no="tourne la tête"),
        Pain(
            shows="se raidit, ne joue plus, repousse la main droite",
            unlike_usual="ne pleure pas",
            unlike_seizure="il suit des yeux",
        ),
        Calms(text="Sa musique (la chanson du bateau), la lumière basse."),
        Hearing(text="Entend bien."),
        Vision(text="Voit bien, lunettes pour lire."),
        Swallowing(text="Mange de tout, boit à la paille."),
        Device(name="Orthèse de cheville gauche", note="la journée, chaussures montantes"),
        Contact(name="Anne", relation="mère", phone="06 00 00 00 01", phone_seen="sheet"),
        Contact(name="Marc", relation="père", phone="06 00 00 00 02", phone_seen="everyone"),
        Doctor(name="Dr Lenoir", speciality="neuropédiatre", place="CHU", phone="04 00 00 00 03"),
        Hospital(name="CHU, urgences pédiatriques", note="son dossier y est"),
    ]


def lea(today: date) -> list[Content]:
    ago = _ago(today)
    return [
        Weight(kg=14.2, measured_on=ago(33)),
        Diagnosis(name="Surdité bilatérale profonde", since="naissance"),
        ToDo(title="Parler en face d’elle", text="elle lit sur les lèvres et signe quelques mots", tone="do"),
        ToDo(title="IRM", text="implant cochléaire : demander le service qui l’a posé", tone="never"),
        YesNo(yes="signe oui du poing", no="secoue la tête"),
        Pain(shows="tire sur son oreille, s’accroche", unlike_usual="ne signe plus"),
        Calms(text="Son lapin gris, et qu’on lui montre ce qui va se passer avec ses images."),
        Hearing(text="N’entend pas sans son processeur droit ; le lui remettre au réveil."),
        Device(name="Implant cochléaire droit", note="piles dans la pochette jaune, 2025"),
        Contact(name="Julie", relation="mère", phone="06 00 00 00 04", phone_seen="sheet"),
        Contact(name="Thomas", relation="père", phone="06 00 00 00 05", phone_seen="sheet"),
        Doctor(name="Dr Lenoir", speciality="pédiatre", place="CHU", phone="04 00 00 00 03"),
    ]


def _ago(today: date) -> Callable[[int], date]:
    return lambda days: today - timedelta(days=days)
