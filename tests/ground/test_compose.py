"""docker-compose.yml without a Docker engine: the published schema, and that it starts what `make run` starts."""

import json
import re
import stat
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from tools.launcher.parts import parts_for

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
ONE_SHOT = {"mongo-init", "migrate"}


def test_the_file_is_what_the_compose_specification_describes():
    schema = json.loads((Path(__file__).parent / "compose-spec.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(COMPOSE)


@pytest.mark.parametrize("name", ["web", "worker", "actions", "bot"])
def test_a_part_starts_in_its_container_as_it_does_locally(name):
    local = next(part for part in parts_for({}, Path("/data")) if part.name == name)
    binary, *rest = local.command
    started = Path(binary).name
    assert SERVICES[name]["command"] == [started, *rest]


def test_every_service_that_stays_up_is_watched_and_restarted():
    for name in SERVICES.keys() - ONE_SHOT:
        assert SERVICES[name].get("healthcheck"), name
        assert SERVICES[name].get("restart") == "unless-stopped", name


def test_everything_a_service_waits_for_or_mounts_exists():
    for name, service in SERVICES.items():
        assert set(service.get("depends_on", {})) <= SERVICES.keys(), name
        assert set(service.get("networks", [])) <= COMPOSE["networks"].keys(), name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            known = source in COMPOSE["volumes"] or source.startswith("${") or (ROOT / source).exists()
            assert known, f"{name}: {source}"


def test_every_image_of_ours_is_built_here_from_files_that_are_here():
    built = {service["image"]: service["build"] for service in SERVICES.values() if "build" in service}
    ours = {service["image"] for service in SERVICES.values() if service["image"].startswith("ejiuzhu/")}
    assert ours == built.keys()
    for build in built.values():
        lines = (ROOT / build["dockerfile"]).read_text(encoding="utf-8").splitlines()
        for line in lines:
            if line.startswith("COPY ") and "--from" not in line:
                *sources, _target = line.split()[1:]
                assert all((ROOT / source).exists() for source in sources), line


def test_only_nginx_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if service.get("ports")] == ["nginx"]


def test_no_secret_stands_in_the_file_and_every_one_is_asked_for():
    for line in TEXT.splitlines():
        found = re.match(r"\s+([A-Z_]*(?:SECRET|PASSWORD|TOKEN|KEY|KEYS))(?:_KEY)?: (.+)", line)
        assert not found or found[2].startswith("${") and ":?" in found[2], line


def test_the_written_env_file_answers_everything_compose_asks_and_only_its_owner_reads_it(tmp_path):
    (tmp_path / "docker").mkdir()
    script = tmp_path / "docker" / "make-env.sh"
    script.write_bytes((ROOT / "docker" / "make-env.sh").read_bytes())
    assert subprocess.run(["bash", str(script)], capture_output=True).returncode == 0
    written = tmp_path / ".env"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    given = dict(line.split("=", 1) for line in written.read_text().splitlines() if "=" in line)
    asked = set(re.findall(r"\$\{(\w+):\?", TEXT))
    assert asked <= given.keys()
    made_here = {name for name in asked if given[name]}
    assert {"EJIUZHU_FIELD_KEYS", "EJIUZHU_SERVICE_TOKEN", "EJIUZHU_MONGODB_PASSWORD"} <= made_here

    before = written.read_text()
    assert subprocess.run(["bash", str(script)], capture_output=True).returncode == 1
    assert written.read_text() == before, "the field keys in it are the only way to read what is on file"
