"""Whether danger words speak of danger now: not of the past, of the dead, of the treated, of the television, of a rule."""

from __future__ import annotations

import re

from .danger_figures import is_exaggerated, is_of_a_beast

_LONG_AGO = re.compile(
    r"去年|前年|大前年|往年|当年|那年|那一?年|(?<!到)那会儿|那时候|那阵子|那(?:一)?(?:回|次)|小时候|年轻(?:的)?时候|以前|从前|(?:^|[,，。])过去(?!了)|过去(?:的|那|几|十)|原先|原来|早些年|早年|前些年|头些年|曾经|上辈子|十几年|[一二三四五六七八九十两几好\d]+多?年(?:以?前|头里|之前)|20[012]\d年|[一二三四五六七八九]几年|"
    r"[一二三四五六七八九十两几\d]+个?多?(?:月|礼拜|星期)(?:以?前|之前)|半(?:年|个月)(?:以?前|多|了|之前)|上(?:个|上个)?(?:月|礼拜|星期|周|季度)|前(?:几|些|两|一阵子|阵子|段时间|段日子|半年)(?:个)?(?:月|礼拜|星期|周|天|日子)?|前一阵|年前|年初|(?<!大)(?:春|夏|秋|冬)天(?!快|,|，)|春节|过年(?:的)?时候|[一二三四五六七八九十\d]+月(?:份|初|底|中旬|[一二三四五六七八九十\d]+[号日])|(?:正|腊|冬)月|国庆|中秋|端午|清明|暑假|寒假"
)
_DAYS_AGO = re.compile(
    r"昨(?:天|儿|晚|夜|日|个)|前(?:天|儿|晚|日|夜)|大前(?:天|儿)|[一二两三四五六七八九十几\d]+天(?:以?前|之前)|那天|当时|那晚|礼拜[一二三四五六日天]|星期[一二三四五六日天]|周[一二三四五六日]"
)
_NOW = re.compile(
    r"等一下|你等等|哎[呀哟]|不对|现在|这会儿?|(?:里头|里面|屋里|上面)还有|还有人|没(?:跑|逃)?出来|正(?:在|[^月常式好经规确])|还在|又(?:来|进|要|在|打|抽|犯|昏|晕|喝|想|开始|跳|拿|追|着)|马上|今晚|今天(?!打电话)|今夜|今儿(?!打电话)|刚刚|刚才|眼看|眼下|快(?:来|点|要|不)|赶紧|赶快|救命|怎么办|咋办|咋整|天天|经常|一直(?:在)?(?:打|抽|流|吐|喘|烧)|到现在|不敢|来人|呢(?:$|[!！。])|啊(?:$|[!！])|还(?:想|要|说|是不)|老(?:想|是|说)|越来越|一喝"
)
_ONCE = re.compile(
    r"(?:以前|从前|早先|早些年|原来|原先|当年|那年|年轻(?:的)?时候?|小时候|去年|前年|那会儿|那时候)[^,，。]{0,6}$"
)
_ONCE_IN_IT = re.compile(r"以前|从前|早先|原来|当年|小时候|年轻时")
_DEAD = re.compile(
    r"(?:已经|(?<!明)早就?|(?<=[爸妈爹娘伴头婆爷奶哥弟姐儿女])(?:都|就)|刚|人)(?:已经|都|就)?(?:走了|没了|去世|过世|不在了|死了|去了(?!医院|派出所))|去世了?|过世|后事(?:都)?办(?:完|了|好)|办(?:完|了)后事|料理后事|后事的?[钱费]|下葬|出殡|火化|火葬费|丧事|办丧|入土|安葬|烧(?:了)?头七|头七|五七|骨灰|守孝|没(?:救|抢救)(?:过来|回来|活)|没能救|当场(?:死|没)|遗属|遗孤|抚恤|丧葬|死亡证明|(?:死|走)了?(?:都|已经)?(?:好?几|[一二三四五六七八九十两\d]+)(?:年|个?月|天)"
)
_OVER = re.compile(
    r"抢救过来|(?<!没)救(?:过来|回来|活|下来|上来)了?|拦下来|劝(?:住|下来|回来)|脱离(?:了)?(?:生命)?危险|脱险|(?:已经|早就?|后来|最后|都|现在)(?:都|已经|也)?(?:被)?(?:扑灭|灭了|扑了|控制|出院|好了|没事|稳定|处理|解决|修好|恢复|离婚|离了|分开|搬(?:走|出)|想开|想通|醒(?:了|过来))|"
    r"(?<!没)(?<!有)扑灭|(?:火)?灭了|火(?:已经)?(?:被)?(?:扑|浇|救)灭|控制住|出(?:了)?院|稳(?:定|住)(?:了|下来)?|(?:在|住|住在|(?<!让)(?<!肯)送到?|转到|进了?|躺在?|到)(?:了|着)?(?:[一-鿿]{0,6})(?:医院|icu|重症|病房|监护室|卫生院)(?!后|门|楼|旁|对)|住(?:着|的|了)?(?:[^,，。]{0,6})院(?!部|的|楼)|(?<!让)(?<!肯)送医院?|(?:护士|大夫|医生|救护车|警察|消防)[^,，。]{0,4}(?:来了|到了|接手|接走|拉走|查房|换药)|急诊(?!室|科有)|做(?:完)?(?:了)?手术|(?:已经|被|让)(?:[^,，。]{0,4})(?:抓|拘|判|关进|逮)(?:走|留|了|起来)|派出所(?:[^,，。]{0,4})(?:处理|抓|调解)|拘留|坐牢|判了|想(?:开|通)了|不(?:再|会)(?:想|做)(?:傻事|那事)|缓过来|养伤|在家养|不要紧|上了药|没(?:啥|什么)?(?:事|大碍)了?|好(?:转|多|些)了"
)
_AFTERMATH = re.compile(
    r"烧(?:没|光|毁|掉|坏|成灰|干净|得(?:精光|啥也|什么|一干|只剩))|损失|重(?:建|盖)|修(?:房|缮)|赔(?:偿|了|[^,，。]{0,4}[\d一二三四五六七八九十两几百千万])|(?:申请(?!的)|想要|能给|给点|要点)[^,，。]{0,6}(?:救助|补助|救济|钱)|报销|医药费|住院费|花了[^,，。]{0,8}[万千百]|欠(?:了|着)(?:医院|亲戚)|欠(?:了|着)[^,，。]{0,4}[万千]|借了|没钱(?:修|盖)|落下|后遗症|截肢|假肢|(?:医生|大夫)说[^,，。]{0,6}倾向|在家养|留下(?:了)?(?:疤|后|我|一|两|俩|个|孩|病|毛病)|残疾(?!证)|没(?:地方|房子)住|没法住|鉴定|保险(?:公司|赔|理赔)|事故责任|盖(?:起来|新)|补偿"
)
_TOLD = re.compile(
    r"电视(?:上|里|剧|新闻|报|说|正?放)|(?:刷|看)(?:到|过|个)*直播|新闻|抖音|快手|刷(?:了|到|过|个|那)*视频|视频上|电影|小说|报纸(?:上|说)|(?<!在)网上(?:看|说|传|的)|报道|广播(?:里|上)|朋友圈(?:看|里有|转)|手机上(?:看|说)|剧里|故事|歌里|戏里|戏上|古时候|老话|俗话|常言|书上|培训|讲座|宣传|演习|演练|听说[^。]{0,8}(?:有人|村|人家|别的|谁|那边)|是真的吗|做梦|梦(?:见|到|里)|游戏里|听人(?:讲|说)"
)
_RULE = re.compile(
    r"(?:怎么|咋|如何)(?:申请|办理|办(?=手续|证|低保|丧|下来)|赔|算|报销|认定|补|处理的|规定)|(?:能|可以|可不可以|能不能|会不会|有没有|给不给|管不管|算不算|属不属于|符不符合|行不行)[^,，。]{0,10}(?:申请|救助|补助|补|办|管|赔|报|低保|领|政策|算|享受)|(?:救助|补助|政策|规定|条件|标准|赔偿)[^,，。]{0,8}(?:吗|么|呢|[?？]|多少|什么|啥|怎么)|(?:有|给|享受)(?:什么|啥|哪些|多少|没有)[^,，。]{0,4}(?:补助|救助|政策|补贴|帮助|优惠|待遇)|(?:还|会|能)(?:发|给|补|有|领)[^,，。]{0,4}(?:吗|么|不(?=$|[?？]))|报不报|给不给报|属于(?:哪|什么)|(?:多少钱|几天(?:能|可以|才|批|下|办)|(?<!冻)(?<!躺)多久(?!了))|哪(?:个部门|里管|儿管)|(?:家属|遗属|家庭|人|户)(?:能|可以|有没有)|(?:家属|遗属|家庭|户)给|打(?:你们|哪个|谁)[^,，。]{0,3}还是|该(?:打|找|报)|(?:打|找|报)给谁|打哪个(?:号|电话)|找(?:哪个|谁)|是找[^,，。]{0,6}还是|(?:预防|防止|防范|热线|辅导|心理咨询|知识|保险(?!单|够)|证明|鉴定)"
)
_IF = re.compile(
    r"(?:如果|要是(?!敢|有来生|今天)|万一|假如|假设|倘若|比如|比方说|譬如|例如|哪天)[^。]{0,20}|(?:以后|将来)[^,，。]{0,12}(?:吗|怎么|咋|能不能)"
)
_DENIED = re.compile(
    r"(?:没(?:有|想)?|不会|不是|不至于|哪会|怎么会|可没)[^,，。]{0,5}(?:想不开|自杀|寻死|轻生|上吊|想死|要死|去死|挨打|被打|打我|着火|危险|动手|受伤|那个意思|傻事)"
)
_NOT_BEFORE = re.compile(
    r"(?:没有?|没想过?|不会|不是(?:要|想|说)?|不至于|没打算|不打算|不能|并没有?|从没|从来没|也没|又不|不想(?:要)?|别|不用|可别|又没|不敢|没什么|没啥|不算|不怕|避免|怕他?|防|未)(?:有|想|去|要|过|再|说|真|发生|出现|什么|啥)*(?:要|想)?$"
)
_INNER_NOT = re.compile(
    r"没有?喝|(?:没有?人?|不是?|不会|从不)(?:再|去|真)?(?:想死|要死|打(?!算|开|中|赢|过|得)|揍|着火|起火|失火|寻死|自杀|动手|砍|轻生|上吊)"
)
_AGAIN = re.compile(r"又|还(?:想|说|要|在|是)|突然|今[天早晚]|刚(?:才|刚)?|这会儿|这回|正在|不放心")
_COMPLAINT = re.compile(
    r"举报|(?:我要|往(?:上|省里|县里))(?:去)?(?:告|捅|反映|投诉|上访)|告(?:到底|你们)|(?:吃|领|占)(?:着)?(?:低保|救济|名额|补助)|名额|曝光|凭(?:啥|什么)"
)
_WELL_NOW = re.compile(
    r"(?:直?到现在|现在|如今|这会儿|眼下)(?:人|她|他|我们?|俺|就|都|也|已经|身体|孩子|家里|还|是)*"
    r"(?:好(?:了|多|着|好|转|端|过来|的|$|[,，])|没(?:事|有?危险|啥事|什么事|再|盖|赔|修|给|拿|钱|活干|工作)|想(?:问|通|开|办|申请|就|找)|会走|恢复|稳|平安|安全(?!等)|清醒|"
    r"能(?:走|下|吃|自己|干|说)|上(?:班|学|大学|初|高)|抱孙|结婚|正常|安排|安置|搬到|[借暂]?住(?:在|到)?(?:村|亲戚|邻居|我|俺|闺女|女儿|儿子|学校|敬老院|养老院)|在(?:家养|上班|外地|普通|学校)|跟(?:我|着)|过得|吃(?:着|了)药(?:天天[^,，。]{0,6})?|天天(?:有人|跟|去?跳|打牌|散步)|老了|瘫)"
    r"|房子到现在|吃(?:着|了)药(?:天天|稳|好)|人(?:都|也|倒)?(?:好好的|没(?:啥|什么)?(?:事|伤|大碍))"
)
_ALL_WELL = re.compile(
    r"人(?:都|也|倒)?(?:没(?:有|啥|什么)?(?:事|伤着?|受伤|大碍)|好好的|平安)|无(?:人员)?伤亡|没(?:有)?伤着?人|没人(?:受)?伤"
)
_NEVER = re.compile(r"(?:打死|死)(?:我|俺)?(?:也|都)不")
_DENIED_AFTER = re.compile(
    r"^[^,，。]{0,4}(?:的(?:念头|想法|意思|事)?(?:倒)?(?:没有|没|不会)|倒(?:不|没)|是不(?:会|可能)|谈不上|不至于)"
)


