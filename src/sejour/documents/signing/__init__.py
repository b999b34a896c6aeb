"""Signs papers (PAdES) and says of a PDF whether it is one of ours, whole and untouched."""
