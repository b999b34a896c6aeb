from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Country',
            fields=[
                ('code', models.CharField(max_length=5, primary_key=True, serialize=False, verbose_name='code INSEE')),
                ('name', models.CharField(max_length=80, verbose_name='nom')),
                ('nationality', models.CharField(blank=True, max_length=80, verbose_name='nationalité')),
            ],
            options={
                'verbose_name': 'pays',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Prefecture',
            fields=[
                ('code', models.CharField(max_length=3, primary_key=True, serialize=False, verbose_name='code du département')),
                ('name', models.CharField(max_length=120, verbose_name='nom')),
                ('departement', models.CharField(max_length=80, verbose_name='département')),
                ('timezone', models.CharField(max_length=40, verbose_name='fuseau horaire')),
                ('court', models.CharField(max_length=60, verbose_name='tribunal administratif')),
                ('court_address', models.CharField(blank=True, max_length=300, verbose_name='adresse du tribunal')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='adresse')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='téléphone')),
            ],
            options={
                'verbose_name': 'préfecture',
                'ordering': ['code'],
            },
        ),
    ]
