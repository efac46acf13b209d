"""What a client asks and tells, led to the projects and back."""

from __future__ import annotations

import inspect
import logging
import re
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from ide.language.service import LanguageService
from ide.lsp import answers
from ide.lsp.client_abilities import ClientAbilities
from ide.lsp.documents import Document, Documents, joined, offset_at
from ide.lsp.formatting import FormatRefusedError, Formatting
from ide.lsp.mending import Mending, text_edits
from ide.lsp.places import uri_of
from ide.lsp.project import Project
from ide.lsp.projects import Projects
from ide.lsp.server import Server
from ide.lsp.symbol_search import search
from ide.submit.fixes import FileChange

REQUEST_FAILED = -32803
"""The protocol's code for a request that was understood and cannot be carried out."""
TRIGGERS = ["<", "/", " ", '"', "'", "`", "{", ":", ".", "-", "#"]
_STRINGS_ONLY = (".js", ".ts", ".wxs", ".json")
_OPEN_STRING = re.compile(r"([\"'`])(?:(?!\1)[^\\]|\\.)*\Z")
_KEPT_LISTS = 4

log = logging.getLogger(__name__)


class _AtPosition(Protocol):
    """What a client sends with a question about a place."""

    text_document: types.TextDocumentIdentifier
    position: types.Position


