"""Which papers help an application, by what happened, each with the reason in plain words. None holds an application back."""

from collections.abc import Mapping

from backend.services.attachments import KINDS

_ALWAYS = {"id_card": "核对是不是本人。", "household_register": "看看家里有几口人。"}
_BY_CATEGORY = {
    "accident": {"loss_photo": "看看损失有多大。", "hospital_bill": "受了伤的，看看花了多少钱。"},
    "sudden_illness": {"diagnosis": "看看是什么病。", "hospital_bill": "看看自己花了多少钱。"},
    "chronic_illness_disability": {"diagnosis": "病历、残疾证都可以。", "hospital_bill": "看看自己花了多少钱。"},
    "tuition": {"tuition_notice": "学校让交多少钱的那张单子。"},
    "job_loss": {"income_proof": "厂里、公司开的证明，没有就不用。"},
}
_LAST = {"other": "别的能说明情况的，也可以拍。"}


def wanted_for(values: Mapping[str, object]) -> list[dict[str, object]]:
    """Kind, name, why and whether it is a must, in the order to ask for them."""
    wished = _ALWAYS | _BY_CATEGORY.get(str(values.get("emergency.category")), {}) | _LAST
    return [{"kind": kind, "name": KINDS[kind], "why": why, "required": False} for kind, why in wished.items()]
