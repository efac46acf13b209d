"""What looks wrong while it is being written, beyond what the compiler says."""
