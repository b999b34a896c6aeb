"""Addresses of the pages of agents."""

from django.urls import path

from sejour.desk import continuity, decisions, file, queue, register

app_name = "desk"
urlpatterns = [
    path("", queue.home, name="home"),
    path("liste/", queue.work_list, name="queue"),
    path("suivant/", queue.take_next, name="take_next"),
    path("recherche/", queue.search, name="search"),
    path("cartes/", queue.cards, name="cards"),
    path("guichet/", queue.paper_filing, name="paper"),
    path("continuite/", continuity.gaps, name="continuity"),
    path("registre/", register.refused_lines, name="register"),
    path("dossier/<str:reference>/", file.overview, name="file"),
    path("dossier/<str:reference>/prendre/", file.take, name="take"),
    path("dossier/<str:reference>/rendre/", file.release, name="release"),
    path("dossier/<str:reference>/pieces/<slug:code>/", file.piece, name="piece"),
    path("dossier/<str:reference>/demander/", file.ask, name="ask"),
    path("dossier/<str:reference>/commission/", file.refer, name="refer"),
    path("dossier/<str:reference>/attestation/", file.grant_attestation, name="grant"),
    path("dossier/<str:reference>/carte-fabriquee/", file.card_made, name="card_made"),
    path("dossier/<str:reference>/remettre/", file.hand_over, name="hand_over"),
    path("dossier/<str:reference>/accepter/", decisions.propose_grant, name="propose_grant"),
    path("dossier/<str:reference>/refuser/", decisions.propose_refusal, name="propose_refusal"),
    path("dossier/<str:reference>/confirmer/", decisions.confirm, name="confirm"),
    path("dossier/<str:reference>/renvoyer/", decisions.send_back, name="send_back"),
]
