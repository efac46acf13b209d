"""Bluetooth LE peripherals written down as YAML, and the radio that finds and connects them."""
