"""What identity refuses, each with its stable code.

NotSignedIn 401     ← WrongCredentials, WrongCode (← CodeUsed), WrongPasskey, SignInAgain
Forbidden 403       ← FreshProofNeeded, StillEnrolling, VouchingNotReady
Conflict 409        ← LastWayIn
Gone 410            ← LinkGone, VouchingOver
Invalid 422         ← WeakPasswordChosen, CommonPasswordChosen, EmailWrong, PasskeyNotAdded
"""

from typing import ClassVar

from backend.kit.errors import Conflict, Forbidden, Gone, Invalid, NotSignedIn


class WrongCredentials(NotSignedIn):
    """The same for an unknown address, an address without password, and a wrong password."""

    code = "wrong_credentials"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "L’adresse ou le mot de passe ne va pas. Vérifiez les deux et réessayez.",
        "en": "The address or the password is not right. Check both and try again.",
    }


class WrongCode(NotSignedIn):
    code = "wrong_code"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce code ne va pas, ou il a déjà servi. Prenez le suivant.",
        "en": "This code is not right, or has been used. Take the next one.",
    }


class CodeUsed(WrongCode):
    """Right, and already spent: by this person a moment ago, most often."""

    code = "code_used"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce code a déjà servi. Attendez que l’application montre le suivant, dans moins de trente secondes.",
        "en": "This code has been used. Wait for the application to show the next one, in less than thirty seconds.",
    }


class WrongPasskey(NotSignedIn):
    code = "wrong_passkey"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette clé d’accès n’a pas été reconnue. Réessayez, ou connectez-vous autrement.",
        "en": "This passkey was not recognised. Try again, or sign in another way.",
    }


class SignInAgain(NotSignedIn):
    """The five minutes between password and code are over."""

    code = "sign_in_again"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Trop de temps a passé. Redonnez votre mot de passe.",
        "en": "Too much time has passed. Give your password again.",
    }


class FreshProofNeeded(Forbidden):
    code = "fresh_proof_needed"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Pour cela, prouvez d’abord que c’est bien vous.",
        "en": "For this, first prove that it is you.",
    }


class StillEnrolling(Forbidden):
    """The session may only set up ways in."""

    code = "enrolling"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Choisissez d’abord comment vous vous connecterez.",
        "en": "First choose how you will sign in.",
    }


class VouchingNotReady(Forbidden):
    code = "vouching_not_ready"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Donnez un code, ou attendez que l’autre représentant se porte garant et que 72\u202fheures passent.",
        "en": "Give a code, or wait until the other representative has vouched and 72 hours have passed.",
    }


class LastWayIn(Conflict):
    code = "last_way_in"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "C’est votre dernière façon d’entrer. Ajoutez-en une autre avant de l’enlever.",
        "en": "This is your last way in. Add another one before removing it.",
    }


class LinkGone(Gone):
    """Unknown, used, replaced or expired: all look the same."""

    code = "link_gone"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau.",
        "en": "This link has been used or is no longer valid. Ask for a new one.",
    }


class VouchingOver(Gone):
    code = "vouching_over"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette demande est terminée.",
        "en": "This request is over.",
    }


class PasswordFirst(Conflict):
    """In a recovery: what is new replaces what is old at once, when password and code both stand."""

    code = "password_first"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Choisissez d’abord un nouveau mot de passe.",
        "en": "First choose a new password.",
    }


class WeakPasswordChosen(Invalid):
    code = "weak_password"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce mot de passe est trop court. Quatre mots sans lien entre eux font très bien l’affaire.",
        "en": "This password is too short. Four unrelated words do very well.",
    }

    def __init__(self) -> None:
        super().__init__({"password": self.sentences})


class CommonPasswordChosen(Invalid):
    code = "common_password"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce mot de passe se devine trop vite\u202f: il est courant, ou contient votre nom ou votre adresse.",
        "en": "This password is guessed too soon: it is common, or holds your name or your address.",
    }

    def __init__(self) -> None:
        super().__init__({"password": self.sentences})


class EmailWrong(Invalid):
    def __init__(self) -> None:
        super().__init__(
            {
                "email": {
                    "fr": "Cette adresse n’est pas complète. Exemple\u202f: prenom@exemple.fr",
                    "en": "This address is not complete. Example: name@example.org",
                }
            }
        )


class PasskeyNotAdded(Invalid):
    code = "passkey_not_added"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "La clé d’accès n’a pas pu être ajoutée. Réessayez.",
        "en": "The passkey could not be added. Try again.",
    }


class NoPushHere(Conflict):
    code = "no_push_here"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce serveur n’envoie pas de notifications : les rappels arrivent par e-mail.",
        "en": "This server sends no notifications: reminders come by e-mail.",
    }


class NotAPushAddress(Invalid):
    code = "not_a_push_address"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce navigateur passe par un service de notification que CS3 ne connaît pas. Les rappels arrivent par e-mail.",
        "en": "This browser uses a notification service that CS3 does not know. Reminders come by e-mail.",
    }


class TooManyPhones(Conflict):
    code = "too_many_phones"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vous avez déjà {limit} appareils : retirez-en un.",
        "en": "You already have {limit} devices: remove one.",
    }


class MarkUsed(Gone):
    code = "mark_used"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette notification a déjà eu sa réponse.",
        "en": "This notification has already been answered.",
    }
