"""What wallets and verifiers read before anything else: the issuer, its token endpoint, its types.

Shapes: OpenID4VCI 1.0, 12.2.4; RFC 8414; draft-ietf-oauth-sd-jwt-vc-19, 4 (type metadata).
"""

from typing import Any

from sejour.wallet import addresses
from sejour.wallet.credentials import ALGORITHM, FORMAT
from sejour.wallet.types import TYPES_BY_NAME, Claim, CredentialType

LOCALE = "fr-FR"
BATCH = 10
"""How many credentials an offer gives: each is shown once, so that who is shown two cannot link them."""
GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"


def issuer_metadata() -> dict[str, Any]:
    """Return who issues what, where."""
    return {
        "credential_issuer": addresses.issuer(),
        "credential_endpoint": addresses.absolute(addresses.CREDENTIAL),
        "nonce_endpoint": addresses.absolute(addresses.NONCE),
        "batch_credential_issuance": {"batch_size": BATCH},
        "display": [{"name": "Séjour", "locale": LOCALE}],
        "credential_configurations_supported": {
            name: _configuration(found) for name, found in TYPES_BY_NAME.items()
        },
    }


def server_metadata() -> dict[str, Any]:
    """Return how the token endpoint is used. Wallets need no registration: the offer is what lets them in."""
    return {
        "issuer": addresses.issuer(),
        "token_endpoint": addresses.absolute(addresses.TOKEN),
        "token_endpoint_auth_methods_supported": ["none"],
        "grant_types_supported": [GRANT],
        "response_types_supported": [],
        "pre-authorized_grant_anonymous_access_supported": True,
    }


def type_metadata(found: CredentialType) -> dict[str, Any]:
    """Return what a `vct` means."""
    return {
        "vct": found.vct,
        "name": found.title,
        "description": found.description,
        "display": [{"locale": LOCALE, "name": found.title, "description": found.description}],
        "claims": [
            {
                "path": [claim.name],
                "display": [{"locale": LOCALE, "label": claim.label}],
                "mandatory": claim.mandatory,
                "sd": "always",
            }
            for claim in found.claims
        ],
    }


def _configuration(found: CredentialType) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "vct": found.vct,
        "cryptographic_binding_methods_supported": ["jwk"],
        "credential_signing_alg_values_supported": [ALGORITHM],
        "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": [ALGORITHM]}},
        "credential_metadata": {
            "display": [{"name": found.title, "locale": LOCALE, "description": found.description}],
            "claims": [_shown(claim) for claim in found.claims],
        },
    }


def _shown(claim: Claim) -> dict[str, Any]:
    return {
        "path": [claim.name],
        "mandatory": claim.mandatory,
        "display": [{"name": claim.label, "locale": LOCALE}],
    }
