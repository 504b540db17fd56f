"""The 12349 bot's REST channel, as a neighbour."""

from typing import Any

import requests

from backend.domain.errors import NeighbourDown

_WAIT = (2, 12)


class BotDown(NeighbourDown):
    """No answer from the bot."""

    says = "小助手这会儿不在。急的话请打12349；也可以回首页，点“我要申请救助”自己填。"


class Bot:
    """Speaks to `POST {url}/webhooks/rest/webhook`."""

    def __init__(self, url: str, service_token: str) -> None:
        self._url = f"{url.rstrip('/')}/webhooks/rest/webhook"
        # With our token the bot believes the phone number that comes along.
        self._headers = {"Authorization": f"Bearer {service_token}"}

    def say(self, conversation: str, text: str, metadata: dict[str, Any], request_id: str = "") -> list[dict[str, Any]]:
        """Its answers; the request's id goes along, so that one thing said can be followed through both logs. Raises BotDown."""
        try:
            said = {"sender": conversation, "message": text, "metadata": metadata}
            answer = requests.post(
                self._url, json=said, headers={**self._headers, "X-Request-Id": request_id}, timeout=_WAIT
            )
            answer.raise_for_status()
            replies = answer.json()
        except (requests.RequestException, ValueError) as silence:
            raise BotDown() from silence
        return replies if isinstance(replies, list) else []
