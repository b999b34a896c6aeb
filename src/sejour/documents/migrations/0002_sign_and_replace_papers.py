from django.db import migrations, models


class Migration(migrations.Migration):
    # Papers of before are not signed: they stay as they are, and are no one's current paper.

    dependencies = [
        ("documents", "0001_store_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="certificate",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=64,
                verbose_name="empreinte de son certificat",
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="level",
            field=models.CharField(
                blank=True, db_default="", default="", max_length=4, verbose_name="niveau de signature"
            ),
        ),
        migrations.AddField(
            model_name="paper",
            name="replaced_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="remplacé le"),
        ),
        migrations.AddField(
            model_name="paper",
            name="seal_text",
            field=models.TextField(blank=True, db_default="", default="", verbose_name="texte du 2D-Doc"),
        ),
        migrations.AddField(
            model_name="paper",
            name="version",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="version"),
        ),
        migrations.AlterField(
            model_name="paper",
            name="subject",
            field=models.CharField(max_length=60, verbose_name="objet"),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["sha256"], name="paper_by_digest"),
        ),
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(
                condition=models.Q(("seal_text", ""), _negated=True),
                fields=["seal_text"],
                name="paper_by_seal",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                fields=("subject", "version"), name="paper_version_is_drawn_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None), models.Q(("certificate", ""), _negated=True)),
                fields=("subject",),
                name="paper_has_one_current_version",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("certificate", ""), models.Q(("level", ""), _negated=True), _connector="XOR"
                ),
                name="paper_is_signed_with_a_level",
            ),
        ),
    ]
