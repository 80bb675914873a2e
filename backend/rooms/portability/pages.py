"""The pages that are read without a server: one in each language, no script, nothing fetched; and the first file to read."""

from backend.kit.days import day_of
from backend.rooms.emergency.dates import say_age
from backend.rooms.portability.format import PARTS
from backend.rooms.portability.page_bits import href, safe, section
from backend.rooms.portability.page_days import days_html
from backend.rooms.portability.page_gait import binned_gait, gait_html
from backend.rooms.portability.page_habits import habits_html
from backend.rooms.portability.page_images import images_html, pictures
from backend.rooms.portability.page_letters import agenda_html, agenda_list, letter_list, letters_html
from backend.rooms.portability.page_measures import measurements_html
from backend.rooms.portability.page_people import circle_html, traces_html
from backend.rooms.portability.page_sheet import sheet_html
from backend.rooms.portability.page_sheets import sheets_html
from backend.rooms.portability.page_style import STYLE
from backend.rooms.portability.page_texts import PROBLEMS, Words
from backend.rooms.portability.readable import Readable

_POLICY = "script-src 'none'; object-src 'none'; frame-src 'none'; connect-src 'none'; base-uri 'none'; form-action 'none'"
_PLACES = (
    ("fiche", ("Fiche urgente", "Urgent sheet")),
    ("habitudes", ("Habitudes", "Habits")),
    ("fiches", ("Fiches", "Sheets")),
    ("mesures", ("Poids et taille", "Weight and height")),
    ("jours", ("Feuille du jour", "Daily sheet")),
    ("images", ("Photos et films", "Photos and films")),
    ("marche", ("Marche", "Gait")),
    ("documents", ("Documents", "Documents")),
    ("agenda", ("Agenda", "Agenda")),
    ("cercle", ("Qui a eu accès", "Who had access")),
    ("traces", ("Qui a vu quoi", "Who saw what")),
)


