"""emergency.category: the eight categories of emergency relief, weighed by the words of the story."""

from __future__ import annotations

import re

from .text import Text
from .types import Context, Heard

_FIELD = "emergency.category"
CATEGORIES = (
    "accident",
    "sudden_illness",
    "chronic_illness_disability",
    "tuition",
    "job_loss",
    "public_incident",
    "despair",
    "other",
)
_CUES: tuple[tuple[str, float, str], ...] = (
    (
        "accident",
        3.0,
        r"车祸|交通事故|撞(?:了|伤|倒|断|飞|死|上|着|到|的)|被?(?:车|三轮|摩托|货车|轿车)[^,，。]{0,6}(?:撞|轧|压|挂|刮|带)|轧(?:了|断|伤|着)|肇事|翻车|翻(?:了)?(?:车|沟)",
    ),
    ("accident", 3.0, r"着(?:了)?火|失火|起火|火灾|烧(?:了|没|光|掉|毁|着|塌)|着起来|大火|烫(?:伤|了|着)|烧伤"),
    (
        "accident",
        3.0,
        r"摔(?:了|下|断|伤|倒|着|的|坏|到|折|在|成)|摔一跤|跌(?:了|倒|下|断|伤|落|断)|坠(?:落|楼)|掉(?:下来|进|到|下去|沟|井|河)|从[^,，。]{1,8}(?:摔|掉|跌|滚)",
    ),
    (
        "accident",
        2.8,
        r"砸(?:了|伤|断|着|坏|到|中)|机器[^,，。]{0,5}(?:绞|轧|压|伤|卷|切)|绞(?:了|断|进|伤)|卷进|切(?:断|掉)了?[^,，。]{0,3}(?:手|指)|锯(?:了|断|着)|电(?:了|着|击)|触电|溺水|落水|淹着|中毒|煤气|被(?:狗|牛|蛇|马蜂|猪)[^,，。]{0,4}(?:咬|顶|踢|蛰|拱)|雷(?:劈|击)|爆炸|炸(?:了|伤)|骨折|腿断|胳膊断|工伤|意外|外伤|出(?:了)?事故",
    ),
    (
        "accident",
        2.8,
        r"(?:房|屋|墙|灶房|土|山|坡|棚|圈|楼)[^,，。]{0,6}(?:塌|垮|倒|滑下来|压)|泥石流|滑坡|塌(?:了|下来|方)|(?:洪|大|山)水|暴雨|台风|冰雹|地震|龙卷风|雪灾|白灾|淹(?:了|没|掉|死)|冲(?:了|走|垮|毁|跑)|压垮|(?:刮|掀|吹)(?:了|翻|倒|跑|坏|走|飞)|大风|(?:水|雨)[^,，。]{0,3}泡|泡(?:了|坏)|遭(?:了)?灾|冻死|猪瘟|瘟(?:了|死)|遭(?:了)?雷|受(?:了)?灾",
    ),
    ("accident", 1.6, r"被(?:人)?(?:打|捅|砍|抢|骗|偷)(?:了|伤)?|打伤"),
    (
        "sudden_illness",
        3.0,
        r"查出|查出来|确诊|诊断(?:出|为)?|检查出|(?:得|患|长)(?:了|上)?[^,，。]{0,6}(?:癌|瘤|白血病|尿毒症|脑梗|心梗|大病|重病|急病|怪病)|突发|突然[^,，。]{0,8}(?:倒|晕|昏|瘫|不行|动不了|说不出|疼|病)|急性|病倒|犯(?:了)?病|发病|(?:刚|才)查",
    ),
    (
        "sudden_illness",
        2.6,
        r"脑(?:出血|溢血|梗|中风)|中风|心(?:梗|肌梗|衰|脏病|肌炎)|主动脉|癌|肿瘤|白血病|淋巴瘤|肺炎|胰腺炎|阑尾|肠梗阻|胃出血|消化道|败血|脑膜炎|脑瘤|早产|大出血|难产|重症|icu|抢救|病危|手术|开刀|化疗|放疗|移植|搭桥|支架|急诊|重病|大病|急病",
    ),
    ("sudden_illness", 1.2, r"住院|住进医院|住的院|生病|病了|看病|医药费|医疗费|治病|医院"),
    (
        "chronic_illness_disability",
        3.2,
        r"(?:常年|长年|长期|一直|多年|好几年|老|[几两三四五六七八九十\d]+(?:来|多)?年)[^,，。]{0,8}(?:病|吃药|卧床|瘫|透析|打针|住院|用药|看病|疼|残|瘸|疯)|(?:透析|瘫(?:痪|了)?|卧床|病|吃药|残疾|精神病|糖尿病|尿毒症)[^,，。]{0,6}(?:[几两三四五六七八九十\d]+(?:来|多)?年|半辈子|一辈子|好些年|多年|常年)",
    ),
    (
        "chronic_illness_disability",
        2.5,
        r"瘫痪|瘫在|偏瘫|截瘫|卧床|残疾|残(?:了|废)|精神(?:病|分裂)|智力|智障|脑瘫|自闭|孤独症|癫痫|羊癫疯|帕金森|老年痴呆|痴呆|尘肺|矽肺|类风湿|肝硬化|肺气肿|慢性|老毛病|老病|渐冻|植物人|康复|护理|透析|糖尿病|哮喘|肌无力|血友病|地中海贫血|失能|半身不遂|盲|失明|聋",
    ),
    (
        "tuition",
        3.2,
        r"学费|学杂费|上不起学|念不起|读不起|(?:孩子|学|书)[^,，。]{0,8}供不起|供不起[^,，。]{0,4}(?:书|学|念|读|孩子)|辍学|退学|录取|考上(?:了)?[^,，。]{0,6}(?:大学|大专|高中|中专|职高|技校|本科|一本|二本|专科|师范|学院|研究生)|助学|书本费|住宿费|(?:上学|念书|读书)(?:的)?(?:钱|费)|上大学|交不起学|(?:大学|大专|高中|中专)[^,，。]{0,6}(?:凑不|交不|没钱)|开学",
    ),
    (
        "job_loss",
        3.2,
        r"下岗|失业|没(?:了)?工作|丢了工作|找不(?:到|着)(?:工作|活)|没找(?:到|着)(?:工作|活)|倒闭|破产|裁(?:员|了|掉)|辞退|开除|关门|关张|黄了|停(?:工|产|业)|被(?:厂|公司|单位)[^,，。]{0,4}(?:辞|裁|开)|(?:生意|买卖|养殖|创业|店|厂子?|大棚|养[猪鸡鸭牛羊鱼虾][^,，。]?|种[一-鿿]{1,3}|投资|合伙)[^,，。]{0,8}(?:失败|赔|亏|垮|黄|倒|干不下去)|没活(?:干|儿|了|做)|刑满|释放|出狱|劳改|(?:从)?里(?:头|面|边)(?:刚)?(?:放)?出来|拖欠工资|欠薪|工资(?:不|没)发",
    ),
    (
        "public_incident",
        3.4,
        r"化工厂[^,，。]{0,8}(?:爆|漏|炸|毒)|泄漏|毒气|踩踏|食物中毒|集体中毒|矿难|矿上[^,，。]{0,6}(?:塌|炸|冒顶|透水)|瓦斯|坍塌事故|疫情|隔离|封(?:控|村|城)|群体|恐怖|公共安全|鞭炮厂|烟花厂|好多(?:人|户)[^,，。]{0,8}(?:中毒|伤|埋|受伤)|全村[^,，。]{0,8}(?:中毒|淹|埋)|聚众",
    ),
    (
        "despair",
        2.9,
        r"不想活|活不下去|活着(?:也)?没(?:啥|什么|个)?(?:意思|劲|盼头|意义|奔头)|没(?:啥|什么)?(?:奔头|活头)|想不开|寻(?:死|短见)|轻生|自杀|自残|了断|没(?:有)?(?:盼头|指望|活路|希望)|绝望|(?:心|人)都?(?:死|凉|灰)了|走投无路|撑不下去|熬不下去|抑郁|万念俱灰|没脸活|生不如死",
    ),
    (
        "other",
        1.8,
        r"没(?:有)?(?:饭吃|吃的|地方住|住处|米|粮)|断粮|断顿|揭不开锅|饿|无家可归|流浪|钱包|被偷|丢了钱|回不了家|没钱回家|走失|出走|去世|过世|后事|丧事|下葬|孤儿|没人管|没人养|过不下去|离婚|跑了|坐牢|判刑|断电|断水|交不起(?:电|水|房租|取暖)|取暖|没煤|拖欠",
    ),
)
_PATTERNS = tuple((name, weight, re.compile(words)) for name, weight, words in _CUES)
_LASTING = re.compile(
    r"(?:已经|都|有|快|得|瘫|病|患|疯)[^,，。]{0,4}(?:[一二两三四五六七八九十几好\d]+)年(?:多|半)?了|好[些几]年|常年|长年|多年|年年|[每一]个?(?:周|星期|礼拜|月)[^,，。]{0,4}(?:透析|化疗|打针|输血|透[一二三四两])|老毛病|一直吃药|天天吃药"
)
_ABOUT_OTHERS = re.compile(r"(?:邻居|别人|人家|电视|新闻|网上|听说)[^,，。]{0,10}$")
_NOT = re.compile(r"(?:没有?|不是|不算|没被|没让|没出)[^,，。]{0,2}$")
_BARE = (
    ("accident", "意外|事故|火灾|车祸|受伤"),
    ("sudden_illness", "大病|急病|重病|生病|病"),
    ("tuition", "上学|学费"),
    ("job_loss", "工作|失业"),
)
_SAYS = {"困难": "other", "没钱": "other", "其他": "other", "别的": "other", "过不下去": "other"}


