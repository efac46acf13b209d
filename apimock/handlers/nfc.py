"""NFC: tags held to the phone, read and written through the technologies they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apimock.context import Context
from apimock.handlers.coded import fail_code, switch_off
from apimock.observable import Change
from apimock.registry import handles, reacts
from apimock.remote import RemoteObject, answer_made, made, meant

if TYPE_CHECKING:
    from apimock.phone import Phone

TECHNOLOGIES: Mapping[str, str] = {
    "Ndef": "NDEF",
    "NfcA": "NFC-A",
    "NfcB": "NFC-B",
    "IsoDep": "ISO-DEP",
    "NfcF": "NFC-F",
    "NfcV": "NFC-V",
    "MifareClassic": "MIFARE Classic",
    "MifareUltralight": "MIFARE Ultralight",
}
"""Names of the technologies by the objects that speak them."""
_PROPERTIES = {
    "tech": {name[0].lower() + name[1:]: said for name, said in TECHNOLOGIES.items()},
}
_LENGTHS = {"IsoDep": 261, "MifareClassic": 253, "MifareUltralight": 253}
_DONE = {"errCode": 0}
_PAGE = 4


class Adapter(RemoteObject):
    """The app's NFCAdapter; with the app, looking for tags ends."""

    def properties(self) -> Mapping[str, Any]:
        return _PROPERTIES

    def dispose(self) -> None:
        self.phone.device.nfc.discovering = False


class Technology(RemoteObject):
    """An object by which the app speaks to the tag; connected to the tag with this id."""

    def __init__(self, phone: Phone, number: int) -> None:
        super().__init__(phone, number)
        self.connected = ""


def _fails(context: Context, code: int) -> None:
    fail_code(context, "Nfcrwerror", code)


def _tag(phone: Phone) -> dict[str, Any] | None:
    """The tag held to the phone."""
    nfc = phone.device.nfc
    return next((tag for tag in nfc.tags if nfc.present and tag["id"] == nfc.present), None)


@handles("getNFCAdapter")
def get_adapter(context: Context) -> None:
    """The object for reading and writing tags."""
    adapter = made(context, Adapter)
    answer_made(context, adapter, "NFCAdapter")
    adapter.tell("ready")


@handles(*(f"NFCAdapter.get{name}" for name in TECHNOLOGIES))
def get_technology(context: Context) -> None:
    """The object for a technology; the runtime numbers it and the phone learns of it when used."""
    meant(context, Adapter)
    context.ok()


@handles("NFCAdapter.startDiscovery")
def start(context: Context) -> None:
    """Look for tags; iPhones do not let mini-programs do so."""
    adapter, device = meant(context, Adapter), context.device
    if context.dialect == "ios":
        _fails(context, 13000)
    elif not device.switches.nfc:
        _fails(context, 13001)
    elif device.nfc.discovering:
        _fails(context, 13021)
    else:
        device.nfc.discovering = True
        context.ok(_DONE)
        tag = _tag(context.phone)
        if tag is not None:
            _discovered(adapter, tag)


@handles("NFCAdapter.stopDiscovery")
def stop(context: Context) -> None:
    """Look for tags no longer."""
    switch_off(context, context.device.nfc, "discovering", "Nfcrwerror", 13018)


@reacts("nfc.present")
def held(phone: Phone, change: Change) -> None:
    """A tag was held to the phone, or taken away."""
    for item in tuple(phone.objects.values()):
        if isinstance(item, Technology):
            item.connected = ""
    tag = _tag(phone)
    if tag is None or not phone.device.nfc.discovering or not phone.device.apps.foreground:
        return
    for item in tuple(phone.objects.values()):
        if isinstance(item, Adapter):
            _discovered(item, tag)
        elif isinstance(item, Technology) and "NDEF" in tag["techs"]:
            item.tell("ndefMessage", {"messages": messages(tag)})


def _discovered(adapter: Adapter, tag: Mapping[str, Any]) -> None:
    detail: dict[str, Any] = {"id": bytes.fromhex(tag["id"]), "techs": list(tag["techs"])}
    if "NDEF" in tag["techs"]:
        detail["messages"] = messages(tag)
    adapter.tell("discovered", detail)