def is_now(kind: str, norm: str, sentence: str, start: int, end: int) -> bool:
    """Whether a hit of danger words at start..end stands for danger now."""
    if _has_another_sense(kind, sentence, norm[start:end]):
        return False
    if _negated(norm, start, end, kind) or _TOLD.search(sentence):
        return False
    if _is_question_of_rule(kind, sentence):
        return False
    if _is_over(kind, sentence, norm[start:end]):
        return False
    if (_ONCE.search(norm[max(0, start - 10) : start]) or _ONCE_IN_IT.search(norm[start:end])) and not re.search(
        r"现在(?:还|又)|又", norm[end : end + 16]
    ):
        return False
    return not _is_past(kind, sentence)


def is_not_now(norm: str) -> bool:
    """Whether the text as a whole speaks of what is past, over, reported, denied, asked as a rule, or a figure of speech."""
    if any(words.search(norm) for words in (_NEVER, _TOLD, _DENIED, _COMPLAINT)) or _is_question_of_rule("any", norm):
        return True
    own_wish = re.search(
        r"(?:我|俺)(?:也|真|就|都|只|实在|现在)*(?:想|要|不想|不要|不愿)[^,，。]{0,6}(?:死(?!你|您|他们|我|奶|啦)|走|活(?!得|出)|跳|去|跟(?!他|她|你)|陪|睡|离开|解脱|醒|结束|喝|没)",
        norm,
    )
    if own_wish:
        return False
    if _has_turned_well(norm):
        return True
    now = _NOW.search(_WELL_NOW.sub("", norm))
    past = _LONG_AGO.search(norm) or _DAYS_AGO.search(norm)
    over = _DEAD.search(norm) or _OVER.search(norm) or _AFTERMATH.search(norm) or _WELL_NOW.search(norm)
    return bool((past or over) and not now) or is_exaggerated(norm) or is_of_a_beast(norm)


