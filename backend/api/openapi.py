"""The OpenAPI page: what it is called, where it lies, and which token each operation wants."""

import re

from flask import Flask
from flask_smorest import Api
from marshmallow import Schema

from backend.api.auth import public

CONFIG = {
    "API_TITLE": "e救助",
    "API_VERSION": "v1",
    "OPENAPI_VERSION": "3.0.3",
    "OPENAPI_URL_PREFIX": "/",
    "OPENAPI_JSON_PATH": "openapi.json",
    "OPENAPI_SWAGGER_UI_PATH": "docs",
    "OPENAPI_SWAGGER_UI_URL": "/static/vendor/swagger-ui/",
}
_SHARED = {"schemas", "schema", "abc"}  # `abc`: made from a dictionary, under a name of its own
_TOKENS = {"service": "机器人和话务台的服务令牌", "staff": "经办人登录得到的令牌", "resident": "居民登录得到的令牌"}


def named(schema: type[Schema] | Schema | str) -> str:
    """A schema's name on the page: its door's module and its own, for two doors may each have a Complaint."""
    if isinstance(schema, str):
        return schema
    kind = schema if isinstance(schema, type) else type(schema)
    parts = sorted(schema.only or ()) if isinstance(schema, Schema) else []
    own = kind.__name__.removesuffix("Schema") + "".join(part.title() for part in parts)
    door = kind.__module__.rsplit(".", 1)[-1]
    return own if door in _SHARED else f"{door.title().replace('_', '')}{own}"


def describe(app: Flask, api: Api) -> None:
    """Name the token of every operation, and open the page itself and the static files to anybody."""
    for name, says in _TOKENS.items():
        api.spec.components.security_scheme(name, {"type": "http", "scheme": "bearer", "description": says})
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        scheme = getattr(view, "auth_scheme", None)
        path = api.spec._paths.get(re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule))
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}:
            if path and scheme and method.lower() in path:
                path[method.lower()]["security"] = [{scheme: []}]
    for endpoint, view in list(app.view_functions.items()):
        if endpoint == "static" or endpoint.startswith("api-docs."):
            app.view_functions[endpoint] = _opened(view)


def _opened(view):
    def page(*args, **kwargs):
        return view(*args, **kwargs)

    return public(page)
