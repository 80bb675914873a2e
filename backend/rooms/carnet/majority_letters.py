"""What is written when somebody comes of age. The first name and days; nothing of health."""

from datetime import date

from backend.kit.say import say_day
from backend.rooms.identity.letters import Letter, Link, Texts, bilingual
from backend.rooms.identity.messages import NB


def announced(*, child: str, on: date, months: int, address: str) -> Texts:
    """To the representatives, before the birthday, and on the day (months: 0)."""
    return bilingual(
        fr=Letter(
            subject=f"{child} a 18 ans" if months == 0 else f"{child} aura 18 ans le {say_day(on, 'fr')}",
            paragraphs=(
                f"Le carnet de {child} est maintenant le sien."
                if months == 0
                else f"Le {say_day(on, 'fr')}, {child} aura 18 ans{NB}: son carnet deviendra le sien.",
                "À partir de ce jour, vous lisez et ajoutez encore, et gardez la fiche d’urgence à jour, mais ne décidez plus du reste,"
                " jusqu’à ce que cette personne reprenne son carnet et choisisse ce que chacun garde. Rien ne s’efface, même si personne ne fait rien.",
                f"Il lui faut un compte à soi{NB}: vous pouvez l’inviter. Si un juge a nommé un tuteur, enregistrez-le.",
            ),
            link=Link(label="Voir ce qui change", address=address),
        ),
        en=Letter(
            subject=f"{child} is 18" if months == 0 else f"{child} will be 18 on {say_day(on, 'en')}",
            paragraphs=(
                f"{child}’s notebook is now theirs."
                if months == 0
                else f"On {say_day(on, 'en')}, {child} comes of age: the notebook becomes theirs.",
                "From that day on you still read it, add to it, and keep the urgent sheet up to date, but decide nothing else, until"
                " they take it over and choose what each keeps. Nothing is erased, even if nobody does anything.",
                "They need an account of their own: you can invite them. If a judge has named a guardian, record it.",
            ),
            link=Link(label="See what changes", address=address),
        ),
    )


def announced_to_holder(*, child: str, on: date, months: int, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Ton carnet est à toi" if months == 0 else "Ton carnet sera bientôt à toi",
            paragraphs=(
                f"Bonjour {child},",
                f"Tu as 18 ans{NB}: ton carnet est à toi."
                if months == 0
                else f"Le {say_day(on, 'fr')}, tu auras 18 ans{NB}: ton carnet deviendra le tien.",
                "Tu le reprends quand tu veux. Tu décides alors qui le lit, personne par personne. D’ici là, rien ne se perd,"
                " tes parents gardent ta fiche d’urgence à jour, et personne ne décide à ta place qui la lit.",
            ),
            link=Link(label="Reprendre mon carnet" if months == 0 else "Voir ce qui change", address=address),
        ),
        en=Letter(
            subject="Your notebook is yours" if months == 0 else "Your notebook will be yours",
            paragraphs=(
                f"Hello {child},",
                "You are 18: your notebook is yours."
                if months == 0
                else f"On {say_day(on, 'en')} you will be 18: your notebook becomes yours.",
                "You take it over when you want. You then decide who reads it, person by person. Until then nothing is lost,"
                " your parents keep your urgent sheet up to date, and nobody decides who reads it in your place.",
            ),
            link=Link(label="Take my notebook over" if months == 0 else "See what changes", address=address),
        ),
    )


def doubted(*, child: str, who: str, on: date, address: str) -> Texts:
    """To the other representatives."""
    return bilingual(
        fr=Letter(
            subject=f"{who} dit qu’un compte n’est pas celui de {child}",
            paragraphs=(
                f"{who} dit que le compte entré comme celui de {child} n’est pas le sien. Il ne peut reprendre le carnet qu’à partir du"
                f" {say_day(on, 'fr')}.",
                f"Cela se dit une seule fois. Si c’est le compte d’une autre personne, prévenez avant ce jour qui tient ce serveur. {child} a"
                f" 18 ans{NB}: personne d’autre ne met fin à son compte.",
            ),
            link=Link(label="Voir", address=address),
        ),
        en=Letter(
            subject=f"{who} says that an account is not {child}’s",
            paragraphs=(
                f"{who} says that the account let in as {child}’s is not theirs. It can take the notebook over only from {say_day(on, 'en')} on.",
                f"This is said once. If it is another person’s account, tell who keeps this server before that day. {child} is of"
                " age: nobody else ends their account.",
            ),
            link=Link(label="See it", address=address),
        ),
    )


def doubted_to_holder(*, child: str, who: str, on: date, address: str) -> Texts:
    return bilingual(
        fr=Letter(
            subject="Quelqu’un dit que ce compte n’est pas le tien",
            paragraphs=(
                f"Bonjour {child},",
                f"{who} dit que ton compte dans ton carnet n’est pas le tien. Tu le lis comme avant, et personne ne peut te le retirer. Tu"
                f" pourras reprendre ton carnet à partir du {say_day(on, 'fr')}. Cela ne peut être dit qu’une fois.",
            ),
            link=Link(label="Ouvrir mon carnet", address=address),
        ),
        en=Letter(
            subject="Somebody says that this account is not yours",
            paragraphs=(
                f"Hello {child},",
                f"{who} says that your account in your notebook is not yours. You read it as before, and nobody can take it away from"
                f" you. You can take your notebook over from {say_day(on, 'en')} on. This is said only once.",
            ),
            link=Link(label="Open my notebook", address=address),
        ),
    )


def closed_before(*, child: str, until: date, address: str) -> Texts:
    """To whose notebook it is, on the day they come of age, when it was closed just before."""
    return bilingual(
        fr=Letter(
            subject="Ton carnet est fermé, et t’attend",
            paragraphs=(
                f"Bonjour {child},",
                f"Tu as 18 ans. Ton carnet a été fermé avant ton anniversaire{NB}: plus personne ne peut le lire. Rien n’est encore effacé.",
                f"Tu peux le rouvrir jusqu’au {say_day(until, 'fr')}, puis le reprendre. Si tu ne fais rien, il s’efface après ce jour.",
            ),
            link=Link(label="Voir, ou rouvrir", address=address),
        ),
        en=Letter(
            subject="Your notebook is closed, and waits for you",
            paragraphs=(
                f"Hello {child},",
                "You are 18. Your notebook was closed before your birthday: nobody can read it now. Nothing is erased yet.",
                f"You can open it again until {say_day(until, 'en')}, then take it over. If you do nothing, it is erased after that day.",
            ),
            link=Link(label="See it, or open it again", address=address),
        ),
    )


def taken_over(*, child: str, keeps: bool, address: str) -> Texts:
    """To who represented them until then."""
    return bilingual(
        fr=Letter(
            subject=f"{child} a repris son carnet",
            paragraphs=(
                f"{child} a 18 ans, et décide maintenant qui lit son carnet. {'Vous gardez ce qui vous reste ouvert.' if keeps else 'Il ne vous est plus ouvert.'}",
            ),
            link=Link(label="Ouvrir CS3", address=address),
        ),
        en=Letter(
            subject=f"{child} has taken their notebook over",
            paragraphs=(
                f"{child} is of age, and now decides who reads their notebook."
                f" {'You keep what they chose to leave open to you.' if keeps else 'It is no longer open to you.'}",
            ),
            link=Link(label="Open CS3", address=address),
        ),
    )
