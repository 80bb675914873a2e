"""What may be noted of a day, described once: the phone's forms, the CSV, the paper and the archive come from here.

No value is preset: an empty text, a None, is "not noted". The scales hold a total and nothing of their wording (facts: FLACC-R is
© University of Michigan Health System; the DESS is read against a base file of the child).
"""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta

from backend.rooms.sheets.described import Kind, Line, Short, Text, choices, said

Note = Annotated[Text, said("À savoir", "Good to know")]
Many = Meta(max_length=12)
Item = Annotated[str, Meta(pattern=r"^([0-9a-f-]{36})?$")]


class SleepEntry(Line, tag="sleep", kw_only=True, frozen=True):
    sort: Annotated[
        Literal["", "night", "nap"],
        said("Quoi", "What"),
        choices(night=("la nuit", "the night"), nap=("une sieste", "a nap")),
    ] = ""
    quality: Annotated[
        Literal["", "calm", "restless", "hard"],
        said("Comment", "How"),
        choices(calm=("calme", "calm"), restless=("agité", "restless"), hard=("difficile", "hard")),
    ] = ""
    wakings: Annotated[int, Meta(ge=0, le=60), said("Combien de réveils", "How many wakings")] | None = None
    note: Note = ""


class MealEntry(Line, tag="meal", kw_only=True, frozen=True):
    amount: Annotated[
        Literal["", "nothing", "little", "half", "all"],
        said("Combien", "How much"),
        choices(
            nothing=("rien", "nothing"),
            little=("un peu", "a little"),
            half=("la moitié", "half"),
            all=("tout", "all"),
        ),
    ] = ""
    which: Annotated[
        Literal["", "breakfast", "lunch", "snack", "dinner", "other"],
        said("Quel repas", "Which meal"),
        choices(
            breakfast=("petit déjeuner", "breakfast"),
            lunch=("déjeuner", "lunch"),
            snack=("goûter", "snack"),
            dinner=("dîner", "dinner"),
            other=("autre", "other"),
        ),
    ] = ""
    texture: Annotated[
        Literal["", "smooth", "mashed", "pieces", "whole", "tube"],
        said("Texture", "Texture"),
        choices(
            smooth=("mixé", "blended"),
            mashed=("écrasé", "mashed"),
            pieces=("petits morceaux", "small pieces"),
            whole=("normal", "as it is"),
            tube=("par la sonde", "by the tube"),
        ),
    ] = ""
    note: Note = ""


class DrinkEntry(Line, tag="drink", kw_only=True, frozen=True):
    ml: Annotated[float, Meta(gt=0, le=5000), said("Combien", "How much", unit=("ml", "ml"))] | None = None
    texture: Annotated[
        Literal["", "liquid", "thickened", "gelled", "tube"],
        said("Texture", "Texture"),
        choices(
            liquid=("liquide", "liquid"),
            thickened=("épaissi", "thickened"),
            gelled=("gélifié", "gelled"),
            tube=("par la sonde", "by the tube"),
        ),
    ] = ""
    note: Note = ""


class UrineEntry(Line, tag="urine", kw_only=True, frozen=True):
    amount: Annotated[
        Literal["", "none", "little", "usual", "much"],
        said("Combien", "How much"),
        choices(
            none=("rien", "nothing"),
            little=("peu", "little"),
            usual=("comme d’habitude", "as usual"),
            much=("beaucoup", "much"),
        ),
    ] = ""
    where: Annotated[
        Literal["", "toilet", "diaper", "catheter", "accident"],
        said("Où", "Where"),
        choices(
            toilet=("toilettes, pot", "toilet, potty"),
            diaper=("protection", "diaper"),
            catheter=("sondage", "catheter"),
            accident=("fuite", "accident"),
        ),
    ] = ""
    note: Note = ""


