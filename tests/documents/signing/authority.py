"""An authority that answers on this machine, by certomancer: time-stamps, OCSP, revocation lists."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

from asn1crypto import pem
from certomancer.integrations.animator import Animator, AnimatorArchStore
from certomancer.registry import ArchLabel, CertLabel, CertomancerConfig
from cryptography import x509

from sejour.documents.keys import Use
from sejour.documents.signing.levels import TIME_STAMP_ROOTS
from tests.documents.keys.folders import p256, private_pem, rsa_key

ARCH = "essais"
DAYS = {"valid-from": "2020-01-01T00:00:00+0000", "valid-to": "2049-12-31T00:00:00+0000"}


def _asks(*, ocsp: bool) -> list[dict]:
    """Return the extensions that say where to ask whether a certificate is revoked."""
    if ocsp:
        params = {"schema": "aia-urls", "params": {"ocsp-responder-names": ["ocsp"]}}
        return [{"id": "authority_information_access", "smart-value": params}]
    params = {"schema": "crl-dist-url", "params": {"crl-repo-names": ["crl"]}}
    return [{"id": "crl_distribution_points", "smart-value": params}]


def _usage(*names: str) -> dict:
    return {
        "id": "key_usage",
        "critical": True,
        "smart-value": {"schema": "key-usage", "params": list(names)},
    }


def _authority() -> list[dict]:
    constraints = {"id": "basic_constraints", "critical": True, "value": {"ca": True}}
    return [constraints, _usage("key_cert_sign", "crl_sign")]


def _extended(purpose: str) -> dict:
    return {"id": "extended_key_usage", "critical": True, "value": [purpose]}


def _config() -> dict:
    named = ("root", "middle", "papers", "stamps", "responder")
    certs = {
        "root": {"issuer": "root", "extensions": _authority()},
        "middle": {"issuer": "root", "extensions": [*_authority(), *_asks(ocsp=False)]},
        "papers": {
            "issuer": "middle",
            "extensions": [_usage("digital_signature", "non_repudiation"), *_asks(ocsp=True)],
        },
        "stamps": {
            "issuer": "root",
            "extensions": [_usage("digital_signature"), _extended("time_stamping"), *_asks(ocsp=False)],
        },
        "responder": {
            "issuer": "middle",
            "extensions": [
                _usage("digital_signature"),
                _extended("ocsp_signing"),
                {"id": "ocsp_no_check", "value": None},
            ],
        },
    }
    return {
        "keysets": {ARCH: {"path-prefix": ".", "keys": {name: {"path": f"{name}.pem"} for name in named}}},
        "pki-architectures": {
            ARCH: {
                "keyset": ARCH,
                "entity-defaults": {"country-name": "FR", "organization-name": "ESSAIS"},
                "entities": {name: {"common-name": name} for name in named},
                "certs": {name: {"subject": name, "validity": DAYS} | told for name, told in certs.items()},
                "services": {
                    "time-stamping": {"stamps": {"signing-cert": "stamps"}},
                    "ocsp": {"ocsp": {"for-issuer": "middle", "responder-cert": "responder"}},
                    "crl-repo": {
                        "crl": {
                            "for-issuer": "root",
                            "signing-key": "root",
                            "simulated-update-schedule": "P1D",
                        }
                    },
                },
            }
        },
    }


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Answering:
    """The authority. `asked` are the paths that were asked for; those with `is_down` in them fail."""

    url: str
    animator: Animator
    folder: Path
    asked: list[str]
    is_down: str = ""

    def __call__(self, environ: dict, start_response):
        path = environ["PATH_INFO"]
        self.asked.append(path)
        if self.is_down and self.is_down in path:
            start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
            return [b""]
        return self.animator(environ, start_response)

    @property
    def time_stamps(self) -> str:
        return f"{self.url}/{ARCH}/tsa/stamps"

    def certificate(self, name: str) -> bytes:
        return pem.armor("CERTIFICATE", self._arch.get_cert(CertLabel(name)).dump())

    @property
    def _arch(self):
        return self.animator.architectures[ArchLabel(ARCH)]

    def install(self, keys: Path) -> None:
        """Put its key of papers, and itself as who says the time, in a folder of keys."""
        (keys / f"{Use.PAPERS}.key.pem").write_bytes((self.folder / "papers.pem").read_bytes())
        chain = b"".join(map(self.certificate, ("papers", "middle", "root")))
        (keys / f"{Use.PAPERS}.crt.pem").write_bytes(chain)
        (keys / TIME_STAMP_ROOTS).write_bytes(self.certificate("root"))

    def root(self) -> x509.Certificate:
        return x509.load_pem_x509_certificate(self.certificate("root"))


@contextmanager
def answering(folder: Path) -> Iterator[Answering]:
    """Run the authority while the block runs."""
    for name in ("root", "middle", "papers", "responder"):
        (folder / f"{name}.pem").write_bytes(private_pem(p256()))
    (folder / "stamps.pem").write_bytes(private_pem(rsa_key()))
    with make_server("127.0.0.1", 0, lambda *_: [], handler_class=_Quiet) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        config = CertomancerConfig(_config(), str(folder), external_url_prefix=url)
        animator = Animator(AnimatorArchStore(config.pki_archs), with_web_ui=False)
        found = Answering(url, animator, folder, [])
        server.set_app(found)
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield found
        finally:
            server.shutdown()
            thread.join()