def is_resolved(norm: str) -> bool:
    """昨天烧的，人没大碍，现在安排在村部住着: then, and everybody is well by now."""
    past = _LONG_AGO.search(norm) or _DAYS_AGO.search(norm)
    return bool(past and _ALL_WELL.search(norm)) and not _NOW.search(_WELL_NOW.sub("", norm))


def _has_another_sense(kind: str, sentence: str, hit: str) -> bool:
    """抽 is a whip as well as a fit."""
    return (
        kind == "medical"
        and "抽" in hit
        and bool(re.search(r"皮带|鞭子|棍|柳条|竹条|抽(?:我|她|他|人|孩子|烟)|打骂", sentence))
    )


def _negated(norm: str, start: int, end: int, kind: str) -> bool:
    before = norm[max(0, start - 8) : start]
    if kind in ("suicide", "violence") and re.search(r"(?:不敢|怕(?:他|她)?)$", before):
        return False
    if _INNER_NOT.search(norm[max(0, start - 2) : end]):
        return True
    return bool(_NOT_BEFORE.search(before) or _DENIED_AFTER.match(norm[end : end + 14]))


def _is_question_of_rule(kind: str, sentence: str) -> bool:
    """自杀的家属能申请吗 · 万一着火了你们管不管: a question about the rules, nobody is in danger."""
    if re.search(r"救命|快来|赶紧|现在|正(?:在|[^常式])|今晚", sentence):
        return False
    return bool(_RULE.search(sentence) or _IF.search(sentence) and kind != "suicide")


