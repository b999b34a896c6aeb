"""What wallets and verifiers read first, held to the shapes of the standards by a reader of theirs."""

import json
from pathlib import Path

import pytest
from openvc.openid4vci import parse_credential_issuer_metadata, parse_credential_offer
from openvc.type_metadata import validate_type_metadata

from sejour.wallet.types import DEPOT, SEJOUR, TYPES_BY_NAME
from tests.architecture.tree import ROOT
from tests.factories.days import NOON
from tests.wallet.wallets import Wallet

pytestmark = pytest.mark.django_db
SITE = "http://localhost:8000"
RULEBOOK = Path(ROOT) / "docs" / "wallet" / "rulebook.md"


def well_known(http, name: str):
    answer = http.get(f"{SITE}/.well-known/{name}")
    assert answer.headers["cache-control"] == "public, max-age=3600"
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.json()


def test_the_issuer_describes_itself(here):
    found = well_known(here, "openid-credential-issuer")
    assert found["credential_issuer"] == SITE
    assert set(found["credential_configurations_supported"]) == set(TYPES_BY_NAME)
    for configuration in found["credential_configurations_supported"].values():
        assert configuration["format"] == "dc+sd-jwt"
        assert configuration["cryptographic_binding_methods_supported"] == ["jwk"]


def test_the_token_endpoint_describes_itself(here):
    found = well_known(here, "oauth-authorization-server")
    assert found["issuer"] == SITE
    assert found["grant_types_supported"] == ["urn:ietf:params:oauth:grant-type:pre-authorized_code"]


def test_a_reader_of_the_standard_reads_the_issuer_of_a_real_address(here, settings):
    settings.SITE_URL = "https://sejour.example"
    found = parse_credential_issuer_metadata(well_known(here, "openid-credential-issuer"))
    assert found.credential_issuer == "https://sejour.example"
    assert found.nonce_endpoint == "https://sejour.example/api/v1/wallet/nonce"
    assert found.batch_size == 10


def test_a_reader_of_the_standard_reads_an_offer(here, settings, offer):
    settings.SITE_URL = "https://sejour.example"
    link, _ = offer(NOON)
    found = parse_credential_offer(Wallet(here).read_offer(link))
    assert found.credential_configuration_ids == ("attestation_sejour",)


def test_a_type_describes_its_credentials(here, wallet, offer):
    credential = wallet.receive(*offer(), count=1)[0]
    claims = {**credential.claims, **credential.hidden}
    found = validate_type_metadata(
        claims, vct=claims["vct"], resolve=lambda vct: here.get(vct).raise_for_status().content
    )
    assert {claim["path"][0] for claim in found.claims} >= set(credential.hidden)


@pytest.mark.parametrize("path", ["attestation-sejour/2", "x", "%00", "attestation-sejour/1/"])
def test_an_unknown_type_is_not_found(here, path):
    assert here.get(f"{SITE}/vct/{path}").status_code == 404


@pytest.mark.parametrize("found", [SEJOUR, DEPOT], ids=lambda found: found.name)
def test_the_rulebook_says_what_each_claim_means(found):
    text = RULEBOOK.read_text("utf-8")
    assert found.path in text
    missing = [claim.name for claim in found.claims if f"`{claim.name}`" not in text]
    assert not missing


def test_metadata_say_nothing_of_anybody(here):
    assert "foreigner_number" in json.dumps(well_known(here, "openid-credential-issuer"))
    assert "set-cookie" not in here.get(f"{SITE}/.well-known/openid-credential-issuer").headers
