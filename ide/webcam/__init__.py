"""The computer's own camera as the phone's lens: off until the person turns it on."""
