"""The circle and the traces on the readable page."""

from backend.rooms.access.portable import PortableCircle, PortableMember
from backend.rooms.audit.portable import PortableTrace
from backend.rooms.audit.sentences import sentence
from backend.rooms.audit.tags import Tag
from backend.rooms.portability.page_bits import folded, safe, section
from backend.rooms.portability.page_texts import PROFILES, Words


def circle_html(circle: PortableCircle, w: Words) -> str:
    items = "".join(f"<li>{_member(member, w)}</li>" for member in circle.members)
    body = f"<div class='card'><ul class='files'>{items}</ul></div>"
    return section("cercle", w.of("Qui a eu accès", "Who has had access"), body)


def _member(member: PortableMember, w: Words) -> str:
    role = [w.pick(PROFILES[member.profile]), member.relation, member.profession, member.structure]
    if member.withdrawn_at:
        end = w.of("terminé le ", "ended ") + w.time(member.withdrawn_at)
    else:
        end = (
            w.of(f"jusqu’au {w.day(member.until)}", f"until {w.day(member.until)}")
            if member.until
            else w.of("sans fin", "no end")
        )
    words = safe(", ".join(part for part in role if part))
    name = safe(member.person.name) or w.of("(compte fermé)", "(account closed)")
    since = w.of(f"depuis le {w.time(member.since)}", f"since {w.time(member.since)}")
    return f"<div class='say'><b>{name}</b><br>{words}<br><small>{since} · {end}</small></div>"


def traces_html(traces: list[PortableTrace], count: int, path: str, w: Words) -> str:
    items = "".join(f"<li>{safe(_said(trace, w))} <small>{w.time(trace.at)}</small></li>" for trace in traces)
    title = w.of(f"Les {len(traces)} dernières traces", f"The last {len(traces)} traces")
    rest = ""
    if count > len(traces):
        rest = w.of(
            f"<p class='soft'>Les {count} traces sont toutes dans le fichier <a href='{path}'>{path}</a>.</p>",
            f"<p class='soft'>All {count} traces are in the file <a href='{path}'>{path}</a>.</p>",
        )
    return section(
        "traces", w.of("Qui a vu quoi", "Who saw what"), f"{rest}{folded(title, f'<ul>{items}</ul>')}"
    )


def _said(trace: PortableTrace, w: Words) -> str:
    try:
        return sentence(Tag(trace.tag), trace.person.name if trace.person else "", w.language)
    except ValueError:
        return trace.sentence
