"""The part `supporters`: pledges a second, the counter among a million, a crowd, and a forged flood."""

import os

from factually_app.bench.counter_reads import measure_counter
from factually_app.bench.crowd import measure_crowd
from factually_app.bench.figures import Report, Run, told_of_machine
from factually_app.bench.pledges import measure_pledges


def measure(run: Run) -> Report:
    """Measure all of it, one after the other on an otherwise idle machine."""
    load = os.getloadavg()[0]
    reports = [part(run) for part in (measure_pledges, measure_counter, measure_crowd)]
    figures = [figure for report in reports for figure in report.figures]
    notes = [note for report in reports for note in report.notes]
    return Report(figures, [*notes, told_of_machine(load)])