class StoolEntry(Line, tag="stool", kw_only=True, frozen=True):
    """`looks`: from hard to liquid, in everyday words."""

    looks: Annotated[
        Literal["", "pellets", "hard", "cracked", "soft", "blobs", "mushy", "liquid"],
        said("Comment", "How it looks"),
        choices(
            pellets=("en billes dures", "hard pellets"),
            hard=("dure, en bosses", "hard, lumpy"),
            cracked=("moulée, fendillée", "formed, cracked"),
            soft=("moulée, lisse", "formed, smooth"),
            blobs=("en morceaux mous", "soft pieces"),
            mushy=("en bouillie", "mushy"),
            liquid=("liquide", "liquid"),
        ),
    ] = ""
    amount: Annotated[
        Literal["", "little", "usual", "much"],
        said("Combien", "How much"),
        choices(little=("peu", "little"), usual=("comme d’habitude", "as usual"), much=("beaucoup", "much")),
    ] = ""
    where: Annotated[
        Literal["", "toilet", "diaper", "accident"],
        said("Où", "Where"),
        choices(
            toilet=("toilettes, pot", "toilet, potty"),
            diaper=("protection", "diaper"),
            accident=("fuite", "accident"),
        ),
    ] = ""
    note: Note = ""


class PainEntry(Line, tag="pain", kw_only=True, frozen=True):
    """`signs`: the child's own, in the family's words. `flacc`, `dess`: a total, by who says that they were trained to it."""

    seen: Annotated[
        Literal["", "none", "signs", "unsure"],
        said("Ce qu’on voit", "What is seen"),
        choices(
            none=("aucun signe", "no sign"),
            signs=("des signes", "signs"),
            unsure=("on ne sait pas", "not sure"),
        ),
    ] = ""
    signs: Annotated[list[Short], Many, said("Ses signes", "Their signs", input="words")] = []
    soothed: Annotated[Short, said("Ce qui a soulagé", "What helped")] = ""
    flacc: (
        Annotated[
            int, Meta(ge=0, le=10), said("Total FLACC", "FLACC total", help=("De 0 à 10", "From 0 to 10"))
        ]
        | None
    ) = None
    dess: (
        Annotated[
            int,
            Meta(ge=0, le=40),
            said("Total San Salvadour", "San Salvadour total", help=("De 0 à 40", "From 0 to 40")),
        ]
        | None
    ) = None
    trained: Annotated[
        Literal["", "yes"],
        said("Formation", "Training"),
        choices(yes=("Je suis formé·e à cette échelle", "I was trained to this scale")),
    ] = ""
    note: Note = ""


class MoodEntry(Line, tag="mood", kw_only=True, frozen=True):
    mood: Annotated[
        Literal["", "joyful", "calm", "tired", "sad", "worried", "angry"],
        said("Comment", "How"),
        choices(
            joyful=("joyeux", "joyful"),
            calm=("calme", "calm"),
            tired=("fatigué", "tired"),
            sad=("triste", "sad"),
            worried=("inquiet", "worried"),
            angry=("en colère", "angry"),
        ),
    ] = ""
    note: Note = ""


class SeizureEntry(Line, tag="seizure", kw_only=True, frozen=True):
    """Its length is from when it began to when it ended; not known when no end was noted."""

    description: Annotated[
        Text,
        said(
            "Ce qu’on a vu",
            "What was seen",
            help=("Le début, le côté, les yeux…", "How it began, which side, the eyes…"),
        ),
    ] = ""
    rescue: Annotated[
        Literal["", "no", "yes"],
        said("Traitement de secours", "Rescue treatment"),
        choices(no=("pas donné", "not given"), yes=("donné", "given")),
    ] = ""
    after: Annotated[
        Text, said("Ensuite", "Afterwards", help=("Dort, se réveille, parle…", "Asleep, awake, speaks…"))
    ] = ""
    film: Annotated[UUID, said("Le film", "The film", input="item")] | None = None


class TemperatureEntry(Line, tag="temperature", kw_only=True, frozen=True):
    celsius: Annotated[float, Meta(ge=30, le=43), said("Température", "Temperature", unit=("°C", "°C"))]
    way: Annotated[
        Literal["", "ear", "forehead", "armpit", "mouth", "rectal"],
        said("Prise", "Taken"),
        choices(
            ear=("oreille", "ear"),
            forehead=("front", "forehead"),
            armpit=("aisselle", "armpit"),
            mouth=("bouche", "mouth"),
            rectal=("rectale", "rectal"),
        ),
    ] = ""
    note: Note = ""


