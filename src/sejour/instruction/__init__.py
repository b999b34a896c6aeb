"""The order of work of agents, their checks, proposals and decisions by two persons."""
