"""How the caller answers: yes, no, don't know, rather not, say it again, that was wrong."""

from __future__ import annotations

import re

from .corrections import markers
from .text import Text
from .types import Context, Heard, Signals

_YES = re.compile(
    r"^(?:对对?对?(?!不起|面|象|方|门|于|不对)|是(?:的|啊|呀|呢|哩|嘞|滴|这样|这么回事|了|对|$|[,，。])|没错|没毛病|没问题|没有?问题|没有?错|正确|可以|行(?!动)|中(?!午|间|国|学|风)|成(?!天|年|家)|好(?:的|吧|嘞|了|呀|啊|$|[,，。])|嗯+|恩+|得嘞|得勒|要得|晓得了|确认|同意|就这样|就这么|就是|都对|全对|差不多|ok|yes|true|有(?:的|啊|呢)|对头|着哩|沾|管(?!我|他)|中哩|没差|准确|嘞|愿意|需要|要(?:的|啊)|必须)"
)
_NO = re.compile(
    r"^(?:没有?(?:别|其他|其它|旁)的|都?不是?(?:的|啊|呀|这样|这么|对)?(?:$|[,，。啊呀的])|不对|没有?(?:$|[,，。啊呀啦呗嘛的呢了哩 ])|没(?:危险|事|大碍|啥事|什么事|那么)|那(?:倒)?没有|那倒不|不行|不可以|不用|不要|不需要|不愿意|不同意|不确认|错了|别|no$|false$|无$|并没有|倒没有?|暂时没有?|都没有?|没得|冇|莫得|木有)"
)
_UNKNOWN = re.compile(
    r"不(?:太|大|是很)?(?:知道|清楚|晓得|了解|记得|懂|确定|好说|会算)|不大清|记不(?:清|得|住|起)|想不起|说不(?:上来|清|准|好)|搞不(?:清|懂)|弄不(?:清|懂|明白)|算不(?:清|出|上来)|没有?(?:估过|估|量过|统计过|算过|算呢|细算|数过|问过|印象|统计)|忘了|忘记|谁知道|哪(?:里|个)?知道|哪(?:里|个)?晓得|不晓得|知不道|母鸡|摸不清|没(?:个|有个?)(?:准)?数|没个准|没数|没法说|咱也不知|不摸底|拿不准|说不来"
)
_NOT_UNKNOWN = re.compile(
    r"(?:不知道|不晓得|不清楚|知不道|不懂)(?:该)?(?:咋|怎么|如何|找谁|去哪|能不能|找哪|往哪|要(?!多少|花|几)|需要(?!多少|花|几)|可不可以|有没有)"
)
_REFUSE = re.compile(
    r"不(?:想|愿意?|方便|便|能|肯|乐意)(?:说|讲|告诉|透露|提|回答|给|留|报)|不告诉|不说(?:了|这|行|可以|$|[,，。])|保密|别问|不用问|问这(?:个)?(?:干|做)(?:啥|什么|嘛)|干嘛(?:要)?问|你管|跟你(?:说|讲)不着|隐私|不便|能不能不说|可以不(?:说|填|答)|能不(?:说|填)|先不说|懒得说|不想提|跳过|顾不上|没工夫说|这(?:个)?(?:就)?(?:算了|免了)|不填|不答|凭(?:啥|什么)(?:告诉|说)"
)
_REPEAT = re.compile(
    r"再(?:说|讲|念|问|重复)(?:一遍|一次|一下|一回)|重(?:复|说|讲|新说)(?:一遍|一下|一次)?|没(?:有)?(?:听清|听见|听到|听明白|听懂|听真)|听不(?:清|见|到|明白|懂)|(?:你)?(?:说|讲)(?:的)?(?:啥|什么|甚)(?:[?？啊呀]|$|[,，])|你(?:刚才)?(?:说|问)(?:的)?(?:啥|什么|甚)|刚才(?:说|问)(?:的)?(?:啥|什么)|^(?:啥|什么|啊|甚|咋)[?？]*$|大(?:点)?声|慢(?:点|一点)(?:说)?|什么意思|啥意思|甚意思|没明白|不明白(?:你|啥|什么)|(?:耳朵|耳)(?:背|聋|不好)"
)
_SHORT = 14


def signals(text: Text, context: Context, heard: tuple[Heard, ...]) -> Signals:
    """A value for what was asked outweighs a hedge (不清楚，大概两千 is an answer, not an unknown)."""
    words = text.norm.strip(" ,，。.!！?？") or text.original.strip(" ,，。.!！?？")
    answered = any(h.field == context.asked for h in heard) if context.asked not in (None, "confirm") else False
    unknown = bool(_UNKNOWN.search(words)) and not _NOT_UNKNOWN.search(words) and not answered
    refuse = bool(_REFUSE.search(words)) and not answered
    correction = bool(markers(text)) or any(h.correction for h in heard)
    return Signals(
        affirm=_agrees(words, context, correction),
        deny=bool(_NO.match(words)) or _denies_anywhere(words, context),
        unknown=unknown and (context.asked is not None or len(words) <= _SHORT),
        refuse=refuse,
        repeat=bool(_REPEAT.search(words)) and len(words) <= 24 and not heard,
        correction=correction,
    )


def _agrees(words: str, context: Context, correction: bool) -> bool:
    if correction or _NO.match(words) or re.search(r"没(?:有)?(?:说|写|记|听|弄)对|不对", words):
        return False
    if context.asked == "confirm" or context.read_back:
        return bool(
            _YES.match(words)
            or re.search(
                r"(?:都|全)(?:对|没错|是)|没(?:有)?(?:错|问题)|就(?:这样|这么)|(?:交|报|提)(?:上去|吧|了吧)|对(?:着)?(?:的|呢|了|哩)?$",
                words,
            )
        )
    return bool(_YES.match(words))


def _denies_anywhere(words: str, context: Context) -> bool:
    asks_yes_or_no = context.asked in ("confirm", "emergency.in_danger") or context.read_back
    return asks_yes_or_no and bool(
        re.search(
            r"(?:^|[,，。])(?:不对|有错|不是|没有$)|(?<!没)错了|没(?:有)?(?:说|写|记|听|弄)对|(?:名字|电话|地址|村|镇|钱|数|收入|人口)[^,，。]{0,4}(?:不对|错了)",
            words,
        )
    )
