"""Messages that the platform owes to people: declared, written once, sent by e-mail, proven.

A message is a row, written in the transaction of what it tells; sending comes after and is tried
again. Its key makes it unique: nobody is told the same thing twice.
"""
