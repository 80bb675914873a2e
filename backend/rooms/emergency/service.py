"""What the urgent sheet does, for its routes and for other rooms: read, write, confirm, codes, print, open."""

import asyncio
from uuid import UUID

from backend.kit.transaction import transaction
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.emergency import confirming, history, lines, links, opening, page, passcodes, texts
from backend.rooms.emergency.card import CodeTooDense, print_card
from backend.rooms.emergency.contents import cut
from backend.rooms.emergency.reading import public_sheet
from backend.rooms.emergency.schemas import SheetView
from backend.rooms.emergency.viewing import sheet_view

__all__ = [
    "CodeTooDense",
    "add_line",
    "address_of",
    "answer_section",
    "change_line",
    "choose_contents",
    "choose_weight",
    "confirm_line",
    "confirm_sheet",
    "limit_card",
    "list_links",
    "make_link",
    "open_with_code",
    "order_lines",
    "preview",
    "printed_card",
    "public_sheet",
    "read_by_systems",
    "read_history",
    "read_sheet",
    "remove_line",
    "renew_link",
    "restore_line",
    "revoke_link",
    "show_code",
    "unconfirm_sheet",
]

add_line, change_line, remove_line = lines.add, lines.change, lines.remove
restore_line, order_lines = lines.restore, lines.order
confirm_line, answer_section = confirming.confirm_line, confirming.answer_section
confirm_sheet, unconfirm_sheet = confirming.confirm_sheet, confirming.unconfirm_sheet
choose_weight, limit_card = confirming.choose_weight, confirming.limit_card
read_history = history.page
list_links, make_link, renew_link = links.list_of, links.make, links.renew
revoke_link, show_code, choose_contents = links.revoke, links.show, links.choose_contents
open_with_code, address_of = opening.open_with_code, passcodes.address_of
read_by_systems = links.read_by_systems


async def read_sheet(visit: Visit, language: str, *, kept: bool = False) -> SheetView:
    """The sheet as the circle reads it, traced once a viewing. `kept`: by a phone that keeps a copy; nobody looked."""
    await visit.trace_viewing(Tag.SHEET_KEEP if kept else Tag.SHEET_READ)
    return await sheet_view(visit, language)


async def preview(visit: Visit, language: str, *, pack: page.Pack, link_id: UUID | None = None) -> bytes:
    """The page as a scan would show it, but for the numbers that somebody keeps from this reader. link_id: of that code. Raises NotFound."""
    await visit.trace_viewing(Tag.SHEET_READ)
    sheet = await public_sheet(visit.carnet_id, reader=visit.person.id, at=visit.at)
    if link_id is not None:
        sheet = cut(sheet, await links.left_out(visit, link_id))
    return page.render(sheet, language, footer=texts.TEXTS[language].preview, pack=pack)


async def printed_card(visit: Visit, link_id: UUID, language: str) -> bytes:
    """The card as a PDF. Opens its own transaction; draws outside of it, on a thread. Raises LinkOver, NotFound."""
    async with transaction():
        url, left_out = await links.address(visit, link_id)
        sheet = cut(await public_sheet(visit.carnet_id, reader=visit.person.id, at=visit.at), left_out)
        await visit.trace(Tag.CARD_PRINT, link_id)
    return await asyncio.to_thread(print_card, sheet, url, language)
