"""Letters on the readable page, by category; and the agenda."""

from backend.kit.days import day_of
from backend.rooms.agenda.portable import PortableAgenda, PortableItem
from backend.rooms.agenda.schemas import Appointment
from backend.rooms.documents.portable import PortableDocument, PortableDocumentFile
from backend.rooms.portability.page_bits import empty, link, safe, section, text
from backend.rooms.portability.page_texts import CATEGORIES, PROBLEMS, SORTS, Words, size


def letters_html(letters: list[PortableDocument], unread: dict[str, str], w: Words) -> str:
    there = [letter for letter in letters if letter.deleted_at is None and _files(letter)]
    body = ""
    for category, names in CATEGORIES.items():
        some = [letter for letter in there if letter.category == category]
        if some:
            body += f"<div class='card'><h3>{safe(w.pick(names))}</h3>{letter_list(some, unread, w)}</div>"
    title = w.of("Documents", "Documents")
    return section("documents", title, body or empty(w.of("Aucun document.", "No document.")))


def letter_list(letters: list[PortableDocument], unread: dict[str, str], w: Words) -> str:
    newest = sorted(letters, key=lambda letter: (letter.written_on, letter.id), reverse=True)
    return f"<ul class='files'>{''.join(f'<li>{_letter(letter, unread, w)}</li>' for letter in newest)}</ul>"


def _letter(letter: PortableDocument, unread: dict[str, str], w: Words) -> str:
    title = letter.title or w.of("Document", "Document")
    files = _files(letter)
    by = ", ".join(filter(None, [letter.written_by, letter.structure]))
    said = [
        w.day(letter.written_on),
        safe(by),
        safe(", ".join(letter.tags)),
        size(sum(file.size for file in files), w.language),
    ]
    words = f"<b>{safe(title)}</b><br><small>{' · '.join(part for part in said if part)}</small>{text(letter.note)}"
    gets = ""
    for file in files:
        called = _called(file, files, title, w)
        path = file.file or ""
        problem = unread.get(path)
        if problem:
            of = w.of("Ce fichier ", "This file ")
            words += f"<p><span class='pill amber'>{of}{w.pick(PROBLEMS[problem])}</span></p>"
        if problem in (None, "differs"):
            gets += link(path, w.of("Lire", "Read") if called == title else safe(called), label=called)
    return f"<div class='say'>{words}</div>{gets}"


def _files(letter: PortableDocument) -> list[PortableDocument | PortableDocumentFile]:
    """Those that are there: the letter itself first, each with its newest version first."""
    more = [file for file in letter.more if file.taken_back_at is None]
    sorted_more = sorted(more, key=lambda file: (file.place, -file.number))
    versions = [file for file in sorted_more if file.place == 1]
    beside = [file for file in sorted_more if file.place > 1]
    first = [] if letter.taken_back_at else [letter]
    return [file for file in (*versions, *first, *beside) if file.file]


def _called(
    file: PortableDocument | PortableDocumentFile,
    files: list[PortableDocument | PortableDocumentFile],
    title: str,
    w: Words,
) -> str:
    if isinstance(file, PortableDocumentFile) and file.place > 1:
        called = file.title or w.of("Fichier joint", "With it")
        same = [one for one in files if isinstance(one, PortableDocumentFile) and one.place == file.place]
        return called if file is same[0] else f"{called}, version {file.number}"
    number = 1 if isinstance(file, PortableDocument) else file.number
    return title if file is files[0] else w.of(f"Version {number}", f"Version {number}")


def agenda_html(agenda: PortableAgenda, at: object, w: Words) -> str:
    items = [item for item in agenda.items if item.deleted_at is None]
    coming = [item for item in items if item.over_at > at and item.done_at is None]  # pyright: ignore[reportOperatorIssue]
    past = [item for item in reversed(items) if item not in coming]
    body = ""
    for title, some in (
        (w.of("À venir", "To come"), coming),
        (w.of("Passé ou réglé", "Past or settled"), past),
    ):
        if some:
            body += f"<div class='card'><h3>{title}</h3>{agenda_list(some, w)}</div>"
    return section("agenda", "Agenda", body or empty(w.of("Aucune date.", "No date.")))


def agenda_list(items: list[PortableItem], w: Words) -> str:
    return f"<ul class='files'>{''.join(f'<li><div class=say>{_item(item, w)}</div></li>' for item in items)}</ul>"


def _item(item: PortableItem, w: Words) -> str:
    content = item.content
    if isinstance(content, Appointment):
        when, title = w.time(item.starts_at), content.title
        more = [("", content.with_whom), ("", content.place), (w.of("À apporter", "To bring"), content.bring)]
    else:
        when = w.of("finit le ", "ends on ") + w.day(content.ends_on)
        title, more = content.title or w.pick(SORTS[content.sort.value]), list[tuple[str, str]]()
    lines = [f"<b>{safe(title)}</b><br><small>{when}</small>"]
    lines += [text(f"{label}{w.colon}{value}" if label else value) for label, value in more if value]
    lines.append(text(content.note))
    if item.done_at:
        done = w.of(f"réglé le {w.day(day_of(item.done_at))}", f"settled {w.day(day_of(item.done_at))}")
        lines.append(f"<p><span class='pill green'>{done}</span></p>")
    return "".join(lines)
