"""Pages of agents: work list, file on one page, decisions by two persons, continuity, register."""
