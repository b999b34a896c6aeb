"""People, their accounts, and the postings of agents. Person ≠ account ≠ agent.

A person is in the register whether or not they have an account; an account proves an e-mail
address; attaching the two takes a proof that an outsider does not have.
"""