def messages(tag: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The NDEF message of a tag as the app is told of it."""
    records = [
        {
            "id": bytes.fromhex(record.get("id", "")),
            "type": str(record["type"]).encode(),
            "payload": bytes.fromhex(record["payload"]),
            "tnf": int(record.get("tnf", 1)),
        }
        for record in tag.get("records", ())
    ]
    return [{"records": records}] if records else []


def _spoken(context: Context) -> tuple[Technology, str]:
    return meant(context, Technology), context.name.partition(".")[0]


def _present(context: Context, kind: str) -> dict[str, Any] | None:
    """The tag, if it is there and speaks the technology; otherwise the call fails."""
    tag = _tag(context.phone)
    if not context.device.nfc.discovering:
        _fails(context, 13018)
    elif tag is None:
        _fails(context, 13013)
    elif TECHNOLOGIES[kind] not in tag["techs"]:
        _fails(context, 13015)
    else:
        return tag
    return None


def _connected(context: Context) -> dict[str, Any] | None:
    item, kind = _spoken(context)
    tag = _present(context, kind)
    if tag is not None and item.connected != tag["id"]:
        _fails(context, 13023)
        return None
    return tag


@handles(*(f"{name}.connect" for name in TECHNOLOGIES))
def connect(context: Context) -> None:
    """Connect to the tag."""
    item, kind = _spoken(context)
    tag = _present(context, kind)
    if tag is None:
        return
    if tag.get("broken"):
        _fails(context, 13016)
    elif item.connected:
        _fails(context, 13022)
    else:
        item.connected = tag["id"]
        context.ok(_DONE)


@handles(*(f"{name}.close" for name in TECHNOLOGIES))
def close(context: Context) -> None:
    """End the connection."""
    item, _ = _spoken(context)
    if _connected(context) is not None:
        item.connected = ""
        context.ok(_DONE)


@handles(*(f"{name}.isConnected" for name in TECHNOLOGIES))
def is_connected(context: Context) -> None:
    """Whether a tag is connected; when not, that is a failure."""
    if _connected(context) is not None:
        context.ok(_DONE)


@handles(*(f"{name}.setTimeout" for name in TECHNOLOGIES))
def set_timeout(context: Context) -> None:
    """How long an exchange may take; a simulated tag answers sooner."""
    if _connected(context) is None:
        return
    if context.number_of("timeout", 0) > 0:
        context.ok(_DONE)
    else:
        _fails(context, 13011)


_EXCHANGING = tuple(name for name in TECHNOLOGIES if name != "Ndef")


@handles(*(f"{name}.getMaxTransceiveLength" for name in _EXCHANGING))
def max_length(context: Context) -> None:
    """The most bytes of one exchange."""
    if _connected(context) is not None:
        context.ok({"length": _LENGTHS.get(context.name.partition(".")[0], 253), **_DONE})


@handles("NfcA.getAtqa")
def atqa(context: Context) -> None:
    """ATQA of the tag."""
    tag = _connected(context)
    if tag is not None:
        context.ok({"atqa": bytes.fromhex(tag.get("atqa", "4400")), **_DONE})


@handles("NfcA.getSak")
def sak(context: Context) -> None:
    """SAK of the tag."""
    tag = _connected(context)
    if tag is not None:
        context.ok({"sak": int(tag.get("sak", 0)), **_DONE})


@handles("IsoDep.getHistoricalBytes")
def historical(context: Context) -> None:
    """The historical bytes of the tag."""
    tag = _connected(context)
    if tag is not None:
        context.ok({"histBytes": bytes.fromhex(tag.get("historical", "")), **_DONE})


@handles(*(f"{name}.transceive" for name in _EXCHANGING))
def transceive(context: Context) -> None:
    """Send a command to the tag and get its answer."""
    tag = _connected(context)
    if tag is None:
        return
    data = bytes(context.param("data") or b"")
    if not data:
        _fails(context, 13011)
        return
    answer = _answer(context.phone, tag, data)
    if answer is None and context.name.startswith("IsoDep"):
        answer = b"\x6d\x00"
    if answer is None:
        _fails(context, 13017)
    else:
        context.ok({"data": answer, **_DONE})


def _answer(phone: Phone, tag: dict[str, Any], data: bytes) -> bytes | None:
    """What the tag says: by its script, else reading (30) or writing (A2) a page of its memory."""
    for row in tag.get("script", ()):
        if data.startswith(bytes.fromhex(row["when"])):
            return bytes.fromhex(row["answer"])
    memory = bytearray.fromhex(tag.get("memory", ""))
    if len(data) < 2 or not memory:
        return None
    start = data[1] * _PAGE
    if start >= len(memory):
        return None
    if data[0] == 0x30:
        return bytes((memory * 2)[start : start + 4 * _PAGE])
    if data[0] != 0xA2 or len(data) != 2 + _PAGE:
        return None
    memory[start : start + _PAGE] = data[2:]
    _change(phone, tag, {"memory": memory.hex().upper()})
    return b"\x0a"


@handles("Ndef.writeNdefMessage")
def write(context: Context) -> None:
    """Put another message on the tag: URIs, texts, records, in this order."""
    tag = _connected(context)
    if tag is None:
        return
    if tag.get("locked"):
        _fails(context, 13017)
        return
    records = _records(context)
    if records is None:
        _fails(context, 13012)
        return
    _change(context.phone, tag, {"records": records})
    context.ok(_DONE)


def _records(context: Context) -> list[dict[str, Any]] | None:
    """The records of a call, None when they make no message."""
    made_of: list[dict[str, Any]] = []
    for uri in context.param("uris") or ():
        made_of.append({"type": "U", "payload": (b"\0" + str(uri).encode()).hex().upper()})
    for text in context.param("texts") or ():
        made_of.append({"type": "T", "payload": (b"\x02en" + str(text).encode()).hex().upper()})
    for record in context.param("records") or ():
        if not isinstance(record, Mapping):
            return None
        parts = [record.get(name) or b"" for name in ("id", "type", "payload")]
        if not all(isinstance(part, (bytes, bytearray)) for part in parts):
            return None
        name, kind, payload = (bytes(part) for part in parts)
        made_of.append(
            {
                "id": name.hex().upper(),
                "type": kind.decode("ascii", "replace"),
                "payload": payload.hex().upper(),
                "tnf": int(record.get("tnf", 1)),
            }
        )
    return made_of or None


def _change(phone: Phone, tag: Mapping[str, Any], fields: Mapping[str, Any]) -> None:
    nfc = phone.device.nfc
    nfc.tags = [{**one, **fields} if one["id"] == tag["id"] else one for one in nfc.tags]
