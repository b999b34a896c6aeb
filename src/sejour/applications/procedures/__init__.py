"""Procedures as data: what can be asked for, by whom, in which steps, with which questions.

A procedure is one readable file of `data/`; adding one needs no code (docs/guides/adding-a-procedure.md).
What the law decides (channel, window, pieces, fee, documents owed) is never written there: it is asked of
`sejour.law` for the article or the request that the file names.
"""
