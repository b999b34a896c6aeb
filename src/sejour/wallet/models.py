"""Offers to wallets, the credentials issued, and the lists that tell which no longer hold."""

import uuid

from django.db import models
from django.db.models import F, Q

from sejour.continuity.models import ProvisionalDocument
from sejour.identity.models import Person

MOST_WRONG_CODES = 5


class WalletOffer(models.Model):
    """An offer of a document to one wallet, made by its holder. Only digests of its secrets are kept."""

    public_id = models.UUIDField("identifiant public", default=uuid.uuid4, unique=True)
    person = models.ForeignKey(
        Person, verbose_name="personne", on_delete=models.PROTECT, related_name="wallet_offers"
    )
    document = models.ForeignKey(
        ProvisionalDocument,
        verbose_name="document",
        on_delete=models.PROTECT,
        related_name="wallet_offers",
    )
    code_digest = models.BinaryField("empreinte du code", max_length=32, unique=True)
    confirmation_digest = models.BinaryField("empreinte du code de confirmation", max_length=32)
    wrong_codes = models.PositiveSmallIntegerField("codes de confirmation faux", default=0)
    made_at = models.DateTimeField("faite le")
    expires_at = models.DateTimeField("valable jusqu'au")
    ended_at = models.DateTimeField("arrêtée le", null=True)
    token_digest = models.BinaryField("empreinte du jeton", max_length=32, null=True, unique=True)
    token_expires_at = models.DateTimeField("jeton valable jusqu'au", null=True)

    class Meta:
        verbose_name = "offre à un portefeuille"
        constraints = [
            models.CheckConstraint(
                name="wallet_offer_ends_after_it_begins", condition=Q(expires_at__gt=F("made_at"))
            ),
            models.CheckConstraint(
                name="wallet_offer_ends_at_the_last_wrong_code",
                condition=Q(wrong_codes__lt=MOST_WRONG_CODES)
                | Q(wrong_codes=MOST_WRONG_CODES, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="wallet_token_has_an_end",
                condition=Q(token_digest=None, token_expires_at=None)
                | Q(token_digest__isnull=False, token_expires_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="document_has_one_open_wallet_offer",
                fields=["document"],
                condition=Q(ended_at=None, token_digest=None),
            ),
        ]
        indexes = [models.Index(name="wallet_offer_by_person", fields=["person", "-made_at"])]

    def __str__(self) -> str:
        return f"offre {self.public_id}"


class StatusList(models.Model):
    """A list of bits, one a credential that expires in `period`: a set bit is a credential that fell."""

    period = models.DateField("mois d'expiration")
    rank = models.PositiveSmallIntegerField("rang dans le mois")
    size = models.PositiveIntegerField("nombre de places")
    taken = models.PositiveIntegerField("places prises", default=0)

    class Meta:
        verbose_name = "liste d'état"
        constraints = [
            models.UniqueConstraint(name="status_list_has_one_rank_a_period", fields=["period", "rank"]),
            models.CheckConstraint(
                name="status_list_has_room_for_what_it_holds", condition=Q(taken__lte=F("size"))
            ),
        ]

    def __str__(self) -> str:
        return f"liste d'état {self.pk}"


class WalletCredential(models.Model):
    """One credential in a wallet: its place in a list, and the key of the holder it is bound to.

    Its content is not kept: it is the document's, as it was on the day of issue.
    """

    offer = models.ForeignKey(
        WalletOffer,
        verbose_name="offre",
        on_delete=models.PROTECT,
        related_name="credentials",
        db_index=False,
    )
    document = models.ForeignKey(
        ProvisionalDocument,
        verbose_name="document",
        on_delete=models.PROTECT,
        related_name="wallet_credentials",
    )
    status_list = models.ForeignKey(
        StatusList,
        verbose_name="liste d'état",
        on_delete=models.PROTECT,
        related_name="credentials",
        db_index=False,
    )
    index = models.PositiveIntegerField("place dans la liste")
    key_thumbprint = models.CharField("empreinte de la clé", max_length=43)
    issued_at = models.DateTimeField("émise le")
    expires_at = models.DateTimeField("valable jusqu'au")
    revoked_at = models.DateTimeField("retirée le", null=True)

    class Meta:
        verbose_name = "attestation en portefeuille"
        constraints = [
            models.UniqueConstraint(name="wallet_credential_has_its_place", fields=["status_list", "index"]),
            models.UniqueConstraint(name="wallet_credential_has_its_key", fields=["offer", "key_thumbprint"]),
            models.CheckConstraint(
                name="wallet_credential_expires_after_issue", condition=Q(expires_at__gt=F("issued_at"))
            ),
        ]
        indexes = [
            models.Index(
                name="wallet_credential_revoked",
                fields=["status_list", "index"],
                condition=Q(revoked_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"attestation en portefeuille {self.pk}"


class UsedNonce(models.Model):
    """A nonce that served, until it would have ended anyway."""

    digest = models.BinaryField("empreinte", max_length=32, primary_key=True)
    expires_at = models.DateTimeField("valable jusqu'au")

    class Meta:
        verbose_name = "nonce utilisé"
        indexes = [models.Index(name="used_nonce_by_end", fields=["expires_at"])]

    def __str__(self) -> str:
        return "nonce utilisé"