class Features:
    """Carries out what a client asks for."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._desk = ThreadPoolExecutor(1, "language")
        self._documents = Documents()
        self._projects = Projects(self._desk, self._documents, self._publish)
        self._mending = Mending(self._documents)
        self._formatting = Formatting()
        self._able = ClientAbilities()
        self._offered: OrderedDict[int, list[str]] = OrderedDict()
        self._lists = count(1)

    # The life of the connection

    def initialize(self, params: types.InitializeParams) -> None:
        self._able = self._mending.abilities = ClientAbilities.of(params)
        options = params.initialization_options
        language = options.get("language") if isinstance(options, dict) else None
        self._projects.begin(params, str(language or ""))

    def initialized(self, _params: types.InitializedParams) -> None:
        if not self._able.watches_files:
            return
        watchers = [types.FileSystemWatcher("**/*")]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted = types.Registration(
            "watched-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options
        )
        self._server.client_register_capability(types.RegistrationParams([wanted]))

    async def shutdown(self, _params: None) -> None:
        self._server.asked_to_end = True
        await self.close()

    async def close(self) -> None:
        """End every process and job that was begun."""
        await self._mending.close()
        await self._projects.close()
        await self._formatting.close()
        self._desk.shutdown(cancel_futures=True)

    # Texts and files

    def did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        document = self._documents.put(params.text_document)
        if document is not None:
            self._take(document, document.text, looked=True)

    def did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        document = self._documents.change(params)
        if document is not None:
            self._take(document, document.text)

    def did_save(self, params: types.DidSaveTextDocumentParams) -> None:
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return
        self._projects.files_changed([document.path])
        self._take(document, document.text, looked=True)

    def did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        document = self._documents.drop(params.text_document.uri)
        if document is not None:
            self._take(document, None)

    def watched_files(self, params: types.DidChangeWatchedFilesParams) -> None:
        self._projects.uris_changed(change.uri for change in params.changes)

    def folders_changed(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        self._projects.folders_changed(params.event)

    def _take(self, document: Document, text: str | None, *, looked: bool = False) -> None:
        project = self._projects.of(document.path)
        if project is None:
            return
        project.put_text(project.inside(document.path), text)
        if looked and self._able.literal_actions:
            self._mending.look_soon(project)

    def _publish(self, project: Project, path: str) -> None:
        document = self._documents.at(project.root / path)
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(
                uri=document.uri if document else uri_of(project.root / path),
                diagnostics=answers.diagnostics(project.findings(path)),
                version=document.version if document else None,
            )
        )

    # Questions about a place

    async def completion(self, params: types.CompletionParams) -> types.CompletionList | None:
        place = self._place(params, only_strings=True)
        answer = await place.ask("complete") if place else None
        if answer is None:
            return None
        number = next(self._lists)
        self._offered[number] = [item["doc"] for item in answer["items"]]
        while len(self._offered) > _KEPT_LISTS:
            self._offered.popitem(last=False)
        where = answers.stretch(answer["range"])
        items = [
            answers.completion_item(
                item,
                where,
                snippets=self._able.snippets,
                asks_again=self._able.asks_again,
                data=[number, at] if item["doc"] else None,
            )
            for at, item in enumerate(answer["items"])
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    def resolve(self, item: types.CompletionItem) -> types.CompletionItem:
        match item.data:
            case [int(number), int(at)] if at < len(self._offered.get(number, ())):
                text = joined(self._offered[number][at])
                item.documentation = types.MarkupContent(types.MarkupKind.Markdown, text)
        return item

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        place = self._place(params, only_strings=True)
        answer = await place.ask("hover") if place else None
        return answers.hover(answer, markdown=self._able.markdown) if answer else None

    async def definition(
        self, params: types.DefinitionParams
    ) -> list[types.LocationLink] | list[types.Location] | None:
        place = self._place(params, only_strings=True)
        answer = await place.ask("definition") if place else None
        if place is None or answer is None:
            return None
        if not self._able.definition_links:
            return answers.locations(answer["targets"], place.uri)
        origin = answers.stretch(answer["range"])
        return answers.location_links(answer["targets"], origin, place.uri)

    async def references(self, params: types.ReferenceParams) -> list[types.Location] | None:
        place = self._place(params)
        if place is None:
            return None
        found = await place.ask("references")
        if not params.context.include_declaration:
            known = await place.ask("definition")
            found = [row for row in found if row not in (known["targets"] if known else ())]
        return answers.locations(found, place.uri)

    async def prepare_rename(
        self, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        place = self._place(params)
        answer = await place.ask("canRename") if place else None
        if answer is None:
            return None
        return types.PrepareRenamePlaceholder(
            answers.stretch(answer["range"]), joined(answer["name"])
        )

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit:
        place = self._place(params)
        if place is None or await place.ask("canRename") is None:
            raise JsonRpcException(
                "Nothing here can be renamed: not all of its uses are known.", REQUEST_FAILED
            )
        targets = await place.ask("rename", name=params.new_name)
        if targets is None:
            raise JsonRpcException(f"{params.new_name!r} cannot be a name here.", REQUEST_FAILED)
        edits: dict[str, list[types.TextEdit]] = {}
        for row in targets:
            edit = types.TextEdit(answers.stretch(row["range"]), params.new_name)
            edits.setdefault(place.uri(row["path"]), []).append(edit)
        if not self._able.versioned_edits:
            return types.WorkspaceEdit(changes=dict(edits))
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(uri, self._version(uri)), steps
                )
                for uri, steps in edits.items()
            ]
        )

    # Questions about a file

    async def document_symbols(
        self, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
        uri = params.text_document.uri
        file = self._projects.file(uri)
        if file is None:
            return []
        project, path = file
        rows = await project.ask(lambda service: service.symbols(path))
        if self._able.symbol_trees:
            return [answers.document_symbol(row) for row in rows]
        return answers.flat_symbols(rows, uri)

    async def document_links(self, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        file = self._projects.file(params.text_document.uri)
        if file is None:
            return []
        project, path = file
        rows = await project.ask(lambda service: service.links(path))
        return answers.document_links(rows, project.root)

    async def semantic_tokens(self, params: types.SemanticTokensParams) -> types.SemanticTokens:
        file = self._projects.file(params.text_document.uri)
        if file is None:
            return types.SemanticTokens([])
        project, path = file
        return answers.semantic_tokens(await project.ask(lambda service: service.tokens(path)))

    async def workspace_symbols(
        self, params: types.WorkspaceSymbolParams
    ) -> list[types.SymbolInformation]:
        found: list[types.SymbolInformation] = []
        for project in self._projects.all():
            found += await search(project, params.query)
        return found

    async def code_actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        file = self._projects.file(params.text_document.uri)
        if file is None:
            return []
        project, path = file
        if params.context.only:  # somebody asks on purpose: then the newest is worth a wait
            await self._mending.settled(project)
        return self._mending.actions(project, path, params)

    async def formatting(
        self, params: types.DocumentFormattingParams
    ) -> list[types.TextEdit] | None:
        document = self._documents.get(params.text_document.uri)
        if document is None:
            return None
        project = self._projects.of(document.path)
        root = project.root if project else document.path.parent
        options = params.options
        try:
            text = await self._formatting.format(
                root,
                document.path.name,
                document.text,
                spaces=options.insert_spaces,
                size=options.tab_size,
            )
        except FormatRefusedError as error:
            raise JsonRpcException(str(error), REQUEST_FAILED) from error
        return text_edits(FileChange(document.path.name, document.text, text))

    def _version(self, uri: str) -> int | None:
        document = self._documents.get(uri)
        return document.version if document else None

    def _place(self, params: _AtPosition, *, only_strings: bool = False) -> _Place | None:
        uri = params.text_document.uri
        file = self._projects.file(uri)
        if file is None:
            return None
        project, path = file
        document = self._documents.get(uri)
        place = _Place(project, path, params.position, document, self._documents)
        if only_strings and path.endswith(_STRINGS_ONLY) and document is not None:
            at = offset_at(document.source, params.position)
            line = document.source.text.rfind("\n", 0, at) + 1
            if not _OPEN_STRING.search(document.source.text[line:at]):
                return None  # the rest belongs to the editor's own language servers
        return place


class _Place:
    """A position of a file, as the text was when the client asked."""

    def __init__(
        self,
        project: Project,
        path: str,
        position: types.Position,
        document: Document | None,
        documents: Documents,
    ) -> None:
        self._project = project
        self._path = path
        self._position = position
        self._document = document
        self._documents = documents

    async def ask(self, question: str, **params: Any) -> Any:
        """Put a question of :mod:`ide.language.service` about this place."""

        def asked(service: LanguageService) -> Any:
            document = self._document
            source = document.source if document else service.source(self._path)
            offset = offset_at(source, self._position)
            return service.answer(question, {"path": self._path, "offset": offset, **params})

        return await self._project.ask(asked)

    def uri(self, path: str) -> str:
        """Return the URI of a file of the project, as the client writes it where it is open."""
        full: Path = self._project.root / path
        document = self._documents.at(full)
        return document.uri if document else uri_of(full)


def serve(server: Server) -> Features:
    """Register every feature with a server; return who carries them out."""
    features = Features(server)
    for method, (carried_out, options) in _table(features).items():
        server.feature(method, options)(_registered(carried_out))
    return features


def _registered(method: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a function of its own: the protocol's library writes its marks on it."""
    if inspect.iscoroutinefunction(method):

        async def answered(params: Any) -> Any:
            return await method(params)

        return answered

    def taken(params: Any) -> Any:
        return method(params)

    return taken


