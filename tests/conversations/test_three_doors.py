"""The same conversation through the chat, the official account and the hotline: one brain hears it."""

import time
import xml.etree.ElementTree as ET
from uuid import uuid4

import pytest
import requests

SAID = ("我爸脑梗住院自己掏了三万二", "我叫赵福来", "域城镇叩家村")


@pytest.fixture
def hotline(stack):
    call = uuid4().hex
    headers = {"Authorization": f"Bearer {stack.service_token}"}

    def turn(**told):
        url = f"{stack.bot}/webhooks/hotline/webhook"
        body = {"call_id": call, "is_final": True, "asr_confidence": 0.9, **told}
        return requests.post(url, json=body, headers=headers, timeout=30).json()

    return turn


@pytest.fixture
def official_account(stack):
    """Sends signed, encrypted messages as WeChat would, and opens the passive replies."""
    crypto_module = pytest.importorskip("wechatpy.crypto", reason="wechatpy is in both environments' lock files")
    crypto = crypto_module.WeChatCrypto(
        "ejiuzhu-demo", "ejiuzhu0demo0official0account0aes0key000000", "wx-ejiuzhu-local"
    )
    follower = f"o-{uuid4().hex[:12]}"

    def send(content, message_id=None):
        number = message_id or time.time_ns() // 1000
        xml = (
            f"<xml><ToUserName>gh</ToUserName><FromUserName>{follower}</FromUserName><CreateTime>{int(time.time())}"
            f"</CreateTime><MsgType>text</MsgType><Content>{content}</Content><MsgId>{number}</MsgId></xml>"
        )
        stamp = str(int(time.time()))
        sealed = ET.fromstring(crypto.encrypt_message(xml, "nonce", stamp))
        query = {"timestamp": stamp, "nonce": "nonce", "msg_signature": sealed.findtext("MsgSignature")}
        body = f"<xml><ToUserName>gh</ToUserName><Encrypt>{sealed.findtext('Encrypt')}</Encrypt></xml>"
        answer = requests.post(f"{stack.bot}/webhooks/wechat/webhook", params=query, data=body.encode(), timeout=30)
        if answer.status_code != 200 or answer.text == "success":
            return answer.text or str(answer.status_code)
        outer = ET.fromstring(answer.text)
        opened = crypto.decrypt_message(
            answer.text, outer.findtext("MsgSignature"), outer.findtext("TimeStamp"), outer.findtext("Nonce")
        )
        return ET.fromstring(opened).findtext("Content")

    return send


def test_all_three_doors_answer_with_the_same_words(caller, hotline, official_account):
    chat = caller()
    for words in SAID:
        chat.say(words)
        assert hotline(text=words)["text"] == chat.said
        assert official_account(words).replace("\n", " ") == chat.said


def test_a_message_that_wechat_sends_twice_is_heard_once(official_account):
    assert "叫什么" in official_account("我爸脑梗住院自己掏了三万二", message_id=77)
    assert official_account("我爸脑梗住院自己掏了三万二", message_id=77) == "success"


def test_the_key_0_brings_a_person_and_a_bad_line_is_asked_again(hotline):
    hotline(text="我爸脑梗住院自己掏了三万二")
    unclear = hotline(text="啊吧嗯", asr_confidence=0.2)
    assert unclear["action"] == "listen"
    assert "没听清" in unclear["text"]
    assert hotline(dtmf="0")["action"] == "transfer"


def test_the_hotline_takes_nobody_without_the_service_token(stack):
    answer = requests.post(f"{stack.bot}/webhooks/hotline/webhook", json={"call_id": "x", "text": "喂"}, timeout=30)
    assert answer.status_code == 401


def test_the_end_of_the_call_closes_it(hotline):
    hotline(text="我爸脑梗住院自己掏了三万二")
    assert hotline(event="hangup")["action"] == "hangup"
