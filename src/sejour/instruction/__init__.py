"""The work of agents: who takes which file, what they ask, propose and confirm, two persons for a decision.

An agent sees the files of their prefecture and no other; every consultation is written down.
"""
