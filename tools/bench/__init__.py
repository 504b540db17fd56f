"""`make bench`: speed and load, printed beside the numbers we promise. A module `*_bench.py` here gives
`measures(options) -> Iterable[Measure]`; add one and it is run.
"""
