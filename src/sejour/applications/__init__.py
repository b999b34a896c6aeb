"""The file: from draft to outcome. The only owner of its state.

Read `states.py` first: the life of a file is one table.
"""
