"""WeChat: what we ask of it, the real thing on wechatpy, and a sandbox that stands in for api.weixin.qq.com.

wechat = wechat_from(settings, mongoengine.get_db()["wechat_tokens"])
wechat.code_to_session(code)        → WeChatIdentity
"""

from .client import wechat_from
from .interface import WeChat, WeChatIdentity, WeChatRefused, WeChatUnavailable

__all__ = ["WeChat", "WeChatIdentity", "WeChatRefused", "WeChatUnavailable", "wechat_from"]
