"""People, accounts, one-time links, postings of agents."""

import uuid
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from sejour.territory.models import Prefecture


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by address, without regard to case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Return the account of an e-mail address."""
        return self.get(email=normalized_email(username or ""))


def normalized_email(typed: str) -> str:
    """Return an e-mail address in the one form under which it is kept."""
    return typed.strip().lower()


class Account(AbstractBaseUser):
    """A login: it proves that somebody reads an e-mail address, and nothing more."""

    email = models.EmailField("adresse e-mail", unique=True)
    confirmed_at = models.DateTimeField("adresse confirmée le", null=True)
    is_active = models.BooleanField("actif", default=True)
    created_at = models.DateTimeField("créé le")

    USERNAME_FIELD = "email"
    objects = AccountManager()

    class Meta:
        verbose_name = "compte"
        constraints = [
            models.CheckConstraint(name="account_email_is_lower_case", condition=Q(email=Lower("email")))
        ]

    def __str__(self) -> str:
        return f"compte {self.pk}"


class SignInLink(models.Model):
    """A one-time link sent to an address. Only its digest is kept."""

    email = models.EmailField("adresse e-mail")
    digest = models.BinaryField("empreinte", max_length=32, unique=True)
    created_at = models.DateTimeField("créé le")
    expires_at = models.DateTimeField("valable jusqu'au")
    used_at = models.DateTimeField("utilisé le", null=True)

    class Meta:
        verbose_name = "lien de connexion"
        constraints = [
            models.CheckConstraint(
                name="sign_in_link_ends_after_it_begins", condition=Q(expires_at__gt=F("created_at"))
            )
        ]

    def __str__(self) -> str:
        return f"lien {self.pk}"


class Sex(models.TextChoices):
    """Sex as the register writes it; empty where it does not say."""

    FEMALE = "F", "féminin"
    MALE = "M", "masculin"


class Person(models.Model):
    """A person in the register: one history, whatever the number of accounts and applications."""

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    foreigner_number = models.CharField("numéro étranger", max_length=10, unique=True, null=True)  # noqa: DJ001
    family_name = models.CharField("nom", max_length=120)
    usage_name = models.CharField("nom d'usage", max_length=120, blank=True)
    given_names = models.CharField("prénoms", max_length=160, blank=True)
    native_name = models.CharField(
        "nom dans sa propre écriture", max_length=240, blank=True, default="", db_default=""
    )
    sex = models.CharField("sexe", max_length=1, blank=True, choices=Sex)
    born_year = models.PositiveSmallIntegerField("année de naissance", null=True)
    born_month = models.PositiveSmallIntegerField("mois de naissance", null=True)
    born_day = models.PositiveSmallIntegerField("jour de naissance", null=True)
    birth_commune = models.CharField("commune de naissance", max_length=5, blank=True)
    birth_country = models.CharField("pays de naissance", max_length=5, blank=True)
    nationality = models.CharField("nationalité", max_length=5, blank=True)
    address = models.CharField("adresse", max_length=200, blank=True)
    address_complement = models.CharField("complément d'adresse", max_length=200, blank=True)
    postal_code = models.CharField("code postal", max_length=10, blank=True)
    city = models.CharField("commune", max_length=120, blank=True)
    departement = models.CharField("département", max_length=3, blank=True)
    prefecture = models.ForeignKey(
        Prefecture, verbose_name="préfecture", on_delete=models.PROTECT, null=True, related_name="+"
    )
    email = models.CharField("courriel", max_length=254, blank=True)
    phone = models.CharField("téléphone", max_length=30, blank=True)
    language = models.CharField("langue", max_length=3, default="fr")
    contact_as_of = models.DateField("coordonnées connues au", null=True)
    search_name = models.CharField("nom de recherche", max_length=420, blank=True)
    account = models.OneToOneField(
        Account, verbose_name="compte", on_delete=models.PROTECT, null=True, related_name="person"
    )

    class Meta:
        verbose_name = "personne"
        constraints = [
            models.CheckConstraint(
                name="foreigner_number_has_ten_digits",
                condition=Q(foreigner_number__isnull=True) | Q(foreigner_number__regex=r"^\d{10}$"),
            ),
            models.CheckConstraint(
                name="birth_month_is_known_with_year",
                condition=Q(born_month__isnull=True) | Q(born_year__isnull=False, born_month__range=(1, 12)),
            ),
            models.CheckConstraint(
                name="birth_day_is_a_day",
                condition=Q(born_day__isnull=True) | Q(born_year__isnull=False, born_day__range=(1, 31)),
            ),
        ]
        indexes = [models.Index(name="person_by_search_name", fields=["search_name"])]

    def __str__(self) -> str:
        return f"personne {self.pk}"

    @property
    def full_name(self) -> str:
        """The name to show: the family name in capitals, once, and given names where there are some."""
        name = self.family_name.upper()
        if self.usage_name and self.usage_name.upper() != name:
            name = f"{name} ({self.usage_name.upper()})"
        return f"{self.given_names} {name}".strip()

    @property
    def born_on_text(self) -> str:
        """The date of birth, `00` for what is unknown, as papers print it."""
        if self.born_year is None:
            return ""
        return f"{self.born_day or 0:02d}/{self.born_month or 0:02d}/{self.born_year}"

    def was_born_on(self, year: int, month: int, day: int) -> bool:
        """Tell whether this is the date of birth, 0 standing for an unknown day or month."""
        return (self.born_year, self.born_month or 0, self.born_day or 0) == (year, month, day)

    @property
    def birth_date(self) -> date | None:
        """The date of birth where day and month are known."""
        if self.born_year is None or not self.born_month or not self.born_day:
            return None
        return date(self.born_year, self.born_month, self.born_day)


class Role(models.TextChoices):
    """What an agent may do."""

    INSTRUCTOR = "instructor", "instruit les demandes"
    SIGNATORY = "signatory", "signe les décisions"
    STEERING = "steering", "pilote au niveau national"


class Posting(models.Model):
    """An agent's place and role. Without a prefecture the posting is national."""

    account = models.ForeignKey(
        Account, verbose_name="compte", on_delete=models.PROTECT, related_name="postings"
    )
    prefecture = models.ForeignKey(
        Prefecture, verbose_name="préfecture", on_delete=models.PROTECT, null=True, related_name="+"
    )
    role = models.CharField("rôle", max_length=12, choices=Role)
    name = models.CharField("nom affiché", max_length=80)
    ended_on = models.DateField("fin", null=True)

    class Meta:
        verbose_name = "affectation"
        constraints = [
            models.UniqueConstraint(
                name="agent_has_one_current_posting", fields=["account"], condition=Q(ended_on=None)
            ),
            models.CheckConstraint(
                name="only_steering_is_national",
                condition=Q(role=Role.STEERING, prefecture=None)
                | (~Q(role=Role.STEERING) & Q(prefecture__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"affectation {self.pk}"
