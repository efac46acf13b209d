"""When something was, in the words of a person: today at two, yesterday, a date."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from ide.i18n import tr, translator


def moment(noted: str, today: date) -> str:
    """Return an ISO 8601 local time in words; empty when it is none."""
    try:
        when = datetime.fromisoformat(noted)
    except ValueError:
        return ""
    locale = QLocale(translator.code)
    days = (today - when.date()).days
    if days in (0, 1):
        clock = locale.toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)
        return tr("start.today" if days == 0 else "start.yesterday", time=clock)
    return locale.toString(QDate(when.year, when.month, when.day), QLocale.FormatType.ShortFormat)
