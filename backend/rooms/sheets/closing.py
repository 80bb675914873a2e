"""What becomes of the habits when their notebook closes."""

from backend.rooms.carnet.parts import Part, nothing_to_make_up
from backend.rooms.sheets import closing_queries

PART = Part(count=closing_queries.count, come_back=nothing_to_make_up, erase=closing_queries.erase)
