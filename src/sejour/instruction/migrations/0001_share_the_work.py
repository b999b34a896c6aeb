import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('applications', '0001_file_applications'),
        ('identity', '0001_know_people_and_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_at', models.DateTimeField(verbose_name='prise le')),
                ('until', models.DateTimeField(verbose_name="jusqu'au")),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='identity.posting', verbose_name='agent')),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='assignment', to='applications.application', verbose_name='demande')),
            ],
            options={
                'verbose_name': 'dossier en main',
                'indexes': [models.Index(fields=['agent', 'until'], name='assignment_by_agent')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('taken_at'))), name='lease_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('granted', 'favorable'), ('refused', 'défavorable')], max_length=8, verbose_name='sens')),
                ('grounds', models.JSONField(default=list, verbose_name='motifs codés')),
                ('reasons_in_fact', models.TextField(blank=True, verbose_name='motifs de fait')),
                ('kind', models.CharField(blank=True, choices=[('carte_temporaire', 'carte de séjour temporaire'), ('carte_pluriannuelle', 'carte de séjour pluriannuelle'), ('carte_resident', 'carte de résident'), ('carte_resident_longue_duree_ue', 'carte de résident de longue durée-UE'), ('vls_ts', 'visa de long séjour valant titre de séjour'), ('certificat_residence_algerien', 'certificat de résidence algérien'), ('autorisation_provisoire', 'autorisation provisoire de séjour'), ('dcem', 'document de circulation pour étranger mineur')], max_length=32, verbose_name='titre proposé')),
                ('work', models.CharField(blank=True, choices=[('none', 'ne permet pas de travailler'), ('limited', 'permet de travailler dans certaines limites'), ('full', 'permet de travailler')], max_length=8, verbose_name='travail')),
                ('proposed_at', models.DateTimeField(verbose_name='proposée le')),
                ('state', models.CharField(choices=[('waiting', 'à confirmer'), ('confirmed', 'confirmée'), ('sent_back', 'renvoyée')], default='waiting', max_length=10, verbose_name='état')),
                ('why_sent_back', models.TextField(blank=True, verbose_name='motif du renvoi')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.posting', verbose_name='traitée par')),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='applications.application', verbose_name='demande')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.posting', verbose_name='proposée par')),
            ],
            options={
                'verbose_name': 'proposition',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('application',), name='application_has_one_waiting_proposal'), models.CheckConstraint(condition=models.Q(('answered_by', None), models.Q(('answered_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='proposal_is_answered_by_another_person'), models.CheckConstraint(condition=models.Q(('outcome', 'granted'), models.Q(models.Q(('grounds', []), _negated=True), models.Q(('reasons_in_fact', ''), _negated=True)), _connector='OR'), name='proposed_refusal_has_grounds_and_facts')],
            },
        ),
    ]
