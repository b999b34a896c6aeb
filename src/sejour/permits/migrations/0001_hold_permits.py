import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_know_people_and_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Permit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=20, null=True, unique=True, verbose_name='numéro')),
                ('kind', models.CharField(choices=[('carte_temporaire', 'carte de séjour temporaire'), ('carte_pluriannuelle', 'carte de séjour pluriannuelle'), ('carte_resident', 'carte de résident'), ('carte_resident_longue_duree_ue', 'carte de résident de longue durée-UE'), ('vls_ts', 'visa de long séjour valant titre de séjour'), ('certificat_residence_algerien', 'certificat de résidence algérien'), ('autorisation_provisoire', 'autorisation provisoire de séjour'), ('dcem', 'document de circulation pour étranger mineur')], max_length=32, verbose_name='type')),
                ('article', models.CharField(max_length=20, verbose_name='fondement')),
                ('first_day', models.DateField(verbose_name='premier jour')),
                ('last_day', models.DateField(verbose_name='dernier jour')),
                ('work', models.CharField(choices=[('none', 'ne permet pas de travailler'), ('limited', 'permet de travailler dans certaines limites'), ('full', 'permet de travailler')], max_length=8, verbose_name='travail')),
                ('years', models.PositiveSmallIntegerField(verbose_name='durée en années')),
                ('known_on', models.DateField(verbose_name='connu le')),
                ('handed_over_on', models.DateField(null=True, verbose_name='remis le')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='permits', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'titre',
            },
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=24, unique=True, verbose_name='demande')),
                ('kind', models.CharField(choices=[('carte_temporaire', 'carte de séjour temporaire'), ('carte_pluriannuelle', 'carte de séjour pluriannuelle'), ('carte_resident', 'carte de résident'), ('carte_resident_longue_duree_ue', 'carte de résident de longue durée-UE'), ('vls_ts', 'visa de long séjour valant titre de séjour'), ('certificat_residence_algerien', 'certificat de résidence algérien'), ('autorisation_provisoire', 'autorisation provisoire de séjour'), ('dcem', 'document de circulation pour étranger mineur')], max_length=32, verbose_name='type')),
                ('article', models.CharField(max_length=20, verbose_name='fondement')),
                ('work', models.CharField(choices=[('none', 'ne permet pas de travailler'), ('limited', 'permet de travailler dans certaines limites'), ('full', 'permet de travailler')], max_length=8, verbose_name='travail')),
                ('state', models.CharField(choices=[('ordered', 'commandée'), ('made', 'fabriquée, à remettre'), ('handed_over', 'remise')], default='ordered', max_length=12, verbose_name='état')),
                ('ordered_on', models.DateField(verbose_name='commandée le')),
                ('made_on', models.DateField(null=True, verbose_name='fabriquée le')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='identity.person', verbose_name='personne')),
                ('permit', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='card', to='permits.permit', verbose_name='titre remis')),
            ],
            options={
                'verbose_name': 'carte',
            },
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(fields=['person', 'last_day'], include=('first_day', 'known_on', 'kind', 'years', 'work'), name='permit_by_person'),
        ),
        migrations.AddIndex(
            model_name='permit',
            index=models.Index(fields=['last_day', 'id'], name='permit_by_last_day'),
        ),
        migrations.AddConstraint(
            model_name='permit',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='permit_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('permit__isnull', False), ('state', 'handed_over')), models.Q(models.Q(('state', 'handed_over'), _negated=True), ('permit', None)), _connector='OR'), name='card_has_a_permit_once_handed_over'),
        ),
    ]
