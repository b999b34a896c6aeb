"""Opening of procedures, place by place, and the training that must come first. Nothing here yet."""
