"""No day without a document: what each application gives, issued ahead of need.

- `services/` follows each act: rights are rows, written in the transaction of the act;
- `watch.py` issues, every night and for the whole country, what comes due with time;
- `audit.py` finds every gap-day and its cause from the rows alone, sharing nothing with the watch;
- `selectors.py` says what a person may do on a day.
"""
