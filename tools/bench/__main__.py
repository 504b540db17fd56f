"""python -m tools.bench [names …] [--cases 10000 1000000] [--small 2000]"""

import argparse
import importlib
import pkgutil
import sys

from . import __path__ as here


def modules() -> dict[str, object]:
    names = [found.name for found in pkgutil.iter_modules(here) if found.name.endswith("_bench")]
    return {name.removesuffix("_bench"): importlib.import_module(f"{__package__}.{name}") for name in names}


def main() -> int:
    benches = modules()
    parser = argparse.ArgumentParser(description="Speed and load against what we promise.")
    parser.add_argument("names", nargs="*", metavar="name", help=f"of: {', '.join(benches)}; all when not said")
    parser.add_argument("--small", type=int, default=2_000, help="cases on the embedded database")
    parser.add_argument("--cases", type=int, nargs="+", default=[10_000, 1_000_000], help="cases on the real engine")
    options = parser.parse_args()
    if unknown := set(options.names) - benches.keys():
        parser.error(f"no bench called {', '.join(unknown)}")
    kept = True
    for name in options.names or benches:
        print(f"\n{name}", flush=True)
        for measure in benches[name].measures(options):
            kept = kept and measure.kept
            print(f"  {measure.line()}", flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
