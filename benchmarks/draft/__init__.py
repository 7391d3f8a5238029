"""How well conflicts are drafted from reports with known models: `benchmarks.draft`."""
