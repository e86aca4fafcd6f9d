"""What is refused is told with its reason."""

from __future__ import annotations

import pytest

from assistant.domain.lawful import FRAUD, refuse_unlawful
from assistant.errors import Refused


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("weed", "Drugs"),
        ("仿真枪", "Weapons"),
        ("枪", "Weapons"),
        ("电 子 烟", "Tobacco"),
        ("fake-ID", "Forged"),
        ("象牙手串", "Protected animals"),
        ("代孕", "Organs"),
        ("casino chips", "Gambling"),
        ("VPN", "Accounts"),
        ("代写论文", "Sitting exams"),
        ("高仿包", "Fakes"),
        ("刷-单", FRAUD),
    ],
)
def test_a_refusal_names_its_reason(said: str, reason: str):
    with pytest.raises(Refused) as no:
        refuse_unlawful(said)
    assert no.value.message.startswith(reason)
    assert no.value.message.endswith("say it in other words.")


@pytest.mark.parametrize("said", ["used books", "二手书", "遛狗", "waiting in line", "烟台苹果", "枪式水管"])
def test_what_is_lawful_passes(said: str):
    refuse_unlawful(said)
