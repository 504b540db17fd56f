"""What a tester does to the sandbox from outside; nothing of this exists at WeChat."""

import secrets
from typing import Any

from flask import Blueprint, jsonify, request

from .state import Fault, State


def controls(state: State) -> Blueprint:
    blueprint = Blueprint("controls", __name__)

    def asked() -> dict[str, Any]:
        return request.get_json(force=True, silent=True) or request.args.to_dict()

    @blueprint.post("/login-code")
    def login_code():
        openid = asked().get("openid") or f"o-{secrets.token_hex(8)}"
        with state.lock:
            code = state.make_code({"openid": openid, "unionid": asked().get("unionid") or f"u-{openid}"})
        return jsonify(code=code)

    @blueprint.post("/phone-code")
    def phone_code():
        with state.lock:
            return jsonify(code=state.make_code({"phone": asked()["phone"]}))

    @blueprint.post("/grant")
    def grant():
        with state.lock:
            state.grants[asked()["openid"], asked()["template_id"]] += int(asked().get("times", 1))
        return jsonify(ok=True)

    @blueprint.post("/fault")
    def fault():
        wanted = dict(asked())
        path = wanted.pop("path")
        with state.lock:
            state.faults[path] = Fault(**wanted)
        return jsonify(ok=True)

    @blueprint.post("/expire-token")
    def expire_token():
        with state.lock:
            state.token_until = 0
        return jsonify(ok=True)

    @blueprint.post("/reset")
    def reset():
        state.reset()
        return jsonify(ok=True)

    @blueprint.get("/sent")
    def sent():
        return jsonify(state.sent)

    @blueprint.get("/calls")
    def calls():
        return jsonify(state.calls)

    return blueprint
