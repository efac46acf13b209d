"""An editor works on a project through `main.py lsp`, as a process over its standard streams."""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from renderer.compiler import Compiler, DiskTree
from renderer.toolchain.process import Toolchain
from tests.driving.editor import CURSOR, ROOT, Editor, at, editing
from tests.unit.ide.lsp.edits import carry_out

FIXTURE = ROOT / "tests" / "fixtures" / "language"
GOLDEN = Path(__file__).with_name("answers.json")
SHOP = "pages/shop/shop.wxml"


def run(work: Coroutine[Any, Any, None]) -> None:
    asyncio.run(work)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy of the fixture, in a folder whose name has to be escaped in URIs."""
    return Path(shutil.copytree(FIXTURE, tmp_path / "点餐 shop"))


def plain(value: Any, root: Path) -> Any:
    """Return an answer as short JSON that names no folder of this machine."""
    if isinstance(value, types.Range):
        start, end = value.start, value.end
        return f"{start.line}:{start.character}-{end.line}:{end.character}"
    if isinstance(value, list | tuple):
        return [plain(item, root) for item in value]
    if hasattr(value, "__attrs_attrs__"):
        names = [field.name for field in value.__attrs_attrs__]
        fields = {name: plain(getattr(value, name), root) for name in names}
        return {name: field for name, field in fields.items() if field is not None}
    return value.replace(root.as_uri(), "…") if isinstance(value, str) else value


async def answers(editor: Editor, root: Path) -> dict[str, Any]:
    """Ask one question of every kind."""
    file = root / SHOP
    text = file.read_text("utf-8")
    uri = editor.open(file)
    document = types.TextDocumentIdentifier(uri)
    tag = at(uri, text, "<price-▮tag amount")
    handler = at(uri, text, 'bindtap="tog▮gle"')
    data = at(uri, text, "{{ti▮tle}}")
    completions = await editor.text_document_completion_async(types.CompletionParams(**tag))
    assert isinstance(completions, types.CompletionList)
    chosen = [item for item in completions.items if item.label in ("price-tag", "button")]
    everything = types.ReferenceContext(include_declaration=True)
    uses = types.ReferenceContext(include_declaration=False)
    asked = {
        "capabilities": editor.greeting.capabilities,
        "completion": chosen,
        "hover": await editor.text_document_hover_async(types.HoverParams(**tag)),
        "definition": await editor.text_document_definition_async(types.DefinitionParams(**tag)),
        "references": await editor.text_document_references_async(
            types.ReferenceParams(context=everything, **handler)
        ),
        "uses": await editor.text_document_references_async(
            types.ReferenceParams(context=uses, **handler)
        ),
        "prepare rename": await editor.text_document_prepare_rename_async(
            types.PrepareRenameParams(**data)
        ),
        "rename": await editor.text_document_rename_async(
            types.RenameParams(new_name="heading", **data)
        ),
        "document symbols": await editor.text_document_document_symbol_async(
            types.DocumentSymbolParams(document)
        ),
        "tokens": await editor.text_document_semantic_tokens_full_async(
            types.SemanticTokensParams(document)
        ),
        "links": await editor.text_document_document_link_async(types.DocumentLinkParams(document)),
        "workspace symbols": await editor.workspace_symbol_async(
            types.WorkspaceSymbolParams("TOG")
        ),
    }
    return {name: plain(answer, root) for name, answer in asked.items()}


def test_every_kind_of_question_has_its_answer(project: Path, pytestconfig: pytest.Config) -> None:
    async def work() -> None:
        async with editing(project) as editor:
            found = await answers(editor, project)
            assert editor.logged == []
        if pytestconfig.getoption("--update-samples"):
            GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
        assert found == json.loads(GOLDEN.read_text("utf-8"))

    run(work())


def test_findings_follow_what_is_typed_and_saved(project: Path) -> None:
    async def work() -> None:
        async with editing(project) as editor:
            file = project / SHOP
            uri = editor.open(file)
            configuration = (project / "pages" / "shop" / "shop.json").as_uri()
            await editor.until(lambda: editor.codes(configuration) == ["component-missing"])
            begin = types.Position(0, 0)
            editor.type(uri, "<view>{{lost}</view>", begin, begin)
            await editor.until(lambda: "wxml-unclosed-binding" in editor.codes(uri))
            editor.type(uri, "", begin, types.Position(0, len("<view>{{lost}</view>")))
            await editor.until(lambda: "wxml-unclosed-binding" not in editor.codes(uri))
            # A file that nobody has open, changed by somebody else.
            (project / "pages" / "shop" / "shop.json").write_text("{}", "utf-8")
            change = types.FileEvent(configuration, types.FileChangeType.Changed)
            editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([change]))
            await editor.until(lambda: editor.codes(configuration) == [])
            assert "workspace/didChangeWatchedFiles" in editor.registered

    run(work())


def diagnostics(root: Path) -> list[tuple[str, str]]:
    with Toolchain() as toolchain:
        report = Compiler(DiskTree(root), toolchain).check()
    return [(item.file, item.code) for item in report.diagnostics]


@pytest.mark.parametrize(
    ("marked", "name", "places"),
    [('bindtap="tog▮gle"', "swing", 3), ("{{ti▮tle}}", "heading", 2)],
)
def test_what_a_rename_leaves_behind_compiles_as_before(
    project: Path, marked: str, name: str, places: int
) -> None:
    before = diagnostics(project)

    async def work() -> None:
        async with editing(project) as editor:
            file = project / SHOP
            uri = editor.open(file)
            params = types.RenameParams(new_name=name, **at(uri, file.read_text("utf-8"), marked))
            edit = await editor.text_document_rename_async(params)
            assert edit is not None
            assert carry_out(edit) == places

    run(work())
    assert diagnostics(project) == before
    assert name in (project / "pages" / "shop" / "shop.js").read_text("utf-8")


def test_a_rename_that_cannot_be_is_refused_with_a_sentence(project: Path) -> None:
    async def work() -> None:
        async with editing(project) as editor:
            file = project / SHOP
            text = file.read_text("utf-8")
            uri = editor.open(file)
            for marked, name, words in (
                ('bindtap="tog▮gle"', "two words", "'two words' cannot be a name here."),
                ("<navi▮gator", "link", "Nothing here can be renamed"),
            ):
                params = types.RenameParams(new_name=name, **at(uri, text, marked))
                with pytest.raises(JsonRpcException, match=words) as told:
                    await editor.text_document_rename_async(params)
                assert told.value.code == -32803

    run(work())


def test_a_fix_mends_what_is_underlined(project: Path) -> None:
    script = project / "pages" / "shop" / "shop.js"
    text = script.read_text("utf-8").replace("  onLoad() {", "  onLoad() {\n    debugger")
    script.write_text(text, "utf-8")

    async def work() -> None:
        async with editing(project) as editor:
            uri = editor.open(script)
            wanted = types.CodeActionContext([], only=[types.CodeActionKind.QuickFix])
            line = text[: text.index("debugger")].count("\n")
            place = types.Range(types.Position(line, 4), types.Position(line, 5))
            document = types.TextDocumentIdentifier(uri)
            found = await editor.text_document_code_action_async(
                types.CodeActionParams(document, place, wanted)
            )
            assert found is not None
            [action] = found
            assert isinstance(action, types.CodeAction)
            assert action.edit is not None
            carry_out(action.edit)

    run(work())
    assert "debugger" not in script.read_text("utf-8")


def test_a_text_is_laid_out_anew_or_left_alone_for_a_reason(project: Path) -> None:
    async def work() -> None:
        async with editing(project) as editor:
            file = project / SHOP
            uri = editor.open(file, "<view>  <text>a</text>\n</view>\n")
            params = types.DocumentFormattingParams(
                types.TextDocumentIdentifier(uri), types.FormattingOptions(4, insert_spaces=True)
            )
            edits = await editor.text_document_formatting_async(params)
            assert edits
            edit = types.WorkspaceEdit(changes={uri: edits})
            file.write_text("<view>  <text>a</text>\n</view>\n", "utf-8")
            carry_out(edit)
            assert file.read_text("utf-8") == "<view>\n    <text>a</text>\n</view>\n"
            editor.replace(uri, "<view")
            with pytest.raises(JsonRpcException, match=r"shop\.wxml"):
                await editor.text_document_formatting_async(params)

    run(work())


def test_what_is_no_project_is_answered_quietly(tmp_path: Path) -> None:
    async def work() -> None:
        async with editing(tmp_path) as editor:
            uri = editor.open(tmp_path / "notes.wxml", "<view></view>")
            place = at(uri, "<view></view>", f"<vi{CURSOR}ew></view>")
            assert (
                await editor.text_document_completion_async(types.CompletionParams(**place)) is None
            )
            assert await editor.text_document_hover_async(types.HoverParams(**place)) is None
            loose = editor.open(tmp_path / "a", "<view/>", uri="untitled:Untitled-1")
            document = types.TextDocumentIdentifier(loose)
            symbols = types.DocumentSymbolParams(document)
            assert await editor.text_document_document_symbol_async(symbols) == []
            # A project comes to be around the open document.
            (tmp_path / "app.json").write_text('{"pages": ["notes"]}', "utf-8")
            born = types.FileEvent((tmp_path / "app.json").as_uri(), types.FileChangeType.Created)
            editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([born]))
            assert await editor.text_document_hover_async(types.HoverParams(**place))
            # Half of it is gone again.
            (tmp_path / "app.js").write_text("App({})", "utf-8")
            (tmp_path / "app.json").write_text('{"pages": [', "utf-8")
            editor.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([born]))
            assert await editor.text_document_hover_async(types.HoverParams(**place))
            await editor.until(lambda: editor.codes((tmp_path / "app.json").as_uri()))
            assert editor.logged == []

    run(work())


def test_a_client_that_knows_little_gets_the_plain_forms(project: Path) -> None:
    async def work() -> None:
        async with editing(project, capabilities=types.ClientCapabilities()) as editor:
            file = project / SHOP
            text = file.read_text("utf-8")
            uri = editor.open(file)
            tag = at(uri, text, "<price-▮tag amount")
            completions = await editor.text_document_completion_async(types.CompletionParams(**tag))
            assert isinstance(completions, types.CompletionList)
            edits = [item.text_edit for item in completions.items]
            assert not [edit for edit in edits if edit and "$" in edit.new_text]
            found = await editor.text_document_definition_async(types.DefinitionParams(**tag))
            assert isinstance(found, list)
            assert isinstance(found[0], types.Location)
            edit = await editor.text_document_rename_async(
                types.RenameParams(new_name="swing", **at(uri, text, 'bindtap="tog▮gle"'))
            )
            assert edit is not None
            assert edit.changes is not None
            assert edit.document_changes is None
            assert editor.registered == []

    run(work())


def test_two_projects_of_one_workspace_know_nothing_of_each_other(tmp_path: Path) -> None:
    one = Path(shutil.copytree(FIXTURE, tmp_path / "one"))
    other = Path(shutil.copytree(FIXTURE, tmp_path / "other"))

    async def work() -> None:
        async with editing(tmp_path) as editor:
            text = (one / SHOP).read_text("utf-8")
            for root in (one, other):
                uri = editor.open(root / SHOP)
                params = types.RenameParams(new_name="swing", **at(uri, text, 'bindtap="tog▮gle"'))
                edit = await editor.text_document_rename_async(params)
                assert edit is not None
                uris = [item.text_document.uri for item in edit.document_changes or ()]  # type: ignore[union-attr]
                assert {uri.startswith(root.as_uri()) for uri in uris} == {True}

    run(work())


def test_a_question_that_is_taken_back_and_one_that_fails_harm_nobody(project: Path) -> None:
    async def work() -> None:
        async with editing(project) as editor:
            file = project / SHOP
            uri = editor.open(file)
            text = file.read_text("utf-8")
            search = editor.protocol.send_request(
                types.WORKSPACE_SYMBOL, types.WorkspaceSymbolParams(""), msg_id="search"
            )
            editor.protocol.notify(types.CANCEL_REQUEST, types.CancelParams("search"))
            with pytest.raises(JsonRpcException, match="cancel"):
                await asyncio.wrap_future(search)
            beyond = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(9999, 9))
            assert await editor.text_document_hover_async(beyond) is None
            unknown = editor.protocol.send_request("textDocument/no-such-thing", {})
            with pytest.raises(JsonRpcException):
                await asyncio.wrap_future(unknown)
            hover = types.HoverParams(**at(uri, text, "<price-▮tag amount"))
            assert await editor.text_document_hover_async(hover)

    run(work())


def test_what_cannot_be_read_is_answered_with_an_error() -> None:
    document = {"uri": "file:///none/a.wxml"}
    said = [
        {"id": 1, "method": "initialize", "params": {"capabilities": {}}},
        {"id": 2, "method": "textDocument/hover", "params": {"textDocument": 5}},
        {"id": 3, "method": "textDocument/codeAction", "params": {}},
        {"method": "textDocument/didChange", "params": {"textDocument": document}},
        {"method": "textDocument/didClose", "params": {"textDocument": document}},
        {"method": "$/something", "params": None},
        {"id": 4, "method": "shutdown"},
        {"method": "exit"},
    ]
    bodies = [json.dumps({"jsonrpc": "2.0", **message}).encode() for message in said]
    frames = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(body), body) for body in bodies)
    ended = served(frames)
    assert ended.returncode == 0
    answers = {one["id"]: one for one in messages(ended.stdout) if "id" in one}
    assert [answers[number].get("error", {}).get("code") for number in (1, 2, 3, 4)] == [
        None,
        -32602,
        -32602,
        None,
    ]


@pytest.mark.parametrize("said", [b"", b"Content-Length: 5\r\n\r\n{bad}"])
def test_the_server_goes_when_its_client_is_gone(said: bytes) -> None:
    ended = served(said)
    assert ended.returncode == 1
    assert [one["jsonrpc"] for one in messages(ended.stdout)] == ["2.0"] * bool(said)


def served(said: bytes) -> subprocess.CompletedProcess[bytes]:
    """Start a server, say something and go."""
    command = [sys.executable, "-m", "ide.cli", "lsp", "--stdio"]
    return subprocess.run(
        command, cwd=ROOT, input=said, capture_output=True, timeout=120, check=False
    )


def messages(frames: bytes) -> list[dict[str, Any]]:
    """Return what a server said; everything on its output is a message."""
    parts = frames.split(b"Content-Length: ")
    assert parts[0] == b""
    return [json.loads(part.partition(b"\r\n\r\n")[2]) for part in parts[1:]]


def test_nothing_of_the_window_and_no_compiler_is_loaded_to_begin_with() -> None:
    program = (
        "import sys, ide.lsp.command, ide.lsp.features\n"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'qtpy'))])"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"
