"""What the fields of a document propose: who wrote, which structures, which tags; of the circle, and of what this person sees already."""

from collections import Counter
from collections.abc import Iterable

from backend.kit.lines import alphabetical
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents import library, queries
from backend.rooms.documents.schemas import Proposals
from backend.rooms.identity import service as identity

MOST = 60


async def propose(visit: Visit) -> Proposals:
    """What was used most comes first. The circle is told to who sees it. Nothing of a document that is hidden is in it."""
    reads, adds = library.open_to(visit, Right.READ), library.open_to(visit, Right.ADD)
    rows = await queries.findable(visit.carnet_id, reads=reads, adds=adds, viewer=visit.viewer)
    await visit.trace_viewing(Tag.DOCUMENTS_LIST)
    people: list[str] = []
    structures: list[str] = []
    if visit.habilitation.may(Category.CIRCLE, Right.READ):
        circle = [h for h in await access.circle(visit.carnet_id, at=visit.at) if h.profession]
        names = await identity.person_names([h.person_id for h in circle])
        people = [", ".join(filter(None, [names.get(h.person_id, ""), h.profession])) for h in circle]
        structures = [h.structure for h in circle]
    return Proposals(
        authors=_most_used((row["written_by"] for row in rows), people),
        structures=_most_used((row["structure"] for row in rows), structures),
        tags=_most_used((tag for row in rows for tag in row["tags"]), []),
    )


def _most_used(used: Iterable[str], more: Iterable[str]) -> list[str]:
    counts = Counter(filter(None, used))
    others = sorted({one for one in more if one and one not in counts}, key=alphabetical)
    return [*(one for one, _ in counts.most_common()), *others][:MOST]
