"""The year's indicators as SDMX-CSV (version 2.0), with their structure as SDMX-ML (version 2.1).

What the codes mean stands in `structure.xml`, in Chinese and English. An observation's status is final (A),
revised (R: the edition before said another value), provisional (P: a quarter stands for an annual return) or
missing (O: without a value).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pandas as pd
import sdmx
from sdmx import message
from sdmx.model import common, v21

from etl.common.numbers import plain
from etl.publish.annual.content import Content, Row
from etl.publish.annual.words import TABLES

_AGENCY = common.Agency(id="JIBAO")
_KNOWN: Mapping[str, Any] = {
    "maintainer": _AGENCY,
    "version": "1.0",
    "is_final": True,
    "is_external_reference": False,
}
_ID = "ANNUAL_INDICATOR"
_STATUSES = {
    "A": ("终报", "final"),
    "R": ("已更正", "revised"),
    "P": ("暂定", "provisional"),
    "O": ("缺报", "missing"),
}
_MEASURES = {"flow": ("时期数", "flow"), "stock": ("时点数", "stock"), "ratio": ("比率", "ratio")}
_CONCEPTS = {
    "FREQ": ("频度", "Frequency"),
    "REF_AREA": ("地区", "Reference area"),
    "INDICATOR": ("指标", "Indicator"),
    "TIME_PERIOD": ("时期", "Time period"),
    "OBS_VALUE": ("数值", "Observation value"),
    "OBS_STATUS": ("数据状态", "Observation status"),
    "UNIT_MEASURE": ("计量单位", "Unit of measure"),
    "DECIMALS": ("小数位数", "Decimals"),
    "MEASURE": ("指标类型", "Kind of measure"),
    "LEAGUES_REPORTING": ("已报盟市数", "Leagues reporting"),
    "LEAGUES_EXPECTED": ("应报盟市数", "Leagues expected"),
}
_DIMENSIONS = {"FREQ": "CL_FREQ", "REF_AREA": "CL_AREA", "INDICATOR": "CL_INDICATOR"}
_ATTRIBUTES = {
    "OBS_STATUS": "CL_OBS_STATUS",
    "UNIT_MEASURE": "CL_UNIT",
    "DECIMALS": None,
    "MEASURE": "CL_MEASURE",
    "LEAGUES_REPORTING": None,
    "LEAGUES_EXPECTED": None,
}


def write(folder: Path, content: Content) -> list[Path]:
    """`structure.xml` and `annual_indicator.csv` lie in the folder; values are the exact decimals."""
    folder.mkdir()
    definitions = structure(content)
    flow = definitions.dataflow[_ID]
    data = v21.DataSet(described_by=flow, structured_by=flow.structure)
    data.add_obs(list(_observations(content, flow.structure)))
    definition, figures = folder / "structure.xml", folder / "annual_indicator.csv"
    definition.write_bytes(sdmx.to_xml(definitions, pretty_print=True))
    # No number type: a value stays the text that it is.
    frame = cast(pd.DataFrame, sdmx.to_csv(data, rtype=pd.DataFrame, attributes="o", dtype=None))
    frame.to_csv(figures, index=False, lineterminator="\n")
    return [definition, figures]


def structure(content: Content) -> message.StructureMessage:
    """The data structure, its concepts and code lists, and the dataflow."""
    concepts = common.ConceptScheme(id="CS_JIBAO", name=_in_both("概念", "Concepts"), **_KNOWN)
    for code, names in _CONCEPTS.items():
        concepts.append(common.Concept(id=code, name=_in_both(*names)))
    lists = {one.id: one for one in _code_lists(content)}
    of_year = common.Facet(value_type=common.FacetValueType["gregorianYear"])
    definition = v21.DataStructureDefinition(id=_ID, name=_in_both("主要数据", "Annual indicators"), **_KNOWN)
    for place, (code, listed) in enumerate(_DIMENSIONS.items(), 1):
        definition.dimensions.append(
            common.Dimension(
                id=code,
                concept_identity=concepts[code],
                local_representation=common.Representation(enumerated=lists[listed]),
                order=place,
            )
        )
    definition.dimensions.append(
        common.TimeDimension(
            id="TIME_PERIOD",
            concept_identity=concepts["TIME_PERIOD"],
            local_representation=common.Representation(non_enumerated=[of_year]),
            order=len(_DIMENSIONS) + 1,
        )
    )
    definition.measures.append(v21.PrimaryMeasure(id="OBS_VALUE", concept_identity=concepts["OBS_VALUE"]))
    for code, of_list in _ATTRIBUTES.items():
        represented = common.Representation(enumerated=lists[of_list]) if of_list else None
        definition.attributes.append(
            common.DataAttribute(
                id=code,
                concept_identity=concepts[code],
                local_representation=represented,
                related_to=v21.PrimaryMeasureRelationship(),
            )
        )
    flow = v21.DataflowDefinition(
        id=_ID, name=_in_both("主要数据", "Annual indicators"), structure=definition, **_KNOWN
    )
    definitions = message.StructureMessage(
        header=message.Header(
            id=f"{_ID}_{content.year}",
            prepared=content.as_of,
            sender=_AGENCY,
            test=content.edition.number is None,
        )
    )
    for one in (*lists.values(), concepts, definition, flow):
        definitions.add(one)
    return definitions


def _code_lists(content: Content) -> Iterator[common.Codelist]:
    known = content.dimensions
    areas = {row["league_code"]: (row["name_zh"], row["name_en"]) for row in known["area"].rows}
    indicators = {row["indicator_code"]: (row["name_zh"], row["name_en"]) for row in known["indicator"].rows}
    units = {_unit(row["unit_en"]): (row["unit_zh"], row["unit_en"]) for row in known["indicator"].rows}
    for code, names, codes in (
        ("CL_FREQ", ("频度", "Frequency"), {"A": ("年", "Annual")}),
        ("CL_AREA", ("盟市与全区", "Leagues and the region"), areas),
        ("CL_INDICATOR", ("指标", "Indicators"), indicators),
        ("CL_UNIT", ("计量单位", "Units"), units),
        ("CL_MEASURE", ("指标类型", "Kinds of measure"), _MEASURES),
        ("CL_OBS_STATUS", ("数据状态", "Observation status"), _STATUSES),
    ):
        listed = common.Codelist(id=code, name=_in_both(*names), **_KNOWN)
        for each, of_code in codes.items():
            listed.append(common.Code(id=each, name=_in_both(*of_code)))
        yield listed


def _observations(content: Content, definition: v21.DataStructureDefinition) -> Iterator[v21.Observation]:
    revised = _revised(content)
    units = {row["indicator_code"]: _unit(row["unit_en"]) for row in content.dimensions["indicator"].rows}
    for row in [*content["annual_indicator"], *_missing(content)]:
        value = row["value"]
        key = {
            "FREQ": "A",
            "REF_AREA": row["league_code"],
            "INDICATOR": row["indicator_code"],
            "TIME_PERIOD": str(row["year"]),
        }
        attributes = {
            "OBS_STATUS": _status(row, revised),
            "UNIT_MEASURE": units[row["indicator_code"]],
            "DECIMALS": str(row["decimals"]),
            "MEASURE": row["measure"],
            "LEAGUES_REPORTING": str(row["leagues_reporting"]),
            "LEAGUES_EXPECTED": str(row["leagues_expected"]),
        }
        yield v21.Observation(
            dimension=definition.make_key(common.Key, key),
            value=None if value is None else plain(value),
            value_for=definition.measures[0],
            attached_attribute={
                code: common.AttributeValue(value=content_of, value_for=definition.attributes.get(code))
                for code, content_of in attributes.items()
            },
        )


def _status(row: Row, revised: set[str]) -> str:
    if row["value"] is None:
        return "O"
    if row["provisional"]:
        return "P"
    return "R" if _called(row) in revised else "A"


def _revised(content: Content) -> set[str]:
    """The rows whose value the edition before had otherwise, as `etl/publish/changes.py` calls them."""
    return {
        change["key_zh"]
        for change in content.changes
        if (change["table"], change["column_zh"]) == (TABLES["annual_indicator"], "数值")
        and change["before"] is not None
    }


def _called(row: Row) -> str:
    return f"{row['league_name_zh']} {row['name_zh']}"


def _missing(content: Content) -> Iterator[Row]:
    """Of each indicator of the region a row for every league that owes the year's returns and has none."""
    rows: Sequence[Row] = content["annual_indicator"]
    there = {(row["indicator_code"], row["league_code"]) for row in rows}
    owing = sorted({row["league_code"] for row in content["annual_return"]})
    for row in rows:
        if row["is_region"]:
            for league in owing:
                if (row["indicator_code"], league) not in there:
                    none = {
                        "league_code": league,
                        "value": None,
                        "leagues_reporting": 0,
                        "leagues_expected": 1,
                    }
                    yield {**row, **none}


def _unit(unit_en: str) -> str:
    """A unit as a code: `10K_YUAN` of 10k yuan."""
    return re.sub(r"[^A-Z0-9]+", "_", unit_en.upper()).strip("_")


def _in_both(chinese: str, english: str) -> common.InternationalString:
    return common.InternationalString({"zh": chinese, "en": english})
