"""The demonstration's extract can be made again, byte for byte."""

import gzip
import io
from hashlib import sha256

from bench.register.make_register import write_register
from sejour.legacy.extract import COLUMNS
from tests.legacy.extracts import ON, REAL


def test_the_generator_makes_the_demonstration_again():
    made = io.BytesIO()
    faults = write_register(made, count=20_000, seed=1, on=ON, faults=0.03)
    assert sha256(made.getvalue()).digest() == sha256(gzip.decompress(REAL.read_bytes())).digest()
    assert faults["duplicate_line"] == 43


def test_the_generator_writes_the_columns_that_the_import_reads():
    made = io.BytesIO()
    write_register(made, count=1, seed=1, on=ON, faults=0)
    assert made.getvalue().decode().splitlines()[0].split(";") == list(COLUMNS)
