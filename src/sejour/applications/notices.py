"""The messages that an application can cause."""

from sejour.notifications.notice import declare

FILED = declare("application_filed", "notices/application_filed.txt", priority=50)
COMPLEMENT_REQUESTED = declare("complement_requested", "notices/complement_requested.txt", priority=50)
COMPLEMENT_REMINDER = declare("complement_reminder", "notices/complement_reminder.txt")
FILE_INCOMPLETE = declare("file_incomplete", "notices/file_incomplete.txt", priority=20)
COMPLEMENT_ANSWERED = declare("complement_answered", "notices/complement_answered.txt")
REFERRED = declare("application_referred", "notices/application_referred.txt")
GRANTED = declare("application_granted", "notices/application_granted.txt", priority=50)
DECISION_WAITS = declare("decision_waits", "notices/decision_waits.txt", priority=50)
WITHDRAWN = declare("application_withdrawn", "notices/application_withdrawn.txt")
CLOSED = declare("application_closed", "notices/application_closed.txt", priority=50)
REOPENED = declare("application_reopened", "notices/application_reopened.txt")
CARD_MADE = declare("card_made", "notices/card_made.txt")
COMPLETED = declare("application_completed", "notices/application_completed.txt")
REMINDER = declare("permit_reminder", "notices/permit_reminder.txt")
