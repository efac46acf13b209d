"""The phone: a pure Python model of the device behind every ``wx.*`` call."""
