"""« Où en suis-je ? »: a few plain questions, one answer, no account; the address alone holds the answers.

The law composes the answer (`sejour.law.situation`); these pages ask, put it in words, and carry it.
"""
