"""The lists and numbers of the law: one data file a module, validated once, when loaded.

Each `read_…` function takes what its file holds, and refuses it with the place of the first fault.
"""

from sejour.law.tables.annex_9 import listing_of
from sejour.law.tables.deposit import DEPOSIT
from sejour.law.tables.files import InvalidTable, load
from sejour.law.tables.grace import GRACE_DEPARTEMENTS
from sejour.law.tables.holidays import MAINLAND, ZONES, zone_of
from sejour.law.tables.implicit_refusal import SILENCE_DELAYS
from sejour.law.tables.parameters import PARAMETERS, parameter
from sejour.law.tables.rules import RULES, rule
from sejour.law.tables.work_rights import RENEWAL_WITHOUT_WORK, WORK_RIGHTS, Condition

__all__ = [
    "DEPOSIT",
    "GRACE_DEPARTEMENTS",
    "MAINLAND",
    "PARAMETERS",
    "RENEWAL_WITHOUT_WORK",
    "RULES",
    "SILENCE_DELAYS",
    "WORK_RIGHTS",
    "ZONES",
    "Condition",
    "InvalidTable",
    "listing_of",
    "load",
    "parameter",
    "rule",
    "zone_of",
]
