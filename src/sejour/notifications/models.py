"""Messages, and what became of them."""

from django.db import models
from django.db.models import Q

from sejour.identity.models import Person


class MessageState(models.TextChoices):
    """The life of a message."""

    QUEUED = "queued", "à envoyer"
    SENT = "sent", "envoyé"
    FAILED = "failed", "non remis"


class Message(models.Model):
    """One message to one address. `key` says what it tells: the same key is never written twice."""

    key = models.CharField("clé", max_length=120, unique=True)
    notice = models.CharField("avis", max_length=40)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, null=True, related_name="messages"
    )
    email = models.CharField("adresse", max_length=254)
    subject = models.CharField("objet", max_length=200)
    text = models.TextField("texte")
    is_secret = models.BooleanField("porte un lien de connexion", default=False)
    created_at = models.DateTimeField("écrit le")
    state = models.CharField("état", max_length=8, choices=MessageState, default=MessageState.QUEUED)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    last_error = models.CharField("dernière erreur", max_length=300, blank=True)
    sent_at = models.DateTimeField("envoyé le", null=True)
    proof = models.CharField("preuve d'envoi", max_length=300, blank=True)

    class Meta:
        verbose_name = "message"
        constraints = [
            models.CheckConstraint(
                name="message_is_sent_at_an_instant",
                condition=Q(state=MessageState.SENT, sent_at__isnull=False)
                | (~Q(state=MessageState.SENT) & Q(sent_at=None)),
            )
        ]
        indexes = [
            models.Index(name="message_to_send", fields=["id"], condition=Q(state=MessageState.QUEUED)),
            models.Index(name="message_by_person", fields=["person", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"
