"""`flask --app backend.app ejz …`: what an operator runs by hand or by timer."""

import sys
from datetime import timedelta

import click
import mongoengine
from flask import current_app
from flask.cli import AppGroup

from backend.adapters.clock import utc_now
from backend.config import Settings
from backend.demo import load_demo
from backend.services import audit, deadlines, ledger, listening, notices, promises
from backend.storage.migrations import run_pending

ejz = AppGroup("ejz", help="e救助: migrations, demo data, sweeps and proofs.")


def _settings() -> Settings:
    return current_app.config["EJIUZHU"]


@ejz.command()
def migrate() -> None:
    """Run the migrations that have not run here yet."""
    for name in run_pending(mongoengine.get_db()):
        click.echo(f"migrated {name}")


@ejz.command()
def demo() -> None:
    """Load invented counties' worth of people and cases; only with EJIUZHU_DEMO=1, and only once."""
    if not _settings().demo:
        sys.exit("EJIUZHU_DEMO is not 1: demo data is for a trial on this machine only.")
    click.echo(load_demo(utc_now()))


@ejz.command("sweep-silent")
def sweep_silent() -> None:
    """Put on file what silent callers told."""
    for case in listening.sweep_silent(utc_now(), timedelta(seconds=_settings().silence_seconds)):
        click.echo(case.number)


@ejz.command("audit-verify")
def audit_verify() -> None:
    """Prove that no audit chain was touched; exits 1 and names those that were."""
    broken = audit.verify()
    click.echo("\n".join(broken) if broken else "every chain holds")
    sys.exit(bool(broken))


@ejz.command("ledger-check")
def ledger_check() -> None:
    """Prove that cases, ledger and household years agree to the fen; exits 1 and names what does not."""
    findings = ledger.check()
    for (county, year, scheme, kind), fen in sorted(ledger.totals().items()):
        click.echo(f"{county} {year} {scheme} {kind} {fen / 100:.2f}")
    click.echo("\n".join(findings) if findings else "every sum holds")
    sys.exit(bool(findings))


@ejz.command("sweep-deadlines")
def sweep_deadlines() -> None:
    """Mark what is due soon or overdue and call the heads in; end notices that have run; again changes nothing."""
    now = utc_now()
    swept = deadlines.sweep(now)
    click.echo(f"due soon {len(swept.due_soon)}, overdue {len(swept.overdue)}, notices ended {len(notices.sweep(now))}")
    click.echo(f"postings finished {ledger.post_left_over()}, holds taken back {len(promises.settle_abandoned(now))}")
