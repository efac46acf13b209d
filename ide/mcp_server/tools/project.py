"""Tools about the project as files: open, check, render, read."""

from __future__ import annotations

import asyncio
import fnmatch
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import CallToolResult, ImageContent, TextContent
from pydantic import BaseModel, Field

from ide.mcp_server import bounds
from ide.mcp_server.commanding import commanded
from ide.mcp_server.pictures import image
from ide.mcp_server.stage import Phone, Stage
from renderer.compiler.source import DiskTree

_MOST_PICTURES = 6
_MOST_LINES = 2000
_SEVERITIES = ("error", "warning", "info", "hint")


class Opened(BaseModel):
    """The project in use."""

    name: str
    root: str
    app_id: str
    pages: list[str]


class Diagnostic(BaseModel):
    """Something wrong, where, and what to do about it."""

    file: str
    line: int
    column: int
    severity: str
    code: str
    message: str
    hint: str = ""


class Checked(BaseModel):
    """What the compiler says of the whole project."""

    clean: bool
    errors: int
    warnings: int
    diagnostics: list[Diagnostic]
    packages: dict[str, int]
    """Bytes of each package."""
    note: str = ""


class RuleFinding(BaseModel):
    """A place where a rule of the submission is broken."""

    rule: str
    severity: str
    place: str
    message: str
    hint: str = ""


class Preflight(BaseModel):
    """What the checks of a submission came to."""

    result: str
    findings: list[RuleFinding]
    note: str = ""


class RenderedPage(BaseModel):
    """A page as it was rendered in a fresh app."""

    page: str
    status: str
    text: str
    errors: list[dict[str, Any]]


class Rendered(BaseModel):
    """Pages in the order they were asked for."""

    pages: list[RenderedPage]
    note: str = ""


class Files(BaseModel):
    """Paths from the project's root."""

    files: list[str]
    note: str = ""


class Contents(BaseModel):
    """Lines of a file."""

    path: str
    first_line: int
    lines: int
    """How many the whole file has."""
    text: str


