"""Verifiable credentials: attestations in a European wallet, with their status.

- `offer` → `exchange` → `issue`, in `services/`: how a document reaches a wallet (OpenID4VCI 1.0);
- `credentials.py`: the five things asked of the library that speaks SD-JWT VC;
- `types.py` and `claims.py`: what a credential says, and for whom (docs/wallet);
- `status.py`: the signed list that tells verifiers what no longer holds. We learn nothing of who reads it.
"""
