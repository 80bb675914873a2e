"""What becomes of the agenda when its notebook closes: nobody is told anything, since nobody represents it then."""

from backend.rooms.agenda import closing_queries
from backend.rooms.carnet.parts import Part

PART = Part(count=closing_queries.count, come_back=closing_queries.make_up, erase=closing_queries.erase)
