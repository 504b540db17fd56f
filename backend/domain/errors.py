"""Named refusals. Each carries what a person should be told, in Chinese; doors map the class to a status once (backend.errors)."""

from collections.abc import Mapping


class DomainError(Exception):
    """A refusal with a sentence for the person and, where it helps, the fields it is about."""

    says = "这一步现在办不了，请稍后再试。"

    def __init__(self, says: str | None = None, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(says or self.says)
        self.message = says or self.says
        self.fields = dict(fields or {})


class NotFound(DomainError):
    """No such thing, or none this person may see: the two are told apart by nobody."""

    says = "没有找到，或者不能给您看。"


class UnknownJurisdiction(NotFound):
    """No county with this slug or code is served here."""

    def __init__(self, slug: str) -> None:
        super().__init__(f"这里不办“{slug}”的申请，请看看选对了县（市、区）没有。")


class NotAllowed(DomainError):
    """Known, but this role may not do it."""

    says = "您的岗位不能办理这一步。"


class NotSignedIn(DomainError):
    """No session, an unknown one, or one that has run out."""

    says = "登录的时间太久了，请再登录一次。"


class InvalidFields(DomainError):
    """One or more values cannot be right; `fields` names each with what to do about it."""

    says = "有几项填得不对，请按提示改一下。"


class WrongState(DomainError):
    """The case is not where this step starts from."""

    says = "这件申请现在不能办这一步，请重新打开再看。"


class Conflict(DomainError):
    """Somebody changed it first."""

    says = "刚才有人改过，请重新打开再试。"


class KeyReused(DomainError):
    """The same Idempotency-Key came with another body."""

    says = "这一步和刚才那一次的内容不一样，请再点一次。"


class TooManyTries(DomainError):
    """Locked for a while after too many failures."""

    says = "试的次数太多了，请过一会儿再试。"


class FourEyes(NotAllowed):
    """The one who reviewed, or a registered close relative, may not decide (yuan 六(二), 近亲属备案)."""

    says = "审核人不能再审批同一件申请；登记过的近亲属也要回避。"


class NeighbourDown(DomainError):
    """A system next door does not answer; nothing is lost."""

    says = "那边暂时没有回应，您的内容已经存好，请过一会儿再试。"
