import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0001_store_files'),
        ('identity', '0001_know_people_and_accounts'),
        ('permits', '0001_hold_permits'),
        ('territory', '0001_create_the_territory'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=24, unique=True, verbose_name='numéro')),
                ('procedure', models.CharField(choices=[('renewal', 'renouvellement'), ('first', 'première demande'), ('change_of_ground', 'changement de motif')], max_length=20, verbose_name='démarche')),
                ('article', models.CharField(max_length=20, verbose_name='fondement demandé')),
                ('category', models.CharField(choices=[('renewal', "titulaire d'un titre"), ('first', 'première demande'), ('refugee', 'réfugié'), ('subsidiary_protection', 'protection subsidiaire'), ('young_adult', 'jeune majeur')], max_length=24, verbose_name='situation')),
                ('online', models.BooleanField(verbose_name='en ligne')),
                ('state', models.CharField(choices=[('draft', 'brouillon'), ('filed', 'déposée'), ('under_instruction', "en cours d'instruction"), ('complement_requested', 'pièces demandées'), ('decision_proposed', 'décision en préparation'), ('granted', 'acceptée, carte en préparation'), ('refused', 'refusée'), ('closed', 'clôturée'), ('withdrawn', 'retirée'), ('completed', 'carte remise')], default='draft', max_length=24, verbose_name='état')),
                ('created_at', models.DateTimeField(verbose_name='commencée le')),
                ('answers', models.JSONField(default=dict, verbose_name='réponses')),
                ('asks_as_first', models.BooleanField(default=False, verbose_name='motif nouveau')),
                ('holds_long_stay_visa', models.BooleanField(default=False, verbose_name='visa de long séjour')),
                ('work_permit', models.BooleanField(default=False, verbose_name='autorisation de travail')),
                ('filed_at', models.DateTimeField(null=True, verbose_name='déposée à')),
                ('filed_on', models.DateField(null=True, verbose_name='déposée le')),
                ('counts_from', models.DateField(null=True, verbose_name='date qui compte')),
                ('deposit_status', models.CharField(blank=True, choices=[('too_early', "déposée avant l'ouverture du délai"), ('in_time', 'déposée dans le délai'), ('late', 'déposée hors délai'), ('late_entry_conditions', 'déposée plus de six mois après la fin du titre')], max_length=24, verbose_name='délai')),
                ('late_fee', models.PositiveSmallIntegerField(default=0, verbose_name='droit de retard, en euros')),
                ('referred_on', models.DateField(null=True, verbose_name='commission saisie le')),
                ('withdrawn_on', models.DateField(null=True, verbose_name='retirée le')),
                ('closed_on', models.DateField(null=True, verbose_name='clôturée le')),
                ('closing_reasons', models.TextField(blank=True, verbose_name='motifs de clôture')),
                ('delivered_permit', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permits.permit', verbose_name='titre remis')),
                ('held_permit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permits.permit', verbose_name='titre détenu')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='identity.person', verbose_name='personne')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.prefecture', verbose_name='préfecture')),
            ],
            options={
                'verbose_name': 'demande',
            },
        ),
        migrations.CreateModel(
            name='ComplementRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pieces', models.JSONField(verbose_name='pièces')),
                ('message', models.TextField(blank=True, verbose_name='message')),
                ('indispensable', models.BooleanField(default=True, verbose_name='indispensable')),
                ('asked_at', models.DateTimeField(verbose_name='demandée à')),
                ('asked_on', models.DateField(verbose_name='demandée le')),
                ('delivered_on', models.DateField(null=True, verbose_name='avis remis le')),
                ('due_on', models.DateField(verbose_name="attendue jusqu'au")),
                ('answered_on', models.DateField(null=True, verbose_name='reçue le')),
                ('set_aside_on', models.DateField(null=True, verbose_name='écartée le')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='complement_requests', to='applications.application', verbose_name='demande')),
            ],
            options={
                'verbose_name': 'demande de pièces',
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('granted', 'favorable'), ('refused', 'défavorable')], max_length=8, verbose_name='sens')),
                ('decided_on', models.DateField(verbose_name='prise le')),
                ('notified_on', models.DateField(null=True, verbose_name='notifiée le')),
                ('reasons_in_law', models.TextField(blank=True, verbose_name='motifs de droit')),
                ('reasons_in_fact', models.TextField(blank=True, verbose_name='motifs de fait')),
                ('kind', models.CharField(blank=True, choices=[('carte_temporaire', 'carte de séjour temporaire'), ('carte_pluriannuelle', 'carte de séjour pluriannuelle'), ('carte_resident', 'carte de résident'), ('carte_resident_longue_duree_ue', 'carte de résident de longue durée-UE'), ('vls_ts', 'visa de long séjour valant titre de séjour'), ('certificat_residence_algerien', 'certificat de résidence algérien'), ('autorisation_provisoire', 'autorisation provisoire de séjour'), ('dcem', 'document de circulation pour étranger mineur')], max_length=32, verbose_name='titre accordé')),
                ('work', models.CharField(blank=True, choices=[('none', 'ne permet pas de travailler'), ('limited', 'permet de travailler dans certaines limites'), ('full', 'permet de travailler')], max_length=8, verbose_name='travail')),
                ('proposed_by', models.CharField(max_length=40, verbose_name='proposée par')),
                ('confirmed_by', models.CharField(max_length=40, verbose_name='confirmée par')),
                ('annulled_on', models.DateField(null=True, verbose_name='annulée le')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='applications.application', verbose_name='demande')),
            ],
            options={
                'verbose_name': 'décision',
            },
        ),
        migrations.CreateModel(
            name='FailedAttempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='instant')),
                ('on', models.DateField(verbose_name='jour')),
                ('ticket', models.CharField(max_length=24, verbose_name='ticket')),
                ('what', models.CharField(max_length=80, verbose_name='ce qui a échoué')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='failed_attempts', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'essai empêché',
            },
        ),
        migrations.CreateModel(
            name='SupportingDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('piece', models.CharField(max_length=60, verbose_name='pièce')),
                ('given_at', models.DateTimeField(verbose_name='remise le')),
                ('replaced_at', models.DateTimeField(null=True, verbose_name='remplacée le')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='applications.application', verbose_name='demande')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile', verbose_name='fichier')),
            ],
            options={
                'verbose_name': 'pièce remise',
            },
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['person'], name='application_by_person'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('state', 'decision_proposed')), fields=['prefecture', 'id'], name='proposed_by_prefecture'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('counts_from', None), ('filed_at', None), ('filed_on', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('counts_from__isnull', False), ('filed_at__isnull', False), ('filed_on__isnull', False)), _connector='OR'), name='application_has_filing_date_unless_draft'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_on__isnull', False)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_on', None)), _connector='OR'), name='application_is_withdrawn_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on', None)), _connector='OR'), name='application_is_closed_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('delivered_permit__isnull', False), ('state', 'completed')), models.Q(models.Q(('state', 'completed'), _negated=True), ('delivered_permit', None)), _connector='OR'), name='application_is_completed_by_a_permit'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('person', 'procedure', 'article'), name='person_has_one_draft_a_ground'),
        ),
        migrations.AddIndex(
            model_name='complementrequest',
            index=models.Index(fields=['application', 'due_on'], name='request_by_application'),
        ),
        migrations.AddConstraint(
            model_name='complementrequest',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('asked_on'))), name='complement_request_leaves_time'),
        ),
        migrations.AddConstraint(
            model_name='complementrequest',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), ('answered_on__gte', models.F('asked_on')), _connector='OR'), name='complement_is_answered_after_it_is_asked'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(condition=models.Q(('annulled_on', None)), fields=('application',), name='application_has_one_standing_decision'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('proposed_by', models.F('confirmed_by')), _negated=True), name='decision_is_taken_by_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('notified_on', None), ('notified_on__gte', models.F('decided_on')), _connector='OR'), name='decision_is_notified_after_it_is_taken'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'granted'), models.Q(models.Q(('reasons_in_law', ''), _negated=True), models.Q(('reasons_in_fact', ''), _negated=True)), _connector='OR'), name='refusal_has_reasons_in_law_and_fact'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('outcome', 'refused'), models.Q(models.Q(('kind', ''), _negated=True), models.Q(('work', ''), _negated=True)), _connector='OR'), name='grant_says_what_is_granted'),
        ),
        migrations.AddIndex(
            model_name='failedattempt',
            index=models.Index(fields=['person', 'on'], name='failed_attempt_by_person'),
        ),
        migrations.AddIndex(
            model_name='supportingdocument',
            index=models.Index(fields=['application', 'piece'], name='piece_by_application'),
        ),
    ]
