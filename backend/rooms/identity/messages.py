"""What identity writes to people, in French and English. Each function takes a language and answers a Letter."""

from backend.rooms.identity.letters import Letter, Link, Texts, bilingual

NB = "\u202f"


def sign_up(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Confirmez votre adresse",
            paragraphs=("Bonjour,", "Ouvrez ce lien pour confirmer votre adresse et créer votre compte CS3."),
            link=Link(label="Confirmer mon adresse", address=address),
            then=(f"Il est valable 24{NB}heures. Si vous n’avez rien demandé, il n’y a rien à faire.",),
        ),
        en=Letter(
            subject="Confirm your address",
            paragraphs=("Hello,", "Open this link to confirm your address and open your CS3 account."),
            link=Link(label="Confirm my address", address=address),
            then=("It works for 24 hours. If you did not ask for it, there is nothing to do.",),
        ),
    )


def already_here(*, sign_in: str, recover: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Vous avez déjà un compte",
            paragraphs=(
                "Bonjour,",
                f"Quelqu’un, sans doute vous, a demandé un compte CS3. Vous en avez déjà un{NB}: connectez-vous.",
            ),
            link=Link(label="Me connecter", address=sign_in),
            then=(f"Si vous n’y arrivez plus{NB}:",),
            other_link=Link(label="Retrouver mon accès", address=recover),
        ),
        en=Letter(
            subject="You already have an account",
            paragraphs=(
                "Hello,",
                "Someone, probably you, asked for a CS3 account. You already have one: sign in.",
            ),
            link=Link(label="Sign in", address=sign_in),
            then=("If you can no longer sign in:",),
            other_link=Link(label="Get back in", address=recover),
        ),
    )


def recovery(*, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Retrouver votre accès",
            paragraphs=(
                "Bonjour,",
                "Ouvrez ce lien pour retrouver l’accès à votre compte CS3. Un code vous sera aussi demandé.",
            ),
            link=Link(label="Retrouver mon accès", address=address),
            then=(
                f"Il est valable 30{NB}minutes. Si vous n’avez rien demandé, ne faites rien{NB}: "
                "sans code, il n’ouvre rien.",
            ),
        ),
        en=Letter(
            subject="Get back in",
            paragraphs=(
                "Hello,",
                "Open this link to get back into your CS3 account. A code will be asked too.",
            ),
            link=Link(label="Get back in", address=address),
            then=(
                "It works for 30 minutes. If you did not ask for it, do nothing: without a code it opens nothing.",
            ),
        ),
    )


def no_account(*, sign_up_address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Pas de compte à cette adresse",
            paragraphs=(
                "Bonjour,",
                "Quelqu’un, peut-être vous, a demandé à retrouver son accès à CS3 avec cette adresse. "
                f"Elle n’a pas de compte. Peut-être aviez-vous donné une autre adresse{NB}?",
            ),
            link=Link(label="Créer un compte", address=sign_up_address),
        ),
        en=Letter(
            subject="No account at this address",
            paragraphs=(
                "Hello,",
                "Someone, perhaps you, asked to get back into CS3 with this address. It has no account. "
                "Perhaps you used another address?",
            ),
            link=Link(label="Create an account", address=sign_up_address),
        ),
    )


CHANGES = {
    "passkey_added": (
        "Une clé d’accès a été ajoutée à votre compte.",
        "A passkey was added to your account.",
    ),
    "passkey_removed": (
        "Une clé d’accès a été retirée de votre compte.",
        "A passkey was removed from your account.",
    ),
    "password_set": ("Votre mot de passe a été changé.", "Your password was changed."),
    "totp_set": (
        "L’application qui donne vos codes a été changée, avec de nouveaux codes de secours.",
        "The application that gives your codes was changed, with new recovery codes.",
    ),
    "totp_removed": (
        "Le mot de passe et les codes ont été retirés de votre compte.",
        "The password and codes were removed from your account.",
    ),
    "codes_renewed": ("De nouveaux codes de secours ont été faits.", "New recovery codes were made."),
    "recovered": (
        "L’accès à votre compte vient d’être retrouvé, et les anciennes façons d’entrer sont fermées.",
        "Access to your account was just recovered, and the old ways in are closed.",
    ),
    "recovery_begun": (
        "Une récupération de votre compte a commencé. De nouvelles façons d’entrer vont être choisies.",
        "A recovery of your account has begun. New ways in are about to be chosen.",
    ),
}


def ways_changed(change: str, *, address: str) -> Texts:
    """`change` is a key of CHANGES."""
    french, english = CHANGES[change]
    return bilingual(
        fr=Letter(
            subject="Votre façon de vous connecter a changé",
            paragraphs=(
                "Bonjour,",
                french,
                "Si ce n’était pas vous, regardez tout de suite vos façons d’entrer et vos appareils.",
            ),
            link=Link(label="Voir mes façons d’entrer", address=address),
        ),
        en=Letter(
            subject="Your way of signing in has changed",
            paragraphs=(
                "Hello,",
                english,
                "If it was not you, look at your ways in and your devices at once.",
            ),
            link=Link(label="See my ways in", address=address),
        ),
    )
