"""What happens to offers and credentials."""

from sejour.wallet.services.exchange import exchange_code
from sejour.wallet.services.issue import issue_credentials
from sejour.wallet.services.offer import make_offer
from sejour.wallet.services.remove import remove_from_wallet

__all__ = ["exchange_code", "issue_credentials", "make_offer", "remove_from_wallet"]
