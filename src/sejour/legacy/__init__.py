"""The register of the legacy system: imported, translated, reported; nothing depends on it."""
