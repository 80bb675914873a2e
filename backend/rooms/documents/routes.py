"""The library's routes. Sending a letter is an upload like any other."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, patch, post
from litestar.di import Provide
from litestar.params import Parameter
from litestar.response import Stream
from litestar.types import ControllerRouterHandler

from backend.kit.pages import place
from backend.kit.problems import language_of
from backend.rooms.access import masks
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import provide_visit, reads
from backend.rooms.access.mask_schemas import Moved
from backend.rooms.access.service import Visit
from backend.rooms.documents import files, library, proposing, reading
from backend.rooms.documents.guards import library as may_enter
from backend.rooms.documents.reading import FileName
from backend.rooms.documents.schemas import (
    CategoryCount,
    CategoryName,
    DocumentChange,
    DocumentPage,
    DocumentView,
    FileChange,
    OpenDocument,
    PageWords,
    Proposals,
)
from backend.rooms.uploads.files import Served
from backend.rooms.uploads.schemas import Same, Sums

Asked = Request[Any, Any, Any]


class DocumentsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/documents"
    tags = ["documents"]
    guards = [may_enter]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listDocuments")
    async def list_documents(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: Asked,
        category: CategoryName | None = None,
        before: str | None = None,
        limit: Annotated[int, Parameter(ge=1, le=200)] = 60,
    ) -> DocumentPage:
        """Letters, newest first by the day they bear. `before` is the `next` of the page before."""
        return await library.page(
            visit,
            category=category,
            before=place(before) if before else None,
            limit=limit,
            language=language_of(request),
        )

    @get("/categories", operation_id="countDocuments")
    async def count_documents(self, visit: Visit, carnet_id: UUID) -> list[CategoryCount]:
        """The categories that are open to me, in their order, and how many letters each holds."""
        return await library.counts(visit)

    @get("/bin", operation_id="listDocumentBin")
    async def list_document_bin(self, visit: Visit, carnet_id: UUID, request: Asked) -> list[DocumentView]:
        """What can still be restored."""
        return await library.bin_of(visit, language_of(request))

    @get("/proposals", operation_id="proposeForDocuments")
    async def propose_for_documents(self, visit: Visit, carnet_id: UUID) -> Proposals:
        """Authors, structures and tags to choose from: the circle's, and those of the documents that I see."""
        return await proposing.propose(visit)

    @get("/{document_id:uuid}/move", operation_id="readDocumentMove")
    async def read_document_move(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, category: CategoryName | None = None
    ) -> Moved:
        """Who would begin, and who would cease, to see it in another category; for who may say who sees it. Nobody, in its own."""
        to = Category(category) if category else None
        return await masks.when_moved(visit, "document", document_id, to)

    @post("/same", operation_id="findSameDocuments", status_code=200)
    async def find_same_documents(self, visit: Visit, carnet_id: UUID, data: Sums) -> list[Same]:
        """Of files about to be sent, those that the library holds already, as far as I see it."""
        return await library.same(visit, data.sha256)

    @get("/{document_id:uuid}", operation_id="readDocument")
    async def read_document(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, request: Asked
    ) -> OpenDocument:
        """One letter: its state, what is said of it, the sizes of its pages."""
        return await library.read(visit, document_id, language_of(request))

    @patch("/{document_id:uuid}", operation_id="changeDocument")
    async def change_document(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, data: DocumentChange, request: Asked
    ) -> DocumentView:
        """Its title, author, day, note or category; 409 with the state of now when somebody was faster."""
        return await library.change(visit, document_id, data, language_of(request))

    @delete("/{document_id:uuid}", operation_id="binDocument", status_code=204)
    async def bin_document(self, visit: Visit, carnet_id: UUID, document_id: UUID) -> None:
        """Into the bin, for 30 days."""
        await library.put_in_bin(visit, document_id)

    @post("/{document_id:uuid}/restore", operation_id="restoreDocument", status_code=200)
    async def restore_document(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, request: Asked
    ) -> DocumentView:
        """Out of the bin."""
        return await library.restore(visit, document_id, language_of(request))

    @get("/{document_id:uuid}/words", operation_id="readDocumentWords", opt={"own_transactions": True})
    async def read_document_words(self, visit: Visit, carnet_id: UUID, document_id: UUID) -> PageWords:
        """The words of its pages, for who listens."""
        return await reading.words(visit, document_id)

    @get(
        "/{document_id:uuid}/pages/{number:int}",
        operation_id="readDocumentPage",
        opt={"own_transactions": True},
    )
    async def read_document_page(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, number: int, request: Asked
    ) -> Response[Any]:
        """The picture of one page, counted from 1."""
        return _answer(await reading.page(visit, document_id, number, headers=dict(request.headers.items())))

    @get(
        "/{document_id:uuid}/files/{name:str}",
        operation_id="readDocumentFile",
        opt={"own_transactions": True},
    )
    async def read_document_file(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, name: FileName, request: Asked
    ) -> Response[Any]:
        """`original`: as it was received, for representatives; of a text or a table, for whoever reads it. `copy`: a PDF of the pages as they are
        seen and nothing else, or of a film or a sound what is played. `play`, `poster`: a film or a sound, to be played."""
        return _answer(await reading.file(visit, document_id, name, headers=dict(request.headers.items())))


