"""My wallet: put a document in the wallet of a telephone, see what is there, take it back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sejour.core import clock
from sejour.core.errors import NotFound, Refusal
from sejour.identity.access import Applicant
from sejour.portal.doors import attached_only, tell
from sejour.ui.qr import qr_code
from sejour.ui.responses import post_only
from sejour.wallet import selectors, services
from sejour.wallet.services.offer import Offered


@attached_only
def my_wallet(request: HttpRequest, applicant: Applicant) -> HttpResponse:
    """List what may enter a wallet, and what did."""
    return _page(request, applicant, None)


@post_only
@attached_only
def offer(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:
    """Offer a document to a wallet: the link, the code to scan and the one to type are shown this once."""
    assert applicant.person is not None
    try:
        offered = services.make_offer(
            person=applicant.person, public_id=public_id, actor=applicant.actor, at=clock.now()
        )
    except NotFound:
        raise
    except Refusal as refusal:
        tell(request, refusal)
        return redirect("portal:wallet")
    return _page(request, applicant, offered)


@post_only
@attached_only
def remove(request: HttpRequest, applicant: Applicant, public_id: UUID) -> HttpResponse:
    """Take a document back from a wallet; a second click finds it done."""
    assert applicant.person is not None
    services.remove_from_wallet(
        person=applicant.person, public_id=public_id, actor=applicant.actor, at=clock.now()
    )
    messages.success(
        request, "C'est retiré : ce portefeuille ne prouve plus rien. Vos droits n'ont pas changé."
    )
    return redirect("portal:wallet")


def _page(request: HttpRequest, applicant: Applicant, offered: Offered | None) -> HttpResponse:
    assert applicant.person is not None
    now = clock.now()
    context = {
        "offered": offered,
        "qr": qr_code(offered.link) if offered else None,
        "receivable": selectors.receivable(applicant.person, now),
        "locked": selectors.locked(applicant.person),
        "received": selectors.received(applicant.person, now),
    }
    return render(request, "portal/wallet.html", context)
