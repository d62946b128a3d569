"""一页纸 on top of the page: the sentences of the page that is handed up, in Chinese punctuation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from etl.publish.annual.content import Content
from etl.publish.annual.report import one_page
from etl.publish.annual.report.plain import prose


def in_short(content: Content) -> Mapping[str, Sequence[str]]:
    """Each heading with its sentences; one with nothing to say is not there."""
    page = one_page.one_page(content)
    sentences = {
        "总体": [page.headline + page.standings],
        "已达标和进度正常的项目": [page.met],
        "进度滞后、未达标的项目和盟市反映的问题": page.behind,
        "缺什么、由谁补": page.missing,
        "请厅领导决定": [f"{place}.{text}" for place, text in enumerate(page.decisions, 1)],
    }
    texts_of = {name: [prose(text) for text in texts if text] for name, texts in sentences.items()}
    return {name: texts for name, texts in texts_of.items() if texts}
