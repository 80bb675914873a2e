"""What the gait room's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.captures.schemas import Author, CaptureView

TreatmentKind = Literal["toxin", "orthosis", "surgery", "other"]
Side = Literal["left", "right"]
Joint = Literal["trunk", "pelvis", "hip", "knee", "ankle", "foot", "other"]
Phase = Literal[
    "contact",
    "loading",
    "mid_stance",
    "terminal_stance",
    "pre_swing",
    "initial_swing",
    "mid_swing",
    "terminal_swing",
    "standing",
]
Convention = Literal["between", "flexion", "dorsiflexion"]
"""between: between the two segments, 0 to 180°. flexion: 0° when they are aligned. dorsiflexion: 0° when they are square, positive
when the foot is raised."""

LONGEST_LINE = 120
LONGEST_TEXT = 600
LARGEST = 20_000
Line = Annotated[str, Meta(max_length=LONGEST_LINE)]
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Pixels = Annotated[float, Meta(ge=0, le=LARGEST)]
Size = Annotated[int, Meta(ge=1, le=LARGEST)]
Frame = Annotated[int, Meta(ge=0, le=1_000_000)]
FileTime = Annotated[int, Meta(ge=0, le=100_000_000_000)]


class Spot(Struct, forbid_unknown_fields=True):
    """A point of the picture, in its own pixels, upright, from its top left corner, y downwards."""

    x: Pixels
    y: Pixels


class OnFrame(Struct, forbid_unknown_fields=True, kw_only=True):
    """`frame`: the first is 0. `file_us`: its time in the file, µs: not the true one when the film is in slow motion."""

    frame: Frame
    file_us: FileTime | None = None
    note: Line = ""


class Drawn(OnFrame, forbid_unknown_fields=True, kw_only=True):
    """`width`, `height`: of the picture whose pixels the points are."""

    width: Size
    height: Size
    side: Side | None = None
    joint: Joint | None = None
    phase: Phase | None = None


class Angle(Drawn, tag_field="kind", tag="angle", forbid_unknown_fields=True, kw_only=True):
    """Goniometer: from `one` by `vertex` to `other`."""

    one: Spot
    vertex: Spot
    other: Spot
    convention: Convention


class Lean(Drawn, tag_field="kind", tag="lean", forbid_unknown_fields=True, kw_only=True):
    """A line against the picture's own vertical."""

    one: Spot
    other: Spot


class Mark(OnFrame, tag_field="kind", tag="mark", forbid_unknown_fields=True, kw_only=True):
    """Initial contact of a foot, or toe off."""

    event: Literal["contact", "off"]
    side: Side


Content = Angle | Lean | Mark


class NewMeasure(Struct, forbid_unknown_fields=True, kw_only=True):
    """`id` is made by the phone: the same one sent twice is kept once."""

    id: UUID
    content: Content


class MeasureView(Struct, kw_only=True):
    """`degrees`: what the points come to, by the convention that `content` names; null for a mark. `toward`: to which side of the
    picture, as it was filmed, the top of a line leans; null when it does not."""

    id: UUID
    content: Content
    degrees: float | None
    toward: Side | None
    author: Author
    added_at: datetime
    deleted_at: datetime | None
    may_bin: bool
    """Whether this person may put it in the bin, or take it out."""


class FootView(Struct, kw_only=True):
    """One foot's means. Percentages of its cycle; `step_s`: from the other foot's contact to this one's, seconds; `step_images` the
    same in images. Null where marks do not tell, `step_s` too while the film's true rate is confirmed by nobody."""

    cycles: int
    stance: float | None
    swing: float | None
    steps: int
    step_images: float | None
    step_s: float | None


class StepsView(Struct, kw_only=True):
    """`cadence`: steps a minute. `by_time`: reckoned by the images' times; else by their numbers."""

    left: FootView
    right: FootView
    cadence: float | None
    by_time: bool


class Measures(Struct, kw_only=True):
    """Of one film, by image. Annotations by people: no diagnosis. `binned`: what this person may take out of the bin."""

    measures: list[MeasureView]
    binned: list[MeasureView]
    steps: StepsView
    may_add: bool


class TreatmentSaid(Struct, forbid_unknown_fields=True, kw_only=True):
    """`name`: what it is; needed for `other`."""

    kind: TreatmentKind
    day: date
    name: Line = ""
    site: Text = ""
    dose: Text = ""
    note: Text = ""


class NewTreatment(Struct, forbid_unknown_fields=True, kw_only=True):
    """`id` is made by the phone: the same one sent twice is added once."""

    id: UUID
    said: TreatmentSaid


class TreatmentChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen."""

    version: int
    said: TreatmentSaid


class TreatmentView(Struct, kw_only=True):
    id: UUID
    said: TreatmentSaid
    author: Author
    added_at: datetime
    changed_at: datetime | None
    changed_by: str
    deleted_at: datetime | None
    version: int
    may_change: bool


class FilmOfGait(Struct, kw_only=True):
    capture: CaptureView
    measures: int


class Gait(Struct, kw_only=True):
    """The gait films, newest first (500 at most), and the treatments between them, newest first. `binned`: treatments that this
    person may take out of the bin."""

    films: list[FilmOfGait]
    treatments: list[TreatmentView]
    binned: list[TreatmentView]
