"""What may go wrong with messages."""


class MailUnavailable(Exception):
    """The mail server does not answer; messages wait and are tried again."""
