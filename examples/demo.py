"""The examples read one after another, as `sayso read` prints them. usage: python -m examples.demo"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
# File and date of publication; what to look at in each is in README.md.
REPORTS = (
    ("tarnholm-market-page.html", None),
    ("ostramar-wire.txt", "2024-03-05"),
    ("denial.txt", "2024-03-07"),
    ("threat.txt", "2024-03-06"),
    ("protest.txt", "2024-03-10"),
    ("bridge-a.txt", "2024-03-12"),
    ("bridge-b.txt", "2024-03-12"),
    ("madrid-2004/1-capital-wire.html", None),
    ("madrid-2004/2-northern-post.html", None),
    ("madrid-2004/3-gulf-herald.html", None),
    ("madrid-2004/4-capital-wire.html", None),
)


def main() -> None:
    for name, published in REPORTS:
        command = ["sayso", "read", f"examples/{name}", *(["--published", published] if published else [])]
        print("$", *command, flush=True)
        path = str(HERE / name)
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from sayso.faces.cli import main; main()",
                "read",
                path,
                "--format",
                "table",
                *command[3:],
            ],
            check=True,
        )
        print(flush=True)


if __name__ == "__main__":
    main()
