"""Addresses of the pages of usagers. Nothing personal stands in them."""

from django.urls import path

from sejour.portal import account, application, documents, filing, law, public, share, sign_in, space, verify
from sejour.portal.situation import views as situation

app_name = "portal"
urlpatterns = [
    path("", public.home, name="home"),
    path("accessibilite/", public.accessibility, name="accessibility"),
    path("donnees-personnelles/", public.personal_data, name="personal_data"),
    path("verifier/", verify.check, name="verify"),
    path("ou-en-suis-je/", situation.question, name="situation"),
    path("ou-en-suis-je/reponse/", situation.answer, name="situation_answer"),
    path("ou-en-suis-je/dates.ics", situation.calendar, name="situation_calendar"),
    path("loi/", law.index, name="law"),
    path("loi/questions/<slug:question>/", law.question, name="law_question"),
    path("loi/regles/<slug:rule_id>/", law.rule, name="law_rule"),
    path("loi/articles/<slug:article>/", law.article, name="law_article"),
    path("loi/changements/", law.changes, name="law_changes"),
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("connexion/envoye/", sign_in.link_sent, name="link_sent"),
    path("connexion/mot-de-passe/", sign_in.with_password, name="sign_in_with_password"),
    path("connexion/lien/<slug:token>/", sign_in.with_link, name="sign_in_with_link"),
    path("deconnexion/", sign_in.sign_out, name="sign_out"),
    path("mon-espace/", space.my_space, name="space"),
    path("mon-espace/rattacher/", space.attach, name="attach"),
    path("mon-espace/messages/", space.my_messages, name="messages"),
    path("mon-espace/compte/", account.my_account, name="account"),
    path("mon-espace/documents/", documents.my_documents, name="documents"),
    path("mon-espace/documents/<uuid:public_id>/", documents.document, name="document"),
    path("mon-espace/documents/<uuid:public_id>/pdf/", documents.document_pdf, name="document_pdf"),
    path("mon-espace/partage/", share.my_codes, name="share"),
    path("mon-espace/partage/<uuid:public_id>/arreter/", share.revoke, name="share_revoke"),
    path("mon-espace/renouveler/", filing.start, name="renew"),
    path("demande/<slug:reference>/", application.overview, name="application"),
    path("demande/<slug:reference>/situation/", filing.situation, name="filing_situation"),
    path("demande/<slug:reference>/pieces/", filing.pieces, name="filing_pieces"),
    path("demande/<slug:reference>/pieces/<slug:code>/", filing.piece, name="piece"),
    path("demande/<slug:reference>/pieces/<slug:code>/fichier/", filing.piece_file, name="piece_file"),
    path("demande/<slug:reference>/deposer/", filing.recap, name="filing_recap"),
    path("demande/<slug:reference>/reponse/", application.answer, name="answer"),
    path("demande/<slug:reference>/retirer/", application.withdraw, name="withdraw"),
    path("demande/<slug:reference>/decision/", application.decision, name="decision"),
    path("demande/<slug:reference>/accuse/", documents.receipt, name="receipt"),
    path("demande/<slug:reference>/accuse/pdf/", documents.receipt_pdf, name="receipt_pdf"),
]
