"""The words of the printed card that are ours."""

from dataclasses import dataclass

from backend.rooms.emergency.texts import NB


@dataclass(frozen=True, kw_only=True)
class CardTexts:
    title: str
    scan: str
    check_after: str
    check_now: str
    printed: str
    fold: str
    goes_on: str
    one_other: str
    more_others: str
    all_left: str
    missing_letters: str
    warning: str
    page: str

    def others(self, number: int) -> str:
        return self.one_other if number == 1 else self.more_others.format(number=number)


CARD_TEXTS = {
    "fr": CardTexts(
        title="EN CAS D’URGENCE",
        scan=f"Scannez{NB}: la fiche à jour, sans compte ni application.",
        check_after="Périmée après le {day}",
        check_now=f"Périmée{NB}: à vérifier maintenant",
        printed="Imprimée le {day}",
        fold="Découpez sur le trait, pliez au milieu, gardez la carte avec l’enfant ou la personne.",
        goes_on="La suite est sur la feuille et dans la fiche.",
        one_other=f"et 1 autre{NB}: voir la fiche",
        more_others=f"et {{number}} autres{NB}: voir la fiche",
        all_left="{number}, voir la fiche",
        missing_letters=f"Le signe \u25a1 tient la place d’une lettre que cette impression ne connaît pas{NB}: "
        "la fiche en ligne la montre.",
        warning="Cette feuille dit ce qui était noté le jour de l’impression. La fiche en ligne fait foi.",
        page="page {number}",
    ),
    "en": CardTexts(
        title="IN AN EMERGENCY",
        scan="Scan: the sheet as it is today, without account or app.",
        check_after="Out of date after {day}",
        check_now="Out of date: check it now",
        printed="Printed {day}",
        fold="Cut along the line, fold in the middle, keep the card with the person.",
        goes_on="The rest is on the paper and in the sheet.",
        one_other="and 1 other: see the sheet",
        more_others="and {number} others: see the sheet",
        all_left="{number}, see the sheet",
        missing_letters="The sign \u25a1 stands for a letter that this print does not have: the sheet online shows it.",
        warning="This paper says what was noted on the day of printing. The sheet online prevails.",
        page="page {number}",
    ),
}
