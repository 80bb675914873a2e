"""Pages that a screen reader reads in order, as headings and paragraphs: what reportlab leaves out of a PDF (ISO 32000-1, 14.7 and 14.8).

`Tagged` paragraphs drawn on a `TaggedCanvas` become the document's structure, and pictures drawn between `begin_element("Figure", alt=…)` and
`end` its figures; what stands at a page's foot is drawn between
`begin_artifact` and `end_artifact`.
"""

from typing import Any, Literal, cast

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

_pdf = cast(Any, pdfdoc)  # its classes carry no types

Role = Literal["H1", "H2", "P", "Figure"]


class TaggedCanvas(Canvas):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        cast(Any, super()).__init__(*args, **kwargs)
        self._roles: list[list[tuple[Role, str]]] = []
        self._here: list[tuple[Role, str]] = []

    def begin_element(self, role: Role, *, alt: str = "") -> None:
        """alt: what a picture shows, in words."""
        cast(Any, self)._code.append(f"/{role} <</MCID {len(self._here)}>> BDC")
        self._here.append((role, alt))

    def begin_artifact(self) -> None:
        cast(Any, self)._code.append("/Artifact BMC")

    def end(self) -> None:
        cast(Any, self)._code.append("EMC")

    def showPage(self) -> None:
        number = len(self._roles)
        super().showPage()
        page = cast(Any, self)._doc.Pages.pages[-1]
        page.__Defaults__ = {**page.__Defaults__, "StructParents": number, "Tabs": _pdf.PDFName("S")}
        self._roles.append(self._here)
        self._here = []

    def save(self) -> None:
        if cast(Any, self)._code:
            self.showPage()
        self._write_structure()
        super().save()

    def _write_structure(self) -> None:
        document = cast(Any, self)._doc
        root, whole = _pdf.PDFDictionary(), _pdf.PDFDictionary()
        root_place, whole_place = document.Reference(root), document.Reference(whole)
        kids: list[Any] = []
        parents: list[Any] = []
        for number, (page, roles) in enumerate(zip(document.Pages.pages, self._roles, strict=True)):
            elements = [
                document.Reference(
                    _pdf.PDFDictionary({
                        "Type": _pdf.PDFName("StructElem"), "S": _pdf.PDFName(role), "P": whole_place, "Pg": document.Reference(page),
                        "K": content, **({"Alt": _pdf.PDFString(alt)} if alt else {}),
                    })
                )
                for content, (role, alt) in enumerate(roles)
            ]  # fmt: skip
            kids += elements
            parents += [number, _pdf.PDFArray(elements)]
        whole.dict |= {
            "Type": _pdf.PDFName("StructElem"),
            "S": _pdf.PDFName("Document"),
            "P": root_place,
            "K": _pdf.PDFArray(kids),
        }
        root.dict |= {
            "Type": _pdf.PDFName("StructTreeRoot"),
            "K": whole_place,
            "ParentTree": document.Reference(_pdf.PDFDictionary({"Nums": _pdf.PDFArray(parents)})),
            "ParentTreeNextKey": len(self._roles),
        }
        catalog = document.Catalog
        catalog.StructTreeRoot = root
        catalog.MarkInfo = _pdf.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = _pdf.PDFDictionary({"DisplayDocTitle": "true"})


class Tagged(Paragraph):
    """A paragraph that says what it is. One that goes on over the page is told as two."""

    role: Role = "P"

    def tagged(self, role: Role) -> "Tagged":
        self.role = role
        return self

    def split(self, *args: Any, **kwargs: Any) -> list[Any]:
        parts: list[Any] = super().split(*args, **kwargs)
        for part in parts:
            if isinstance(part, Tagged):
                part.role = self.role
        return parts

    def draw(self) -> None:
        canvas = cast(TaggedCanvas, self.canv)
        canvas.begin_element(self.role)
        super().draw()
        canvas.end()
