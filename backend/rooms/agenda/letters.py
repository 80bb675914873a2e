"""What the agenda writes when no phone has shown a reminder. The first name and the hour; nothing of health."""

from backend.kit.say import say_day, say_wall
from backend.rooms.agenda.schemas import Appointment, ItemView
from backend.rooms.identity.service import Letter, Link, Texts

NB = "\u202f"


def reminder(item: ItemView, *, child: str, address: str) -> Texts:
    content = item.content
    meeting = content if isinstance(content, Appointment) else None

    def text(language: str) -> Letter:
        when = say_wall(meeting.starts, language) if meeting else say_day(item.last_day, language)
        if language == "en":
            what = (
                f"An appointment is noted in {child}’s notebook: {when}."
                if meeting
                else f"A date not to be missed is coming in {child}’s notebook: {when}."
            )
            return Letter(
                subject=f"{child}’s notebook: a reminder",
                paragraphs=(what,),
                link=Link(label="Open the reminder", address=address),
                then=("None of your devices has shown this reminder: that is why it comes by e-mail.",),
            )
        what = (
            f"Un rendez-vous est noté dans le carnet de {child}{NB}: {when}."
            if meeting
            else f"Une date à ne pas manquer approche dans le carnet de {child}{NB}: {when}."
        )
        return Letter(
            subject=f"Carnet de {child}{NB}: un rappel",
            paragraphs=(what,),
            link=Link(label="Ouvrir le rappel", address=address),
            then=("Aucun de vos appareils n’a affiché ce rappel, c’est pourquoi il arrive par e-mail.",),
        )

    return text
