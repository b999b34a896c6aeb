"""Addresses of the pages of agents."""

from django.urls import path

from sejour.desk import continuity, decisions, file, law, queue, register

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
    path("droit/", law.changes, name="law_changes"),
    path("droit/<slug:file>/changer/", law.propose, name="law_propose"),
    path("droit/<int:change_id>/", law.change, name="law_change"),
    path("droit/<int:change_id>/approuver/", law.approve, name="law_approve"),
    path("droit/<int:change_id>/ecarter/", law.refuse, name="law_refuse"),
    path("droit/<int:change_id>/recalculer/", law.look_again, name="law_look_again"),
    path("droit/<int:change_id>/annuler/", law.undo, name="law_undo"),
    path("dossier/<slug:reference>/", file.overview, name="file"),
    path("dossier/<slug:reference>/prendre/", file.take, name="take"),
    path("dossier/<slug:reference>/rendre/", file.release, name="release"),
    path("dossier/<slug:reference>/pieces/<slug:code>/", file.piece, name="piece"),
    path("dossier/<slug:reference>/demander/", file.ask, name="ask"),
    path("dossier/<slug:reference>/commission/", file.refer, name="refer"),
    path("dossier/<slug:reference>/attestation/", file.grant_attestation, name="grant"),
    path("dossier/<slug:reference>/carte-fabriquee/", file.card_made, name="card_made"),
    path("dossier/<slug:reference>/remettre/", file.hand_over, name="hand_over"),
    path("dossier/<slug:reference>/accepter/", decisions.propose_grant, name="propose_grant"),
    path("dossier/<slug:reference>/refuser/", decisions.propose_refusal, name="propose_refusal"),
    path("dossier/<slug:reference>/confirmer/", decisions.confirm, name="confirm"),
    path("dossier/<slug:reference>/renvoyer/", decisions.send_back, name="send_back"),
]
