"""Authorised bodies, their keys, whom they follow, and what they are told."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sejour.bodies.choices import BodyKind, EventKind, Level, Purpose
from sejour.identity.models import Person

LONGEST_NAME = 120


class Body(models.Model):
    """A body that a text authorises to ask for the rights of people it names.

    `public_id` is what holders and the journal know it by. Its quotas bound what a stolen key can learn.
    """

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    name = models.CharField("nom", max_length=LONGEST_NAME, unique=True)
    kind = models.CharField("sorte", max_length=12, choices=BodyKind)
    legal_basis = models.CharField("texte qui l'autorise", max_length=200)
    purposes = ArrayField(models.CharField(max_length=8, choices=Purpose), verbose_name="peut demander")
    a_minute = models.PositiveIntegerField("questions par minute")
    a_day = models.PositiveIntegerField("questions par jour")
    registered_at = models.DateTimeField("enregistré le")
    suspended_at = models.DateTimeField("suspendu le", null=True)

    class Meta:
        verbose_name = "organisme habilité"
        constraints = [
            models.CheckConstraint(name="body_names_its_legal_basis", condition=~Q(legal_basis="")),
            models.CheckConstraint(name="body_may_ask_for_something", condition=Q(purposes__len__gte=1)),
            models.CheckConstraint(
                name="body_has_quotas", condition=Q(a_minute__gte=1, a_day__gte=F("a_minute"))
            ),
        ]

    def __str__(self) -> str:
        return f"organisme {self.pk}"


class Channel(models.Model):
    """What a body is told, real people and made-up ones apart: a numbered list of events, without a hole.

    `url` is empty for a body that only comes to fetch. `failures` counts the tries since the last success.
    """

    body = models.ForeignKey(
        Body, verbose_name="organisme", on_delete=models.PROTECT, related_name="channels"
    )
    is_sandbox = models.BooleanField("bac à sable")
    url = models.CharField("adresse", max_length=300, blank=True)
    last_number = models.PositiveBigIntegerField("dernier numéro", default=0)
    failures = models.PositiveIntegerField("échecs de suite", default=0)
    failing_since = models.DateTimeField("en échec depuis", null=True)
    last_error = models.CharField("dernière erreur", max_length=200, blank=True)
    next_try_at = models.DateTimeField("prochain essai", null=True)

    class Meta:
        verbose_name = "canal"
        constraints = [
            models.UniqueConstraint(name="body_has_one_channel_of_each_sort", fields=["body", "is_sandbox"]),
            models.CheckConstraint(
                name="channel_fails_since_a_day_or_not_at_all",
                condition=Q(failures=0, failing_since=None) | Q(failures__gte=1, failing_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"canal {self.pk}"


class Client(models.Model):
    """A key of a body. It has two at once while it replaces one: nothing stops meanwhile.

    A client shows a secret, of which only a keyed digest is kept, or signs with a key of its own.
    """

    client_id = models.CharField("identifiant", max_length=32, unique=True)
    channel = models.ForeignKey(
        Channel, verbose_name="canal", on_delete=models.PROTECT, related_name="clients"
    )
    secret_digest = models.BinaryField("empreinte du secret", max_length=32, null=True)
    public_key = models.JSONField("clé publique", null=True)
    created_at = models.DateTimeField("créé le")
    ended_at = models.DateTimeField("arrêté le", null=True)

    class Meta:
        verbose_name = "accès"
        constraints = [
            models.CheckConstraint(
                name="client_has_a_secret_or_a_key",
                condition=Q(secret_digest__isnull=False, public_key=None)
                | Q(secret_digest=None, public_key__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"accès {self.client_id}"


class Token(models.Model):
    """A short right to ask, given to a client. Only its digest is kept."""

    client = models.ForeignKey(Client, verbose_name="accès", on_delete=models.CASCADE, related_name="tokens")
    digest = models.BinaryField("empreinte", max_length=32, unique=True)
    scope = models.CharField("portée", max_length=80)
    expires_at = models.DateTimeField("valable jusqu'au")

    class Meta:
        verbose_name = "jeton"
        indexes = [models.Index(name="token_by_end", fields=["expires_at"])]

    def __str__(self) -> str:
        return f"jeton {self.pk}"


class UsedAssertion(models.Model):
    """A signed proof of identity that a client has used: it is good once."""

    digest = models.BinaryField("empreinte", max_length=32, primary_key=True)
    expires_at = models.DateTimeField("valable jusqu'au")

    class Meta:
        verbose_name = "preuve utilisée"

    def __str__(self) -> str:
        return f"preuve {self.pk!r}"


class Usage(models.Model):
    """How many questions were asked on a channel since an instant: the minute's, or the day's."""

    channel = models.ForeignKey(Channel, verbose_name="canal", on_delete=models.CASCADE, related_name="+")
    span = models.CharField("durée", max_length=6, choices=[("minute", "minute"), ("day", "jour")])
    begun_at = models.DateTimeField("depuis")
    asked = models.PositiveIntegerField("questions")

    class Meta:
        verbose_name = "consommation"
        constraints = [
            models.UniqueConstraint(
                name="usage_is_counted_once_a_span", fields=["channel", "span", "begun_at"]
            )
        ]

    def __str__(self) -> str:
        return f"consommation {self.pk}"


class Subscription(models.Model):
    """A person whom a body follows, for a purpose, until a day; the person sees it.

    `level`, `until` and `was_withdrawn` are what the body knows: the state after the last event.
    `look_on` is the next day on which time alone may change it, empty where nothing is ahead.
    """

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    channel = models.ForeignKey(
        Channel, verbose_name="canal", on_delete=models.PROTECT, related_name="subscriptions"
    )
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    made_up = models.CharField("personne d'essai", max_length=10, blank=True)
    purpose = models.CharField("pour", max_length=8, choices=Purpose)
    created_at = models.DateTimeField("créé le")
    last_day = models.DateField("jusqu'au")
    ended_at = models.DateTimeField("arrêté le", null=True)
    level = models.CharField("droit connu", max_length=8, choices=Level)
    until = models.DateField("fin connue", null=True)
    was_withdrawn = models.BooleanField("retrait annoncé", default=False)
    look_on = models.DateField("à revoir le", null=True)

    class Meta:
        verbose_name = "abonnement"
        constraints = [
            models.CheckConstraint(
                name="subscription_is_of_a_person_or_of_the_sandbox",
                condition=Q(person__isnull=False, made_up="") | (Q(person=None) & ~Q(made_up="")),
            ),
            models.UniqueConstraint(
                name="body_follows_a_person_once_a_purpose",
                fields=["channel", "person", "made_up", "purpose"],
                condition=Q(ended_at=None),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(name="subscription_by_person", fields=["person"], condition=Q(ended_at=None)),
            models.Index(name="subscription_to_look_at", fields=["look_on"], condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"abonnement {self.public_id}"


class Event(models.Model):
    """Something that happened to a right that a body follows, written by the act that made it happen.

    It gets its number on its channel once the act is committed: a number never appears behind one that the
    body has read. `last_day` is that of the right, empty while it
    has no known end.
    """

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    channel = models.ForeignKey(Channel, verbose_name="canal", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveBigIntegerField("numéro", null=True)
    subscription = models.ForeignKey(
        Subscription, verbose_name="abonnement", on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField("événement", max_length=16, choices=EventKind)
    on = models.DateField("jour")
    level = models.CharField("droit", max_length=8, choices=Level)
    last_day = models.DateField("dernier jour", null=True)
    written_at = models.DateTimeField("écrit le")
    delivered_at = models.DateTimeField("remis le", null=True)

    class Meta:
        verbose_name = "événement"
        constraints = [
            models.UniqueConstraint(name="event_has_its_own_number", fields=["channel", "number"]),
            models.CheckConstraint(
                name="event_has_a_number_once_delivered",
                condition=Q(delivered_at=None) | Q(number__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="event_without_number", fields=["channel", "id"], condition=Q(number=None)),
            models.Index(
                name="event_to_deliver", fields=["channel", "number"], condition=Q(delivered_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"événement {self.public_id}"
