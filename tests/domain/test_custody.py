"""The chain of custody: it holds, it names the first broken link, and erasure leaves it whole."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.disputes.custody import (
    Broken,
    Flaw,
    Link,
    add,
    canonical,
    docket_root,
    erase,
    salt,
    short,
    verify,
)

CASE = "YD-7"
contents = st.dictionaries(
    st.text(max_size=5), st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20)), max_size=4
)


def chain(*bodies) -> list[Link]:
    links: list[Link] = []
    for n, body in enumerate(bodies):
        links.append(
            add(
                links[-1] if links else None,
                case=CASE,
                at=f"2026-11-23T10:{n:02}:00+00:00",
                who="claimant",
                kind="Said",
                content=body,
                salt=salt("token", n),
            )
        )
    return links


some = st.lists(contents, min_size=1, max_size=8).map(lambda bodies: chain(*bodies))


@given(some)
def test_an_untouched_chain_holds(links):
    assert verify(CASE, links) is None
    assert verify(CASE, links, {link.n: link.head for link in links}) is None


@given(some)
def test_a_chain_belongs_to_its_case(links):
    assert verify("YD-8", links) == Broken(1, Flaw.CHAIN)


@given(some, st.data())
def test_erasing_any_links_leaves_it_whole(links, data):
    gone = data.draw(st.sets(st.sampled_from(range(len(links)))))
    left = [erase(link) if at in gone else link for at, link in enumerate(links)]
    assert verify(CASE, left, {len(left): left[-1].head}) is None
    assert all(left[at].erased for at in gone)


@given(some, st.data())
def test_the_first_broken_link_is_named(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    how = data.draw(st.sampled_from(["content", "salt", "digest", "head", "who", "kind", "at", "half", "other half"]))
    link = links[at]
    broken, flaw = {
        "content": (replace(link, content={**link.content, "!": 1}), Flaw.CONTENT),
        "salt": (replace(link, salt="f" * 31), Flaw.CONTENT),
        "digest": (replace(erase(link), digest="0" * 64), Flaw.CHAIN),
        "head": (replace(link, head="0" * 64), Flaw.CHAIN),
        "who": (replace(link, who="owner"), Flaw.CHAIN),
        "kind": (replace(link, kind="Unsaid"), Flaw.CHAIN),
        "at": (replace(link, at="2020-01-01T00:00:00+00:00"), Flaw.CHAIN),
        "half": (replace(link, content=None), Flaw.HALF_ERASED),
        "other half": (replace(link, salt=None), Flaw.HALF_ERASED),
    }[how]
    assert verify(CASE, [*links[:at], broken, *links[at + 1 :]]) == Broken(at + 1, flaw)


@given(some, st.data())
def test_a_link_that_is_gone_is_missed(links, data):
    at = data.draw(st.integers(0, len(links) - 1))
    left = links[:at] + links[at + 1 :]
    heads = {len(links): links[-1].head}
    missing_inside = at < len(links) - 1
    assert verify(CASE, left, heads) == Broken(at + 1, Flaw.MISSING if missing_inside else Flaw.CUT)


def test_a_chain_written_anew_is_caught_by_a_head_handed_out():
    links = chain({"a": 1}, {"a": 2}, {"a": 3})
    forged = chain({"a": 1}, {"a": 9}, {"a": 3})
    assert verify(CASE, forged) is None
    assert verify(CASE, forged, {2: links[1].head}) == Broken(2, Flaw.CHAIN)


@given(contents)
def test_content_may_go_through_any_json(body):
    (link,) = chain(body)
    again = json.loads(json.dumps(body, indent=3, ensure_ascii=True))
    assert verify(CASE, [replace(link, content=dict(reversed(again.items())))]) is None


def test_a_salt_hides_and_serves_one_purpose():
    assert salt("token", "YD-7", 1) != salt("token", "YD-7", 2) != salt("other", "YD-7", 2)
    assert len(salt("token")) == 32
    one, two = (add(None, case=CASE, at="t", who="w", kind="k", content={"a": 1}, salt=each) for each in ("x", "y"))
    assert one.digest != two.digest


def test_the_root_of_a_docket_knows_every_leaf_and_their_order():
    leaves = [("exhibit 1", "aa"), ("exhibit 2", "bb")]
    roots = {
        docket_root(leaves),
        docket_root(leaves[::-1]),
        docket_root(leaves[:1]),
        docket_root([("exhibit 1", "a"), *leaves[1:]]),
    }
    assert len(roots) == 4
    assert short(docket_root(leaves)).replace(" ", "") == docket_root(leaves)[:12]


def test_one_text_for_one_value():
    assert canonical({"b": [1, None], "a": "群"}) == '{"a":"群","b":[1,null]}'
