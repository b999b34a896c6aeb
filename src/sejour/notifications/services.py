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

    Raises MailUnavailable when the server does not answer: everything stays queued. A single address
    that the server refuses is marked and does not stop the others.
    """
    sent = 0
    connection = get_connection(fail_silently=False)
    try:
        for message_id in ids:
            sent += _send(message_id, connection, at, last_try)
    except (OSError, smtplib.SMTPException) as error:
        raise MailUnavailable from error
    finally:
        # A server that left first is no news here: what was sent is sent.
        with suppress(OSError, smtplib.SMTPException):
            connection.close()
    return sent


def _send(message_id: int, connection: Any, at: datetime, last_try: bool) -> int:
    with transaction.atomic():
        message = (
            Message.objects.select_for_update(skip_locked=True)
            .filter(pk=message_id, state=MessageState.QUEUED)
            .first()
        )
        if message is None:
            return 0
        message.attempts += 1
        try:
            proof = _deliver(message, connection)
        except smtplib.SMTPRecipientsRefused as refused:
            _give_up(message, str(refused.recipients))
            return 0
        except (OSError, smtplib.SMTPException) as error:
            if not last_try:
                raise
            _give_up(message, str(error))
            return 0
        message.state = MessageState.SENT
        message.sent_at = at
        message.proof = proof
        message.last_error = ""
        if message.is_secret:
            message.text = ""
        message.save()
        return 1


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
    mail.send()
    return f"{connection.host}:{connection.port} {identifier}"


def _give_up(message: Message, why: str) -> None:
    message.state = MessageState.FAILED
    message.last_error = why[:300]
    message.save()
