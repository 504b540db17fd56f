"""`python -m tools.fuzz 5000`: at least so many generated cases against every operation of the OpenAPI document, on an app of its own.

Exits 1 and says how to repeat it when something answered 5xx, an undocumented status or another shape than it declares.
"""

import sys
import tempfile
import warnings
from collections import Counter
from math import ceil
from pathlib import Path

from tests.miniprogram.fuzz import Doors
from tests.support.database import embedded_database
from tests.support.web import make_app, settings_for

MORE = 1.2  # some operations take so little that there are fewer different cases than asked for


def main(least: int) -> int:
    """Fuzz with at least so many cases; 1 when something broke or there were fewer."""
    warnings.simplefilter("ignore")
    folder, answered = Path(tempfile.mkdtemp()), Counter()
    with embedded_database(folder) as uri:
        doors = Doors(make_app(settings_for(f"{uri}fuzz", folder, demo=True)))
        operations = len(list(doors.operations()))
        broken = doors.broken(ceil(least * MORE / operations), answered)
    sent = sum(answered.values())
    print(f"{sent} cases over {operations} operations:", dict(sorted(answered.items())))
    print("\n\n".join(broken) or "nothing broke")
    return bool(broken) or sent < least


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
