"""What the client at the other end can show, read from its capabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lsprotocol import types


@dataclass(frozen=True)
class ClientAbilities:
    """Abilities that change how we answer; without a word of the client the plain form is used."""

    snippets: bool = False
    markdown: bool = True
    symbol_trees: bool = False
    definition_links: bool = False
    versioned_edits: bool = False
    creates_files: bool = False
    literal_actions: bool = False
    watches_files: bool = False
    asks_again: bool = False
    """Whether the client knows VS Code's command that opens the suggestions again."""

    @classmethod
    def of(cls, params: types.InitializeParams) -> ClientAbilities:
        """Read what a client says when it begins."""

        def says(*path: str) -> Any:
            value: Any = params.capabilities
            for name in path:
                value = getattr(value, name, None)
            return value

        formats: Sequence[str] | None = says("text_document", "hover", "content_format")
        document = "text_document"
        operations: Sequence[str] = says("workspace", "workspace_edit", "resource_operations") or ()
        name = params.client_info.name if params.client_info else ""
        return cls(
            snippets=bool(says(document, "completion", "completion_item", "snippet_support")),
            markdown=formats is None or types.MarkupKind.Markdown in formats,
            symbol_trees=bool(
                says(document, "document_symbol", "hierarchical_document_symbol_support")
            ),
            definition_links=bool(says(document, "definition", "link_support")),
            versioned_edits=bool(says("workspace", "workspace_edit", "document_changes")),
            creates_files=types.ResourceOperationKind.Create in operations,
            literal_actions=says(document, "code_action", "code_action_literal_support")
            is not None,
            watches_files=bool(
                says("workspace", "did_change_watched_files", "dynamic_registration")
            ),
            asks_again="code" in name.lower(),
        )
