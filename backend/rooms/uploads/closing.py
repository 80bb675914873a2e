"""What becomes of uploads when their notebook closes: the door stops them at the next part, and they can go on afterwards."""

from backend.rooms.carnet.parts import Part
from backend.rooms.uploads import closing_queries

PART = Part(count=closing_queries.count, come_back=closing_queries.make_up, erase=closing_queries.erase)
