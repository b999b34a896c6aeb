"""Where a running platform keeps what is its own: database, files, mail, keys, logs."""

import os
import secrets
import tempfile
from hashlib import sha256
from pathlib import Path


def home() -> Path:
    """Return the folder of this installation: SEJOUR_HOME, else `.sejour` in the working folder."""
    return Path(os.environ.get("SEJOUR_HOME") or ".sejour").resolve()


def short_name(path: Path) -> str:
    """Return a short name that is always the same for a path; sockets need short paths."""
    return sha256(os.fsencode(path)).hexdigest()[:12]


def scratch() -> Path:
    """Return a folder for throw-away data that any user of the machine may enter."""
    return Path(tempfile.gettempdir())


def secret(name: str) -> str:
    """Return a secret of this installation, made once: SEJOUR_<NAME>, else a file of the home."""
    given = os.environ.get(f"SEJOUR_{name.upper()}")
    if given:
        return given
    path = home() / "keys" / name
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = secrets.token_hex(32)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(made, "ascii")
        draft.chmod(0o600)
        try:
            # Two processes may start at once: the first link wins, the other reads it.
            os.link(draft, path)
        except FileExistsError:
            made = path.read_text("ascii").strip()
        finally:
            draft.unlink()
        return made
