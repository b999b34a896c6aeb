"""The demonstration's SMTP server, as a process: `python -m sejour.project.mail_server PORT`."""

import signal
import sys

from sejour.project.home import home
from sejour.project.smtp import server


def main() -> None:
    """Serve until asked to end."""
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    serving = server(home() / "mail", port=int(sys.argv[1]))
    serving.start()
    signal.sigwait(signals)
    serving.stop()


if __name__ == "__main__":
    main()
