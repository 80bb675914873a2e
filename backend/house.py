"""Every room, once: its routes, and its jobs by being imported."""

from litestar.types import ControllerRouterHandler

from backend.rooms.access import model_routes as models
from backend.rooms.access import routes as access
from backend.rooms.access.masks import hides
from backend.rooms.agenda import routes as agenda
from backend.rooms.agenda.closing import PART as AGENDA
from backend.rooms.agenda.coming import next_of
from backend.rooms.agenda.masking import to_mask as to_mask_date
from backend.rooms.agenda.masking import was_hidden
from backend.rooms.agenda.reminding import hear, write
from backend.rooms.captures import routes as captures
from backend.rooms.captures.closing import PART as CAPTURES
from backend.rooms.captures.service import TAKER as IMAGES
from backend.rooms.captures.timeline import to_mask
from backend.rooms.carnet import routes as carnet
from backend.rooms.carnet.parts import closes_with
from backend.rooms.carnet.service import next_from
from backend.rooms.carnet.vouching import co_representatives
from backend.rooms.documents import routes as documents
from backend.rooms.documents.closing import PART as DOCUMENTS
from backend.rooms.documents.library import to_mask as to_mask_letter
from backend.rooms.documents.service import TAKER as LETTERS
from backend.rooms.emergency import routes as emergency
from backend.rooms.emergency.closing import PART as EMERGENCY
from backend.rooms.emergency.service import read_by_systems
from backend.rooms.finding import routes as finding
from backend.rooms.gait import routes as gait
from backend.rooms.gait.closing import PART as GAIT
from backend.rooms.identity import routes as identity
from backend.rooms.identity.service import answered_by, co_representatives_from, written_by
from backend.rooms.interop import routes as interop
from backend.rooms.interop.service import shl_link
from backend.rooms.journal import routes as journal
from backend.rooms.journal.closing import PART as JOURNAL
from backend.rooms.measurements import routes as measurements
from backend.rooms.measurements.closing import PART as MEASUREMENTS
from backend.rooms.passing import routes as passing
from backend.rooms.passing.closing import PART as PASSING
from backend.rooms.portability import ending
from backend.rooms.portability import import_routes as imports
from backend.rooms.portability import routes as portability
from backend.rooms.portability.closing import PART as PORTABILITY
from backend.rooms.portability.importing import TAKER as ARCHIVES
from backend.rooms.portability.service import KEPT as EXPORTS
from backend.rooms.relay import routes as relay
from backend.rooms.relay.closing import PART as RELAY
from backend.rooms.sheets import routes as sheets
from backend.rooms.sheets.closing import PART as SHEETS
from backend.rooms.uploads import routes as uploads
from backend.rooms.uploads.closing import PART as UPLOADS
from backend.rooms.uploads.service import sweep_with, take_with

ROUTES: list[ControllerRouterHandler] = [
    *identity.ROUTES,
    *carnet.ROUTES,
    *access.ROUTES,
    *models.ROUTES,
    *uploads.ROUTES,
    *agenda.ROUTES,
    *measurements.ROUTES,
    *captures.ROUTES,
    *gait.ROUTES,
    *documents.ROUTES,
    *sheets.ROUTES,
    *journal.ROUTES,
    *emergency.ROUTES,
    *relay.ROUTES,
    *interop.ROUTES,
    *finding.ROUTES,
    *passing.ROUTES,
    *portability.ROUTES,
    *imports.ROUTES,
]

# What a room below asks of one above is handed to it here.
co_representatives_from(co_representatives)
take_with(IMAGES, LETTERS, ARCHIVES)
sweep_with(EXPORTS)
next_from(next_of)
read_by_systems(shl_link)
answered_by("reminder", hear)
written_by("reminder", write)
hides(
    {"capture": to_mask, "document": to_mask_letter, "agenda": to_mask_date},
    was_hidden,
    ending.was_hidden,
)
closes_with(
    PORTABILITY,
    PASSING,
    RELAY,
    EMERGENCY,
    JOURNAL,
    SHEETS,
    GAIT,
    CAPTURES,
    DOCUMENTS,
    UPLOADS,
    MEASUREMENTS,
    AGENDA,
)

# (table, column): where rows name a file. A backup holds these files besides the rows.
OBJECT_COLUMNS = [
    ("carnet", "portrait"),
    ("document_copy", "object"),
    ("document_file", "words"),
    ("document_page", "object"),
    ("export_entry", "object"),
    ("imported_file", "object"),
    ("part", "object"),
    ("rendition", "object"),
]
