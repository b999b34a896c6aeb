"""Background entry points: look for viruses in what people gave."""

from django.db import transaction
from procrastinate import RetryStrategy, exceptions
from procrastinate.contrib.django import app

from sejour.core import clock
from sejour.documents import antivirus, selectors, services

RETRIES = RetryStrategy(max_attempts=5, exponential_wait=3)
BATCH = 1000


@app.task(queue="scans", retry=RETRIES)
def scan_file(*, file_id: int) -> None:
    """Look for viruses in a piece. The file is kept whatever comes; nothing waits for the answer."""
    services.scan_file(file_id=file_id, at=clock.now())


def queue_scan(file_id: int) -> None:
    """Queue the scan of a piece, unless it is queued already."""
    task = scan_file.configure(queueing_lock=f"scan/{file_id}")
    try:
        # One that waits already must not undo what its caller writes.
        with transaction.atomic():
            task.defer(file_id=file_id)
    except exceptions.AlreadyEnqueued:
        return


@app.periodic(cron="20 * * * *")
@app.task(queue="scans", queueing_lock="scan_waiting_files")
def scan_waiting_files(timestamp: int) -> None:  # noqa: ARG001 - given by the scheduler
    """Queue again what no job scans any more: the scanner was away for long, or has just been set up."""
    if antivirus.is_set():
        for file_id in selectors.files_to_scan(most=BATCH):
            queue_scan(file_id)
