"""The lists and numbers of the law: one data file a module, validated once, when loaded.

Each `read_…` function takes what its file holds, and refuses it with the place of the first fault.
"""

from sejour.law.tables.annex_9 import listing_of
from sejour.law.tables.bodies import ACCEPTANCES, Acceptance, Need
from sejour.law.tables.commission import COMMISSION, Consulted
from sejour.law.tables.deposit import DEPOSIT
from sejour.law.tables.fees import FEES, Listed, Prices
from sejour.law.tables.files import InvalidTable, file_names, load
from sejour.law.tables.first_application import FIRST_DEADLINES, FirstDeadline
from sejour.law.tables.grace import GRACE_DEPARTEMENTS
from sejour.law.tables.holidays import MAINLAND, ZONES, zone_of
from sejour.law.tables.implicit_refusal import SILENCE_DELAYS
from sejour.law.tables.integration import INTEGRATION, Demands, Waiver, WaiverReason
from sejour.law.tables.parameters import PARAMETERS, parameter
from sejour.law.tables.renewal_limit import RENEWAL_LIMIT, RenewalLimit
from sejour.law.tables.rules import RULES, rule
from sejour.law.tables.work_proof import WORK_PROOFS
from sejour.law.tables.work_rights import WORK_RIGHTS, Condition

__all__ = [
    "ACCEPTANCES",
    "COMMISSION",
    "DEPOSIT",
    "FEES",
    "FIRST_DEADLINES",
    "GRACE_DEPARTEMENTS",
    "INTEGRATION",
    "MAINLAND",
    "PARAMETERS",
    "RENEWAL_LIMIT",
    "RULES",
    "SILENCE_DELAYS",
    "WORK_PROOFS",
    "WORK_RIGHTS",
    "ZONES",
    "Acceptance",
    "Condition",
    "Consulted",
    "Demands",
    "FirstDeadline",
    "InvalidTable",
    "Listed",
    "Need",
    "Prices",
    "RenewalLimit",
    "Waiver",
    "WaiverReason",
    "file_names",
    "listing_of",
    "load",
    "parameter",
    "rule",
    "zone_of",
]
