"""The calls of api.weixin.qq.com that we use, by their public documentation."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from .state import Refusal, State

OK = {"errcode": 0, "errmsg": "ok"}
RISKY_WORDS = ("违规", "赌博")
TEXT_CHECK_CHARACTERS = 2500
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "000000050001a5f645400000000049454e44ae426082"
)


def body() -> dict[str, Any]:
    """The posted JSON; wechatpy sends it without a Content-Type, and WeChat reads it all the same."""
    sent = request.get_json(force=True, silent=True)
    if not isinstance(sent, dict):
        raise Refusal(47003)
    return sent


def needed(name: str) -> Any:
    value = body().get(name)
    if value in (None, ""):
        raise Refusal(47003)
    return value


def endpoints(state: State) -> Blueprint:
    blueprint = Blueprint("wechat", __name__)

    def call(path: str, handle: Callable[[], Any], methods: tuple[str, ...] = ("POST",), token: bool = True) -> None:
        def view() -> Response:
            with state.lock:
                if token:
                    state.check_token(request.args.get("access_token"))
                answer = handle()
            return answer if isinstance(answer, Response) else jsonify(answer)

        blueprint.add_url_rule(path, path.strip("/").replace("/", "_"), view, methods=methods)

    def token() -> dict[str, Any]:
        state.check_credentials(request.args.get("appid"), request.args.get("secret"))
        return state.new_token()

    def stable_token() -> dict[str, Any]:
        state.check_credentials(body().get("appid"), body().get("secret"))
        return state.stable_token(bool(body().get("force_refresh")))

    def code_to_session() -> dict[str, Any]:
        state.check_credentials(request.args.get("appid"), request.args.get("secret"))
        return {**state.log_in(request.args.get("js_code", "")), "session_key": "c2FuZGJveC1zZXNzaW9uLWs="}

    def phone_number() -> dict[str, Any]:
        phone = state.take_code(needed("code"), "phone")["phone"]
        return {**OK, "phone_info": {"phoneNumber": f"+86{phone}", "purePhoneNumber": phone, "countryCode": "86"}}

    def subscribe_message() -> dict[str, Any]:
        words = needed("data")
        if not all(isinstance(word, dict) and word.get("value") for word in words.values()):
            raise Refusal(47003)
        state.use_grant(needed("touser"), needed("template_id"))
        state.sent.append({"kind": "subscribe", **body()})
        return OK

    def customer_service_message() -> dict[str, Any]:
        state.use_reply(needed("touser"))
        state.sent.append({"kind": "customer_service", **body()})
        return OK

    def text_check() -> dict[str, Any]:
        text = needed("content")
        if len(text) > TEXT_CHECK_CHARACTERS:
            raise Refusal(45002)
        state.check_active(needed("openid"))
        risky = any(word in text for word in RISKY_WORDS)
        return {**OK, "trace_id": "sandbox", "result": {"suggest": "risky" if risky else "pass", "label": 100}}

    def media_check() -> dict[str, Any]:
        state.check_active(needed("openid"))
        needed("media_url")
        return {**OK, "trace_id": "sandbox"}

    def mini_program_code() -> Response:
        needed("scene")
        return Response(PIXEL, mimetype="image/png")

    call("/cgi-bin/token", token, ("GET",), token=False)
    call("/cgi-bin/stable_token", stable_token, token=False)
    call("/sns/jscode2session", code_to_session, ("GET",), token=False)
    call("/wxa/business/getuserphonenumber", phone_number)
    call("/cgi-bin/message/subscribe/send", subscribe_message)
    call("/cgi-bin/message/custom/send", customer_service_message)
    call("/wxa/msg_sec_check", text_check)
    call("/wxa/media_check_async", media_check)
    call("/wxa/getwxacodeunlimit", mini_program_code)
    return blueprint
