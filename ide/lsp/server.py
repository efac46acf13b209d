"""The server on the wire: which messages of the protocol's library are taken another way."""

from __future__ import annotations

import logging
from collections.abc import Generator
from threading import Event
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter
from pygls.protocol.language_server import lsp_method

from ide.version import VERSION

log = logging.getLogger(__name__)


class Protocol(LanguageServerProtocol):
    """Positions count UTF-16 units for every client, and texts are kept by ``documents.py``."""

    _server: Server

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(
        self, params: types.InitializeParams
    ) -> Generator[Any, Any, types.InitializeResult]:
        if params.capabilities.general is not None:
            params.capabilities.general.position_encodings = [types.PositionEncodingKind.Utf16]
        return (yield from super().lsp_initialize(params))

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message; a request that cannot be read is answered all the same."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

    @lsp_method(types.EXIT)
    def lsp_exit(self, *_args: Any) -> Generator[Any, Any, None]:
        self._server.ended.set()
        yield from ()

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(
        self, params: types.DidOpenTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(
        self, params: types.DidChangeTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(
        self, params: types.DidCloseTextDocumentParams
    ) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """A language server over stdio; what goes wrong out of a request is logged, not popped up."""

    def __init__(self) -> None:
        super().__init__(
            "minideck", VERSION, protocol_cls=Protocol, converter_factory=default_converter
        )
        self.ended = Event()
        """Set when the client has said goodbye."""
        self.asked_to_end = False
        """Whether it announced that."""

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Write a fault into the client's log; one of a request is in its answer."""
        log.warning("%s", error)
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, str(error)))
