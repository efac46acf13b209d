"""An editor that speaks to `main.py lsp`, in a person's hands."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.patience import PATIENCE_MS

ROOT = Path(__file__).resolve().parents[2]
CURSOR = "▮"


def abilities(**changes: Any) -> types.ClientCapabilities:
    """Return what a full-grown client can show."""
    return types.ClientCapabilities(
        general=types.GeneralClientCapabilities(
            position_encodings=[types.PositionEncodingKind.Utf8, types.PositionEncodingKind.Utf16]
        ),
        text_document=types.TextDocumentClientCapabilities(
            completion=types.CompletionClientCapabilities(
                completion_item=types.ClientCompletionItemOptions(snippet_support=True)
            ),
            definition=types.DefinitionClientCapabilities(link_support=True),
            document_symbol=types.DocumentSymbolClientCapabilities(
                hierarchical_document_symbol_support=True
            ),
            code_action=types.CodeActionClientCapabilities(
                code_action_literal_support=types.ClientCodeActionLiteralOptions(
                    types.ClientCodeActionKindOptions(list(types.CodeActionKind))
                )
            ),
        ),
        workspace=types.WorkspaceClientCapabilities(
            did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                dynamic_registration=True
            ),
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True,
                resource_operations=[types.ResourceOperationKind.Create],
            ),
        ),
    )


class Editor(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("editor", "1")
        self.findings: dict[str, list[types.Diagnostic]] = {}
        self.logged: list[str] = []
        self.registered: list[str] = []
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(self._taker(self._published))
        self.feature(types.WINDOW_LOG_MESSAGE)(self._taker(self._logged))
        self.feature(types.CLIENT_REGISTER_CAPABILITY)(self._taker(self._registered))

    @staticmethod
    def _taker(method: Callable[[Any], None]) -> Callable[[Any], None]:
        def taken(params: Any) -> None:
            method(params)

        return taken

    def _published(self, params: types.PublishDiagnosticsParams) -> None:
        self.findings[params.uri] = list(params.diagnostics)
        self._news.set()

    def _logged(self, params: types.LogMessageParams) -> None:
        self.logged.append(params.message)
        self._news.set()

    def _registered(self, params: types.RegistrationParams) -> None:
        self.registered += [item.method for item in params.registrations]
        self._news.set()

    async def until(self, fact: Callable[[], Any]) -> None:
        """Wait until something is so, looking again at each word of the server."""
        async with asyncio.timeout(PATIENCE_MS / 1000):
            while not fact():
                self._news.clear()
                await self._news.wait()

    def open(self, file: Path, text: str | None = None, uri: str = "") -> str:
        """Open a file with its text, or another; return its URI."""
        uri = uri or file.as_uri()
        body = file.read_text("utf-8") if text is None else text
        item = types.TextDocumentItem(uri, file.suffix.lstrip("."), 1, body)
        self._versions[uri] = 1
        self.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def type(self, uri: str, text: str, start: types.Position, end: types.Position) -> None:
        """Replace a stretch of an open document."""
        self._versions[uri] += 1
        change = types.TextDocumentContentChangePartial(types.Range(start, end), text)
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    def replace(self, uri: str, text: str) -> None:
        """Replace all of an open document."""
        self._versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self._versions[uri], uri)
        whole = types.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(types.DidChangeTextDocumentParams(document, [whole]))

    def codes(self, uri: str) -> list[Any]:
        """Return the codes of what is wrong in a file."""
        return [item.code for item in self.findings.get(uri, [])]


def at(uri: str, text: str, marked: str) -> dict[str, Any]:
    """Return a document and the position of the cursor ``▮`` in a piece of its text."""
    before, _, after = marked.partition(CURSOR)
    assert text.count(before + after) == 1, marked
    offset = text.index(before + after) + len(before)
    line = text.count("\n", 0, offset)
    row = text[text.rfind("\n", 0, offset) + 1 : offset]
    position = types.Position(line, len(row.encode("utf-16-le")) // 2)
    return {"text_document": types.TextDocumentIdentifier(uri), "position": position}


@asynccontextmanager
async def editing(
    *folders: Path, capabilities: types.ClientCapabilities | None = None, options: Any = None
) -> AsyncIterator[Editor]:
    """Start a server with an editor at its other end; it ends with exit code 0."""
    editor = Editor()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "none"}
    await editor.start_io(sys.executable, "-m", "ide.cli", "lsp", env=environment, cwd=ROOT)
    params = types.InitializeParams(
        capabilities=capabilities or abilities(),
        process_id=os.getpid(),
        workspace_folders=[types.WorkspaceFolder(one.as_uri(), one.name) for one in folders],
        initialization_options=options,
        locale="en",
    )
    async with asyncio.timeout(PATIENCE_MS / 1000):
        editor.greeting = await editor.initialize_async(params)
        editor.initialized(types.InitializedParams())
        yield editor
        await editor.shutdown_async(None)
        editor.exit(None)
        await editor.stop()
    assert editor._server is not None
    assert editor._server.returncode == 0
