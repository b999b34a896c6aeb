"""Refusals: those of the page, in French; those that a wallet gets, in the words of its standards.

A wallet shows its own words to people: what it gets is a code of OAuth 2.0 (RFC 6749, RFC 6750) or of
OpenID4VCI 1.0 (6.3 and 8.3.1) and a sentence in ASCII, as they require, for whoever writes wallets.
"""

from sejour.core.errors import Refusal


class NothingToReceive(Refusal):
    """The document has ended, or was withdrawn."""

    code = "nothing_to_receive"
    sentence = "Ce document ne prouve plus de droit : il ne peut pas entrer dans un portefeuille."


class WalletRefusal(Refusal):
    """What a wallet is refused."""


class InvalidRequest(WalletRefusal):
    """A parameter of the token request is missing or unknown."""

    code = "invalid_request"
    sentence = "pre-authorized_code and tx_code are both required, once each"


class UnsupportedGrantType(WalletRefusal):
    """Only pre-authorized codes are exchanged."""

    code = "unsupported_grant_type"
    sentence = "only the pre-authorized code grant is supported"


class InvalidGrant(WalletRefusal):
    """Unknown, used, ended or expired offer, or wrong confirmation code: never told apart."""

    code = "invalid_grant"
    sentence = "this offer is over, or the transaction code is wrong; the holder can make another offer"


class InvalidToken(WalletRefusal):
    """Unknown or expired access token."""

    code = "invalid_token"
    sentence = "the access token is unknown or has expired"


class InvalidCredentialRequest(WalletRefusal):
    """The body of the credential request is not what the standard says."""

    code = "invalid_credential_request"
    sentence = "the request is not a credential request of OpenID4VCI 1.0, or has too many proofs"


class UnknownConfiguration(WalletRefusal):
    """The offer was not for this configuration."""

    code = "unknown_credential_configuration"
    sentence = "this credential configuration was not offered"


class UnknownIdentifier(WalletRefusal):
    """No credential identifier is ever given."""

    code = "unknown_credential_identifier"
    sentence = "credentials are asked for by credential_configuration_id here"


class InvalidProof(WalletRefusal):
    """A key proof is missing or does not hold."""

    code = "invalid_proof"
    sentence = "each key needs a fresh jwt proof, ES256, for this issuer, with the current nonce"


class InvalidNonce(WalletRefusal):
    """The nonce is not ours, too old, or used."""

    code = "invalid_nonce"
    sentence = "the nonce is unknown, used or too old: ask for another one"


class RequestDenied(WalletRefusal):
    """The document no longer proves anything, or the wallet has all that it may have."""

    code = "credential_request_denied"
    sentence = "nothing more is issued for this offer; the holder can make another one"
