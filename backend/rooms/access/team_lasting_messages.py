"""What is written when who answers for a team changes, or nobody does. No child is named."""

from datetime import date

from backend.kit.say import say_day
from backend.rooms.identity.letters import Letter, Link, Texts, bilingual

_SEE_TEAM = {"fr": "Voir l’équipe", "en": "See the team"}
_SEE_CIRCLE = {"fr": "Voir qui a accès", "en": "See who has access"}


def _said(fr: tuple[str, ...], en: tuple[str, ...], *, link: dict[str, str], address: str) -> Texts:
    """fr, en: the subject, then the paragraphs."""

    def letter(language: str, said: tuple[str, ...]) -> Letter:
        subject, *paragraphs = said
        return Letter(
            subject=subject, paragraphs=tuple(paragraphs), link=Link(label=link[language], address=address)
        )

    return bilingual(fr=letter("fr", fr), en=letter("en", en))


def handed(*, team: str, by: str, address: str) -> Texts:
    """To the new referent."""
    return _said(
        (
            "Vous êtes maintenant référent d’une équipe",
            f"{by} vous a confié l’équipe « {team} » : c’est vous qui dites qui en fait partie.",
        ),
        (
            "You are now the referent of a team",
            f"{by} made you the referent of the team “{team}”: you say who is in it.",
        ),
        link=_SEE_TEAM,
        address=address,
    )


def deputy(*, team: str, by: str, address: str) -> Texts:
    """To who is named."""
    return _said(
        (
            "Vous êtes suppléant d’une équipe",
            f"{by} vous a désigné suppléant de l’équipe « {team} ». Vous pouvez faire sortir quelqu’un aussitôt ; et, si {by} ne donne"
            " plus signe pendant 30 jours, reprendre l’équipe.",
        ),
        (
            "You are the deputy of a team",
            f"{by} made you the deputy of the team “{team}”. You can end somebody’s place at once; and, if nothing is heard of {by} for"
            " 30 days, take the team over.",
        ),
        link=_SEE_TEAM,
        address=address,
    )


def taken(*, team: str, by: str, address: str) -> Texts:
    """To the referent of before."""
    return _said(
        (
            "Votre équipe a un nouveau référent",
            f"Sans signe de vous depuis 30 jours, {by} a repris l’équipe « {team} » comme suppléant. Vous en faites toujours partie.",
        ),
        (
            "Your team has a new referent",
            f"Having heard nothing of you for 30 days, {by} took over the team “{team}” as its deputy. You are still in it.",
        ),
        link=_SEE_TEAM,
        address=address,
    )


def referent(*, team: str, referent: str, awake_again: bool, address: str) -> Texts:
    """To the families. `awake_again`: nobody had answered for it, and it entered nothing."""
    again = (
        (
            "Personne ne répondait plus de cette équipe, qui n’entrait plus\u202f: elle entre de nouveau.",
            "Nobody answered for this team any more, and it did not enter: it enters again.",
        )
        if awake_again
        else ()
    )
    return _said(
        (
            "Une équipe a un nouveau référent",
            f"{referent} dit maintenant qui fait partie de l’équipe «\u202f{team}\u202f», à qui un carnet que vous représentez est ouvert.",
            *again[:1],
            "Vous pouvez retirer l’accès de cette équipe à tout moment.",
        ),
        (
            "A team has a new referent",
            f"{referent} now says who is in the team “{team}”, to which a notebook you represent is open.",
            *again[1:],
            "You can withdraw this team’s access at any time.",
        ),
        link=_SEE_CIRCLE,
        address=address,
    )


def left(*, person: str, team: str, by: str, address: str) -> Texts:
    """To the referent. by: empty when they left by themselves, else the deputy."""
    return _said(
        (
            "Quelqu’un a quitté votre équipe",
            f"{by} a fait sortir {person} de l’équipe « {team} »."
            if by
            else f"{person} a quitté l’équipe « {team} ».",
            "Cette personne n’entre plus dans aucun carnet par cette équipe.",
        ),
        (
            "Someone left your team",
            f"{by} ended {person}’s place in the team “{team}”."
            if by
            else f"{person} left the team “{team}”.",
            "That person enters no notebook by this team any more.",
        ),
        link=_SEE_TEAM,
        address=address,
    )


def soon_asleep(*, team: str, on: date, address: str) -> Texts:
    """To its referent and their deputy."""
    return _said(
        (
            "Votre équipe va se mettre en sommeil",
            f"Le {say_day(on, 'fr')}, plus personne n’entrera dans un carnet par l’équipe « {team} », si son référent n’a pas confirmé"
            " avant qui en fait partie. C’est un geste, sur l’écran de l’équipe.",
        ),
        (
            "Your team is about to fall asleep",
            f"On {say_day(on, 'en')}, nobody will enter a notebook by the team “{team}” any more, unless its referent confirms before"
            " then who is in it. It takes one tap, on the team’s screen.",
        ),
        link=_SEE_TEAM,
        address=address,
    )


def asleep(*, team: str, address: str) -> Texts:
    """To its people."""
    return _said(
        (
            "Votre équipe est en sommeil",
            f"Personne n’a confirmé depuis 90 jours qui fait partie de l’équipe « {team} » : plus personne n’entre dans un carnet par"
            " elle. Son référent la réveille en confirmant ; ou son suppléant, en la reprenant.",
        ),
        (
            "Your team is asleep",
            f"Nobody has confirmed for 90 days who is in the team “{team}”: nobody enters a notebook by it any more. Its referent wakes"
            " it by confirming; or its deputy, by taking it over.",
        ),
        link=_SEE_TEAM,
        address=address,
    )


def asleep_to_family(*, team: str, address: str) -> Texts:
    return _said(
        (
            "Une équipe ne voit plus de carnet",
            f"Personne n’a confirmé depuis 90 jours qui fait partie de l’équipe « {team} », à qui un carnet que vous représentez est"
            " ouvert : plus personne n’y entre par elle, jusqu’à ce que son référent confirme.",
            "Vous pouvez lui retirer l’accès, ou inviter vous-même quelqu’un de cette équipe.",
        ),
        (
            "A team sees no notebook any more",
            f"Nobody has confirmed for 90 days who is in the team “{team}”, to which a notebook you represent is open: nobody enters by"
            " it any more, until its referent confirms.",
            "You can withdraw its access, or invite somebody of that team yourself.",
        ),
        link=_SEE_CIRCLE,
        address=address,
    )


def awake(*, team: str, referent: str, address: str) -> Texts:
    """To the families."""
    return _said(
        (
            "Une équipe entre de nouveau dans un carnet",
            f"{referent} a confirmé qui fait partie de l’équipe « {team} » : elle entre de nouveau dans un carnet que vous représentez.",
            "Vous pouvez retirer l’accès de cette équipe à tout moment.",
        ),
        (
            "A team enters a notebook again",
            f"{referent} confirmed who is in the team “{team}”: it enters a notebook you represent again.",
            "You can withdraw this team’s access at any time.",
        ),
        link=_SEE_CIRCLE,
        address=address,
    )
