import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territory', '0001_create_the_territory'),
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse e-mail')),
                ('confirmed_at', models.DateTimeField(null=True, verbose_name='adresse confirmée le')),
                ('is_active', models.BooleanField(default=True, verbose_name='actif')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
            ],
            options={
                'verbose_name': 'compte',
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower('email'))), name='account_email_is_lower_case')],
            },
        ),
        migrations.CreateModel(
            name='SignInLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse e-mail')),
                ('digest', models.BinaryField(max_length=32, unique=True, verbose_name='empreinte')),
                ('created_at', models.DateTimeField(verbose_name='créé le')),
                ('expires_at', models.DateTimeField(verbose_name="valable jusqu'au")),
                ('used_at', models.DateTimeField(null=True, verbose_name='utilisé le')),
            ],
            options={
                'verbose_name': 'lien de connexion',
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='sign_in_link_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, unique=True, verbose_name='identifiant public')),
                ('foreigner_number', models.CharField(max_length=10, null=True, unique=True, verbose_name='numéro étranger')),
                ('family_name', models.CharField(max_length=120, verbose_name='nom')),
                ('usage_name', models.CharField(blank=True, max_length=120, verbose_name="nom d'usage")),
                ('given_names', models.CharField(blank=True, max_length=160, verbose_name='prénoms')),
                ('sex', models.CharField(blank=True, choices=[('F', 'féminin'), ('M', 'masculin')], max_length=1, verbose_name='sexe')),
                ('born_year', models.PositiveSmallIntegerField(null=True, verbose_name='année de naissance')),
                ('born_month', models.PositiveSmallIntegerField(null=True, verbose_name='mois de naissance')),
                ('born_day', models.PositiveSmallIntegerField(null=True, verbose_name='jour de naissance')),
                ('birth_commune', models.CharField(blank=True, max_length=5, verbose_name='commune de naissance')),
                ('birth_country', models.CharField(blank=True, max_length=5, verbose_name='pays de naissance')),
                ('nationality', models.CharField(blank=True, max_length=5, verbose_name='nationalité')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='adresse')),
                ('address_complement', models.CharField(blank=True, max_length=200, verbose_name="complément d'adresse")),
                ('postal_code', models.CharField(blank=True, max_length=10, verbose_name='code postal')),
                ('city', models.CharField(blank=True, max_length=120, verbose_name='commune')),
                ('departement', models.CharField(blank=True, max_length=3, verbose_name='département')),
                ('email', models.CharField(blank=True, max_length=254, verbose_name='courriel')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='téléphone')),
                ('language', models.CharField(default='fr', max_length=3, verbose_name='langue')),
                ('contact_as_of', models.DateField(null=True, verbose_name='coordonnées connues au')),
                ('search_name', models.CharField(blank=True, max_length=420, verbose_name='nom de recherche')),
                ('account', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.prefecture', verbose_name='préfecture')),
            ],
            options={
                'verbose_name': 'personne',
                'indexes': [models.Index(fields=['search_name'], name='person_by_search_name')],
                'constraints': [models.CheckConstraint(condition=models.Q(('foreigner_number__isnull', True), ('foreigner_number__regex', '^\\d{10}$'), _connector='OR'), name='foreigner_number_has_ten_digits'), models.CheckConstraint(condition=models.Q(('born_month__isnull', True), models.Q(('born_month__range', (1, 12)), ('born_year__isnull', False)), _connector='OR'), name='birth_month_is_known_with_year'), models.CheckConstraint(condition=models.Q(('born_day__isnull', True), models.Q(('born_day__range', (1, 31)), ('born_year__isnull', False)), _connector='OR'), name='birth_day_is_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('instructor', 'instruit les demandes'), ('signatory', 'signe les décisions'), ('steering', 'pilote au niveau national')], max_length=12, verbose_name='rôle')),
                ('name', models.CharField(max_length=80, verbose_name='nom affiché')),
                ('ended_on', models.DateField(null=True, verbose_name='fin')),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to=settings.AUTH_USER_MODEL, verbose_name='compte')),
                ('prefecture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.prefecture', verbose_name='préfecture')),
            ],
            options={
                'verbose_name': 'affectation',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('account',), name='agent_has_one_current_posting'), models.CheckConstraint(condition=models.Q(models.Q(('prefecture', None), ('role', 'steering')), models.Q(models.Q(('role', 'steering'), _negated=True), ('prefecture__isnull', False)), _connector='OR'), name='only_steering_is_national')],
            },
        ),
    ]
