"""What the platform holds about a person: seen, taken away as JSON, PDF or files, and put right."""
