"""The urgent sheet as an International Patient Summary: the guide's rules, and not a word more or less than the page."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from fhir.resources.R4B.bundle import Bundle

from backend.rooms.emergency import content as c
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection
from backend.rooms.interop.ips import PARTS, patient_summary
from tests.rooms.emergency.sheets import ANNE, generated, lines, sheet, theo
from tests.rooms.emergency.test_page import _told
from tests.rooms.interop.ips_rules import check, walk
from tests.soak.counts import times

ID = UUID("018f0000-0000-7000-8000-000000000001")
AT = datetime(2026, 11, 21, 13, 30, tzinfo=UTC)


def summary(of: PublicSheet) -> dict[str, Any]:
    bundle = patient_summary(of, id=ID, at=AT, version="0.9")
    check(bundle)
    Bundle.model_validate_json(json.dumps(bundle))
    return bundle


def section(bundle: dict[str, Any], code: str) -> dict[str, Any]:
    return next(
        one for one in bundle["entry"][0]["resource"]["section"] if one["code"]["coding"][0]["code"] == code
    )


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one["resource"] for one in bundle["entry"] if one["resource"]["resourceType"] == kind]


@pytest.mark.slow
def test_five_hundred_notebooks_meet_the_rules_and_lose_nothing():
    for number in range(0, 500, times(25, 1)):
        of = generated(number)
        bundle = summary(of)
        shown = "\n".join(value for _, value in walk(bundle) if isinstance(value, str))
        for name, one in of.sections.items():
            for line in one.lines:
                for text in _told(line.content):
                    assert text in shown, (number, name)


def test_none_known_not_communicated_and_silence_are_three_things():
    said = {
        Section.ALLERGIES: ReadSection(answer=Answer.NONE_KNOWN, answered=ANNE),
        Section.TREATMENTS: ReadSection(answer=Answer.NOT_STATED, answered=ANNE),
    }
    bundle = summary(sheet(said))
    (allergy,) = of_kind(bundle, "AllergyIntolerance")
    assert allergy["code"]["coding"][0]["code"] == "716186003"
    why = {code: section(bundle, code)["emptyReason"]["coding"][0]["code"] for code in ("10160-0", "11450-4")}
    assert why == {"10160-0": "withheld", "11450-4": "notasked"}
    none = {Section.TREATMENTS: ReadSection(answer=Answer.NONE_KNOWN, answered=ANNE)}
    assert section(summary(sheet(none)), "10160-0")["emptyReason"]["coding"][0]["code"] == "nilknown"
    assert not of_kind(summary(sheet({})), "AllergyIntolerance")


def test_it_is_assembled_by_the_software_and_attested_by_who_read_it():
    bundle = summary(theo())
    composition = bundle["entry"][0]["resource"]
    by_url = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    assert by_url[composition["author"][0]["reference"]]["resourceType"] == "Device"
    (attester,) = composition["attester"]
    assert (attester["time"], by_url[attester["party"]["reference"]]["relationship"]) == (
        "2026-11-08",
        [{"text": "mère"}],
    )
    never = PublicSheet(subject=theo().subject, read=None, shown_at=AT, sections={})
    assert "attester" not in summary(never)["entry"][0]["resource"]


def test_no_code_is_chosen_by_the_machine():
    """Sections, « no known allergy » and the kinds that FHIR asks for; never a disease or a medicine."""
    systems = {
        (value["system"], value["code"])
        for key, value in walk(summary(theo()))
        for value in _codings(key, value)
    }
    own = {("http://loinc.org", part.code) for part in PARTS} | {
        ("http://loinc.org", "60591-5"),
        ("http://loinc.org", "75326-9"),
    }
    assert {one for one in systems if "terminology.hl7.org" not in one[0]} <= own


def _codings(key: str, value: Any) -> list[dict[str, str]]:
    return value if key == "coding" else []


def test_what_is_old_is_flagged_with_its_date():
    old = c.Treatment(name="Baclofène", prescribed_on=datetime(2020, 1, 1, tzinfo=UTC).date())
    bundle = summary(sheet({Section.TREATMENTS: lines(old)}))
    assert "à confirmer" in section(bundle, "10160-0")["text"]["div"]
    assert "à confirmer" in of_kind(bundle, "MedicationStatement")[0]["note"][-1]["text"]


def test_what_is_typed_stays_text():
    hostile = c.Allergy(substance="<script>alert(1)</script>", reaction="a & b ]]> \u202e fin")
    bundle = summary(sheet({Section.ALLERGIES: lines(hostile)}))
    assert "<script" not in section(bundle, "48765-2")["text"]["div"]
    assert of_kind(bundle, "AllergyIntolerance")[0]["code"]["text"] == "<script>alert(1)</script>"


def test_what_is_to_come_is_intended_from_its_day_and_what_it_replaces_is_active_until_then():
    now, later = (c.Treatment(name="Dépakine", amount=amount, unit="mg") for amount in (250.0, 300.0))
    told = (
        ReadLine(content=now, confirmed=ANNE, last=date(2026, 11, 22)),
        ReadLine(content=later, confirmed=ANNE, begins=date(2026, 11, 23)),
    )
    bundle = summary(sheet({Section.TREATMENTS: ReadSection(answer=Answer.LINES, lines=told)}))
    given, intended = of_kind(bundle, "MedicationStatement")
    assert (given["status"], given["effectivePeriod"]) == ("active", {"end": "2026-11-22"})
    assert (intended["status"], intended["effectivePeriod"]) == ("intended", {"start": "2026-11-23"})
    said = section(bundle, "10160-0")["text"]["div"]
    assert "À partir du 23 nov. 2026. Dépakine, 300\u202fmg".replace("\u202fmg", " mg") in said
    assert "From 23 Nov 2026. Dépakine, 300 mg" in said
