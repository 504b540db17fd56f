import os
import time

from flask import Flask, Response, jsonify, request

from .controls import controls
from .endpoints import endpoints
from .state import Refusal, State


def create_sandbox() -> Flask:
    """The sandbox as a WSGI app; the appid and secret it accepts are those of the environment or of a local run."""
    app = Flask("wechat-sandbox")
    state = State(
        os.environ.get("EJIUZHU_WECHAT_APPID") or "wx-ejiuzhu-local",
        os.environ.get("EJIUZHU_WECHAT_SECRET") or "SECRET",
    )
    app.register_blueprint(endpoints(state))
    app.register_blueprint(controls(state), url_prefix="/_sandbox")

    @app.before_request
    def count_and_go_wrong():
        if request.path.startswith("/_sandbox"):
            return None
        with state.lock:
            state.calls[request.path] += 1
            fault = state.next_fault(request.path)
        if fault is None:
            return None
        time.sleep(fault.delay_s)
        if fault.errcode is not None:
            return jsonify(Refusal(fault.errcode).body)
        if fault.status is not None or fault.body is not None:
            return Response(fault.body or "", fault.status or 200, mimetype="text/html")
        return None

    @app.errorhandler(Refusal)
    def refused(refusal: Refusal):
        return jsonify(refusal.body)  # WeChat says no with status 200

    return app
