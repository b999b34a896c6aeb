"""Runs a function of ours on a stranger's bytes in a process that may not take more than its share.

The process has no secret, no setting and no database in its environment; memory, time and what it may
write are bounded by the system. What it answers is JSON, and believed no more than a stranger's word:
a refusal is one of those that the caller expects.
"""

import json
import resource
import struct
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

from sejour.core.errors import Refusal

MEMORY = 1_500_000_000
"""Bytes of addresses: a page of 64 million pixels, with its copies, holds in them."""
CPU_SECONDS = 15
WALL_SECONDS = 30.0
LARGEST_ANSWER = 1_000_000
_HEAD = struct.Struct(">I")
_WRITTEN_TO_FILES = 0


class TooMuchWork(Refusal):
    """The content asks for more memory or time than is given to one, or breaks whoever reads it."""

    code = "too_much_work"
    sentence = (
        "Ce fichier ne peut pas être lu : il demande trop de travail, ou il est abîmé. "
        "Enregistrez-le de nouveau, ou donnez une photo du document."
    )


def run(
    function: Callable[..., Any],
    content: bytes,
    *,
    refusals: tuple[type[Refusal], ...] = (),
    wall_seconds: float = WALL_SECONDS,
    largest_answer: int = LARGEST_ANSWER,
    **arguments: Any,
) -> Any:
    """Return `function(content, **arguments)`, computed apart. Arguments and answer are JSON.

    `function` stands at the top of a module that needs no setting. One of `refusals` that it raises is
    raised here; anything else that goes wrong is TooMuchWork.
    """
    said = json.dumps({"call": f"{function.__module__}:{function.__qualname__}", "arguments": arguments})
    # Our own interpreter and our own module; the content comes by its standard input.
    command = [sys.executable, "-I", "-m", __name__]
    given = _HEAD.pack(len(said.encode())) + said.encode() + content
    try:
        done = subprocess.run(  # noqa: S603
            command, input=given, capture_output=True, env={}, cwd="/", timeout=wall_seconds, check=True
        )
        answer = json.loads(done.stdout[:largest_answer])
    except (subprocess.SubprocessError, ValueError) as error:
        raise TooMuchWork from error
    if "refused" in answer:
        raise _expected(answer, refusals)
    return answer["answer"]


def _expected(answer: dict[str, Any], refusals: tuple[type[Refusal], ...]) -> Refusal:
    for refusal in refusals:
        if refusal.code == answer["refused"]:
            return refusal(**answer["details"])
    return TooMuchWork()


def main() -> None:
    """Answer one call, in the process apart."""
    limit = resource.setrlimit
    limit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    limit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    limit(resource.RLIMIT_FSIZE, (_WRITTEN_TO_FILES, _WRITTEN_TO_FILES))
    limit(resource.RLIMIT_CORE, (0, 0))
    given = sys.stdin.buffer.read()
    (length,) = _HEAD.unpack_from(given)
    said, content = json.loads(given[_HEAD.size :][:length]), given[_HEAD.size + length :]
    module, _, name = said["call"].partition(":")
    try:
        answer = {"answer": getattr(import_module(module), name)(content, **said["arguments"])}
    except Refusal as refusal:
        answer = {"refused": refusal.code, "details": refusal.details}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
