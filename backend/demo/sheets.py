"""What the two demonstration families wrote on their urgent sheets alone; the rest is drawn from lines.py. Examples of writing, never of care."""

from backend.rooms.emergency.content import (
    Anaesthesia,
    Calms,
    Content,
    Hearing,
    Hospital,
    Pain,
    Swallowing,
    ToDo,
    Vision,
    YesNo,
)


def theo() -> list[Content]:
    return [
        Anaesthesia(text="Trois anesthésies, sans incident."),
        ToDo(title="Crise qui dure", text="suivre le protocole du Dr Lenoir, dans le sac bleu", tone="do"),
        ToDo(title="Vomissements, somnolence", text="penser à la valve", tone="know"),
        ToDo(title="IRM", text="faire contrôler le réglage de la valve avant et après", tone="never"),
        YesNo(yes="ferme les yeux", no="tourne la tête"),
        Pain(
            shows="se raidit, ne joue plus, repousse la main droite",
            unlike_usual="ne pleure pas",
            unlike_seizure="il suit des yeux",
        ),
        Calms(text="Sa musique (la chanson du bateau), la lumière basse."),
        Hearing(text="Entend bien."),
        Vision(text="Voit bien, lunettes pour lire."),
        Swallowing(text="Mange de tout, boit à la paille."),
        Hospital(name="CHU, urgences pédiatriques", note="son dossier y est"),
    ]


def lea() -> list[Content]:
    return [
        ToDo(title="Parler en face d’elle", text="elle lit sur les lèvres et signe quelques mots", tone="do"),
        ToDo(title="IRM", text="implant cochléaire : demander le service qui l’a posé", tone="never"),
        YesNo(yes="signe oui du poing", no="secoue la tête"),
        Pain(shows="tire sur son oreille, s’accroche", unlike_usual="ne signe plus"),
        Calms(text="Son lapin gris, et qu’on lui montre ce qui va se passer avec ses images."),
        Hearing(text="N’entend pas sans son processeur droit ; le lui remettre au réveil."),
    ]