class ProjectTools:
    """Each reads the project in use; none writes."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def open_project(
        self,
        project: Annotated[str, Field(description="Folder of the project, best an absolute path")],
        device: Annotated[
            str | None, Field(description="Phone, by id or name, such as iphone-15")
        ] = None,
        theme: Annotated[str | None, Field(pattern="^(light|dark)$")] = None,
        language: Annotated[str | None, Field(description="Of the phone: zh_CN, en, …")] = None,
    ) -> Opened:
        """Choose the mini-program that the other tools are about. Its app starts with the first
        tool that needs it."""
        wishes = Phone()
        if device is not None:
            wishes["device"] = device
        if theme is not None:
            wishes["theme"] = theme
        if language is not None:
            wishes["language"] = language
        folder = await self._stage.open(Path(project).expanduser(), wishes)
        return Opened(
            name=folder.name, root=str(folder.root), app_id=folder.app_id, pages=_routes(folder.app)
        )

    async def close_app(self) -> str:
        """End the app of the project in use; the next tool that needs it starts it afresh."""
        ended = await self._stage.close_app()
        return "The app was ended." if ended else "No app was running."

    async def check(self) -> Checked:
        """Compile every file of the project on disk and list what is wrong, with place and
        remedy."""
        found = await commanded("check", self._stage.folder.root)
        rows = [Diagnostic(**_known(row)) for row in found["diagnostics"]]
        errors = sum(row.severity == "error" for row in rows)
        kept, note = bounds.first(rows)
        return Checked(
            clean=errors == 0,
            errors=errors,
            warnings=sum(row.severity == "warning" for row in rows),
            diagnostics=kept,
            packages={
                str(size["name"] or "main"): int(size["bytes"]) for size in found["packages"]
            },
            note=note,
        )

    async def preflight(self) -> Preflight:
        """Check the project against the rules of a submission: privacy, sizes, APIs, navigation,
        contents and more."""
        found = await commanded("preflight", self._stage.folder.root)
        titles = {check["id"]: str(check["title"]) for check in found["checks"]}
        rows = [
            RuleFinding(
                rule=f"{row['check']} {titles[row['check']]}",
                severity=row["severity"],
                place=f"{row['file']}:{row['line']}" if row["line"] else str(row["file"]),
                message=row["message"],
                hint=row.get("hint") or "",
            )
            for row in found["findings"]
        ]
        kept, note = bounds.first(sorted(rows, key=lambda row: _SEVERITIES.index(row.severity)))
        return Preflight(result=str(found["result"]), findings=kept, note=note)

    async def snapshot(
        self,
        pages: Annotated[
            list[str], Field(description="Pages with their query, such as pages/a/a?id=1")
        ] = [],  # noqa: B006
        device: Annotated[str | None, Field(description="Phone, by id or name")] = None,
    ) -> Annotated[CallToolResult, Rendered]:
        """Render pages, each in a fresh app of its own, and return pictures, texts and errors.
        Without pages: the one shown first."""
        root = self._stage.folder.root
        with TemporaryDirectory() as kept:
            arguments = ["--out", kept, *(part for page in pages for part in ("--page", page))]
            arguments += ["--device", device] if device else []
            document = await commanded("snapshot", root, *arguments)
            rows = [_rendered(row) for row in document["pages"]]
            shots = [Path(row["screenshot"]) for row in document["pages"] if row.get("screenshot")]
            pictures = [image(shot.read_bytes()) for shot in shots[:_MOST_PICTURES]]
        left = len(shots) - len(pictures)
        note = f"{left} pictures were left out; ask for fewer pages." if left > 0 else ""
        result = Rendered(pages=rows, note=note)
        text = TextContent(type="text", text=result.model_dump_json(exclude_defaults=True))
        content: list[TextContent | ImageContent] = [text, *pictures]
        return CallToolResult(content=[*content], structured_content=result.model_dump())

    async def list_files(
        self,
        pattern: Annotated[
            str, Field(description="Such as pages/**/*.wxml; * crosses folders")
        ] = "*",
    ) -> Files:
        """List the files of the project, without node_modules and hidden folders."""
        tree = DiskTree(self._stage.folder.root)
        paths = sorted(await asyncio.to_thread(tree.scan))
        kept, note = bounds.first([one for one in paths if fnmatch.fnmatchcase(one, pattern)], 1000)
        return Files(files=kept, note=note)

    async def read_file(
        self,
        path: Annotated[str, Field(description="From the project's root, with slashes")],
        first_line: Annotated[int, Field(ge=1)] = 1,
        lines: Annotated[int, Field(ge=1, le=_MOST_LINES)] = 400,
    ) -> Contents:
        """Read a text file of the project."""
        data = DiskTree(self._stage.folder.root).read(path)
        if data is None:
            raise ToolError(f"There is no file {path} in the project; list_files names them.")
        try:
            rows = data.decode("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise ToolError(f"{path} is no text in UTF-8.") from error
        part = "\n".join(rows[first_line - 1 : first_line - 1 + lines])
        text = bounds.short_text(part, advice="Ask for fewer lines.")
        return Contents(path=path, first_line=first_line, lines=len(rows), text=text)


def _known(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in Diagnostic.model_fields}


def _rendered(row: dict[str, Any]) -> RenderedPage:
    errors, note = bounds.first(row["errors"], 20)
    text = bounds.short_text(str(row["text"]), 4000)
    more = [{"kind": "note", "message": note}] if note else []
    return RenderedPage(page=row["page"], status=row["status"], text=text, errors=errors + more)


def _routes(app: Mapping[str, Any]) -> list[str]:
    """Return the pages that app.json lists; what is written wrong there is ``check``'s to tell."""
    found = [str(page) for page in _list(app.get("pages"))]
    for key in ("subpackages", "subPackages"):
        for package in _list(app.get(key)):
            if isinstance(package, Mapping):
                root = str(package.get("root") or "").strip("/")
                found += [f"{root}/{page}" for page in _list(package.get("pages"))]
    return found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
