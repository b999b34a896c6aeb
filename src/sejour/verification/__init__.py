"""Who asks about rights, how, and what was answered: share codes, checks, receipts."""
