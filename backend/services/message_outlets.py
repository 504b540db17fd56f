"""What messages go out by, from the settings: WeChat in the notifier's own words, SMS, and the county's template ids."""

from typing import Any

from pymongo.collection import Collection

from backend.adapters.sms import sms_from
from backend.adapters.wechat import WeChat, WeChatRefused, WeChatUnavailable, wechat_from
from backend.config import Settings
from backend.domain.errors import NeighbourDown
from backend.services.message_templates import ids_of
from backend.services.notifications import Outlets, WeChatRefusal


class WeChatOutlet:
    """Subscribe messages; WeChat's errors become a refusal or a neighbour that is down."""

    def __init__(self, wechat: WeChat) -> None:
        self._wechat = wechat

    def send(self, openid: str, template_id: str, words: dict[str, str], page: str) -> None:
        """Raises WeChatRefusal, NeighbourDown."""
        try:
            self._wechat.send_subscribe_message(openid, template_id, words, page)
        except WeChatRefused as refusal:
            raise WeChatRefusal(refusal.code) from refusal
        except WeChatUnavailable as silence:
            raise NeighbourDown(f"微信没有回应：{silence}") from silence


def outlets_from(settings: Settings, tokens: Collection[Any]) -> Outlets:
    """The outlets of this installation; `tokens` is where processes share WeChat's access token."""
    return Outlets(sms_from(settings), WeChatOutlet(wechat_from(settings, tokens)), ids_of(settings.wechat_templates))
