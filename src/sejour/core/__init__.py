"""The few things everyone needs: clock, published facts, sealed journal, refusals, references."""
