"""Case files of a case that was played: with a chain as the books have it, real exhibits, and words in both languages."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

from assistant.casework import split
from assistant.domain.disputes import commands as c
from assistant.domain.disputes import custody
from assistant.domain.disputes.lifecycle import State
from assistant.papers.case_picture import view
from assistant.papers.case_spec import CaseFileSpec, Exhibit, Link, Row, Section
from assistant.papers.case_zip import build
from tests.domain.court import BUYER, SELLER, Court, filing

MEDIA = Path(__file__).parent.parent / "fixtures" / "media"
FILES = ("parcel.jpg", "chat.png", "receipt.pdf", "voice.ogg")
MIMES = {"jpg": "image/jpeg", "png": "image/png", "pdf": "application/pdf", "ogg": "audio/ogg"}
STORY = "The <b>frame</b> was broken when it came & the box was wet.\nI wrote at once. 车架断了。"


def given(name: str) -> dict[str, Any]:
    content = (MEDIA / name).read_bytes()
    mime = MIMES[name.rpartition(".")[2]]
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "mime": mime, "kind": "document"}


def played() -> Court:
    """A case from its filing to its end, with an appeal: two draws, two sets of ballots."""
    court = Court(12)
    court._take(filing(story=STORY, exhibits=(given("parcel.jpg"), given("chat.png")), talk_first=False))
    court.do(c.ProveNotice, SELLER)
    court.do(c.Respond, SELLER, stance="contest", text="It was whole when I sent it.")
    while court.it.state is not State.EVIDENCE:
        court.late()
    court.do(c.SubmitExhibit, SELLER, exhibit=given("receipt.pdf"))
    court.do(c.SubmitExhibit, SELLER, exhibit=given("voice.ogg"))
    court.late("evidence")
    if court.it.state is State.REBUTTAL:
        court.do(c.Rebut, BUYER, text="The receipt shows another day.")
        court.late()
    court.do(c.AddNonce, BUYER, nonce="my dog is called 旺财")
    court.to(State.RULED)
    court.do(c.Appeal, SELLER, ground="procedure", text="I was not heard on the second photo.")
    for _ in range(30):
        if court.it.over:
            return court
        court.step()
    raise AssertionError(court.it.state)


def chain_of(court: Court) -> list[custody.Link]:
    """As commands/cases.py writes it."""
    links: list[custody.Link] = []
    for n, event in enumerate(court.events, 1):
        content, _ = split(event)
        links.append(
            custody.add(
                links[-1] if links else None,
                case=court.it.name,
                at=event.now.astimezone(UTC).isoformat(),
                who=event.who,
                kind=type(event).__name__,
                content=content,
                salt=custody.salt(f"t{n}", court.it.name, "link", n),
            )
        )
    return links


COURT = played()
CHAIN = tuple(chain_of(COURT))
_ENGLISH = {
    "language": "en", "badge": "Case file", "title": "Case YD-3: a used bicycle", "subtitle": "Riverside Bikes · closed on 30 November 2026",
    "intro": "Everything that was said and shown in this case, as it stood when it was closed.\nAnybody can check it offline: yidan verify YD-3.zip",
    "exhibits_title": "Evidence", "erased": "Erased at the wish of whoever sent it.", "file_label": "File:",
    "rules_title": "The rules in force: version 1", "chain_title": "Every step, in order",
    "chain_intro": "Each step is sealed together with the one before it.", "head_label": "Last code:", "page": "{page}/{pages}",
}  # fmt: skip
_CHINESE = {
    "language": "zh-CN", "badge": "案卷", "title": "案件 YD-3：二手自行车", "subtitle": "河边单车行 · 2026年11月30日结案",
    "intro": "双方说过的话、给过的证据，都在这里，和结案时一样。\n谁都可以离线核对：yidan verify YD-3.zip",
    "exhibits_title": "证据", "erased": "应提交人要求已删除。", "file_label": "文件：", "rules_title": "当时的群规：第 1 版",
    "chain_title": "每一步，按先后", "chain_intro": "每一步都和上一步封在一起，改一个字，后面全都对不上。", "head_label": "最后的校验码：",
    "page": "{page}/{pages}",
}  # fmt: skip


def spec(
    language: str = "en", erased: tuple[int, ...] = (), chain: tuple[custody.Link, ...] = CHAIN, **changes: Any
) -> CaseFileSpec:
    """`erased` are exhibits that are gone; the chain is the caller's to erase."""
    words = _ENGLISH if language == "en" else _CHINESE
    exhibits = tuple(_exhibit(each, language, gone=each.n in erased) for each in COURT.it.exhibits)
    made = CaseFileSpec(
        case="YD-3", made_at="2026-12-01T09:00:00+00:00", kind="goods", sections=_sections(language), exhibits=exhibits,
        rules=_rules(language), chain=tuple(Link(**{name: getattr(link, name) for name in Link.__slots__}) for link in chain),
        **words,
    )  # fmt: skip
    return replace(made, **changes)


