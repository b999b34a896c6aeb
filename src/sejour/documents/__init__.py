"""Files that people give and papers that the platform draws: stored, encrypted, never edited."""
