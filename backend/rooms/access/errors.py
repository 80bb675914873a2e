"""What access refuses, each with its stable code."""

from typing import ClassVar

from backend.kit.errors import Conflict, Forbidden, Gone, NotFound


class InvitationGone(NotFound):
    """Unknown, used, refused, cancelled or expired: all look the same."""

    code = "invitation_gone"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette invitation a déjà servi, a été annulée ou a expiré. Demandez-en une nouvelle à la famille.",
        "en": "This invitation has been used, cancelled or has expired. Ask the family for a new one.",
    }


class InvitationForAnother(Forbidden):
    code = "invitation_for_another"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette invitation est pour une autre adresse. Connectez-vous avec le compte de l’adresse invitée.",
        "en": "This invitation is for another address. Sign in with the account of the invited address.",
    }


class AlreadyInCircle(Conflict):
    code = "already_in_circle"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette personne est déjà dans le cercle.",
        "en": "This person is already in the circle.",
    }


class AlreadyAsked(Conflict):
    """By the same account, of the same address: that somebody refused looks as if nobody had answered yet."""

    code = "already_asked"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vous avez déjà une demande en attente à cette adresse. Vous pouvez l’annuler, ou attendre sa fin.",
        "en": "You already have a request waiting at this address. You can cancel it, or wait for its end.",
    }


class AskingCodeGone(NotFound):
    """Unknown, too old, cancelled, or taken by somebody else: all look the same."""

    code = "asking_code_gone"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce code de demande n’est plus valable. Demandez à la personne d’en montrer un nouveau.",
        "en": "This request code is no longer valid. Ask the person to show a new one.",
    }


class HolderIsThere(Conflict):
    """A notebook is about one person."""

    code = "holder_is_there"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "La personne dont parle ce carnet y a déjà son compte.",
        "en": "The person this notebook is about already has their account here.",
    }


class TeamInvitationGone(NotFound):
    """Unknown, used, refused, cancelled or expired: all look the same."""

    code = "team_invitation_gone"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette invitation a déjà servi, a été annulée ou a expiré. Demandez-en une nouvelle au référent de l’équipe.",
        "en": "This invitation has been used, cancelled or has expired. Ask the referent of the team for a new one.",
    }


class TeamLinkGone(NotFound):
    """Unknown, expired, of somebody who has left, or of a team that is asleep: all look the same."""

    code = "team_link_gone"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce code d’équipe n’est plus valable. Demandez à quelqu’un de l’équipe d’en montrer un nouveau.",
        "en": "This team code is no longer valid. Ask someone of the team to show a new one.",
    }


class AlreadyInTeam(Conflict):
    code = "already_in_team"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette personne est déjà dans l’équipe.",
        "en": "This person is already in the team.",
    }


class AlreadyOpened(Conflict):
    code = "already_opened"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ce carnet est déjà ouvert à cette équipe.",
        "en": "This notebook is already open to this team.",
    }


class ReferentStays(Conflict):
    code = "referent_stays"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Une équipe a toujours un référent\u202f: passez d’abord ce rôle à quelqu’un d’autre.",
        "en": "A team always has a referent: first hand this role over to someone else.",
    }


class TeamAsleep(Conflict):
    """Nobody has answered for its people for too long."""

    code = "team_asleep"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette équipe est en sommeil\u202f: son référent dit d’abord qui en fait encore partie.",
        "en": "This team is asleep: its referent first says who is still in it.",
    }


class ReferentIsThere(Conflict):
    """Their deputy waits until nothing was heard of them for long."""

    code = "referent_is_there"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Le référent a donné signe il y a moins de 30 jours\u202f: demandez-lui de vous confier l’équipe.",
        "en": "The referent has been heard of within 30 days: ask them to hand the team over to you.",
    }


class LastRepresentative(Conflict):
    code = "last_representative"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Vous êtes la seule personne à représenter l’enfant ici. Invitez d’abord un autre représentant.",
        "en": "You are the only representative here. First invite another one.",
    }


class NobodyLeft(Conflict):
    """A notebook is never left with nobody who may decide."""

    code = "nobody_left"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Plus personne ne pourrait décider dans ce carnet, maintenant ou après la fin écrite. Invitez d’abord qui décide désormais, ou laissez la fin vide.",
        "en": "Nobody could decide in this notebook any more, now or after the end that is written. First invite who decides from now on, or leave the end empty.",
    }


class FosterCarer(Forbidden):
    """Whoever has the child at home by their profession represents nobody."""

    code = "foster_carer"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Qui accueille l’enfant par son métier ne le représente pas\u202f: demandez une invitation comme assistant familial.",
        "en": "Whoever has the child at home by their profession does not represent the child: ask to be invited as a foster carer.",
    }


class NotGivenBack(Conflict):
    """Let in, they would find no notebook: what is recorded leaves them nothing."""

    code = "not_given_back"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "D’après «\u202fQui peut décider\u202f», rien n’est laissé ici à cette personne comme représentante. La décision qui le lui rend s’y ajoute d’abord, par qui décide\u202f: l’invitation sert ensuite.",
        "en": "By “Who may decide”, nothing is left here to this person as a representative. The decision that gives it back is added there first, by who decides: the invitation works afterwards.",
    }


class TheirOwnAccount(Forbidden):
    """Of somebody of age, whose notebook it is."""

    code = "their_own_account"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cette personne a 18 ans\u202f: elle seule met fin à son compte, ou y renonce à quelque chose. Elle est avertie de cet essai.",
        "en": "This person is 18: they alone end their account, or give something of it up. They are told of this attempt.",
    }


class NothingToDoubt(Conflict):
    """No such account, or it was there before the birthday, or for a week."""

    code = "nothing_to_doubt"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Cela se dit d’un compte arrivé après les 18 ans, dans sa première semaine.",
        "en": "This is said of an account that came after the eighteenth birthday, in its first week.",
    }


class OtherRepresentative(Forbidden):
    """One holder of parental authority does not remove the other (civil code, 371-1, 372)."""

    code = "other_representative"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Un représentant ne retire ni ne limite seul l’accès d’un autre\u202f: demandez son accord. Chacun peut partir de lui-même.",
        "en": "A representative does not withdraw or limit another one’s access alone: ask for their agreement. Each may leave by themselves.",
    }


class TooLateToReopen(Gone):
    """Its thirty days are over: it is being erased, or is."""

    code = "too_late_to_reopen"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Les 30 jours sont passés : ce carnet s’efface, et ne peut plus revenir.",
        "en": "The 30 days are over: this notebook is being erased and cannot come back.",
    }


class StaysThere(Conflict):
    """A clip, or a report with images of films, moved by somebody who does not decide to whom the films are open."""

    code = "stays_there"
    sentences: ClassVar[dict[str, str]] = {
        "fr": "Ailleurs, d’autres personnes verraient ces images de film\u202f: demandez à un représentant de le déplacer.",
        "en": "Elsewhere, other people would see these images of a film: ask a representative to move it.",
    }
