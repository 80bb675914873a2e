"""The lines of the sheets that the two demonstration circles wrote over the months. Examples of writing, never of care."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.rooms.access import service as access
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.identity.service import Person
from backend.rooms.sheets import lines
from backend.rooms.sheets.content import AnswerLine, Content, tag_of
from backend.rooms.sheets.eleven import BY_TAG, SHEETS
from backend.rooms.sheets.kinds.administrative import CardLine, EntitlementLine, FileNumberLine, InsuranceLine
from backend.rooms.sheets.kinds.allergies import AllergyLine
from backend.rooms.sheets.kinds.autonomy import ActivityLine
from backend.rooms.sheets.kinds.clinical import (
    AnaesthesiaLine,
    ClassificationLine,
    DiagnosisLine,
    PastConditionLine,
)
from backend.rooms.sheets.kinds.contacts import HospitalLine, ProfessionalLine, RelativeLine
from backend.rooms.sheets.kinds.equipment import AdaptationLine, DeviceLine
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.kinds.pain import PainSignLine, PainWordsLine
from backend.rooms.sheets.kinds.schooling import ArrangementLine, SchoolLine
from backend.rooms.sheets.kinds.social import LivingLine, SupportLine
from backend.rooms.sheets.line_schemas import LineText
from backend.rooms.sheets.schemas import HabitConfirmation

Ago = Callable[[int], date]


@dataclass(frozen=True)
class Said:
    """`days`: ago. `again`: days ago somebody said that it still holds. `urgent`: on the urgent sheet or not; None while nobody decided."""

    days: int
    who: str
    content: Content
    place: str = ""
    again: int | None = None
    urgent: bool | None = None


def theo(ago: Ago) -> tuple[Said, ...]:
    """His walking is told by two people who had not read each other."""
    return (
        Said(205, "anne", AllergyLine(substance="Pénicilline", reaction="Choc anaphylactique en quelques minutes, en 2021.", severity="severe",
             certainty="confirmed", since="2021", note="Confirmée par l’allergologue."), again=13, urgent=True),
        Said(204, "anne", AllergyLine(substance="Latex", certainty="precaution", note="Pas de réaction connue."), urgent=True),
        Said(205, "anne", DiagnosisLine(name="Hémiplégie gauche", since="2019", note="Après un traumatisme crânien."), again=13, urgent=True),
        Said(205, "anne", DiagnosisLine(name="Épilepsie", since="2020", by="Dr Lenoir"), again=13, urgent=True),
        Said(204, "anne", PastConditionLine(name="Valve de dérivation ventriculo-péritonéale", since="2020"), urgent=True),
        Said(204, "anne", AnaesthesiaLine(text="Trois anesthésies, sans incident.")),
        Said(190, "marc", ClassificationLine(level="II", rated_on=ago(190), rater="Karim Saïdi"), place="gmfcs"),
        Said(205, "anne", TreatmentLine(name="Lévétiracétam", form="solution buvable", way="par la bouche", amount=250, unit="mg",
             times=["08:00", "20:00"], prescriber="Dr Lenoir", prescribed_on=ago(48), reason="épilepsie"), again=9, urgent=True),
        Said(120, "anne", TreatmentLine(name="Baclofène", form="comprimé", way="par la bouche", amount=5, unit="mg", times=["08:00", "13:00", "20:00"],
             prescriber="Dr Lenoir", prescribed_on=ago(48), reason="raideur", note="Pas d’arrêt brutal."), urgent=True),
        Said(203, "marc", TreatmentLine(name="Mélatonine", form="comprimé", schedule="au coucher", stopped_on=ago(80), stopped_why="Dort bien sans.")),
        Said(203, "anne", RelativeLine(name="Anne Tagorre", relation="mère", phone="06 39 98 10 11"), again=13, urgent=True),
        Said(203, "anne", RelativeLine(name="Marc Tagorre", relation="père", phone="06 39 98 10 12"), again=13, urgent=True),
        Said(119, "anne", RelativeLine(name="Jean Tagorre", relation="grand-père", phone="06 39 98 10 15", note="Peut venir le chercher à l’école.")),
        Said(140, "anne", ProfessionalLine(name="Dr Claire Lenoir", speciality="neuropédiatre", structure="CHU, pédiatrie", phone="04 65 71 00 03"), urgent=True),
        Said(188, "marc", ProfessionalLine(name="Karim Saïdi", speciality="kinésithérapeute", structure="SESSAD Les Tilleuls",
             phone="04 65 71 00 04", address="4 rue des Cèdres, 38000 Grenoble"), urgent=False),
        Said(140, "anne", HospitalLine(name="CHU, urgences pédiatriques", note="Son dossier y est.")),
        Said(200, "anne", DeviceLine(name="Orthèse de cheville gauche", what="orthosis", size="pointure 34", supplier="Ortho-Isère",
             phone="04 65 71 00 09", fitted_on=ago(150), next_fitting=ago(-45), how="La journée, dans des chaussures montantes."), urgent=True),
        Said(199, "anne", DeviceLine(name="Fauteuil manuel", what="wheelchair", weight_limit_kg=45, how="Pour les longs trajets et les sorties d’école."), urgent=False),
        Said(198, "marc", AdaptationLine(title="Rampe à gauche de l’escalier", place="maison", since="2022")),
        Said(205, "anne", EntitlementLine(name="AEEH et complément 2", by="MDPH de l’Isère", decided_on=ago(300), until=ago(-240))),
        Said(205, "anne", CardLine(mention="priority", until=ago(-420))),
        Said(205, "anne", InsuranceLine(name="Assurance scolaire", until=ago(20), note="À renouveler chaque rentrée.")),
        Said(205, "anne", FileNumberLine(office="MDPH de l’Isère", number="38-000-4417")),
        Said(209, "anne", SchoolLine(name="École des Glycines", year="CM2", teacher="Mme Ferrand", hours="Toute la semaine, sauf le mercredi.")),
        Said(198, "anne", ArrangementLine(plan="aesh", title="12 heures par semaine")),
        Said(198, "anne", ArrangementLine(plan="pai", text="Protocole en cas de crise, dans le sac bleu.")),
        Said(197, "anne", LivingLine(title="À la maison", text="Avec ses deux parents. Papi garde Théo le mercredi.")),
        Said(197, "anne", SupportLine(name="SESSAD Les Tilleuls", role="kinésithérapie, ergothérapie, éducateur", when="mardi et jeudi")),
        Said(195, "anne", ActivityLine(how="with_help", help="Boutons et lacets ; il enfile la manche gauche en premier."), place="dressing"),
        Said(195, "anne", ActivityLine(how="alone", help="À la paille."), place="drinking"),
        Said(120, "anne", PainSignLine(text="Se raidit"), place="sign_1", again=13),
        Said(120, "anne", PainSignLine(text="Repousse la main"), place="sign_2"),
        Said(118, "marc", PainSignLine(text="Ne joue plus"), place="sign_3"),
        Said(118, "karim", PainWordsLine(text="Il suit des yeux et répond à son nom. Pas de secousses."), place="seizure"),
        Said(117, "anne", PainWordsLine(text="Allongé, jambes surélevées, sa chanson. Attendre avant de le toucher."), place="soothes"),
        Said(8, "anne", ActivityLine(how="alone", help="Dedans, sans appui. Dehors, à côté de lui."), place="walking"),
        Said(7, "marc", ActivityLine(how="with_help", help="Seul dedans ; une main dehors quand le sol est irrégulier."), place="walking"),
    )  # fmt: skip


def lea(ago: Ago) -> tuple[Said, ...]:
    return (
        Said(155, "julie", AnswerLine(of="allergy", answer="none_known")),
        Said(155, "julie", DiagnosisLine(name="Surdité bilatérale profonde", since="naissance"), urgent=True),
        Said(154, "julie", DeviceLine(name="Implant cochléaire droit", what="implant", how="Le remettre au réveil ; la lumière verte clignote "
             "quand il marche.", note="Piles dans la pochette jaune."), again=20, urgent=True),
        Said(155, "julie", RelativeLine(name="Julie Martel", relation="mère", phone="06 39 98 10 16"), urgent=True),
        Said(155, "thomas", RelativeLine(name="Thomas Roche", relation="père", phone="06 39 98 10 17"), urgent=True),
        Said(150, "thomas", ProfessionalLine(name="Sophie Bernard", speciality="orthophoniste", structure="cabinet libéral", phone="04 65 71 00 21")),
        Said(150, "julie", EntitlementLine(name="AEEH", by="MDPH de l’Isère", until=ago(-330))),
        Said(149, "julie", SchoolLine(name="Crèche des Coquelicots", hours="Lundi, mardi, jeudi", note="Se mettre à sa hauteur, en face.")),
    )  # fmt: skip


SAID = {"theo": theo, "lea": lea}


async def write_lines(carnet_id: UUID, child: str, people: dict[str, Person], now: datetime) -> None:
    today = day_of(now)
    for number, said in enumerate(SAID[child](lambda days: today - timedelta(days=days))):
        await _write(carnet_id, said, people, now, number)


async def _write(carnet_id: UUID, said: Said, people: dict[str, Person], now: datetime, number: int) -> None:
    content = said.content
    about = content.of if isinstance(content, AnswerLine) else tag_of(content)
    sheet, _ = BY_TAG[about]
    fixed = f"answer-{about}" if isinstance(content, AnswerLine) else said.place
    person = people[said.who]

    async def visit_at(days: int) -> Visit:
        at = (now - timedelta(days=days)).replace(hour=19, minute=number % 60, second=0, microsecond=0)
        return await access.enter(person, carnet_id, SHEETS[sheet].category, Right.ADD, at=at)

    visit = await visit_at(said.days)
    place = fixed or str(new_id(visit.at))
    line = await lines.write_line(
        visit,
        sheet,
        place,
        LineText(id=new_id(visit.at), content=content, bases=[], urgent=said.urgent),
        "fr",
    )
    if said.again is not None:
        again = await visit_at(said.again)
        await lines.confirm_line(again, sheet, place, HabitConfirmation(version=line.heads[0].id), "fr")
