"""Everything that writes messages and sends them."""

import smtplib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from procrastinate.contrib.django import app

from sejour.identity.models import Person
from sejour.notifications.errors import MailUnavailable
from sejour.notifications.models import Message, MessageState
from sejour.notifications.notice import Notice

BATCH = 100


def post(
    *,
    notice: Notice,
    key: str,
    email: str,
    context: dict[str, Any],
    at: datetime,
    person: Person | None = None,
) -> Message | None:
    """Write a message and queue its sending, in the caller's transaction; None if it was written before."""
    message = write_message(notice=notice, key=key, email=email, context=context, at=at, person=person)
    if message is not None:
        queue_sending([message.pk], priority=notice.priority)
    return message


def queue_sending(ids: Sequence[int], *, priority: int = 0) -> None:
    """Queue the sending of messages, a few to a job: a job that fails keeps back only its own."""
    for start in range(0, len(ids), BATCH):
        app.configure_task("sejour.notifications.tasks.send_messages", priority=priority).defer(
            ids=list(ids[start : start + BATCH])
        )


def write_message(
    *,
    notice: Notice,
    key: str,
    email: str,
    context: dict[str, Any],
    at: datetime,
    person: Person | None = None,
) -> Message | None:
    """Write a message unless its key was written before; return it if it is new.

    Whoever has no usable address gets none: what the message says stands in their account all the same.
    """
    if not email:
        return None
    subject, text = notice.write({"site": settings.SITE_URL, **context})
    written = Message.objects.bulk_create(
        [
            Message(
                key=key,
                notice=notice.name,
                person=person,
                email=email,
                subject=subject,
                text=text,
                is_secret=notice.is_secret,
                created_at=at,
            )
        ],
        ignore_conflicts=True,
    )
    if not written:
        return None
    return Message.objects.filter(key=key, created_at=at, state=MessageState.QUEUED).first()


def send_messages(*, ids: Iterable[int], at: datetime, last_try: bool = False) -> int:
    """Send queued messages over one connection; return how many went out.

    Raises MailUnavailable when something is to be tried again: the server does not answer, and everything
    stays queued; or it puts a message off, and the others go out. An address that it refuses for good is
    marked and stops no other.
    """
    states = []
    connection = get_connection(fail_silently=False)
    try:
        for message_id in ids:
            states.append(_send(message_id, connection, at, last_try))
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnavailable from error
    finally:
        # A server that left first is no news here: what was sent is sent.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    if MessageState.QUEUED in states:
        raise MailUnavailable
    return states.count(MessageState.SENT)


def _send(message_id: int, connection: Any, at: datetime, last_try: bool) -> str:
    """Send one message; return the state in which it is left, nothing where another job has it."""
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(pk=message_id, state=MessageState.QUEUED)
            .first()
        )
        if message is None:
            return ""
        message.attempts += 1
        try:
            message.proof = _deliver(message, connection)
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError) as refused:
            # The server answers, and does not want this message (ValueError: this is no address).
            message.last_error = str(refused)[:300]
            message.state = (
                MessageState.QUEUED if _may_pass(refused) and not last_try else MessageState.FAILED
            )
        except (OSError, smtplib.SMTPException) as error:
            if not last_try:
                raise
            message.last_error = str(error)[:300]
            message.state = MessageState.FAILED
        else:
            message.state = MessageState.SENT
            message.sent_at = at
            message.last_error = ""
            if message.is_secret:
                message.text = ""
        message.save()
        return str(message.state)


def _may_pass(refused: Exception) -> bool:
    """Tell whether a refusal may pass with time: codes from 400 to 499 say « not now » (a full mailbox…)."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        return all(400 <= code < 500 for code, _ in refused.recipients.values())
    return isinstance(refused, smtplib.SMTPDataError) and 400 <= refused.smtp_code < 500


def _deliver(message: Message, connection: Any) -> str:
    # The same message always bears the same identifier: a mailbox that gets it twice can tell. A process
    # killed between the server's yes and our commit sends it again, rather than never.
    identifier = f"<message-{message.pk}@{settings.MAIL_DOMAIN}>"
    mail = EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[message.email],
        connection=connection,
        headers={"Message-ID": identifier, "Auto-Submitted": "auto-generated", "Content-Language": "fr"},
    )
    # Opened by the first message, kept for the next ones.
    connection.open()
    mail.send()
    return f"{connection.host}:{connection.port} {identifier}"
