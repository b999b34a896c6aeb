"""Prefectures and countries: reference data, loaded from `data/`."""

from zoneinfo import ZoneInfo

from django.db import models


class Prefecture(models.Model):
    """The authority competent for the permits of one département (R.431-20)."""

    code = models.CharField("code du département", max_length=3, primary_key=True)
    name = models.CharField("nom", max_length=120)
    departement = models.CharField("département", max_length=80)
    timezone = models.CharField("fuseau horaire", max_length=40)
    court = models.CharField("tribunal administratif", max_length=60)
    court_address = models.CharField("adresse du tribunal", max_length=300, blank=True)
    address = models.CharField("adresse", max_length=300, blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)

    class Meta:
        verbose_name = "préfecture"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The local time, by which days begin and end here (P-9)."""
        return ZoneInfo(self.timezone)


class Country(models.Model):
    """A country, by its INSEE code."""

    code = models.CharField("code INSEE", max_length=5, primary_key=True)
    name = models.CharField("nom", max_length=80)
    nationality = models.CharField("nationalité", max_length=80, blank=True)

    class Meta:
        verbose_name = "pays"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name
