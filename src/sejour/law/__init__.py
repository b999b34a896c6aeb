"""The law of residence permits as pure functions of facts, with their reasons.

Standard library only. Four rooms:

- the vocabulary: `sources`, `findings`, `periods`, `calendars`, `kinds`, `dated`, `reading`, `facts`;
- the tables (`tables/`): the numbers and lists of the law, one file of `data/` a module;
- the rules: `filing`, `grace`, `continuity`, `work`, `silence`, `appeals`, `fees`…, one subject a file;
- the questions (`questions/`): one question of the public contract a file; `asking` answers them
  for the platform, the command line and the API alike, `catalogue` describes them in words, and
  `explaining` tells of a rule which data carry it and which questions can cite it.

The numbers and lists of the law are dated data in `data/`, never code.
"""
