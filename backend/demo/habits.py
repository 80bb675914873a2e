"""The habits that the two demonstration circles wrote over the months. Examples of writing, never of care."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.ids import new_id
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.identity.service import Person
from backend.rooms.sheets import service as sheets
from backend.rooms.sheets.headings import Heading as H
from backend.rooms.sheets.schemas import HabitConfirmation, HabitText


@dataclass(frozen=True)
class Said:
    """`text` None: « toujours vrai ». `blind`: written without a network, before the last text was seen."""

    days: int
    who: str
    heading: H
    text: str | None = None
    blind: bool = False


THEO = (
    Said(205, "anne", H.IDENTITY, "On l’appelle Théo, ou « capitaine » quand tout va bien. Dix ans, en CM2."),
    Said(205, "anne", H.PAIN, "Ne pleure pas. Se raidit et ne joue plus, repousse la main droite."),
    Said(204, "marc", H.MOVEMENT, "Marche seul, se fatigue après dix minutes. Orthèse gauche la journée, chaussures montantes."),
    Said(203, "anne", H.SENSES, "Entend bien. Lunettes pour lire, dans l’étui bleu."),
    Said(200, "marc", H.DRESSING, "S’habille assis. La manche gauche d’abord, lui laisser le temps."),
    Said(150, "karim", H.MOVEMENT, "Marche seul, se fatigue après dix minutes : prévoir une pause assise. Orthèse gauche la journée, "
         "chaussures montantes. Dans l’escalier, la main sur la rampe à droite, un adulte derrière."),
    Said(118, "anne", H.SLEEP, "S’endort avec la chanson du bateau, veilleuse bleue."),
    Said(117, "anne", H.FOOD, "Mange de tout, en petits morceaux. Boit à la paille. Aime finir par une compote."),
    Said(110, "jean", H.COMFORT, "Le petit bateau en bois reste dans la poche. La chanson du bateau, deux fois, pas plus."),
    Said(96, "anne", H.LIKES, "Les bateaux, les cartes de géographie, qu’on lui raconte le programme du jour."),
    Said(62, "jean", H.SLEEP, "S’endort avec la chanson du bateau, veilleuse bleue, couché sur le côté droit. Réveil vers 3 h : lui "
         "parler, ne pas allumer."),
    Said(40, "karim", H.PAIN, "Ne pleure pas. Se raidit et ne joue plus, repousse la main droite. Différent d’une crise : il suit des yeux."),
    Said(26, "marc", H.LIKES),
    Said(13, "anne", H.SLEEP),
    Said(12, "anne", H.COMFORT),
    Said(9, "marc", H.FEARS, "Les sirènes, les portes qui claquent. Le prévenir avant de le toucher à gauche."),
    Said(4, "anne", H.FOOD, "Mange de tout, en petits morceaux. Boit à la paille. Aime finir par une compote. Le midi à la cantine, "
         "quelqu’un coupe la viande."),
    Said(3, "jean", H.FOOD, "Mange de tout, en petits morceaux. Boit à la paille, le verre à sa droite. Aime finir par une compote "
         "de poires.", blind=True),
)  # fmt: skip

LEA = (
    Said(155, "julie", H.IDENTITY, "Léa, trois ans. Son signe : le lapin, deux doigts sur la tempe."),
    Said(155, "julie", H.SENSES, "N’entend pas sans son processeur droit. Le lui remettre au réveil, la lumière verte clignote quand il marche."),
    Said(154, "thomas", H.FOOD, "Boit au verre à deux mains. N’aime pas les morceaux mêlés à la purée."),
    Said(148, "sophie", H.COMMUNICATION, "Se mettre en face d’elle, à sa hauteur. Signe une vingtaine de mots : encore, fini, lapin, maman, papa, eau."),
    Said(120, "julie", H.SLEEP, "Le lapin gris, puis l’histoire signée à la lumière basse. On retire le processeur en dernier."),
    Said(78, "nadia", H.SLEEP, "Le lapin gris, puis l’histoire signée à la lumière basse. On retire le processeur en dernier. Sieste à 13 h, "
         "une heure et demie ; la réveiller en posant la main sur l’épaule."),
    Said(70, "nadia", H.COMFORT, "Le lapin gris part partout avec elle. Elle suce le pouce gauche quand elle est fatiguée."),
    Said(52, "sophie", H.COMMUNICATION, "Se mettre en face d’elle, à sa hauteur, une seule personne à la fois. Signe une quarantaine de mots ; "
         "les nouveaux sont collés sur le réfrigérateur."),
    Said(34, "thomas", H.FOOD),
    Said(20, "julie", H.SLEEP),
    Said(16, "thomas", H.FEARS, "Le noir complet quand le processeur est retiré : laisser la veilleuse."),
    Said(8, "nadia", H.TOILET, "Prévient en signant, juste à temps. Une couche pour la sieste."),
)  # fmt: skip

SAID = {"theo": THEO, "lea": LEA}


async def write_habits(carnet_id: UUID, child: str, people: dict[str, Person], now: datetime) -> None:
    heads: dict[H, list[UUID]] = {}
    seen_before: dict[H, list[UUID]] = {}
    for said in SAID[child]:
        at = (now - timedelta(days=said.days)).replace(
            hour=18, minute=5 + said.days % 50, second=0, microsecond=0
        )
        visit = await _visit(people[said.who], carnet_id, at)
        if said.text is None:
            await sheets.confirm_habit(
                visit, said.heading, HabitConfirmation(version=heads[said.heading][-1])
            )
            continue
        bases = (seen_before if said.blind else heads).get(said.heading, [])
        noted = at - timedelta(hours=7) if said.blind else at
        text = HabitText(id=new_id(at), text=said.text, bases=bases, noted_at=noted)
        view = await sheets.write_habit(visit, said.heading, text)
        seen_before[said.heading] = heads.get(said.heading, [])
        heads[said.heading] = [head.id for head in view.heads]


async def _visit(person: Person, carnet_id: UUID, at: datetime) -> Visit:
    return await access.enter(person, carnet_id, Category.HABITS, Right.ADD, at=at)
