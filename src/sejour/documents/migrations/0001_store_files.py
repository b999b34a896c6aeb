import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_know_people_and_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=60, unique=True, verbose_name='objet')),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('size', models.PositiveIntegerField(verbose_name='taille en octets')),
                ('key', models.CharField(max_length=80, unique=True, verbose_name='emplacement')),
                ('drawn_at', models.DateTimeField(verbose_name='établi le')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'papier',
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='identifiant public')),
                ('name', models.CharField(max_length=200, verbose_name='nom donné')),
                ('media_type', models.CharField(choices=[('application/pdf', 'PDF'), ('image/jpeg', 'JPEG'), ('image/png', 'PNG')], max_length=20, verbose_name='type')),
                ('size', models.PositiveIntegerField(verbose_name='taille en octets')),
                ('sha256', models.CharField(max_length=64, verbose_name='empreinte')),
                ('key', models.CharField(max_length=80, unique=True, verbose_name='emplacement')),
                ('stored_at', models.DateTimeField(verbose_name='reçu le')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'fichier',
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='stored_file_is_not_empty')],
            },
        ),
    ]
