"""What a resident is asked to agree to, each purpose by itself (PIPL 14, 29, 31); the words stand in a versioned file."""

from dataclasses import dataclass

# What the purpose `sensitive` is asked for (PIPL 28): nobody writes it into an application without that word.
SENSITIVE_ANSWERS = frozenset({"applicant.id_number", "household.monthly_income", "costs.medical_self_paid"})


@dataclass(frozen=True)
class Purpose:
    """One purpose; `required` means that applying in the program is not possible without it (the window and 12349 remain).

    `withdrawn` says what happens when it is taken back.
    """

    purpose: str
    title: str
    says: str
    required: bool
    withdrawn: str


@dataclass(frozen=True)
class PrivacyNotice:
    """The notice as it now reads; a new `version` asks everybody again."""

    version: str
    says: tuple[str, ...]
    purposes: tuple[Purpose, ...]
