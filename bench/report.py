"""`python -m bench.report`: write what `bench/results` holds into `bench/README.md`."""

import json
from pathlib import Path
from typing import Any

from bench.machine import sentence
from bench.measures import TITLES

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
BEGIN, END = "<!-- results: python -m bench.report -->", "<!-- end of results -->"


def main() -> None:
    """Replace the tables."""
    README.write_text(renewed(README.read_text("utf-8"), HERE / "results"), "utf-8")


def renewed(text: str, results: Path) -> str:
    """Return the page with the results of a folder between its two marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = "\n\n".join(
        _section(json.loads(path.read_text("utf-8"))) for path in sorted(results.glob("*.json"))
    )
    return f"{before}{BEGIN}\n\n{tables}\n\n{END}{after}"


def _section(kept: dict[str, Any]) -> str:
    told = f"`{kept['command']}`, {kept['machine']['taken_at']}: {sentence(kept['machine'])}."
    lines = [TITLES, ("---", "---:", "---:", "---:", "---"), *(one["line"] for one in kept["measures"])]
    return "\n".join(
        [f"### {kept['benchmark']}", "", told, "", *(f"| {' | '.join(line)} |" for line in lines)]
    )


if __name__ == "__main__":
    main()
