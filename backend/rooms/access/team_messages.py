"""What is written to people about teams. No child is named: a team's letters go to professionals, or say only that something changed."""

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual


def invitation(*, inviter: str, team: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"{inviter} vous invite dans une équipe",
            paragraphs=("Bonjour,", f"{inviter} vous invite dans l’équipe « {team} » sur CS3."),
            link=Link(label="Voir l’invitation", address=address),
            then=(
                "Elle sert une fois, pendant 7 jours, avec cette adresse."
                " Si vous ne connaissez pas cette personne, il n’y a rien à faire.",
            ),
        ),
        en=Letter(
            subject=f"{inviter} invites you to a team",
            paragraphs=("Hello,", f"{inviter} invites you to the team “{team}” on CS3."),
            link=Link(label="See the invitation", address=address),
            then=(
                "It works once, for 7 days, with this address. If you do not know this person, there is nothing to do.",
            ),
        ),
    )


def joined(*, person: str, team: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Quelqu’un a rejoint votre équipe",
            paragraphs=(
                f"{person} fait maintenant partie de l’équipe « {team} », et entre dans les carnets ouverts à son métier.",
                "Si ce n’est pas la personne que vous avez invitée, faites-la sortir maintenant : cela compte aussitôt.",
            ),
            link=Link(label="Voir l’équipe", address=address),
        ),
        en=Letter(
            subject="Someone joined your team",
            paragraphs=(
                f"{person} is now in the team “{team}”, and enters the notebooks that are open to their profession.",
                "If that is not the person you invited, end their place now: it counts at once.",
            ),
            link=Link(label="See the team", address=address),
        ),
    )


def ended(*, team: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Vous ne faites plus partie d’une équipe",
            paragraphs=(
                f"Votre place dans l’équipe « {team} » a pris fin. Vous n’entrez plus dans les carnets par cette équipe.",
            ),
        ),
        en=Letter(
            subject="You are no longer in a team",
            paragraphs=(
                f"Your place in the team “{team}” has ended. You no longer enter notebooks by this team.",
            ),
        ),
    )


def opened(*, by: str, team: str, address: str) -> Texts:
    """To the other representatives."""
    return bilingual(
        fr=Letter(
            subject="Un carnet a été ouvert à une équipe",
            paragraphs=(f"{by} a ouvert un carnet que vous représentez à l’équipe « {team} ».",),
            link=Link(label="Voir qui a accès", address=address),
        ),
        en=Letter(
            subject="A notebook was opened to a team",
            paragraphs=(f"{by} opened a notebook you represent to the team “{team}”.",),
            link=Link(label="See who has access", address=address),
        ),
    )