class CareEntry(Line, tag="care", kw_only=True, frozen=True):
    what: Annotated[
        Short,
        said("Quel soin", "Which care", help=("Bain, pansement, kiné…", "Bath, dressing, physiotherapy…")),
    ]
    done: Annotated[
        Literal["", "done", "partly", "refused"],
        said("Fait", "Done"),
        choices(done=("fait", "done"), partly=("en partie", "partly"), refused=("refusé", "refused")),
    ] = ""
    note: Note = ""


class GivenEntry(Line, tag="treatment", kw_only=True, frozen=True):
    """A taking. `line`: the place of the treatment on its sheet; `due`: for which of its hours, and `due_on` of which day, since a dose may be noted
    long after its hour; null: noted before that was kept. `amount`: as it was given, in words. `given_by`: who gave it, where it is not who notes it."""

    name: Annotated[Short, said("Médicament", "Medicine")]
    outcome: Annotated[
        Literal["", "given", "refused", "vomited", "forgotten"],
        said("Comment", "How"),
        choices(
            given=("donné", "given"),
            refused=("refusé", "refused"),
            vomited=("vomi", "vomited"),
            forgotten=("oublié", "forgotten"),
        ),
    ] = ""
    amount: Annotated[Short, said("Combien", "How much")] = ""
    given_by: Annotated[
        Short, said("Par qui", "By whom", help=("Si ce n’est pas vous", "When it is not you"))
    ] = ""
    line: Annotated[Item, said("Ligne de la fiche", "Line of the sheet", input="item")] = ""
    due: Annotated[
        Annotated[str, Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")],
        said("Prévu à", "Due at", input="item"),
    ] = ""
    due_on: Annotated[date | None, said("Prévu le", "Due on", input="item")] = None
    note: Note = ""


class GoodEntry(Line, tag="good", kw_only=True, frozen=True):
    text: Annotated[Text, said("Ce qui s’est bien passé", "What went well")]


class NoteEntry(Line, tag="note", kw_only=True, frozen=True):
    text: Annotated[Text, said("À noter", "To note")]


class PhotoEntry(Line, tag="photo", kw_only=True, frozen=True):
    photo: Annotated[UUID, said("L’image", "The image", input="item")]
    caption: Annotated[Short, said("Légende", "Caption")] = ""


KINDS: tuple[Kind, ...] = (
    Kind(type=SleepEntry, name=("Sommeil", "Sleep"), one=("Le sommeil", "Sleep")),
    Kind(type=MealEntry, name=("Repas", "Meals"), one=("Un repas", "A meal")),
    Kind(type=DrinkEntry, name=("Boissons", "Drinks"), one=("Une boisson", "A drink")),
    Kind(type=UrineEntry, name=("Urines", "Urine"), one=("Des urines", "Urine")),
    Kind(type=StoolEntry, name=("Selles", "Stools"), one=("Une selle", "A stool")),
    Kind(type=PainEntry, name=("Douleur", "Pain"), one=("La douleur", "Pain")),
    Kind(type=MoodEntry, name=("Humeur", "Mood"), one=("L’humeur", "Mood")),
    Kind(type=SeizureEntry, name=("Crises", "Seizures"), one=("Une crise", "A seizure")),
    Kind(
        type=TemperatureEntry,
        name=("Température", "Temperature"),
        one=("La température", "Temperature"),
        title=("celsius",),
    ),
    Kind(type=CareEntry, name=("Soins", "Care"), one=("Un soin", "Care"), title=("what",)),
    Kind(
        type=GivenEntry,
        name=("Médicaments", "Medicines"),
        one=("Un médicament", "A medicine"),
        title=("name",),
    ),
    Kind(
        type=GoodEntry,
        name=("Bons moments", "Good moments"),
        one=("Un bon moment", "A good moment"),
        title=("text",),
    ),
    Kind(type=NoteEntry, name=("Notes", "Notes"), one=("Une note", "A note"), title=("text",)),
    Kind(type=PhotoEntry, name=("Images", "Images"), one=("Une image", "An image"), title=("photo",)),
)
BY_TAG = {kind.tag: kind for kind in KINDS}
PROPOSED = ("sleep", "meal", "stool", "pain", "treatment", "good")
"""A few, offered to who begins; seizures and the others are for those who need them."""
