"""Replay: the platform's promises on any history, through the same services as the live platform.

- `events.py`: what a line of a history may say;
- `player.py`: plays the events day by day, with the watch each night;
- `result.py`: which documents existed and which days were not covered, for each person;
- `scratch.py`: a database of its own, thrown away at the end.
"""
