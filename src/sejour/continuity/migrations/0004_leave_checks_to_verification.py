"""Share codes and checks change context, not place: their tables stay as they are, with their rows."""

from django.db import migrations


class Migration(migrations.Migration):
    """Forget the two models; `verification` takes them up in its first migration."""

    dependencies = [("continuity", "0003_read_the_audit_from_indexes")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.DeleteModel(name="ShareCheck"),
                migrations.DeleteModel(name="ShareCode"),
            ]
        )
    ]
