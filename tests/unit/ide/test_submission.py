"""The checks before a submission, and the package they let through."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ide.submit import package
from ide.submit.files import package_files
from ide.submit.form import Form
from ide.submit.history import History, Written, next_version
from ide.submit.project_facts import Submission

GOOD = Form("1.2.0", "Adds the evening menu", "1.1.9")
Make = Callable[..., Submission]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A sound project with files changed, or taken away with None."""

    def build(
        files: dict[str, str | bytes | None] | None = None,
        *,
        app: dict[str, Any] | None = None,
        config: dict[str, Any] | None = None,
        form: Form = GOOD,
    ) -> Submission:
        root = tmp_path / "project"
        described = {
            "pages": ["pages/a/a", "pages/b/b"],
            "lazyCodeLoading": "requiredComponents",
            **(app or {}),
        }
        content: dict[str, str | bytes | None] = {
            "app.json": json.dumps(described, indent=2),
            "app.js": "App({})\n",
        }
        for page in ("pages/a/a", "pages/b/b"):
            content |= {f"{page}.wxml": "<view/>\n", f"{page}.js": "Page({})\n"}
        for path, text in (content | (files or {})).items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if text is not None:
                file.write_bytes(text if isinstance(text, bytes) else text.encode())
        settings = {"appid": "wx0123456789abcdef", **(config or {})}
        return Submission(root, root, settings, form)

    return build


def test_links_out_of_the_project_are_not_packed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.js"
    secret.write_text("key")
    app = tmp_path / "app"
    app.mkdir()
    (app / "link.js").symlink_to(secret)
    assert package_files(app, {}) == []


def test_progress_is_told_until_all_is_done(make: Make, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    package.write(make(), tmp_path / "out", "app", progress=lambda *row: told.append(row))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1]


def test_the_package_holds_exactly_the_files_and_its_manifest_describes_it(
    make: Make, tmp_path: Path
) -> None:
    submission = make({"README.md": "no", "project.config.json": "{}", ".hidden.js": "no"})
    done = package.write(submission, tmp_path / "out", "My / app")
    assert done.file.name == "My-app-1.2.0.zip"
    manifest = json.loads(done.manifest.read_text("utf-8"))
    with zipfile.ZipFile(done.file) as archive:
        assert archive.namelist() == [row["path"] for row in manifest["files"]]
        assert "README.md" not in archive.namelist()
    assert manifest["sha256"] == done.sha256
    assert manifest["appid"] == "wx0123456789abcdef"


def test_a_folder_that_cannot_be_written_is_an_error(make: Make, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(package.PackageError, match="file"):
        package.write(make(), tmp_path / "file", "app")


def test_a_package_is_not_written_into_the_mini_program(make: Make) -> None:
    submission = make()
    with pytest.raises(package.PackageError, match="out"):
        package.write(submission, submission.app_root / "out", "app")
    assert not (submission.app_root / "out").exists()


def test_the_history_knows_the_last_package(tmp_path: Path) -> None:
    history = History(tmp_path / "history.json")
    assert history.last(tmp_path) is None
    for version in ("1.0.0", "1.0.1"):
        history.add(tmp_path, Written(version, "words", "a.zip", "00"))
    last = History(tmp_path / "history.json").last(tmp_path)
    assert last is not None
    assert last.version == "1.0.1"


@pytest.mark.parametrize(
    ("last", "following"), [("", "1.0.0"), ("1.0.9", "1.0.10"), ("2.3", "2.4"), ("odd", "1.0.0")]
)
def test_the_next_version(last: str, following: str) -> None:
    assert next_version(last) == following