def page(readable: Readable, language: str) -> bytes:
    w = Words(language)
    parts, unread = readable.parts, readable.unread
    about = parts["carnet"]
    title = w.of(f"Carnet de {readable.manifest.subject}", f"{readable.manifest.subject}’s notebook")
    body = "".join(
        (
            _head(readable, w),
            "<main>",
            _troubles(readable, w),
            sheet_html(
                parts["urgent_sheet"], parts["sheets"], about.diagnoses, day_of(readable.manifest.made_at), w
            ),
            habits_html(parts["habits"], w),
            sheets_html(parts["sheets"], w),
            measurements_html(parts["measurements"], w),
            days_html(parts["journal"], w),
            images_html(parts["images"].images, unread, w),
            gait_html(parts["gait"], parts["images"].images, w),
            letters_html(parts["documents"].documents, unread, w),
            agenda_html(parts["agenda"], readable.manifest.made_at, w),
            _bin(readable, w),
            circle_html(parts["circle"], w),
            traces_html(readable.traces, readable.how_many_traces, PARTS["traces"].path, w),
            "</main>",
            _foot(w),
        )
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">'
        f"<title>{safe(title)}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    ).encode()


def _head(readable: Readable, w: Words) -> str:
    manifest, about = readable.manifest, readable.parts["carnet"]
    face = ""
    if about.portrait and about.portrait not in readable.unread:
        face = f'<img class="face" src="{href(about.portrait)}" alt="" width="96" height="96">'
    born = {"female": "née", "male": "né"}.get(about.sex, "né·e")
    age = say_age(about.birth_date, day_of(manifest.made_at), w.language)
    who = w.of(f"{born} le {w.day(about.birth_date)} ({age})", f"born {w.day(about.birth_date)} ({age})")
    made = w.of(
        f"Copie du carnet tel qu’il était le {w.time(manifest.made_at)}, demandée par {safe(manifest.made_by.name)}.",
        f"Copy of the notebook as it was on {w.time(manifest.made_at)}, asked for by {safe(manifest.made_by.name)}.",
    )
    kept = ""
    if manifest.kept_from_me:
        count = w.count(
            manifest.kept_from_me,
            ("numéro de téléphone gardé par une autre personne", "telephone number kept by somebody else"),
            ("numéros de téléphone gardés par d’autres personnes", "telephone numbers kept by other people"),
        )
        kept = f"<p>{w.of('N’y est pas', 'Not in it')}{w.colon}{count}.</p>"
    cleaned = sum(file.cleaned for file in manifest.files)
    if cleaned:
        count = w.count(
            cleaned,
            ("fichier ajouté par quelqu’un d’autre est", "file added by somebody else is"),
            ("fichiers ajoutés par d’autres sont", "files added by others are"),
        )
        kept += w.of(
            f"<p>{count} ici sans le lieu, l’appareil ni les noms que l’original peut porter.</p>",
            f"<p>{count} here without the place, device and names that the original may hold.</p>",
        )
    warned = w.of(
        "Ce dossier contient des informations de santé, en clair. Gardez-le en lieu sûr.",
        "This folder holds health information, in clear. Keep it somewhere safe.",
    )
    places = "".join(f'<li><a href="#{id}">{safe(w.pick(names))}</a></li>' for id, names in _PLACES)
    other = w.of("index.en.html", "index.html")
    switch = (
        '<a class="lang" href="index.en.html" lang="en" hreflang="en">English</a>'
        if other == "index.en.html"
        else '<a class="lang" href="index.html" lang="fr" hreflang="fr">Français</a>'
    )
    return (
        f"<header><div class='head'>{face}<div><h1>{safe(manifest.subject)}</h1><p class='soft'>{who}</p></div>{switch}</div>"
        f"<div class='card note'><p>{made} {warned}</p>{kept}</div>"
        f"<nav aria-label='{w.of('Dans cette page', 'On this page')}'><ul>{places}</ul></nav></header>"
    )


def _troubles(readable: Readable, w: Words) -> str:
    said = [
        f"<li><b>{safe(one.path)}</b> {w.pick(PROBLEMS[one.problem])}.</li>"
        for one in readable.manifest.problems
        if one.path
    ]
    arriving = sum(one.problem == "arriving" for one in readable.manifest.problems)
    if arriving:
        count = w.count(arriving, ("fichier", "file"), ("fichiers", "files"))
        said.append(
            w.of(
                f"<li>{count} en cours d’envoi à ce moment.</li>",
                f"<li>{count} still arriving at that moment.</li>",
            )
        )
    if not said:
        return ""
    title = w.of("Ce qui manque dans cette copie", "What is missing from this copy")
    return f"<section class='card warn' aria-labelledby='manque'><h2 id='manque'>{title}</h2><ul>{''.join(said)}</ul></section>"


def _bin(readable: Readable, w: Words) -> str:
    images = [i for i in readable.parts["images"].images if i.deleted_at and i.file]
    letters = [d for d in readable.parts["documents"].documents if d.deleted_at and (d.file or d.more)]
    dates = [item for item in readable.parts["agenda"].items if item.deleted_at]
    measured = binned_gait(readable.parts["gait"], readable.parts["images"].images, w)
    if not (images or letters or dates or measured):
        return ""
    body = pictures(images, readable.unread, w) if images else ""
    if letters:
        body += f"<div class='card'>{letter_list(letters, readable.unread, w)}</div>"
    if dates:
        body += f"<div class='card'>{agenda_list(dates, w)}</div>"
    body += measured
    return section("corbeille", w.of("Dans la corbeille", "In the bin"), body)


def _foot(w: Words) -> str:
    words = w.of(
        "Tout ce qui est écrit ici est aussi dans le dossier <b>donnees</b>, dans un format que d’autres logiciels peuvent lire, décrit dans "
        "le dossier <b>schema</b>. Pour reprendre ce carnet dans un autre CS3, gardez le fichier zip entier.",
        "Everything written here is also in the folder <b>donnees</b>, in a format that other software can read, described in "
        "the folder <b>schema</b>. To take this notebook up in another CS3, keep the whole zip file.",
    )
    return f"<footer><p class='soft'>{words}</p></footer>"


def read_me(readable: Readable) -> bytes:
    """Plain text, with the line ends that every notepad shows."""
    manifest = readable.manifest
    lines = [
        f"CARNET DE {manifest.subject}",
        f"tel qu’il était le {Words('fr').time(manifest.made_at)}",
        "",
        "Pour le lire : ouvrez « index.html » dans un navigateur, sans connexion.",
        "D’abord, décompressez tout le zip dans un dossier : les photos et les films sont à côté de la page.",
        "",
        "images/      photos et films, tels que reçus",
        "documents/   lettres et comptes rendus, par catégorie",
        "corbeille/   ce qui était dans la corbeille",
        "donnees/     tout ce qui est écrit, en JSON ; schema/ le décrit",
        "manifest.json  la liste de tout, avec l’empreinte SHA-256 de chaque fichier, et ce qui manque",
        "",
        "Ce dossier contient des informations de santé, en clair : gardez-le en lieu sûr.",
        "Pour reprendre ce carnet dans un autre CS3, gardez le fichier zip entier.",
        "",
        "--------",
        f"{manifest.subject}’s notebook, as it was on {Words('en').time(manifest.made_at)}.",
        "To read it: unpack the whole zip into a folder, then open “index.en.html” in a browser. No connection is needed.",
        "It holds health information, in clear: keep it somewhere safe.",
        "To take this notebook up in another CS3, keep the whole zip file.",
        "",
    ]
    return ("\ufeff" + "\r\n".join(lines)).encode()
