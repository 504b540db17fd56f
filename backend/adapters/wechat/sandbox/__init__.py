"""A local stand-in for api.weixin.qq.com: what we call of it, its rules and its errors. Loopback only, one process.

Controls, all POST with JSON:
    /_sandbox/login-code   {openid?, unionid?}              → {code}    what `wx.login` would hand out
    /_sandbox/phone-code   {phone}                          → {code}    what the phone button would hand out
    /_sandbox/grant        {openid, template_id, times?}                a tap on "allow one message"
    /_sandbox/fault        {path, errcode | status | delay_s | body, times?}   the next calls of a path go wrong
    /_sandbox/expire-token {}                                           the token in use becomes stale
    /_sandbox/reset        {}
    GET /_sandbox/sent → messages that were sent, GET /_sandbox/calls → calls by path

A code that begins with `demo-` works once without being handed out: `demo-chen` logs a person in, `demo-chen.2` is the
same person's next login; `demo-13800138000` is the phone button's code for that number.
"""

from .app import create_sandbox

__all__ = ["create_sandbox"]
