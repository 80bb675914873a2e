"""What becomes of the daily sheets when their notebook closes."""

from backend.rooms.carnet.parts import Part
from backend.rooms.journal import closing_queries

PART = Part(count=closing_queries.count, come_back=closing_queries.make_up, erase=closing_queries.erase)
