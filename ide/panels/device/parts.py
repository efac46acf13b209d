"""The parts that are drawn for a card, by the name cards.toml gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ide.panels.device.answers_part import AnswersPart
from ide.panels.device.inbox_part import InboxPart
from ide.panels.device.incidents_part import IncidentsPart
from ide.panels.device.internet_part import InternetPart
from ide.panels.device.ledger_part import LedgerPart
from ide.panels.device.lens_part import LensPart
from ide.panels.device.map_part import MapPart
from ide.panels.device.matrix_part import MatrixPart
from ide.panels.device.part import Desk, Part
from ide.panels.device.personas_part import PersonasPart
from ide.panels.device.pose_part import PosePart
from ide.panels.device.radio_part import PeripheralsPart, TagsPart
from ide.panels.device.route_part import RoutePart

PARTS: Mapping[str, Callable[[Desk], Part]] = {
    "answers": AnswersPart,
    "inbox": InboxPart,
    "incidents": IncidentsPart,
    "internet": InternetPart,
    "ledger": LedgerPart,
    "lens": LensPart,
    "map": MapPart,
    "permissions": MatrixPart,
    "personas": PersonasPart,
    "peripherals": PeripheralsPart,
    "pose": PosePart,
    "route": RoutePart,
    "tags": TagsPart,
}
