"""How well reports are read, measured on annotated sets: ``python -m benchmarks.reading``."""
