"""Messages about accounts."""

from sejour.notifications.notice import declare

SIGN_IN_LINK = declare("sign_in_link", "notices/sign_in_link.txt", priority=100, is_secret=True)
