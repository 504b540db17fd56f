from collections.abc import Mapping

from .ports import HOST


def welcome(environ: Mapping[str, str], seconds: float) -> str:
    """What a person reads when everything is up: where to go and how to log in."""
    web = f"http://{HOST}:{environ['EJIUZHU_WEB_PORT']}"
    lines = [
        "",
        f"e救助已经就绪（用了 {seconds:.0f} 秒）。按 Ctrl-C 全部停止。",
        f"  求助人聊天页   {web}/chat",
        f"  手机页面       {web}/m/",
        f"  工作台         {web}/console",
        f"  接口说明       {web}/docs",
    ]
    if environ["EJIUZHU_DEMO"] == "1":
        lines += [
            "  演示账号       boshan.township_clerk（镇街经办人）、boshan.bureau_reviewer（民政局审核）、",
            "                 linghai.township_clerk ……；密码都是 ejiuzhu-demo",
            "  演示数据里的人和事都是编的。",
        ]
    return "\n".join([*lines, f"  日志           {environ['EJIUZHU_DATA_DIR']}/log", ""])
