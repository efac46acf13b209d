"""The JavaScript transforms of the compiler, run in one Node process."""
