import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_sign_and_replace_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedfile",
            name="advice",
            field=models.JSONField(
                db_default=models.Value({}, models.JSONField()), default=dict, verbose_name="conseils"
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="documents.storedfile",
                verbose_name="suite de",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="pages",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="pages"),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="scan",
            field=models.CharField(
                choices=[
                    ("not_scanned", "non analysé"),
                    ("clean", "aucun virus trouvé"),
                    ("infected", "virus trouvé"),
                ],
                db_default="not_scanned",
                default="not_scanned",
                max_length=12,
                verbose_name="analyse antivirus",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="scanned_at",
            field=models.DateTimeField(null=True, verbose_name="analysé le"),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="seen_key",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                max_length=80,
                verbose_name="emplacement de ce que voient les agents",
            ),
        ),
        migrations.AddField(
            model_name="storedfile",
            name="seen_type",
            field=models.CharField(
                blank=True,
                choices=[
                    ("application/pdf", "PDF"),
                    ("image/jpeg", "JPEG"),
                    ("image/png", "PNG"),
                    ("image/webp", "WebP"),
                    ("image/heic", "HEIC"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="type de ce que voient les agents",
            ),
        ),
        migrations.AlterField(
            model_name="storedfile",
            name="media_type",
            field=models.CharField(
                choices=[
                    ("application/pdf", "PDF"),
                    ("image/jpeg", "JPEG"),
                    ("image/png", "PNG"),
                    ("image/webp", "WebP"),
                    ("image/heic", "HEIC"),
                ],
                max_length=20,
                verbose_name="type",
            ),
        ),
        migrations.AddIndex(
            model_name="storedfile",
            index=models.Index(
                condition=models.Q(("follows", None), ("scan", "not_scanned")),
                fields=["id"],
                name="file_to_scan",
            ),
        ),
        migrations.AddConstraint(
            model_name="storedfile",
            constraint=models.CheckConstraint(
                condition=models.Q(("scan", "not_scanned"), ("scanned_at__isnull", False), _connector="XOR"),
                name="scan_of_file_is_dated",
            ),
        ),
    ]
