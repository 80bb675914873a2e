"""The people of the demonstration, and whose circle each is in. Nobody here exists."""

from dataclasses import dataclass, field

from backend.rooms.access.categories import Profile

PASSWORD = "quatre tasses bleues au jardin"


@dataclass(frozen=True, kw_only=True)
class Someone:
    key: str
    given_name: str
    family_name: str
    locale: str = "fr"

    @property
    def email(self) -> str:
        return f"{self.key}@demo.example"


@dataclass(frozen=True, kw_only=True)
class Place:
    """One person's place in a circle. `days`: how long ago they entered. `address`, `phone`: shown to the other parent; empty: hidden."""

    key: str
    profile: Profile
    days: int
    relation: str = ""
    profession: str = ""
    structure: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class Child:
    key: str
    given_name: str
    family_name: str
    sex: str
    age: int
    portrait: str
    diagnoses: str
    circle: tuple[Place, ...] = field(default=())


PEOPLE = (
    Someone(key="anne", given_name="Anne", family_name="Tagorre"),
    Someone(key="marc", given_name="Marc", family_name="Tagorre"),
    Someone(key="karim", given_name="Karim", family_name="Saïdi"),
    Someone(key="claire", given_name="Claire", family_name="Lenoir"),
    Someone(key="jean", given_name="Jean", family_name="Tagorre"),
    Someone(key="julie", given_name="Julie", family_name="Martel"),
    Someone(key="thomas", given_name="Thomas", family_name="Roche"),
    Someone(key="sophie", given_name="Sophie", family_name="Bernard"),
    Someone(key="nadia", given_name="Nadia", family_name="Haddad"),
    Someone(key="ines", given_name="Inès", family_name="Lambert"),
    Someone(key="yann", given_name="Yann", family_name="Perrot"),
)

TEAM = "SESSAD Les Tilleuls"
TEAM_REFERENT = "karim"
"""With an access of his own in Théo's notebook, which goes before that of his team."""
TEAM_PLACES = {
    "ines": ("occupational_therapist", "ergothérapeute"),
    "yann": ("educator", "éducateur spécialisé"),
}
"""Who enters Théo's notebook by the team: the model and the name of their profession."""

_DOCTOR = Place(
    key="claire",
    profile=Profile.PROFESSIONAL,
    days=140,
    profession="neuropédiatre",
    structure="CHU, pédiatrie",
)

_HOME = "12 rue des Tilleuls\n38000 Grenoble"
"""Théo's parents live together and show it to one another; Léa's are separated, and nothing of theirs is shown."""

CHILDREN = (
    Child(
        key="theo",
        given_name="Théo",
        family_name="Tagorre",
        sex="male",
        age=10,
        portrait="portrait_boy",
        diagnoses="Hémiplégie gauche après un traumatisme crânien (2019). Épilepsie. Valve de dérivation (2020).",
        circle=(
            Place(
                key="anne",
                profile=Profile.REPRESENTATIVE,
                days=210,
                relation="mère",
                address=_HOME,
                phone="06 39 98 10 11",
            ),
            Place(
                key="marc",
                profile=Profile.REPRESENTATIVE,
                days=209,
                relation="père",
                address=_HOME,
                phone="06 39 98 10 12",
            ),
            Place(
                key="karim",
                profile=Profile.PROFESSIONAL,
                days=190,
                profession="kinésithérapeute",
                structure="SESSAD Les Tilleuls",
            ),
            _DOCTOR,
            Place(key="jean", profile=Profile.CARER, days=120, relation="grand-père"),
        ),
    ),
    Child(
        key="lea",
        given_name="Léa",
        family_name="Roche",
        sex="female",
        age=3,
        portrait="portrait_girl",
        diagnoses="Surdité bilatérale profonde, implant cochléaire droit (2025).",
        circle=(
            Place(key="julie", profile=Profile.REPRESENTATIVE, days=160, relation="mère"),
            Place(key="thomas", profile=Profile.REPRESENTATIVE, days=158, relation="père"),
            Place(
                key="sophie",
                profile=Profile.PROFESSIONAL,
                days=150,
                profession="orthophoniste",
                structure="cabinet libéral",
            ),
            _DOCTOR,
            Place(key="nadia", profile=Profile.CARER, days=80, relation="assistante maternelle"),
        ),
    ),
)