def _is_over(kind: str, sentence: str, hit: str) -> bool:
    if kind == "suicide":
        return _suicide_is_over(sentence, hit)
    if kind == "fire" and re.search(r"没(?:有)?(?:着|起|失)火", sentence):
        return True
    if kind in ("medical", "fire") and _DEAD.search(sentence):
        return True
    if kind == "violence" and re.search(r"离(?:了)?婚|离了|分开了|搬(?:走|出来)了", sentence):
        return not re.search(
            r"又|还(?:来|打|要|在)|不让|追|堵|威胁|前夫|扬言|砸|要离|敢离|想离|提离|闹离|不敢", sentence
        )
    if kind == "violence":
        return bool(_DEAD.search(sentence)) or bool(
            _OVER.search(sentence) and not re.search(r"又(?:来|打|要|拿|追)|还(?:打|来|要|在)|天天", sentence)
        )
    if _OVER.search(sentence):
        return not re.search(
            r"还没(?:灭|扑)|没灭|又(?:抽|昏|晕|吐|着|犯|发作|开始)|(?:去|送|到)不了(?:医院)?|怎么(?:去|送)|救护车(?:还|怎|咋|没)|没(?:钱|车)(?:去|送)",
            sentence,
        )
    return bool(_AFTERMATH.search(sentence)) and not _NOW.search(sentence)


