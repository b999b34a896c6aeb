"""Draws the kept pages of papers again: `python -m tests.documents.pictures`. Look at them, then commit."""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["SEJOUR_DRAW_PAGES"] = "1"
    sys.exit(pytest.main(["-q", str(Path(__file__).with_name("test_paper_pictures.py"))]))
