"""Everything that writes share codes, checks and receipts."""

from sejour.verification.services.by_code import check_share_code
from sejour.verification.services.by_file import LARGEST_FILE, check_file
from sejour.verification.services.by_number import check_number
from sejour.verification.services.by_seal import check_seal
from sejour.verification.services.receipt import make_receipt
from sejour.verification.services.record import record_check
from sejour.verification.services.share import make_share_code, revoke_share_code

__all__ = [
    "LARGEST_FILE",
    "check_file",
    "check_number",
    "check_seal",
    "check_share_code",
    "make_receipt",
    "make_share_code",
    "record_check",
    "revoke_share_code",
]
