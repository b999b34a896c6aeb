"""The messages that continuity can cause."""

from sejour.notifications.notice import declare

DOCUMENT_ISSUED = declare("document_issued", "notices/document_issued.txt", priority=20)
UNCOVERED_DAY = declare("uncovered_day", "notices/uncovered_day.txt", priority=90)
WATCH_FAILED = declare("watch_failed", "notices/watch_failed.txt", priority=90)
