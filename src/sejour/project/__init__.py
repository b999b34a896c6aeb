"""Settings and wiring: what makes a running platform out of the packages below."""
