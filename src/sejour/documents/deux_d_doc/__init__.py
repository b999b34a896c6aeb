"""The State's visible seal, 2D-Doc: written (type 13), read, verified, drawn. Pure: no database, no setting.

What a 2D-Doc says is signed text: a header, fields, and an ECDSA signature, printed as a DataMatrix. It
proves on paper, without a network, who issued it and that nothing was changed; it cannot tell that the
document was withdrawn since. Source: ANTS / France Titres, « Spécifications techniques des codes à barres
2D-Doc », v3.3 (`documents/data`, `docs/decisions/0013-2d-doc.md`).
"""
