"""The child on an account of their own, written apart like EXPECTED: as a carer, and past these doors too."""

from tests.journeys.expectations import EXPECTED, KINDS

_ALSO = frozenset(
    {
        # who reads what is written about them
        "readCircle",
        # their pictures and films, those of others too
        "readCapture",
        "readCaptureFile",
        "headCaptureFile",
        "readGait",
        "listTreatments",
        "addTreatment",
        "listMeasures",
        "addMeasure",
        "exportMeasures",
        "cutClip",
        # what is coming
        "readAgenda",
        "readAgendaItem",
        # what the sheets say of them
        "readSheet",
        "readLineHistory",
        # the day, which they may tell themself
        "readJournal",
        "readJournalGlance",
        "exportJournal",
        "printJournal",
        "listRemovedEntries",
        "writeEntry",
        "removeEntry",
        "restoreEntry",
        "checkEntry",
        "readEntryHistory",
        "chooseTracking",
        # showing a picture to somebody who sees it
        "readPassable",
        "showToSomebody",
        # when the notebook becomes theirs
        "readMajority",
        "takeOver",
    }
)


def as_minor(operation: str) -> str:
    return "P" if operation in _ALSO else EXPECTED[operation].replace(" ", "")[KINDS.index("carer")]
