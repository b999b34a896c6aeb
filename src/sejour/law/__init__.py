"""The law of residence permits as pure functions of facts, with their reasons.

Standard library only. Three rooms:

- the vocabulary: `sources`, `findings`, `periods`, `calendars`, `kinds`, `dated`, `tables`, `facts`;
- the rules: `filing`, `grace`, `continuity`, `work`, `silence`, one subject a file;
- the questions (`questions/`): one question of the public contract a file; `asking` answers them
  for the platform, the command line and the API alike.

The numbers and lists of the law are dated data in `data/`, never code.
"""
