"""How gunicorn serves the web, locally and in a container."""

import os

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
accesslog = None  # the app writes one line a request, with its request id
