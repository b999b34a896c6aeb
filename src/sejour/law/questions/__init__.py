"""The questions of the public contract, one a file: typed facts in, a typed answer out."""