def _exhibit(each: Any, language: str, *, gone: bool) -> Exhibit:
    side = {"en": {"claimant": "Buyer", "respondent": "Seller"}, "zh": {"claimant": "买家", "respondent": "卖家"}}[
        language
    ][each.side]
    title = f"Exhibit {each.n} · {side}" if language == "en" else f"证据 {each.n} · {side}"
    lines = (
        ("Original file, 23 November 2026 18:04", "“the box”")
        if language == "en"
        else ("原始文件，2026年11月23日 18:04", "“箱子外面”")
    )
    if gone:
        return Exhibit(each.n, title, ())
    name = FILES[each.n - 1]
    copy = hashlib.sha256(views()[name]).hexdigest() if name in views() else ""
    return Exhibit(each.n, title, lines, each.sha256, each.size, each.mime, f".{name.rpartition('.')[2]}", copy)


_VIEWS: dict[str, bytes] = {}


def views() -> dict[str, bytes]:
    """The copies of the pictures, as the worker makes them."""
    if not _VIEWS:
        _VIEWS.update({name: view(MEDIA / name, given(name)["mime"]).jpeg for name in FILES[:2]})
    return _VIEWS


def _sections(language: str) -> tuple[Section, ...]:
    if language == "en":
        return (
            Section("The deal", (Row("What", "A used bicycle"), Row("Amount", "CN¥500.00"), Row("Buyer", "Anna <x@y>"), Row("Seller", "Ben"))),
            Section("The claim", (Row("Wrong", "Damaged"), Row("Wanted", "Partial refund of CN¥300.00")), (STORY,)),
            Section("The answer", (), ("It was whole when I sent it.",)),
            Section("Timeline", tuple(Row("23 Nov 18:04", f"Step {n}: something that takes a whole line to be told in") for n in range(1, 9))),
            Section("Ruling", (Row("Decided", "Upheld: CN¥300.00"),), ("Juror 2: The photos show the damage plainly.",)),
        )  # fmt: skip
    return (
        Section(
            "订单", (Row("内容", "二手自行车"), Row("金额", "¥500.00"), Row("买家", "小安 <x@y>"), Row("卖家", "阿本"))
        ),
        Section("申请", (Row("问题", "东西坏了"), Row("希望", "退一部分：¥300.00")), (STORY,)),
        Section("回应", (), ("我发出去的时候是好的。",)),
        Section(
            "经过",
            tuple(
                Row("11月23日 18:04", f"第 {n} 步：说清楚这一步需要一整行字，有时还要再多一点点") for n in range(1, 9)
            ),
        ),
        Section("裁决", (Row("结果", "支持：¥300.00"),), ("裁判 2：照片清楚显示车架断裂。",)),
    )


def _rules(language: str) -> tuple[str, ...]:
    text = (
        "Pay within 24 hours, ship within 48." if language == "en" else "谈好后 24 小时内付款，付款后 48 小时内发货。"
    )
    return tuple(f"{n}. {text}" for n in range(1, 14))


def blobs(folder: Path) -> Path:
    """A folder with all blobs of the case."""
    for content in (*((MEDIA / name).read_bytes() for name in FILES), *views().values()):
        (folder / hashlib.sha256(content).hexdigest()).write_bytes(content)
    return folder


def parts(folder: Path, made: CaseFileSpec, **how: Any) -> list[bytes]:
    """The case file's parts, from the blobs in that folder."""
    written = build(made, lambda sha256: folder / sha256, io.BytesIO, **how)
    return [out.getvalue() for out in written if isinstance(out, io.BytesIO)]


def inside(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def packed(files: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()
