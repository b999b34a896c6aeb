import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('applications', '0001_file_applications'),
        ('identity', '0001_know_people_and_accounts'),
        ('territory', '0001_create_the_territory'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProvisionalDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='identifiant public')),
                ('kind', models.CharField(choices=[('attestation_depot', 'attestation de dépôt'), ('attestation_prolongation', "attestation de prolongation d'instruction"), ('attestation_decision_favorable', 'attestation de décision favorable'), ('recepisse', 'récépissé de demande de titre de séjour'), ('autorisation_provisoire', 'autorisation provisoire de séjour')], max_length=32, verbose_name='type')),
                ('origin', models.CharField(choices=[('deposit', 'dépôt de la demande'), ('chain', "demande en cours d'instruction"), ('referral', 'commission du titre de séjour saisie'), ('granted', 'accordée par un agent'), ('decision', 'décision favorable'), ('mended', 'jours passés rendus')], max_length=8, verbose_name='origine')),
                ('first_day', models.DateField(verbose_name='premier jour')),
                ('last_day', models.DateField(null=True, verbose_name='dernier jour')),
                ('work', models.CharField(choices=[('none', 'ne permet pas de travailler'), ('limited', 'permet de travailler dans certaines limites'), ('full', 'permet de travailler')], max_length=8, verbose_name='travail')),
                ('mention', models.CharField(blank=True, max_length=80, verbose_name='mention')),
                ('of_right', models.BooleanField(default=True, verbose_name='de droit')),
                ('link', models.PositiveSmallIntegerField(null=True, verbose_name='rang dans la chaîne')),
                ('previous_last_day', models.DateField(null=True, verbose_name='fin du précédent')),
                ('opened_by', models.CharField(blank=True, max_length=20, verbose_name='ouvre parce que')),
                ('issued_on', models.DateField(verbose_name='établi le')),
                ('withdrawn_from', models.DateField(null=True, verbose_name='retiré à partir du')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='applications.application', verbose_name='demande')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'document provisoire',
            },
        ),
        migrations.CreateModel(
            name='ShareCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='identifiant public')),
                ('digest', models.BinaryField(max_length=32, unique=True, verbose_name='empreinte')),
                ('purpose', models.CharField(choices=[('employer', 'Un employeur'), ('social', 'Un organisme social (CAF, assurance maladie, France Travail)'), ('bank', 'Une banque'), ('housing', 'Un logement'), ('other', 'Autre')], max_length=12, verbose_name='pour')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('last_day', models.DateField(verbose_name="valable jusqu'au")),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='révoqué le')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='share_codes', to='continuity.provisionaldocument', verbose_name='document')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='share_codes', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'code de partage',
            },
        ),
        migrations.CreateModel(
            name='ShareCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='le')),
                ('answer', models.CharField(max_length=300, verbose_name='réponse donnée')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='continuity.sharecode', verbose_name='code')),
            ],
            options={
                'verbose_name': 'vérification',
            },
        ),
        migrations.CreateModel(
            name='WatchRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='jour veillé')),
                ('started_at', models.DateTimeField(verbose_name='commencée à')),
                ('report', models.JSONField(default=dict, verbose_name='compte rendu')),
            ],
            options={
                'verbose_name': 'passage de la veille',
                'indexes': [models.Index(fields=['day'], name='watch_run_by_day')],
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_day', models.DateField(verbose_name='à partir du')),
                ('because', models.CharField(max_length=40, verbose_name='acte')),
                ('article', models.CharField(max_length=40, verbose_name='fondement')),
                ('lifted_on', models.DateField(null=True, verbose_name='levé le')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawals', to='continuity.provisionaldocument', verbose_name='document')),
            ],
            options={
                'verbose_name': 'retrait',
            },
        ),
        migrations.CreateModel(
            name='Coverage',
            fields=[
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, serialize=False, to='applications.application', verbose_name='demande')),
                ('covered_to', models.DateField(verbose_name="couvert jusqu'au")),
                ('grace_until', models.DateField(null=True, verbose_name="carte expirée valable jusqu'au")),
                ('kind', models.CharField(blank=True, choices=[('attestation_depot', 'attestation de dépôt'), ('attestation_prolongation', "attestation de prolongation d'instruction"), ('attestation_decision_favorable', 'attestation de décision favorable'), ('recepisse', 'récépissé de demande de titre de séjour'), ('autorisation_provisoire', 'autorisation provisoire de séjour')], max_length=32, verbose_name='document dû')),
                ('work', models.CharField(blank=True, max_length=8, verbose_name='travail')),
                ('mention', models.CharField(blank=True, max_length=80, verbose_name='mention')),
                ('first_months', models.PositiveSmallIntegerField(null=True, verbose_name='durée du premier')),
                ('next_months', models.PositiveSmallIntegerField(null=True, verbose_name='durée des suivants')),
                ('not_before', models.DateField(null=True, verbose_name='dû à partir du')),
                ('ahead_days', models.PositiveSmallIntegerField(null=True, verbose_name='avance, en jours')),
                ('held_back_from', models.DateField(null=True, verbose_name='incomplet à partir du')),
                ('opens_with', models.CharField(blank=True, max_length=20, verbose_name="motif d'ouverture")),
                ('link', models.PositiveSmallIntegerField(null=True, verbose_name='dernier rang')),
                ('link_last_day', models.DateField(null=True, verbose_name='fin du dernier')),
                ('due_on', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.RawSQL("CASE WHEN kind <> '' THEN greatest(covered_to - ahead_days::int + 1, not_before) END", ()), output_field=models.DateField(null=True), verbose_name='à établir le')),
                ('loss_on', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.RawSQL('greatest(covered_to, grace_until)', ()), output_field=models.DateField(), verbose_name='droits perdus après le')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person', verbose_name='personne')),
                ('prefecture', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.prefecture', verbose_name='préfecture')),
            ],
            options={
                'verbose_name': 'couverture',
                'indexes': [models.Index(condition=models.Q(('kind', ''), _negated=True), fields=['due_on'], name='coverage_due'), models.Index(fields=['prefecture', 'loss_on', 'application'], name='coverage_by_loss'), models.Index(fields=['person'], name='coverage_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ahead_days', None), ('first_months', None), ('kind', ''), ('next_months', None), ('not_before', None)), models.Q(models.Q(('kind', ''), _negated=True), models.Q(('work', ''), _negated=True), ('ahead_days__gte', 1), ('ahead_days__isnull', False), ('first_months__gte', 1), ('first_months__isnull', False), ('next_months__gte', 1), ('next_months__isnull', False), ('not_before__isnull', False)), _connector='OR'), name='coverage_says_all_of_what_is_owed'), models.CheckConstraint(condition=models.Q(models.Q(('link', None), ('link_last_day', None)), models.Q(('link__gte', 1), ('link__isnull', False), ('link_last_day__isnull', False), ('link_last_day__lte', models.F('covered_to'))), _connector='OR'), name='coverage_goes_as_far_as_its_chain')],
            },
        ),
        migrations.AddIndex(
            model_name='provisionaldocument',
            index=models.Index(fields=['person', 'first_day'], include=('last_day', 'withdrawn_from', 'kind', 'work'), name='document_by_person'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='document_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__isnull', False), ('origin__in', ['deposit', 'decision']), _connector='OR'), name='only_some_documents_have_no_end'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('link__gte', 1), ('link__isnull', False), ('origin', 'chain')), models.Q(models.Q(('origin', 'chain'), _negated=True), ('link', None), ('previous_last_day', None)), _connector='OR'), name='chained_document_has_a_link'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.CheckConstraint(condition=models.Q(('link', None), models.Q(('link', 1), ('previous_last_day', None)), models.Q(('link__gt', 1), ('previous_last_day__isnull', False)), _connector='OR'), name='chained_document_follows_another_unless_first'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.CheckConstraint(condition=models.Q(('previous_last_day', None), ('first_day__gt', models.F('previous_last_day')), _connector='OR'), name='chained_documents_never_overlap'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.UniqueConstraint(fields=('application', 'link'), name='chain_has_one_document_a_link'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', 'deposit')), fields=('application',), name='application_has_one_deposit_attestation'),
        ),
        migrations.AddConstraint(
            model_name='provisionaldocument',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', 'decision'), ('withdrawn_from', None)), fields=('application',), name='application_has_one_standing_favorable_attestation'),
        ),
        migrations.AddIndex(
            model_name='sharecode',
            index=models.Index(fields=['person', '-created_at'], name='share_code_by_person'),
        ),
        migrations.AddIndex(
            model_name='sharecheck',
            index=models.Index(fields=['code', '-at'], name='share_check_by_code'),
        ),
        migrations.AddIndex(
            model_name='withdrawal',
            index=models.Index(fields=['document'], name='withdrawal_by_document'),
        ),
    ]
