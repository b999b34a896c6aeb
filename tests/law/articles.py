"""Articles as the texts list them, copied from the texts and not from the data files."""


def articles(listed: str) -> list[str]:
    """Read a list of articles written as the texts write them: `L.421-22 -23 -26` goes on with `-23`."""
    found: list[str] = []
    for word in listed.split():
        chapter = found[-1].split("-")[0] if word.startswith("-") else ""
        found.append(chapter + word)
    return found


R431_15_2_AL1 = articles(
    "L.421-22 -23 -26 -27 -28 -29 L.422-14 L.423-1 -6 -7 -11 -12 -13 -14 -15 -16 -22 "
    "L.424-1 -3 -9 -11 -13 -18 -19 -21 L.425-1 -3 L.426-1 -2 -3 -5 -6 -7 -10"
)
R431_15_2_AL2_WORK_PERMIT = articles("L.421-1 -3 -34")
R431_15_2_AL2_LONG_STAY_VISA = articles("L.421-9 -11 -13-1 -14 -15 -16 -17 -18 -19 -20 -21")
R431_15_2_AL3 = articles("L.426-12 -13")
IN_NO_LIST_OF_R431_15_2 = articles("L.422-1 -10 -12 L.423-8 -21 -23 L.425-9 L.426-20 L.435-1 -2 -3 -4")

R431_14 = articles(
    "L.422-10 -14 -12 L.423-1 -7 -8 -13 -14 -15 -22 L.425-1 L.426-5 L.421-22 -23 -26 -27 -28 -29 "
    "L.424-9 -11 -18 -19 L.423-6 -11 -12 -16 L.424-1 -3 -13 -21 L.425-3 L.426-1 -2 -3 -6 -7 -10"
)
IN_NO_LIST_OF_R431_14 = articles("L.422-1 L.423-21 -23 L.425-9 L.426-20 L.435-1")

WITHOUT_WORK_WHEN_RENEWED = articles("L.426-20 -23 -8 -9 L.421-30 -31")

SILENCE_OF_90_DAYS = articles("L.421-26 -27 -30 -31 -34 L.422-1 -2 -5 -6 -10 -14 L.426-22 -23 L.421-11")
SILENCE_OF_60_DAYS = articles("L.421-14 -15")

R431_6 = articles(
    "L.423-6 -10 -11 -12 -16 L.424-1 -3 -5 -13 -21 L.425-3 L.426-2 -3 -6 -7 -10 -17",
)

# Annex 9 by arrêté: its day, its articles, its certainty, and whether first issues and renewals are in.
ANNEX_9 = [
    ("2021-05-01", "L.422-1 -2 -5 -6 L.421-9 -11 -14 -22 -23 L.426-20 L.424-1 -9", "medium", True, True),
    ("2022-01-01", "L.233-1", "medium", True, True),
    ("2023-04-05", "L.421-34 L.233-2 -5 L.423-1 -2 -7 -8", "high", True, True),
    ("2023-04-05", "L.423-6 -10 -11 -12", "high", True, False),
    ("2023-06-22", "L.423-14 -15 -21", "low", True, True),
    ("2023-10-02", "L.423-22 L.425-1 -6 -7 -9 ACCORD-6-7", "high", True, True),
    ("2023-10-02", "L.425-3 -8", "high", True, False),
    (
        "2024-07-04",
        "L.423-6 -10 -11 -12 -16 L.425-3 -8 L.426-1 -2 -3 -6 -7 -10 L.421-12 -25 L.426-17 "
        "ACCORD-7BIS ACCORD-7TER",
        "high",
        False,
        True,
    ),
    ("2024-07-04", "L.426-4", "high", True, True),
]
IN_NO_LIST_OF_ANNEX_9 = articles("L.421-1 -3 -5 L.423-23 L.435-1 -2 -3 -4")

# What a permit costs: L.436-1, L.436-4, L.436-8.
REDUCED_TAX = articles("L.421-34 L.422-1 -2 -3 -4 -5 -6 -10 -11 -12 -14 L.423-14 -15 L.426-5 -6 -7 -22 -23")
NO_TAX_AT_FIRST = articles("L.423-22 L.424-1 -3 -9 -11 -18 -19 L.425-9 L.426-2")
NO_TAX_EVER = articles("L.426-8 -9")
EXEMPT_OF_TAX_AND_STAMP = articles("L.423-5 -17 -18 L.425-1 -3 -6 -8")
NO_REGULARISATION = articles("L.424-1 -3 -5 -9 -11 -13 -14 -18 -19 -21 L.423-22 L.426-1 -2 -3")
AUTORISATIONS_PROVISOIRES = articles("L.425-4 -10 L.426-21 R.581-4")
CARDS_OF_THE_UNION = articles("L.233-1 -2 -5 L.234-1")

# L.432-13: the commission, before refusing a carte temporaire, a carte de résident, or withdrawing.
COMMISSION_CARTE_TEMPORAIRE = articles("L.423-1 -7 -13 -14 -15 -21 -22 -23 L.425-9 L.426-5")
COMMISSION_CARTE_RESIDENT = articles("L.423-11 -12 L.424-1 -3 -13 -21 L.425-3 L.426-1 -2 -3 -6 -7 -10")
COMMISSION_WITHDRAWAL = articles("L.423-19 L.412-10")

# L.413-5 and L.433-1-1: whom the limit of renewals spares.
WITHOUT_RENEWAL_LIMIT = articles(
    "L.421-3 L.422-1 -2 -5 -6 L.423-13 L.425-9 L.426-20 -22 -23 L.421-9 -11 -13-1 -14 -15 -16 -17 -18 -19 "
    "-20 -21 -22 -23 -26 -27 -28 -29 -30 -31 -34"
)
NO_CARTE_TEMPORAIRE = articles("L.423-6 -10 L.424-1 -9 L.426-1 -4 -10 -17 L.233-2")
WITH_RENEWAL_LIMIT = articles("L.421-1 -5 L.423-1 -7 -14 -15 -21 -22 -23 L.435-1")
