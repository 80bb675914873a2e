"""What every patient summary must meet, as the International Patient Summary guide (2.0.1) says it; `fhir.resources` looks at the
structure alone."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

REQUIRED = {"48765-2", "10160-0", "11450-4"}
_DAY = re.compile(r"^\d{4}-\d\d-\d\d")
_XHTML = "{http://www.w3.org/1999/xhtml}div"
_DATES = ("birthDate", "date", "timestamp", "recordedDate", "dateAsserted", "effectiveDateTime")


def check(bundle: dict[str, Any]) -> None:
    """Rules A1 to A10; A11 (nothing of another child) is a matter of what is given to the function."""
    assert bundle["type"] == "document"  # A1
    assert bundle["identifier"]["value"].startswith("urn:uuid:")
    assert _DAY.match(bundle["timestamp"])
    resources = [entry["resource"] for entry in bundle["entry"]]
    kinds = [one["resourceType"] for one in resources]
    assert kinds[0] == "Composition"  # A2
    assert kinds.count("Composition") == 1
    assert kinds.count("Patient") == 1  # A3
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls)  # A4
    assert {value for key, value in walk(bundle) if key == "reference"} <= set(urls)
    composition = resources[0]
    assert composition["type"]["coding"][0]["code"] == "60591-5"  # A8
    sections = {one["code"]["coding"][0]["code"]: one for one in composition["section"]}
    assert len(sections) == len(composition["section"])
    assert sections.keys() >= REQUIRED  # A5
    for code, section in sections.items():
        assert ("entry" in section) != ("emptyReason" in section), code  # A6
        assert section.get("entry") != [], code
        div = ElementTree.fromstring(section["text"]["div"])  # A7
        assert div.tag == _XHTML, code
        assert "".join(div.itertext()).strip(), code
    assert "absent-unknown-uv-ips" not in str(bundle)  # A9
    for key, value in walk(bundle):
        assert value not in ("", [], {}, None), key
        assert key not in _DATES or _DAY.match(str(value)), key  # A10
    reached = {value for key, value in walk(composition) if key == "reference"}
    while (
        more := {
            value
            for entry in bundle["entry"]
            if entry["fullUrl"] in reached
            for key, value in walk(entry["resource"])
            if key == "reference"
        }
        - reached
    ):
        reached |= more
    assert set(urls[1:]) <= reached


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, however deep."""
    if isinstance(value, dict):
        for key, inside in value.items():
            yield key, inside
            yield from walk(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from walk(inside)
