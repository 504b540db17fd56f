"""A refusal → an HTTP answer, once, for all doors: `{code, status, message, errors}`, the message in Chinese for the person."""

from collections.abc import Mapping
from http import HTTPStatus

import structlog
from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from flask_smorest import Api
from pymongo.errors import PyMongoError
from werkzeug.exceptions import HTTPException

from backend.domain import errors

_STATUS: Mapping[type[errors.DomainError], int] = {
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.NotSignedIn: 401,
    errors.InvalidFields: 422,
    errors.WrongState: 409,
    errors.Conflict: 409,
    errors.KeyReused: 422,
    errors.TooManyTries: 429,
    errors.NeighbourDown: 503,
}
_SAYS = {
    400: "发来的内容看不懂，请检查格式。",
    401: "登录已过期，请重新登录。",
    403: "您没有权限做这一步。",
    404: "没有找到，或者您无权查看。",
    405: "这个地址不支持这样的操作。",
    409: "刚才有人改动过，请刷新后再试。",
    412: "内容已经被改动过，请刷新后再试。",
    413: "内容太大了，请压缩后再传。文字不超过1兆，图片不超过10兆。",
    415: "请用 JSON 格式提交。",
    422: "有几项填得不对，请按提示改一下。",
    428: "请带上内容的版本号再提交。",
    429: "试的次数太多了，请过一会儿再试。",
    500: "系统出了点问题，我们已经记下，请稍后再试。",
    503: "系统正忙，内容没有丢，请稍后再试。",
}
_log = structlog.get_logger()


class DoorApi(Api):
    """flask-smorest's own errors, with the sentence for the person that it leaves out."""

    def handle_http_exception(self, error: HTTPException) -> ResponseReturnValue:
        data = getattr(error, "data", None) or {}
        found = data.get("messages") or data.get("errors")
        return _answer(error.code or 500, data.get("message"), found, dict(data.get("headers") or {}))


def install(app: Flask, api: DoorApi) -> None:
    """Map every refusal and every fault for the whole app; pages for people bring their own handler in their blueprint."""
    app.register_error_handler(errors.DomainError, refuse)
    app.register_error_handler(HTTPException, api.handle_http_exception)
    app.register_error_handler(PyMongoError, _database_down)
    app.register_error_handler(Exception, _fault)


def status_of(error: errors.DomainError) -> int:
    """The HTTP status of a refusal: that of its class, or of the nearest class above."""
    return next(_STATUS[kind] for kind in type(error).__mro__ if kind in _STATUS)


def says_of(code: int | None) -> str:
    """The sentence of an HTTP status that brings none of its own."""
    return _SAYS.get(code or 500, _SAYS[500])


def refuse(error: errors.DomainError) -> ResponseReturnValue:
    """A domain error as JSON."""
    wrong = {"json": {name: [says] for name, says in error.fields.items()}} if error.fields else None
    return _answer(status_of(error), error.message, wrong)


def _database_down(error: PyMongoError) -> ResponseReturnValue:
    _log.error("database", error=type(error).__name__)
    return _answer(503, headers={"Retry-After": "5"})


def _fault(error: Exception) -> ResponseReturnValue:
    _log.exception("fault", path=request.path)
    return _answer(500)


def _answer(
    code: int, message: str | None = None, wrong: object = None, headers: Mapping[str, str] | None = None
) -> ResponseReturnValue:
    body = {"code": code, "status": HTTPStatus(code).phrase, "message": message or says_of(code)}
    if wrong:
        body["errors"] = wrong
    return jsonify(body), code, dict(headers or {})
