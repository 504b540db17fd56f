"""How gunicorn serves the web, locally and in a container."""

import os
import shutil
import tempfile

bind = f"{os.environ.get('EJIUZHU_WEB_HOST', '127.0.0.1')}:{os.environ.get('EJIUZHU_WEB_PORT', '8000')}"
workers = int(os.environ.get("EJIUZHU_WEB_WORKERS", "2"))
# Threads, because a request mostly waits for the database or the bot. Each worker connects for itself: no preload_app,
# a MongoClient must not be shared across a fork.
worker_class = "gthread"
threads = int(os.environ.get("EJIUZHU_WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 6  # below the process manager's grace time
keepalive = 5
# A photo takes at most 10 MiB and is refused by the app; these bound the request line and its headers.
limit_request_line = 4094
limit_request_fields = 60
worker_tmp_dir = "/dev/shm"  # the heartbeat file must not wait for a slow disk
control_socket_disable = True  # one fixed path in the home folder, over which two installations would meet
accesslog = None  # the app writes one line a request, with its request id


def _share_metrics() -> None:
    """Lets /metrics add up all workers: prometheus_client reads this when it is imported, so before any worker starts."""
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="ejiuzhu-metrics-"))


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)


_share_metrics()
