"""What the entries of the form are called (no Qt)."""

from __future__ import annotations

from ide.i18n import catalogue, tr

_NAMES = {
    "version": "submit.version",
    "desc": "submit.description",
    "items": "submit.items",
    "order_path": "submit.order_path",
    "test_account": "submit.step.account",
    "test_account.user": "submit.account_user",
    "test_account.password": "submit.account_password",
    "test_account.steps": "submit.account_steps",
    "notes": "submit.notes",
    "feedback": "submit.answer",
    "ugc.other_scene": "submit.other_scene",
    "ugc.method": "submit.methods",
    "ugc.audit_desc": "submit.audit_desc",
    "ugc": "submit.step.content",
    "media": "submit.step.media",
    "privacy": "submit.step.privacy",
}
"""Key of the title, by the entry or by what holds it."""


def entry_name(field: str) -> str:
    """Return the title of an entry as form.json names it; the nearest title that there is."""
    parts = field.split(".")
    if parts[0] == "items" and len(parts) == 3:
        title = tr(f"submit.item.{parts[2]}")
        return tr("submit.item_entry", title=title, number=int(parts[1]) + 1)
    for key in (f"submit.{field}", f"personal_data.{parts[-1]}"):
        if parts[0] in ("basic", "privacy") and key in catalogue("en"):
            return tr(key)
    for length in range(len(parts), 0, -1):
        key = _NAMES.get(".".join(parts[:length]), "")
        if key:
            return tr(key)
    return field
