"""What a SMART Health Link's reader sends and gets, under the standard's own names."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType


class ManifestRequest(Struct, kw_only=True):
    """What it holds besides is another version's, and is left alone. `recipient`: who reads, in their own words."""

    recipient: Annotated[str, Meta(min_length=1, max_length=1000)]
    passcode: Annotated[str, Meta(max_length=100)] | None = None
    embeddedLengthMax: Annotated[int, Meta(ge=0)] | None = None


class ManifestFile(Struct, kw_only=True):
    contentType: Literal["application/fhir+json"]
    lastUpdated: datetime
    status: Literal["can-change"]
    fhirVersion: str
    embedded: str | UnsetType = UNSET
    location: str | UnsetType = UNSET


class Manifest(Struct, kw_only=True):
    files: list[ManifestFile]