def category(text: Text, context: Context) -> list[Heard]:
    """The likeliest category and how sure it is; none when nothing in the words points to one."""
    asked = context.asked in (_FIELD, "emergency.narrative")
    if context.asked == _FIELD and text.norm.strip() in CATEGORIES:
        return [_hear(text, text.norm.strip(), 0, len(text.norm), 0.99)]
    scores: dict[str, float] = {}
    spans: dict[str, tuple[int, int]] = {}
    for name, weight, pattern in _PATTERNS:
        for match in pattern.finditer(text.norm):
            before = text.before(match.start(), 12)
            if _NOT.search(before) or _ABOUT_OTHERS.search(before):
                continue
            gain = weight if name not in scores else weight * 0.3
            scores[name] = scores.get(name, 0.0) + gain
            start, end = spans.get(name, match.span())
            spans[name] = (min(start, match.start()), max(end, match.end()))
    _settle(scores, text.norm)
    if not scores:
        return _plain(text) if asked else []
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, top = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    sure = min(0.97, 0.5 + 0.13 * min(top, 3.5)) - (0.2 if top - second < 0.5 else 0.0)
    return [_hear(text, best, *spans.get(best, (0, len(text.norm))), round(sure, 2))]


def _settle(scores: dict[str, float], norm: str) -> None:
    """Where two stories meet, the cause that the rules name decides."""
    if "tuition" in scores and max(scores, key=lambda n: scores[n]) != "tuition":
        if not re.search(r"学费|学杂|录取|考上|上不起|供不起|大学|大专", norm):
            scores["tuition"] *= 0.4
        elif re.search(r"凑不|交不|拿不|供不|缴不|愁|学费[^,，。]{0,4}[\d一二两三四五六七八九十]", norm):
            scores["tuition"] += 1.5
    if (
        "accident" in scores
        and "sudden_illness" in scores
        and not re.search(r"查出|确诊|癌|瘤|白血病|脑出血|脑梗|心梗", norm)
    ):
        scores["sudden_illness"] *= 0.5
    if "accident" in scores and re.search(r"(?:晕|昏|突然|犯病|脑出血|脑梗|中风)[^,，。]{0,6}(?:摔|倒|掉)", norm):
        scores["accident"] *= 0.6
    if (
        "chronic_illness_disability" in scores
        and re.search(r"查出|确诊|突然|突发|刚查", norm)
        and not re.search(r"年(?:了|多|前)|常年|一直|多年|长期", norm)
    ):
        scores["chronic_illness_disability"] *= 0.5
    if "sudden_illness" in scores and _LASTING.search(norm):
        scores["chronic_illness_disability"] = scores.get("chronic_illness_disability", 0.0) + 3.2
        scores["sudden_illness"] *= 0.6
    if "job_loss" in scores and scores.keys() & {"accident", "sudden_illness"}:
        scores["job_loss"] *= 0.6
    if "other" in scores and len(scores) > 1:
        scores["other"] *= 0.5
    if "despair" in scores and scores.keys() & {
        "accident",
        "sudden_illness",
        "tuition",
        "job_loss",
        "chronic_illness_disability",
    }:
        scores["despair"] *= 0.7


def _plain(text: Text) -> list[Heard]:
    for name, words in _BARE:
        if match := re.search(words, text.norm):
            return [_hear(text, name, *match.span(), 0.6)]
    for words, name in _SAYS.items():
        if (at := text.norm.find(words)) >= 0:
            return [_hear(text, name, at, at + len(words), 0.55)]
    return []


def _hear(text: Text, value: str, start: int, end: int, confidence: float) -> Heard:
    return Heard(_FIELD, value, text.said(start, end), confidence, *text.origin(start, end))
