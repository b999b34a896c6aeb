import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('identity', '0001_know_people_and_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='clé')),
                ('notice', models.CharField(max_length=40, verbose_name='avis')),
                ('email', models.CharField(max_length=254, verbose_name='adresse')),
                ('subject', models.CharField(max_length=200, verbose_name='objet')),
                ('text', models.TextField(verbose_name='texte')),
                ('is_secret', models.BooleanField(default=False, verbose_name='porte un lien de connexion')),
                ('created_at', models.DateTimeField(verbose_name='écrit le')),
                ('state', models.CharField(choices=[('queued', 'à envoyer'), ('sent', 'envoyé'), ('failed', 'non remis')], default='queued', max_length=8, verbose_name='état')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('last_error', models.CharField(blank=True, max_length=300, verbose_name='dernière erreur')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='envoyé le')),
                ('proof', models.CharField(blank=True, max_length=300, verbose_name="preuve d'envoi")),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='identity.person', verbose_name='personne')),
            ],
            options={
                'verbose_name': 'message',
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['id'], name='message_to_send'), models.Index(fields=['person', '-created_at'], name='message_by_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at', None)), _connector='OR'), name='message_is_sent_at_an_instant')],
            },
        ),
    ]
