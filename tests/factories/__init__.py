"""Makes what tests begin with, through the services of the platform. Traits are keywords; no subclass."""
