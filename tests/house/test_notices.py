"""The third-party notices name exactly what the locks bring."""

from __future__ import annotations

from bootstrap import notices


def test_the_notices_list_the_packages_of_the_locks() -> None:
    text = notices.NOTICES.read_text(encoding="utf-8")
    packages = notices.npm_packages() + notices.python_packages()
    rows = [f"| {p.name} | {p.version} | {p.registry} | {p.licence} |" for p in packages]
    assert [row for row in rows if row not in text] == []
