"""What the two demonstration families wrote in their agendas, counted from today."""

from datetime import date, datetime, time, timedelta

from backend.rooms.agenda.deadlines import PAPER_CARDS_END, Sort
from backend.rooms.agenda.schemas import Appointment, Content, Deadline

PARIS = "Europe/Paris"


def _on(today: date, days: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(hour, minute))


def theo(today: date) -> list[Content]:
    return [
        Appointment(
            title="Ophtalmologiste",
            starts=_on(today, 1, 14, 30),
            zone=PARIS,
            with_whom="Dr Vasseur",
            place="CHU, consultations, porte B",
            bring="l’ordonnance et les anciennes lunettes",
            note="partir à 13 h 50",
        ),
        Appointment(
            title="Kiné",
            starts=_on(today, 3, 17),
            ends=_on(today, 3, 17, 45),
            zone=PARIS,
            with_whom="Karim Saïdi",
            bring="les chaussures montantes",
        ),
        Appointment(
            title="Réunion à l’école",
            starts=_on(today, 12, 8, 30),
            zone=PARIS,
            with_whom="la maîtresse et l’enseignante référente",
            place="école Jules-Verne",
            bring="le dernier bilan de Karim",
        ),
        Appointment(
            title="Essayage de l’attelle",
            starts=_on(today, 25, 10),
            zone=PARIS,
            place="orthoprothésiste, 12 rue des Lilas",
        ),
        Appointment(
            title="Contrôle de la valve", starts=_on(today, -9, 9, 15), zone=PARIS, with_whom="Dr Lenoir"
        ),
        *(
            [
                Deadline(
                    sort=Sort.PAPER_CARD,
                    title="Carte de stationnement",
                    ends_on=date(2028, 3, 31),
                    zone=PARIS,
                )
            ]
            if today <= PAPER_CARDS_END
            else []
        ),
        Deadline(
            sort=Sort.MDPH_RIGHT,
            title="Accompagnement à l’école (AESH)",
            ends_on=_end_of_school(today),
            zone=PARIS,
            note="notification dans le classeur bleu",
        ),
    ]


def lea(today: date) -> list[Content]:
    return [
        Appointment(
            title="Réglage de l’implant",
            starts=_on(today, 5, 9, 30),
            zone=PARIS,
            place="CHU, service ORL",
            bring="le processeur et les piles",
        ),
        Appointment(title="Orthophoniste", starts=_on(today, 2, 16), zone=PARIS, with_whom="Sophie"),
        Deadline(
            sort=Sort.PRESCRIPTION,
            title="Séances d’orthophonie",
            ends_on=today + timedelta(days=26),
            zone=PARIS,
        ),
    ]


def _end_of_school(today: date) -> date:
    """The last day of August that is at least half a year away."""
    this = date(today.year, 8, 31)
    return this if this - today > timedelta(days=180) else date(today.year + 1, 8, 31)
