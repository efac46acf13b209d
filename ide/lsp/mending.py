"""Code actions: the fixes that the checks of a submission know, as edits of a client's files."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence

from lsprotocol import types

from ide.finding import Finding
from ide.fix import Fix
from ide.i18n import tr
from ide.language.text import Range
from ide.lsp.client_abilities import ClientAbilities
from ide.lsp.compiling import CompilerGoneError
from ide.lsp.documents import Documents, range_of
from ide.lsp.places import uri_of
from ide.lsp.project import Project
from ide.project.domains import domains
from ide.project.folder import NotAProjectError, read_folder
from ide.submit.fixes import FileChange, plan, reader
from ide.submit.form import EMPTY
from ide.submit.project_facts import Submission
from ide.submit.rules import Facts
from ide.submit.rules.engine import verdicts
from ide.survey import Survey

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.minideck"
_REST_S = 1.5
"""What takes long waits until the compiler has told its own findings."""

log = logging.getLogger(__name__)


class Mending:
    """Knows the mendable findings of each project; looks for them after a file came or was saved.

    A client asks for actions at every step of the cursor, so it is answered with what is known.
    """

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.abilities = ClientAbilities()
        self._found: dict[Project, list[Finding]] = {}
        self._seen: dict[Project, int] = {}
        self._looking: dict[Project, asyncio.Task[None]] = {}

    def look_soon(self, project: Project) -> None:
        """Look for what can be mended once the project has been quiet for a moment."""
        known = self._looking.get(project)
        if known is not None:
            known.cancel()
        self._looking[project] = asyncio.create_task(self._look(project))

    async def settled(self, project: Project) -> None:
        """Wait until nobody looks any more."""
        task = self._looking.get(project)
        if task is not None and not task.done():
            await asyncio.wait([task])

    def findings(self, project: Project, path: str) -> list[Finding]:
        """Return what can be mended of a file."""
        return [item for item in self._found.get(project, ()) if item.file == path]

    def actions(
        self,
        project: Project,
        path: str,
        params: types.CodeActionParams,
    ) -> list[types.CodeAction]:
        """Return the actions for a stretch of a file that the client asks for."""
        if not self.abilities.literal_actions:
            return []
        found = self.findings(project, path)
        near = [item for item in found if _touches(item, params.range)]
        chosen: list[types.CodeAction] = []
        if _wanted(params.context, types.CodeActionKind.QuickFix):
            for fix in dict.fromkeys(item.fix for item in near if item.fix is not None):
                chosen += self._action(project, tr(fix.title, **fix.values), [fix], params.context)
        fixes = [item.fix for item in found if item.fix is not None]
        if fixes and _wanted(params.context, FIX_ALL, explicitly=True):
            title = tr("fixing.all")
            chosen += self._action(project, title, fixes, params.context, FIX_ALL)
        return chosen

    async def close(self) -> None:
        """Stop looking."""
        for task in self._looking.values():
            task.cancel()
        await asyncio.gather(*self._looking.values(), return_exceptions=True)

    def _action(
        self,
        project: Project,
        title: str,
        fixes: Sequence[Fix],
        context: types.CodeActionContext,
        kind: types.CodeActionKind | str = types.CodeActionKind.QuickFix,
    ) -> Iterator[types.CodeAction]:
        steps = plan(fixes, self._reader(project))
        creating = any(change.before is None for change in steps.files)
        if not steps.files or (creating and not self.abilities.creates_files):
            return
        codes = {item.code for item in self._found[project] if item.fix in steps.done}
        told = [item for item in context.diagnostics if item.code in codes]
        yield types.CodeAction(
            title=title,
            kind=kind,
            diagnostics=told or None,
            is_preferred=kind is types.CodeActionKind.QuickFix,
            edit=self._edit(project, steps.files),
        )

    def _edit(self, project: Project, files: Iterable[FileChange]) -> types.WorkspaceEdit:
        steps: list[types.TextDocumentEdit | types.CreateFile] = []
        plain: dict[str, Sequence[types.TextEdit]] = {}
        for change in files:
            path = project.root / change.file
            document = self._documents.at(path)
            uri = document.uri if document else uri_of(path)
            edits = text_edits(change)
            if change.before is None:
                steps.append(types.CreateFile(uri))
            version = document.version if document else None
            steps.append(
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(uri, version), edits
                )
            )
            plain[uri] = edits
        if self.abilities.versioned_edits:
            return types.WorkspaceEdit(document_changes=steps)
        return types.WorkspaceEdit(changes=plain)

    def _reader(self, project: Project) -> Callable[[str], str | None]:
        on_disk = reader(project.root)

        def read(file: str) -> str | None:
            document = self._documents.at(project.root / file)
            return document.text if document else on_disk(file)

        return read

    async def _look(self, project: Project) -> None:
        await asyncio.sleep(_REST_S)
        generation = project.generation
        if self._seen.get(project) == generation:
            return
        try:
            rows = await project.survey()
        except CompilerGoneError as error:
            log.warning("%s: %s", project.root, error)
            return
        # A thread of its own: the rules of a large project take longer than a question may wait.
        found = await asyncio.to_thread(lambda: _mendable(project, Survey(rows)))
        self._found[project] = found
        self._seen[project] = generation


def text_edits(change: FileChange) -> list[types.TextEdit]:
    """Return the edits that make a file what it shall be."""
    return [
        types.TextEdit(
            range_of(Range(edit.line, edit.column, edit.end_line, edit.end_column)), edit.text
        )
        for edit in change.edits
    ]


def _mendable(project: Project, survey: Survey) -> list[Finding]:
    try:
        folder = read_folder(project.root)
    except NotAProjectError:
        return []
    submission = Submission(folder.root, folder.app_root, folder.config, EMPTY)
    facts = Facts(submission, survey, None, domains(folder.config))
    return [
        finding
        for verdict in verdicts(facts)
        for finding in verdict.findings
        if finding.fix is not None
    ]


def _touches(finding: Finding, asked: types.Range) -> bool:
    last = max(finding.end_line, finding.line)
    return finding.line - 1 <= asked.end.line and asked.start.line <= last - 1


def _wanted(
    context: types.CodeActionContext, kind: types.CodeActionKind | str, *, explicitly: bool = False
) -> bool:
    """Whether a client asks for a kind of action, by its name or by one above it."""
    name = kind.value if isinstance(kind, types.CodeActionKind) else kind
    if context.only is None:
        return not explicitly
    asked = (
        item.value if isinstance(item, types.CodeActionKind) else item for item in context.only
    )
    return any(name == item or name.startswith(f"{item}.") for item in asked)
