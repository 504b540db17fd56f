"""`flask --app backend.app ejz …`: what an operator runs by hand or by timer."""

import sys
from datetime import timedelta

import click
import mongoengine
from flask import current_app
from flask.cli import AppGroup
from pymongo.errors import ConnectionFailure

from backend.adapters.clock import utc_now
from backend.config import Settings
from backend.demo import load_demo
from backend.domain.errors import InvalidFields
from backend.domain.people import ROLES, Actor
from backend.policy.jurisdictions import by_slug
from backend.services import audit, deadlines, ledger, listening, notices, promises, staff_admin
from backend.storage.migrations import run_pending

_NO_DATABASE = 3


class _Commands(AppGroup):
    """Says in a sentence that the database is down, and ends with 3: 1 is for a proof that failed."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ConnectionFailure:
            click.echo("连不上数据库，什么也没有做完。请看数据库开着没有，EJIUZHU_MONGODB_URI 对不对。", err=True)
            sys.exit(_NO_DATABASE)


ejz = _Commands("ejz", help="e救助: migrations, demo data, sweeps and proofs.")


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


@ejz.command("add-staff")
@click.argument("username")
@click.argument("name")
@click.argument("role", type=click.Choice(list(ROLES)))
@click.option("--county", help="Slug of the county; the home county when not said.")
@click.option("--township", "townships", multiple=True)
@click.option("--department", help="Whose liaison.")
@click.password_option(help="Asked for when not given.")
def add_staff(
    username: str, name: str, role: str, county: str | None, townships: tuple[str, ...], department: str | None,
    password: str,
) -> None:  # fmt: skip
    """Open an account; the first administrator of a county is made so, the others on the console's page 人员."""
    operator = Actor("operator", "运维", "admin", by_slug(county or _settings().home_county).slug)
    post = staff_admin.Post(name, role, townships, department=department)
    try:
        person = staff_admin.add(username, post, password, operator, utc_now())
    except InvalidFields as error:
        sys.exit("\n".join(f"{field}: {says}" for field, says in error.fields.items()))
    click.echo(f"{person.username}: {ROLES[person.role]}, {person.jurisdiction}")


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
