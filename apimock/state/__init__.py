"""The phone's state: one dataclass a section, all of them in ``device.Device``."""
