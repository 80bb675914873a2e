"""What becomes of the measurements when their notebook closes."""

from backend.rooms.carnet.parts import Part
from backend.rooms.measurements import closing_queries

PART = Part(count=closing_queries.count, come_back=closing_queries.make_up, erase=closing_queries.erase)
