"""The texts that people agree to. A text that was shown once is never changed: a new one is a new version, and the old ones stay."""

import hashlib
from collections.abc import Mapping

from backend.kit.errors import Invalid
from backend.rooms.access.categories import Profile
from backend.rooms.access.models import secrecy_of
from backend.rooms.access.schemas import ConsentShown, ConsentText

VERSION = "2026-11-21"

TEXTS: Mapping[str, Mapping[str, Mapping[str, str]]] = {
    "2026-11-21": {
        "give": {
            "fr": "J’ouvre à cette personne ce qui vient d’être écrit, et rien d’autre. Je peux le changer ou le retirer à tout moment\u202f:"
            " l’accès cesse aussitôt. Ce qui aura déjà été lu ne peut pas être repris. Chaque lecture et chaque ajout laisse une"
            " trace que je peux lire.",
            "en": "I open to this person what has just been written, and nothing else. I can change it or withdraw it at any time: the"
            " access ends at once. What has already been read cannot be taken back. Each reading and each addition leaves a"
            " trace that I can read.",
        },
        "give_all": {
            "fr": "Cette personne exerce aussi l’autorité parentale, ou représente l’enfant. Elle aura les mêmes droits que moi sur tout"
            " le carnet, et je ne pourrai ni les limiter ni les retirer.",
            "en": "This person also holds parental authority, or represents the child. They will have the same rights as I have on the"
            " whole notebook, and I will not be able to limit or withdraw them.",
        },
        "give_self": {
            "fr": "Ce carnet parle de cette personne, qui est majeure. Elle lira ce qui est ouvert à qui le carnet concerne, puis pourra le prendre en main\u202f:"
            " c’est elle alors qui décidera qui y entre, moi compris. Une fois entrée, je ne pourrai ni limiter ni retirer son accès.",
            "en": "This notebook is about this person, who is of age. They will read what is open to whom a notebook is about, and may then"
            " take it over: from then on they decide who enters, me included. Once they have entered, I will be able neither to limit"
            " nor to withdraw their access.",
        },
        "give_team": {
            "fr": "J’ouvre à cette équipe, métier par métier, ce qui vient d’être écrit, et rien d’autre. Son référent dit qui en fait"
            " partie\u202f: qui y entre dans un de ces métiers lira de même, qui en sort ne voit plus rien aussitôt. Chacun agit en son"
            " nom, et laisse une trace que je peux lire. Je peux le changer ou le retirer à tout moment, pour l’équipe ou pour une"
            " personne. Ce qui aura déjà été lu ne peut pas être repris.",
            "en": "I open to this team, profession by profession, what has just been written, and nothing else. Its referent says who is"
            " in it: whoever joins it in one of these professions will read the same, whoever leaves it sees nothing any more, at"
            " once. Each acts in their own name, and leaves a trace that I can read. I can change it or withdraw it at any time, for"
            " the team or for one person. What has already been read cannot be taken back.",
        },
        "medical": {
            "fr": "Le secret médical me lie. Je lis ce qui sert au soin de l’enfant, je ne le redis qu’aux professionnels qui le"
            " soignent, dans ce qui est strictement nécessaire. La famille voit ce que je lis et peut retirer cet accès à tout"
            " moment.",
            "en": "I am bound by medical secrecy. I read what serves the child’s care, and tell it only to the professionals who care"
            " for the child, as far as strictly necessary. The family sees what I read and can withdraw this access at any time.",
        },
        "professional": {
            "fr": "Le secret professionnel me lie. Je lis ce qui sert à ma mission auprès de l’enfant, je ne le partage qu’avec"
            " ceux qui le suivent, dans ce qui est strictement nécessaire. La famille voit ce que je lis et peut retirer cet accès"
            " à tout moment.",
            "en": "I am bound by professional secrecy. I read what serves my work with the child, and share it only with those who"
            " follow the child, as far as strictly necessary. The family sees what I read and can withdraw this access at any time.",
        },
        "none": {
            "fr": "La famille me confie ces informations. Je m’engage à ne pas les redire, et à ne m’en servir que pour l’enfant. La"
            " famille voit ce que je lis et peut retirer cet accès à tout moment.",
            "en": "The family entrusts this information to me. I undertake not to repeat it, and to use it only for the child. The"
            " family sees what I read and can withdraw this access at any time.",
        },
        "own": {
            "fr": "Ce carnet parle de moi. Je lis ce qui m’est ouvert, j’ajoute ce que je veux dire. Mes parents voient ce que je lis et ce"
            " que j’ajoute, sauf ce que la loi me permet de garder pour moi. Je peux partir quand je veux, et revenir avec eux.",
            "en": "This notebook is about me. I read what is open to me, and add what I want to say. My parents see what I read and what I"
            " add, except what the law lets me keep to myself. I can leave when I want, and come back with them.",
        },
        "represent": {
            "fr": "Je représente l’enfant. J’aurai les mêmes droits que les autres représentants, qui verront ce que je lis et ce que"
            " j’ajoute.",
            "en": "I represent the child. I will have the same rights as the other representatives, who will see what I read and what"
            " I add.",
        },
    },
}  # fmt: skip


def given_by(profile: Profile, *, of_age: bool = False) -> str:
    """Which text who gives an access reads. of_age: whether the one whom the notebook is about is, so that nobody takes it back from them."""
    if profile is Profile.HOLDER and of_age:
        return "give_self"
    return "give_all" if profile is Profile.REPRESENTATIVE else "give"


def accepted_by(profile: Profile, model: str) -> str:
    """Which text who receives it reads: the secrecy that holds them."""
    return "represent" if profile is Profile.REPRESENTATIVE else secrecy_of(profile, model)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def shown(key: str, language: str) -> ConsentText:
    """To be shown now."""
    text = TEXTS[VERSION][key][language]
    return ConsentText(key=key, version=VERSION, language=language, text=text, sha256=digest(text))


def every(language: str) -> list[ConsentText]:
    return [shown(key, language) for key in TEXTS[VERSION]]


def agreed(key: str, said: ConsentShown | None, *others: str) -> ConsentText | None:
    """The text that was agreed to; None when the app showed none (those from before). `others`: what an app from before shows instead.
    Raises Invalid (`consent`) for any other."""
    if said is None:
        return None
    for one in (key, *others):
        text = TEXTS.get(said.version, {}).get(one, {}).get(said.language, "")
        if text and digest(text) == said.sha256:
            return ConsentText(
                key=one, version=said.version, language=said.language, text=text, sha256=said.sha256
            )
    raise Invalid(
        {
            "consent": {
                "fr": "Ce texte n’est pas celui de cet accès\u202f: relisez-le avant de continuer.",
                "en": "This text is not that of this access: read it again before you go on.",
            }
        }
    )
