"""A case as one page for any browser: no scripts, nothing from outside, everything that people wrote escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from html import escape

from assistant.domain.disputes.custody import short
from assistant.papers.case_spec import CaseFileSpec, Exhibit, Link, Section, original
from assistant.papers.look import ACCENTS, INK, LINE, PAPER, SOFT

# Nothing may be loaded or run, even by a browser that finds something to load or run.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def page(spec: CaseFileSpec, pictures: Mapping[int, bytes]) -> bytes:
    """The page in UTF-8; `pictures` are small JPEGs by the number of their exhibit."""
    return "".join(_page(spec, pictures)).encode()


def _page(spec: CaseFileSpec, pictures: Mapping[int, bytes]) -> Iterator[str]:
    yield (
        f'<!doctype html>\n<html lang="{escape(spec.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f"<title>{escape(spec.title)}</title>\n<style>{_style(spec.kind)}</style>\n</head>\n<body>\n<main>\n"
    )
    yield f'<header><p class="badge">{escape(spec.badge)}</p><h1>{escape(spec.title)}</h1>'
    yield f'<p class="soft">{escape(spec.subtitle)}</p></header>\n'
    yield f'<p class="intro">{_lines(spec.intro)}</p>\n'
    for section in spec.sections:
        yield from _section(section)
    if spec.exhibits:
        yield f"<section><h2>{escape(spec.exhibits_title)}</h2>\n"
        for exhibit in spec.exhibits:
            yield from _exhibit(spec, exhibit, pictures.get(exhibit.n))
        yield "</section>\n"
    if spec.rules:
        rules = "".join(f"<p>{_lines(each)}</p>" for each in spec.rules)
        yield f"<section><details><summary><h2>{escape(spec.rules_title)}</h2></summary>{rules}</details></section>\n"
    yield from _chain(spec)
    yield "</main>\n</body>\n</html>\n"


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.splitlines())


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{escape(section.title)}</h2>\n"
    if section.rows:
        rows = "".join(f"<dt>{escape(row.label)}</dt><dd>{_lines(row.text)}</dd>" for row in section.rows)
        yield f"<dl>{rows}</dl>\n"
    yield "".join(f"<p>{_lines(each)}</p>\n" for each in section.paragraphs)
    yield "</section>\n"


def _exhibit(spec: CaseFileSpec, exhibit: Exhibit, picture: bytes | None) -> Iterator[str]:
    yield f"<article><h3>{escape(exhibit.title)}</h3>{''.join(f'<p>{_lines(each)}</p>' for each in exhibit.lines)}"
    if picture:
        data = base64.b64encode(picture).decode()
        yield f'<img alt="{escape(exhibit.title)}" src="data:image/jpeg;base64,{data}">'
    if exhibit.sha256:
        yield f'<p class="file">{escape(spec.file_label)} {escape(original(exhibit))}<br><code>{escape(exhibit.sha256)}</code></p>'
    else:
        yield f'<p class="soft">{escape(spec.erased)}</p>'
    yield "</article>\n"


def _chain(spec: CaseFileSpec) -> Iterator[str]:
    yield f"<section><details><summary><h2>{escape(spec.chain_title)}</h2></summary><p>{_lines(spec.chain_intro)}</p>\n"
    yield f'<ol class="chain">{"".join(map(_link, spec.chain))}</ol></details>\n'
    if spec.chain:
        yield f'<p class="head">{escape(spec.head_label)} <code>{short(spec.chain[-1].head)}</code></p>\n'
    yield "</section>\n"


def _link(link: Link) -> str:
    moment = link.at[:16].replace("T", " ")
    erased = ' class="erased"' if link.content is None else ""
    return (
        f"<li{erased}><code>{short(link.head)}</code> {escape(link.kind)} · {escape(link.who)} · {escape(moment)}</li>"
    )


def _style(kind: str) -> str:
    accent = ACCENTS[kind]
    return f"""
*{{box-sizing:border-box}}
body{{margin:0;background:{PAPER};color:{INK};font:17px/1.6 "PingFang SC","Noto Sans CJK SC","Microsoft YaHei",system-ui,sans-serif;overflow-wrap:anywhere}}
main{{max-width:44rem;margin:0 auto;padding:0 1rem 3rem}}
header{{border-top:8px solid {accent.deep};padding:1.5rem 0 .5rem}}
h1{{font-size:1.7rem;line-height:1.25;margin:.4rem 0}}h2{{font-size:1.2rem;margin:0 0 .6rem;color:{accent.deep}}}h3{{font-size:1.05rem;margin:0 0 .3rem}}
p{{margin:.4rem 0}}.soft,dt,.file{{color:{SOFT}}}
.badge{{display:inline-block;margin:0;padding:.15rem .8rem;border-radius:1rem;background:{accent.deep};color:#fff;font-weight:600;font-size:.85rem}}
.intro{{background:{accent.pale};border-radius:.8rem;padding:.8rem 1rem;font-size:.95rem}}
section{{background:#fff;border:1px solid {LINE};border-radius:.8rem;padding:1rem;margin:1rem 0}}
dl{{display:grid;grid-template-columns:minmax(5rem,auto) 1fr;gap:.3rem 1rem;margin:0}}dt{{font-size:.95rem}}dd{{margin:0}}
article{{border-top:1px solid {LINE};padding:.8rem 0}}article:first-of-type{{border-top:0;padding-top:0}}
img{{display:block;max-width:100%;max-height:30rem;border-radius:.5rem;margin:.5rem 0}}
code{{font:.82em/1.5 ui-monospace,Menlo,Consolas,monospace}}.file{{font-size:.82rem}}
summary{{cursor:pointer}}summary h2{{display:inline;margin:0}}
.chain{{padding-left:2rem;font-size:.85rem;margin:.6rem 0 0}}.chain li{{padding:.1rem 0}}.erased{{color:{SOFT};text-decoration:line-through}}
@media print{{body{{background:#fff;font-size:11pt}}section{{break-inside:avoid-page}}}}
""".strip()
