"""The authority of one's own: what its certificates say."""

import pytest
from cryptography import x509

from sejour.documents.keys.folder import certificate_file, certificates
from sejour.documents.keys.uses import Use
from tests.documents.keys.folders import made

SITE = "https://sejour.example"


@pytest.mark.parametrize("use", Use)
def test_only_the_certificate_of_credentials_names_the_address_under_which_they_are_issued(tmp_path, use):
    folder = made(tmp_path / "keys", site=SITE)
    extensions = certificates(certificate_file(folder, use), use)[0].extensions
    named = [e.value for e in extensions if isinstance(e.value, x509.SubjectAlternativeName)]
    addresses = [url for names in named for url in names.get_values_for_type(x509.UniformResourceIdentifier)]
    assert addresses == ([SITE] if use is Use.CREDENTIALS else [])


def test_only_the_certificate_of_papers_commits_whoever_signs(tmp_path):
    folder = made(tmp_path / "keys")
    commits = {
        use
        for use in Use
        if certificates(certificate_file(folder, use), use)[0]
        .extensions.get_extension_for_class(x509.KeyUsage)
        .value.content_commitment
    }
    assert commits == {Use.PAPERS}
