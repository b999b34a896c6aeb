"""Addresses for wallets and verifiers: from the root, where their standards look."""

from django.urls import path

from sejour.api import wallet
from sejour.wallet import addresses

app_name = "wallet"
urlpatterns = [
    path(addresses.ISSUER_METADATA, wallet.issuer_metadata, name="issuer_metadata"),
    path(addresses.SERVER_METADATA, wallet.server_metadata, name="server_metadata"),
    path(f"{addresses.TYPES}<path:path>", wallet.type_metadata, name="type_metadata"),
    path(addresses.TOKEN, wallet.token, name="token"),
    path(addresses.NONCE, wallet.nonce, name="nonce"),
    path(addresses.CREDENTIAL, wallet.credential, name="credential"),
    path(f"{addresses.STATUS_LISTS}<int:number>", wallet.status_list, name="status_list"),
]