def _suicide_is_over(sentence: str, hit: str) -> bool:
    """The dead by their own hand, the saved and treated, and those who only lack money."""
    wish = re.search(
        r"(?:我|俺)(?:也|就|真|都|只)?(?:想|要|不想|不愿|跟着|去陪|不活|走|一会儿|马上|今晚)|我(?:先|这就)走|也想|也要|跟着|陪|去找",
        sentence,
    )
    if _DEAD.search(sentence) and not wish and not re.search(r"[债账]", hit):
        return True
    if re.search(r"没(?:了)?(?:活路|生路)", hit) and re.search(r"求|救济|申请|补助|帮|借|政府", sentence):
        return True
    if "拖累" in hit and re.search(r"找(?:个|点|份)?(?:活|工作|事)|挣钱|干活|打工", sentence):
        return True
    saved = re.search(
        r"抢救过来|救(?:过来|回来|活|上来|下来)|想(?:开|通)了|拦下来|劝(?:住|下来|回来|好)|出院|住(?:了|过)?院[^,，。]{0,3}花|还得(?:活|养)|舍不得死|哪敢死",
        sentence,
    )
    return bool(saved and not re.search(r"还(?:想|要|说|是)|又|老(?:想|说)|天天|不放心|还哭", sentence))


def _is_past(kind: str, sentence: str) -> bool:
    if _has_turned_well(sentence):
        return True
    if _NOW.search(_WELL_NOW.sub("", sentence)):
        return False
    if kind == "suicide":
        return bool(
            re.search(
                r"(?:以前|曾经|那年|当年|那时候|去年|前年|年前|那会儿|(?:^|[,，。])过去(?!了))[^。]{0,14}", sentence
            )
        )
    return bool(_LONG_AGO.search(sentence) or _DAYS_AGO.search(sentence))


def _has_turned_well(sentence: str) -> bool:
    """前阵子老说不想活，现在吃了药天天跟人打牌: then it was bad, now it is well."""
    return bool(_LONG_AGO.search(sentence) and _WELL_NOW.search(sentence)) and not _AGAIN.search(sentence)
