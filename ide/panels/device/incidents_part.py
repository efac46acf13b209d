"""What happens to the phone from outside, as buttons."""

from __future__ import annotations

from functools import partial

from apimock import incidents
from ide.panels.device.flow import Flow
from ide.panels.device.part import Desk, Part
from ide.panels.device.small import strip_button

_LOW, _CRITICAL = 10, 15


class IncidentsPart(Part):
    """A screenshot, scarce memory, a call."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        phone = desk.phone
        flow = Flow(self)
        for key, act in (
            ("device.incidents.capture", partial(incidents.capture_screen, phone)),
            ("device.incidents.memory_low", partial(incidents.memory_warning, phone, _LOW)),
            (
                "device.incidents.memory_critical",
                partial(incidents.memory_warning, phone, _CRITICAL),
            ),
            ("device.incidents.interrupt", partial(incidents.interrupt, phone)),
            ("device.incidents.end", partial(incidents.end_interruption, phone)),
        ):
            flow.addWidget(strip_button(key, act))
