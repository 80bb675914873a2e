"""What access writes to people. The child's first name only when the reader was invited by the family; nothing of health."""

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual
from backend.rooms.identity.messages import NB


def invitation(*, inviter: str, child: str, address: str, message: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject=f"{inviter} vous invite dans un carnet",
            paragraphs=(
                "Bonjour,",
                f"{inviter} vous ouvre le carnet de {child} sur CS3.",
                *((f"«\u202f{message}\u202f»",) if message else ()),
            ),
            link=Link(label="Voir l’invitation", address=address),
            then=(
                "Elle sert une fois, pendant 7 jours, avec cette adresse."
                " Si vous ne connaissez pas cette personne, il n’y a rien à faire.",
            ),
        ),
        en=Letter(
            subject=f"{inviter} invites you to a notebook",
            paragraphs=(
                "Hello,",
                f"{inviter} opens {child}’s notebook to you on CS3.",
                *((f"“{message}”",) if message else ()),
            ),
            link=Link(label="See the invitation", address=address),
            then=(
                "It works once, for 7 days, with this address. If you do not know this person, there is nothing to do.",
            ),
        ),
    )


def invitation_to_holder(*, inviter: str, child: str, address: str, message: str) -> Texts:
    """To the child, or the young adult, whose notebook it is: said as one says it to a child one knows."""
    return bilingual(
        fr=Letter(
            subject="Ton carnet à toi",
            paragraphs=(
                f"Bonjour {child},",
                f"{inviter} t’ouvre ton carnet sur CS3. Il parle de toi{NB}: tu peux le lire, et y ajouter ce que tu veux dire.",
                *((f"« {message} »",) if message else ()),
            ),
            link=Link(label="Voir l’invitation", address=address),
            then=(
                "Elle sert une fois, pendant 7 jours, avec cette adresse."
                " Si tu n’es pas sûr, demande à quelqu’un en qui tu as confiance.",
            ),
        ),
        en=Letter(
            subject="Your own notebook",
            paragraphs=(
                f"Hello {child},",
                f"{inviter} opens your notebook to you on CS3. It is about you: you can read it, and add what you want to say.",
                *((f"“{message}”",) if message else ()),
            ),
            link=Link(label="See the invitation", address=address),
            then=(
                "It works once, for 7 days, with this address. If you are not sure, ask somebody you trust.",
            ),
        ),
    )


def holder_invited(*, who: str, child: str, address: str) -> Texts:
    """To the other representatives, at once."""
    return bilingual(
        fr=Letter(
            subject=f"Un compte à soi pour {child}",
            paragraphs=(
                f"{who} vient d’inviter {child} dans son propre carnet, avec un compte à soi.",
                "Vous voyez ce qui lui est ouvert, et pouvez le changer. Si l’invitation n’est pas pour cette personne, annulez-la.",
            ),
            link=Link(label="Voir qui a accès", address=address),
        ),
        en=Letter(
            subject=f"An account of their own for {child}",
            paragraphs=(
                f"{who} has just invited {child} into their own notebook, with an account of their own.",
                "You see what is open to them, and can change it. If the invitation is not for them, cancel it.",
            ),
            link=Link(label="See who has access", address=address),
        ),
    )


def accepted(*, person: str, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Une invitation a été acceptée",
            paragraphs=(f"{person} a accepté l’invitation et fait maintenant partie du cercle.",),
            link=Link(label="Voir qui a accès", address=address),
        ),
        en=Letter(
            subject="An invitation was accepted",
            paragraphs=(f"{person} accepted the invitation and is now in the circle.",),
            link=Link(label="See who has access", address=address),
        ),
    )


def entered_facing(*, person: str, address: str) -> Texts:
    """For a link that no address held back: whoever used it is named at once."""
    return bilingual(
        fr=Letter(
            subject="Quelqu’un a rejoint le cercle avec le code montré sur un téléphone",
            paragraphs=(
                f"{person} a rejoint le cercle avec le code qu’un représentant vient de montrer sur son téléphone.",
                "Si ce n’est pas la personne qui était là, retirez l’accès maintenant : il cesse aussitôt.",
            ),
            link=Link(label="Voir qui a accès", address=address),
        ),
        en=Letter(
            subject="Someone entered with the code shown on a phone",
            paragraphs=(
                f"{person} entered the circle with the code that a representative has just shown on their phone.",
                "If this is not the person who was there, withdraw the access now: it ends at once.",
            ),
            link=Link(label="See who has access", address=address),
        ),
    )


def left() -> Texts:
    """To who has just left: somebody else may have done it with their phone."""
    return bilingual(
        fr=Letter(
            subject="Vous avez quitté un carnet",
            paragraphs=(
                f"Vous venez de quitter un carnet sur CS3{NB}: vous n’y avez plus accès.",
                f"Si ce n’est pas vous, quelqu’un se sert de votre compte{NB}: regardez vos appareils dans «{NB}Moi{NB}», puis"
                " demandez une nouvelle invitation à la famille.",
            ),
        ),
        en=Letter(
            subject="You left a notebook",
            paragraphs=(
                "You have just left a notebook on CS3: you no longer have access to it.",
                "If you did not do this, someone is using your account: look at your devices in “Me”, then ask"
                " the family for a new invitation.",
            ),
        ),
    )


def tried_to_end(*, who: str, address: str) -> Texts:
    """To whose notebook it is, of age."""
    return bilingual(
        fr=Letter(
            subject="Quelqu’un a voulu retirer ton compte",
            paragraphs=(
                f"{who} a voulu mettre fin à ton accès à ton carnet, ou en retirer quelque chose. C’est refusé{NB}: tu as 18 ans, et"
                " personne d’autre que toi ne peut le faire.",
                "Rien n’a changé. Tu peux reprendre ton carnet, et choisir qui le lit.",
            ),
            link=Link(label="Ouvrir mon carnet", address=address),
        ),
        en=Letter(
            subject="Somebody tried to take your account away",
            paragraphs=(
                f"{who} tried to end your access to your notebook, or to take something from it. It was refused: you are 18,"
                " and only you can do that.",
                "Nothing has changed. You can take your notebook over, and choose who reads it.",
            ),
            link=Link(label="Open my notebook", address=address),
        ),
    )


def ended(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Quelqu’un a quitté le cercle",
            paragraphs=("Un accès à un carnet que vous représentez a pris fin.",),
            link=Link(label="Voir qui a accès", address=address),
        ),
        en=Letter(
            subject="Someone left the circle",
            paragraphs=("An access to a notebook you represent has ended.",),
            link=Link(label="See who has access", address=address),
        ),
    )