class DocumentFilesController(Controller):
    """One file of a document among several, or one of its versions."""

    path = "/api/carnets/{carnet_id:uuid}/documents/{document_id:uuid}/versions/{file_id:uuid}"
    tags = ["documents"]
    guards = [may_enter]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @patch("/", operation_id="changeDocumentFile")
    async def change_document_file(
        self,
        visit: Visit,
        carnet_id: UUID,
        document_id: UUID,
        file_id: UUID,
        data: FileChange,
        request: Asked,
    ) -> OpenDocument:
        """What goes with a letter is called something else."""
        return await files.entitle(visit, document_id, file_id, data.title, language_of(request))

    @delete("/", operation_id="takeBackDocumentFile", status_code=200)
    async def take_back_document_file(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, file_id: UUID, request: Asked
    ) -> OpenDocument:
        """The last version of a file: the one before is read again. It can be given back for 30 days."""
        return await files.take_back(visit, document_id, file_id, language_of(request))

    @post("/restore", operation_id="restoreDocumentFile", status_code=200)
    async def restore_document_file(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, file_id: UUID, request: Asked
    ) -> OpenDocument:
        """What was taken back."""
        return await files.give_back(visit, document_id, file_id, language_of(request))

    @get("/words", operation_id="readDocumentFileWords", opt={"own_transactions": True})
    async def read_document_file_words(
        self, visit: Visit, carnet_id: UUID, document_id: UUID, file_id: UUID
    ) -> PageWords:
        """The words of its pages, for who listens."""
        return await reading.words(visit, document_id, file_id)

    @get("/pages/{number:int}", operation_id="readDocumentFilePage", opt={"own_transactions": True})
    async def read_document_file_page(
        self,
        visit: Visit,
        carnet_id: UUID,
        document_id: UUID,
        file_id: UUID,
        number: int,
        request: Asked,
    ) -> Response[Any]:
        """The picture of one page, counted from 1."""
        headers = dict(request.headers.items())
        return _answer(await reading.page(visit, document_id, number, file_id=file_id, headers=headers))

    @get("/files/{name:str}", operation_id="readDocumentFileCopy", opt={"own_transactions": True})
    async def read_document_file_copy(
        self,
        visit: Visit,
        carnet_id: UUID,
        document_id: UUID,
        file_id: UUID,
        name: FileName,
        request: Asked,
    ) -> Response[Any]:
        """As `readDocumentFile`, of this file."""
        headers = dict(request.headers.items())
        return _answer(await reading.file(visit, document_id, name, file_id=file_id, headers=headers))


class SignedPaperController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/habilitations/{habilitation_id:uuid}/papers/{paper_id:uuid}"
    tags = ["circle"]
    guards = [reads(Category.IDENTITY)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/scan", operation_id="readSignedPaper", opt={"own_transactions": True})
    async def read_signed_paper(
        self, visit: Visit, carnet_id: UUID, habilitation_id: UUID, paper_id: UUID, request: Asked
    ) -> Response[Any]:
        """A PDF of the signed paper: for representatives, and for the person whose access it is."""
        headers = dict(request.headers.items())
        return _answer(await reading.signed_paper(visit, habilitation_id, paper_id, headers=headers))


def _answer(served: Served) -> Response[Any]:
    if served.chunks is None:
        return Response(b"", status_code=served.status, headers=served.headers, media_type=served.media_type)
    return Stream(
        served.chunks, status_code=served.status, headers=served.headers, media_type=served.media_type
    )


ROUTES: list[ControllerRouterHandler] = [DocumentsController, DocumentFilesController, SignedPaperController]
