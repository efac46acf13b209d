"""Writes THIRD_PARTY_NOTICES.md: the packages we use, with the texts of those we pass on ourselves.

The npm packages are built into our web bundles and wheel; pip brings the Python ones, with their
own texts, from where their authors published them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from bootstrap.places import NODE_MODULES, ROOT, RUNTIME_LOCK

NOTICES = ROOT / "THIRD_PARTY_NOTICES.md"
_LICENCE_FILE = re.compile(r"^(licen[cs]e|copying|ofl)", re.IGNORECASE)
_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """One package: where it comes from, its version, its licence's name and text."""

    registry: str
    name: str
    version: str
    licence: str
    text: str


def npm_packages() -> list[Package]:
    """Return our npm dependencies and all they depend on, as they lie in node_modules."""
    wanted = list(json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["dependencies"])
    found: dict[str, Package] = {}
    while wanted:
        name = wanted.pop()
        folder = NODE_MODULES / name
        if name in found or not folder.is_dir():
            continue
        facts = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        licence = facts.get("license", "")
        found[name] = Package("npm", name, facts["version"], str(licence), _licence_text(folder))
        wanted += facts.get("dependencies", {})
    return [found[name] for name in sorted(found)]


def python_packages() -> list[Package]:
    """Return the locked Python packages that are installed on this system."""
    packages = []
    for name, version in _LOCKED.findall(RUNTIME_LOCK.read_text(encoding="utf-8")):
        try:
            dist = distribution(name)
        except PackageNotFoundError:
            continue
        packages.append(Package("PyPI", name, version, _licence_name(dist), ""))
    return packages


def _licence_name(dist: Distribution) -> str:
    facts = dist.metadata.json
    plain = str(facts.get("license_expression") or facts.get("license") or "").strip()
    if plain and plain != "UNKNOWN" and "\n" not in plain:
        return plain
    classifiers = [str(c) for c in facts.get("classifier", []) if str(c).startswith("License ::")]
    return classifiers[0].rpartition(" :: ")[2] if classifiers else "see its text"


def _licence_text(folder: Path) -> str:
    for path in sorted(folder.iterdir()):
        if path.is_file() and _LICENCE_FILE.match(path.name):
            return path.read_text(encoding="utf-8", errors="replace").strip()
    return ""


def render(packages: list[Package]) -> str:
    """Return the notices as Markdown: a table, then each different licence text once."""
    lines = ["# Third-party notices", "", "Minideck itself is MIT-licensed, see `LICENSE`.", ""]
    lines += ["| package | version | from | licence |", "|---|---|---|---|"]
    lines += [f"| {p.name} | {p.version} | {p.registry} | {p.licence} |" for p in packages]
    texts: dict[str, list[str]] = {}
    for package in packages:
        if package.text:
            texts.setdefault(package.text, []).append(package.name)
    for text, names in texts.items():
        body = "\n".join(f"    {line}".rstrip() for line in text.splitlines())
        lines += ["", "## " + ", ".join(names), "", body]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    NOTICES.write_text(render(npm_packages() + python_packages()), encoding="utf-8")
