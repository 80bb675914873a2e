"""Months of photos and gait films for the demonstration, drawn one after the other in the background."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal
from uuid import UUID

from backend.demo.figures import Clip, make_clip
from backend.demo.gait import Moment
from backend.demo.pictures import make_picture
from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.queue import job
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import enter
from backend.rooms.captures import service as captures
from backend.rooms.captures.schemas import Kind
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Person


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One image: who took it, how many days ago, what it shows."""

    child: Literal["theo", "lea"]
    author: str
    days: int
    note: str
    tags: tuple[str, ...]
    picture: str = ""
    clip: Clip | None = None

    @property
    def kind(self) -> Kind:
        return "video" if self.clip else "photo"


_MOMENTS: tuple[Moment, Moment] = ("before", "after")
# As phones film: the side at 60 images a second, as the physiotherapist sets hers, the front at the ordinary 30. Every image is drawn: what a
# longer film would cost, whoever tries the demonstration waits for.
_SIDE_BEFORE, _SIDE_AFTER = (Clip(view="side", moment=moment, seconds=6.0) for moment in _MOMENTS)
_FRONT_BEFORE, _FRONT_AFTER = (Clip(view="front", moment=moment, seconds=6.0, rate=30) for moment in _MOMENTS)

SHOTS = (
    Shot(child="theo", author="anne", days=3, picture="orthosis", note="Nouvelle orthèse, elle ne marque plus.", tags=("appareillage",)),
    Shot(child="theo", author="karim", days=7, clip=_SIDE_AFTER, note="Pieds nus, de profil, cinq semaines après la toxine.", tags=("marche",)),
    Shot(child="lea", author="sophie", days=4, picture="picture_cards", note="Les images de la semaine : manger, dormir, encore.", tags=("vie quotidienne",)),
    Shot(child="theo", author="karim", days=7, clip=_FRONT_AFTER, note="Pieds nus, de face.", tags=("marche",)),
    Shot(child="theo", author="jean", days=12, picture="swing", note="À la balançoire chez Papi.", tags=("vie quotidienne",)),
    Shot(child="lea", author="julie", days=15, picture="hearing_aid", note="Le processeur, côté droit : la diode verte doit clignoter.", tags=("appareillage",)),
    Shot(child="theo", author="anne", days=26, picture="pressure_mark", note="Rougeur sous l’ancienne orthèse, partie en une heure.", tags=("plaie", "appareillage")),
    Shot(child="theo", author="karim", days=48, clip=_SIDE_BEFORE, note="Pieds nus, de profil, avant la toxine.", tags=("marche",)),
    Shot(child="theo", author="karim", days=48, clip=_FRONT_BEFORE, note="Pieds nus, de face, avant la toxine.", tags=("marche",)),
    Shot(child="theo", author="marc", days=83, picture="letter", note="La lettre du service de pédiatrie.", tags=("courrier",)),
    Shot(child="lea", author="nadia", days=61, picture="drawing", note="Son dessin de lundi.", tags=("vie quotidienne",)),
    Shot(child="theo", author="marc", days=120, picture="bath_chair", note="Le siège de bain prêté par le SESSAD.", tags=("appareillage",)),
)  # fmt: skip


@job("demo.image", queue="care", retries=2, own_transactions=True)
async def make_image(number: int, carnet_id: str, author_id: str, capture_id: str) -> None:
    """Draws SHOTS[number] and takes it in. Run again after a death, it adds nothing twice."""
    if not runtime.get().settings.demo:
        raise RuntimeError("demonstration images exist only where CS3 was started with --demo")
    shot = SHOTS[number]
    folder = runtime.get().settings.work / f"demo-{number}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    taken = runtime.get().clock.now() - timedelta(days=shot.days)
    taken = taken.replace(hour=8 + shot.days % 9, minute=20 + shot.days % 30, second=0, microsecond=0)
    file = folder / ("film.mp4" if shot.clip else "photo.jpg")
    try:
        await asyncio.to_thread(_draw, shot, file, taken)
        person = await known_person(UUID(author_id), taken)
        category = Category.GAIT if "marche" in shot.tags else Category.PHOTOS
        await captures.add_from_file(
            await enter(person, UUID(carnet_id), category, Right.ADD, at=taken),
            file,
            id=UUID(capture_id),
            kind=shot.kind,
            category="gait" if category is Category.GAIT else "photos",
            taken_at=taken,
            note=shot.note,
            tags=shot.tags,
            seen_from=None if shot.clip is None else "front" if shot.clip.view == "front" else "left",
            worn=("barefoot",) if shot.clip else (),
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def make_images(*, carnets: dict[str, str], authors: dict[str, UUID], at: datetime) -> None:
    """Puts every image in the queue, photos first, all behind what a visitor adds. Child and author keys to ids."""
    for number in sorted(range(len(SHOTS)), key=lambda n: SHOTS[n].kind):
        shot = SHOTS[number]
        await make_image.defer(
            behind=True,
            number=number,
            carnet_id=carnets[shot.child],
            author_id=str(authors[shot.author]),
            capture_id=str(new_id(at)),
        )


def _draw(shot: Shot, target: Path, taken_at: datetime) -> None:
    if shot.clip:
        make_clip(shot.clip, target, taken_at=taken_at)
    else:
        make_picture(shot.picture, target, taken_at=taken_at)


async def known_person(person_id: UUID, at: datetime) -> Person:
    known = await identity.person_by_id(person_id)
    if known is None:
        raise RuntimeError("the demonstration's people are gone")
    return Person(
        id=known.id,
        email=known.email,
        given_name=known.given_name,
        family_name=known.family_name,
        locale=known.locale,
        session_id=person_id,
        strength="strong",
        way="code",
        session_since=at,
        proved_at=at,
        device="",
    )
