import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_know_people_and_accounts'),
        ('permits', '0001_hold_permits'),
        ('territory', '0001_create_the_territory'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255, verbose_name='fichier')),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte du fichier')),
                ('on', models.DateField(verbose_name="jour de l'extrait")),
                ('started_at', models.DateTimeField(verbose_name='commencé à')),
                ('ended_at', models.DateTimeField(verbose_name='fini à')),
                ('counts', models.JSONField(verbose_name='décomptes')),
            ],
            options={
                'verbose_name': 'import du registre',
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at__gte', models.F('started_at'))), name='import_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='import_names_its_file_by_a_sha256')],
            },
        ),
        migrations.CreateModel(
            name='RefusedLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('invalid_encoding', "Des octets ne sont pas de l'UTF-8."), ('control_character', 'La ligne contient un caractère de contrôle.'), ('line_too_long', 'La ligne est beaucoup trop longue pour un titre.'), ('broken_quotes', 'Un guillemet est ouvert et jamais fermé, ou mal placé.'), ('wrong_column_count', "La ligne n'a pas le nombre de colonnes de l'en-tête."), ('invalid_foreigner_number', "Le numéro étranger n'a pas dix chiffres."), ('missing_name', 'Le nom de famille manque.'), ('value_too_long', 'Un nom ou un fondement est trop long pour être gardé entier.'), ('missing_permit_number', 'Le numéro du titre manque.'), ('invalid_permit_number', 'Le numéro du titre a plus de vingt caractères.'), ('unknown_permit_type', "Le type de titre n'est pas un de ceux du registre."), ('unknown_work', "Le droit au travail n'est ni « oui », ni « non », ni « 964h »."), ('invalid_date', "Une date manque ou n'existe pas."), ('end_before_start', 'Le titre finirait avant de commencer.'), ('impossible_birth_date', 'La naissance serait dans le futur, ou après la fin du titre.'), ('conflicting_identity', "Ce numéro étranger est déjà celui d'une personne d'une autre identité."), ('permit_of_another_person', "Ce numéro de titre est déjà celui du titre d'une autre personne."), ('conflicting_permit', "Ce titre est déjà connu avec un autre type, un autre fondement, d'autres dates ou un autre droit au travail.")], max_length=32, verbose_name='motif')),
                ('raw', models.BinaryField(verbose_name='ligne')),
                ('digest', models.GeneratedField(db_persist=True, expression=models.Func(models.F('raw'), function='sha256'), output_field=models.BinaryField(verbose_name='empreinte'))),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.prefecture', verbose_name='préfecture')),
                ('first_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='legacy.registerimport', verbose_name='premier import')),
            ],
            options={
                'verbose_name': 'ligne refusée',
            },
        ),
        migrations.CreateModel(
            name='Refusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='numéro de ligne')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='legacy.refusedline', verbose_name='ligne')),
                ('register_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='refusals', to='legacy.registerimport', verbose_name='import')),
            ],
            options={
                'verbose_name': 'refus',
            },
        ),
        migrations.CreateModel(
            name='Anomaly',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('unknown_country', "Le code d'un pays est inconnu."), ('no_competent_prefecture', 'Aucune préfecture pour ce département.'), ('unusable_email', "L'adresse électronique ne peut pas fonctionner."), ('unknown_sex', "Le sexe n'est ni « F » ni « M »."), ('value_cut', 'Une coordonnée trop longue a été coupée.'), ('handover_not_recorded', "Le titre a commencé depuis plus de 90 jours et sa remise n'est pas notée."), ('handover_in_the_future', "La remise serait après le jour de l'extrait."), ('unknown_article', "Le fondement n'a pas la forme d'un article."), ('unknown_status', "Le statut n'est ni « valide » ni « expire ».")], max_length=32, verbose_name='anomalie')),
                ('detail', models.CharField(blank=True, max_length=120, verbose_name='valeur')),
                ('opened_on', models.DateField(verbose_name='depuis le')),
                ('closed_on', models.DateField(null=True, verbose_name='corrigée le')),
                ('permit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permits.permit', verbose_name='titre')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.person', verbose_name='personne')),
                ('first_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='legacy.registerimport', verbose_name='premier import')),
            ],
            options={
                'verbose_name': 'anomalie',
                'verbose_name_plural': 'anomalies',
            },
        ),
        migrations.AddConstraint(
            model_name='refusedline',
            constraint=models.UniqueConstraint(fields=('digest', 'reason'), name='refused_line_is_kept_once_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='refusal',
            constraint=models.UniqueConstraint(fields=('register_import', 'number'), name='import_refuses_a_line_once'),
        ),
        migrations.AddIndex(
            model_name='anomaly',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['id', 'code'], name='open_anomaly_by_id'),
        ),
        migrations.AddConstraint(
            model_name='anomaly',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('permit', None)), fields=('person', 'code'), name='anomaly_of_a_person_is_open_once'),
        ),
        migrations.AddConstraint(
            model_name='anomaly',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('permit__isnull', False)), fields=('permit', 'code'), name='anomaly_of_a_permit_is_open_once'),
        ),
        migrations.AddConstraint(
            model_name='anomaly',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='anomaly_closes_after_it_opens'),
        ),
    ]