def _table(features: Features) -> dict[str, tuple[Callable[[Any], Any], Any]]:
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
    return {
        types.INITIALIZE: (features.initialize, None),
        types.INITIALIZED: (features.initialized, None),
        types.SHUTDOWN: (features.shutdown, None),
        types.TEXT_DOCUMENT_DID_OPEN: (features.did_open, None),
        types.TEXT_DOCUMENT_DID_CHANGE: (features.did_change, None),
        types.TEXT_DOCUMENT_DID_SAVE: (features.did_save, None),
        types.TEXT_DOCUMENT_DID_CLOSE: (features.did_close, None),
        types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (features.watched_files, None),
        types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: (features.folders_changed, None),
        types.TEXT_DOCUMENT_COMPLETION: (
            features.completion,
            types.CompletionOptions(trigger_characters=TRIGGERS, resolve_provider=True),
        ),
        types.COMPLETION_ITEM_RESOLVE: (features.resolve, None),
        types.TEXT_DOCUMENT_HOVER: (features.hover, None),
        types.TEXT_DOCUMENT_DEFINITION: (features.definition, None),
        types.TEXT_DOCUMENT_REFERENCES: (features.references, None),
        types.TEXT_DOCUMENT_PREPARE_RENAME: (features.prepare_rename, None),
        types.TEXT_DOCUMENT_RENAME: (
            features.rename,
            types.RenameOptions(prepare_provider=True),
        ),
        types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (features.document_symbols, None),
        types.TEXT_DOCUMENT_DOCUMENT_LINK: (features.document_links, types.DocumentLinkOptions()),
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: (
            features.semantic_tokens,
            types.SemanticTokensLegend(answers.TOKEN_KINDS, []),
        ),
        types.WORKSPACE_SYMBOL: (features.workspace_symbols, None),
        types.TEXT_DOCUMENT_CODE_ACTION: (
            features.code_actions,
            types.CodeActionOptions(code_action_kinds=kinds),
        ),
        types.TEXT_DOCUMENT_FORMATTING: (features.formatting, None),
    }
