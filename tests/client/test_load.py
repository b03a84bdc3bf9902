"""Loading: valid by construction, or every fault at once, each with its place, value and what was expected."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from playbook.client import load_client
from playbook.client.load import read_client
from playbook.errors import DataError, UserError
from tests.builders.clients import DATA, make_client, write_client


def test_the_same_files_are_read_once_and_a_changed_one_anew(tmp_path: Path) -> None:
    write_client(tmp_path)
    first = load_client("acme", root=tmp_path)
    assert load_client("acme", root=tmp_path) is first
    assert load_client("acme", root=tmp_path, as_of=first.as_of) is first
    assert load_client("acme", root=tmp_path, as_of="2002-12-31").as_of.year == 2002
    assert read_client("acme", root=tmp_path) is not first
    assert read_client("acme", root=tmp_path) == first
    bills = tmp_path / "clients" / "acme" / "bills.csv"
    bills.write_text(bills.read_text(encoding="utf-8").replace("600", "601"), encoding="utf-8")
    changed = load_client("acme", root=tmp_path)
    assert (
        601.0 in list(changed.table("bills")["amount_month"]),
        601.0 in list(first.table("bills")["amount_month"]),
    ) == (True, False)
    assert changed != first


def test_text_stays_text(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"contracts": [{"contract": "0282"}, {"contract": "NA"}]})
    assert list(client.table("contracts")["contract"]) == ["0282", "NA"]


def test_a_blank_cell_is_unknown_and_not_0(tmp_path: Path) -> None:
    client = make_client(
        tmp_path, {"sites": [{"site": "a", "name": "A", "level": "branch", "required_kbps": "unknown", "hub": ""}]}
    )
    row = client.table("sites").iloc[0]
    assert row["required_kbps"] != row["required_kbps"]
    assert row["hub"] is None


def test_flags_and_lists_are_typed(tmp_path: Path) -> None:
    rows = [{"site": "a", "fibre": "yes", "copper": "No", "services": "leased_elements basic_data"}]
    client = make_client(tmp_path, {"sites": [{"site": "a", "name": "A", "level": "branch"}], "resources": rows})
    row = client.table("resources").iloc[0]
    assert (row["fibre"], row["copper"], row["services"]) == (True, False, ("leased_elements", "basic_data"))


def test_rows_keep_their_number_in_the_file(tmp_path: Path) -> None:
    client = make_client(tmp_path, {"contracts": [{"contract": "1"}, {"contract": "2"}]})
    assert list(client.table("contracts")["row"]) == [2, 3]


def test_frames_are_copies(tmp_path: Path) -> None:
    client = make_client(tmp_path)
    frame = client.table("bills")
    frame["amount_month"] = 0.0
    assert list(client.table("bills")["amount_month"]) == [600, 400]


BAD_CELLS = [
    (
        "bills",
        {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": "28k"},
        "clients/acme/bills.csv, row 2, column amount_month: '28k'; expected a number",
    ),
    (
        "bills",
        {"from": "2002-10", "to": "2002-13", "service": "data", "amount_month": 1},
        "clients/acme/bills.csv, row 2, column to: '2002-13'; expected a month such as 2002-10",
    ),
    (
        "bills",
        {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": ""},
        "clients/acme/bills.csv, row 2, column amount_month: ''; expected a number (it may not be blank)",
    ),
    (
        "bills",
        {"from": "2002-12", "to": "2002-10", "service": "data", "amount_month": 1},
        "clients/acme/bills.csv, row 2, column to: '2002-10'; expected not less than from (2002-12)",
    ),
    (
        "bills",
        {"from": "2002-10", "to": "2002-12", "service": "telex", "amount_month": 1},
        "clients/acme/bills.csv, row 2, column service: 'telex'; expected one that services.service has",
    ),
    (
        "contacts",
        {"contact": "a", "role": "A", "power": 7},
        "clients/acme/contacts.csv, row 2, column power: '7'; expected a whole number from 1 to 5",
    ),
    (
        "contacts",
        {"contact": "a", "role": "A", "attitude": "F"},
        "clients/acme/contacts.csv, row 2, column attitude: 'F'; expected one of A+, A, A-",
    ),
    (
        "contacts",
        {"contact": "a", "role": "A", "on": "23/13/2003"},
        "clients/acme/contacts.csv, row 2, column on: '23/13/2003'; expected a date such as 2003-01-23",
    ),
    (
        "contacts",
        {"contact": "a b", "role": "A"},
        "clients/acme/contacts.csv, row 2, column contact: 'a b'; expected an id",
    ),
    (
        "sites",
        {"site": "a", "name": "A", "level": "branch", "hub": "perhaps"},
        "clients/acme/sites.csv, row 2, column hub: 'perhaps'; expected yes or no",
    ),
    (
        "contracts",
        {"contract": "1", "status": "guess"},
        (
            "clients/acme/contracts.csv, row 2, column status: 'guess'; expected one of published, measured, estimated,"
            " illustrative"
        ),
    ),
    (
        "buying_factors",
        {"factor": "price", "name": "P", "group": "economic", "importance": 0.9},
        "clients/acme/buying_factors.csv, column importance: '0.9'; expected weights that add up to 1",
    ),
    (
        "solutions",
        {"solution": "S1", "name": "S", "service": "data", "benefit_low_month": 5, "benefit_base_month": 3},
        (
            "clients/acme/solutions.csv, row 2, column benefit_base_month: '3.0'; expected not less than"
            " benefit_low_month (5.0)"
        ),
    ),
]

BAD_CELLS += [
    (
        "risks",
        {"risk": "r1", "name": "R", "probability": 1.2},
        "clients/acme/risks.csv, row 2, column probability: '1.2'; expected a number from 0 to 1",
    ),
    (
        "needs",
        {"need": "n1", "name": "N", "confidence": -0.1},
        "clients/acme/needs.csv, row 2, column confidence: '-0.1'; expected a number from 0 to 1",
    ),
    (
        "commitments",
        {"commitment": "c1", "measure": "availability", "value": 99.9},
        "clients/acme/commitments.csv, row 2, column value: '99.9'; expected a share of the time such as 0.999",
    ),
    (
        "events",
        {"event": "e1", "name": "E", "kind": "agreement", "start": "2002-05", "end": "2001-05"},
        "clients/acme/events.csv, row 2, column end: '2001-05'; expected not less than start (2002-05)",
    ),
]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (
            {"kpi": "repair", "month": "2003-01", "service": "data", "target": 4},
            "clients/acme/kpi_values.csv, row 3, column service: 'data'; expected a service for the KPI revenue alone;"
            " leave the cell blank",
        ),
        (
            {"kpi": "revenue", "month": "2003-01", "service": "data", "target": 1001},
            (
                "clients/acme/kpi_values.csv, column target: '1001'; expected targets of services in 2003-01 that add"
                " up to at most 1000, that of all"
            ),
        ),
    ],
)
def test_only_revenue_has_parts_and_they_fit_into_the_whole(tmp_path: Path, row: dict[str, object], fault: str) -> None:
    names = [
        {"kpi": "revenue", "name": "Revenue", "better": "higher"},
        {"kpi": "repair", "name": "Repair", "better": "lower"},
    ]
    values = [{"kpi": "revenue", "month": "2003-01", "target": 1000}]
    with pytest.raises(DataError) as raised:
        make_client(tmp_path, {"kpis": names, "kpi_values": [*values, row]})
    assert raised.value.args[0].splitlines() == [fault]
    make_client(tmp_path, {"kpis": names, "kpi_values": [*values, {**row, "kpi": "revenue", "target": 1000}]})


def test_a_task_ends_after_it_starts(tmp_path: Path) -> None:
    task = {"task": "t1", "programme": "P1", "name": "T", "start": "2003-02-01", "end": "2003-01-01"}
    with pytest.raises(
        DataError, match=r"tasks.csv, row 2, column end: '2003-01-01'; expected not less than start \(2003-02-01\)"
    ):
        make_client(tmp_path, {"programmes": [{"programme": "P1", "name": "P"}], "tasks": [task]})


@pytest.mark.parametrize(("table", "row", "fault"), BAD_CELLS)
def test_a_bad_cell_is_one_clear_line(tmp_path: Path, table: str, row: dict[str, object], fault: str) -> None:
    with pytest.raises(DataError) as error:
        make_client(tmp_path, {table: [row]})
    assert len(error.value.lines) == 1
    assert error.value.lines[0].startswith(fault)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": "x"},
        {"from": "", "to": "2002-12", "service": "fax", "amount_month": 1},
    ]
    with pytest.raises(DataError) as error:
        make_client(tmp_path, {"bills": bills, "contacts": [{"contact": "a", "role": "A", "power": 0}]})
    assert [(fault.file, fault.row, fault.column) for fault in error.value.faults] == [
        ("clients/acme/bills.csv", 2, "amount_month"),
        ("clients/acme/bills.csv", 3, "from"),
        ("clients/acme/bills.csv", 3, "service"),
        ("clients/acme/contacts.csv", 2, "power"),
    ]


def test_a_key_that_stands_twice_names_both_rows(tmp_path: Path) -> None:
    with pytest.raises(
        DataError, match=r"contracts.csv, row 3: '1'; expected a row of its own; row 2 has the same contract"
    ):
        make_client(tmp_path, {"contracts": [{"contract": "1"}, {"contract": "1"}]})


def test_bills_of_one_service_may_not_overlap(tmp_path: Path) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": 1},
        {"from": "2002-12", "to": "2002-12", "service": "data", "amount_month": 1},
    ]
    with pytest.raises(
        DataError, match=r"bills.csv, row 3, column from: '2002-12'; expected a period that does not overlap row 2"
    ):
        make_client(tmp_path, {"bills": bills})


def test_every_bill_that_overlaps_a_longer_one_is_named(tmp_path: Path) -> None:
    periods = [("2002-01", "2002-12"), ("2002-03", "2002-03"), ("2002-06", "2002-06"), ("2003-01", "2003-01")]
    bills = [{"from": first, "to": last, "service": "data", "amount_month": 1} for first, last in periods]
    with pytest.raises(DataError) as caught:
        make_client(tmp_path, {"bills": bills})
    told = "; expected a period that does not overlap row 2; a credit to that bill is marked in column credit"
    assert caught.value.lines == tuple(
        f"clients/acme/bills.csv, row {row}, column from: '{month}'{told}"
        for row, month in ((3, "2002-03"), (4, "2002-06"))
    )


def _billed(*lines: tuple[str, float]) -> list[dict[str, object]]:
    return [
        {"from": "2002-10", "to": "2002-12", "contract": number, "service": "data", "amount_month": amount}
        for number, amount in lines
    ]


@pytest.mark.parametrize(
    ("bills", "row"),
    [
        (_billed(("A", 5000), ("B", 4000.5), ("", 9000.5)), 4),
        (_billed(("all", 10000), ("A", 5000), ("B", 4000), ("C", 1000)), 2),
    ],
)
def test_a_bill_that_is_the_sum_of_the_others_is_named(
    tmp_path: Path, bills: list[dict[str, object]], row: int
) -> None:
    contracts = [{"contract": line["contract"]} for line in bills if line["contract"]]
    named = make_client(tmp_path, {"bills": bills, "contracts": contracts}).warnings
    amount, others = bills[row - 2]["amount_month"], len(bills) - 1
    assert [str(warning) for warning in named] == [
        (
            f"clients/acme/bills.csv, row {row}, column amount_month: '{amount}'; "
            f"expected a bill, not a total: the {others} others from 2002-10 to 2002-12 add up to the same"
        ),
    ]


@pytest.mark.parametrize(
    "bills",
    [
        _billed(("A", 5000), ("B", 4000), ("", 9001)),
        _billed(
            ("A", 5000), ("B", 4000), ("C", 9000)
        ),  # of three contracts one may happen to be as large as the others
        _billed(("A", 5000), ("", 5000)),
    ],
)
def test_a_bill_that_may_be_one_is_none_of_a_total(tmp_path: Path, bills: list[dict[str, object]]) -> None:
    contracts = [{"contract": line["contract"]} for line in bills if line["contract"]]
    assert make_client(tmp_path, {"bills": bills, "contracts": contracts}).warnings == ()


def test_a_link_goes_somewhere_else(tmp_path: Path) -> None:
    sites = [{"site": "a", "name": "A", "level": "branch"}]
    link = {"link": "l", "from_site": "a", "to_site": "a", "technology": "ddn", "role": "main", "state": "existing"}
    with pytest.raises(DataError, match="expected another site than from_site"):
        make_client(tmp_path, {"sites": sites, "links": [link]})


def test_a_line_of_a_design_goes_somewhere_else(tmp_path: Path) -> None:
    line = {"design": "d1", "link": "n1", "from_site": "a", "to_site": "a", "technology": "ddn", "role": "main"}
    tables = {
        "sites": [{"site": "a", "name": "A", "level": "branch"}],
        "designs": [{"design": "d1", "name": "D"}],
        "design_links": [line],
    }
    with pytest.raises(
        DataError, match=r"design_links.csv, row 2, column to_site: 'a'; expected another site than from_site"
    ):
        make_client(tmp_path, tables)


def test_a_contract_without_its_number_is_one_fault(tmp_path: Path) -> None:
    contracts = [{"contract": "", "replaces": ""}, {"contract": "", "replaces": "A"}, {"contract": "A"}]
    with pytest.raises(DataError) as caught:
        make_client(tmp_path, {"contracts": contracts})
    assert caught.value.lines == (
        (
            "clients/acme/contracts.csv, row 2, column contract: ''; expected text (it may not be blank); the same in"
            " row 3"
        ),
        "held back until then: 1 check that rests on what is named here",
    )


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        (
            "bills.csv",
            "from,to,contract,service,amount_month,status,source,colour\n2002-10,2002-12,,data,1,measured,x,red\n",
            "column colour: ''; expected a column of data/README.md",
        ),
        (
            "bills.csv",
            "from,to,service,status\n2002-10,2002-12,data,measured\n",
            "column amount_month: ''; expected this column",
        ),
        ("bills.csv", "", "expected at least one row: this table is compulsory"),
        ("prices.csv", "a\n1\n", "expected a table of data/README.md"),
        ("profile.yaml", "name: [", "expected YAML in UTF-8 that can be read"),
        ("profile.yaml", "- a\n", "expected a mapping of fields to values"),
        (
            "profile.yaml",
            "name: A\nmarket: town\nlanguage: en\nstatus: measured\nfax: 1\n",
            "column fax: '1'; expected a field of data/README.md",
        ),
        (
            "profile.yaml",
            "name: A\nmarket: nowhere\nlanguage: en\nstatus: measured\n",
            "markets/nowhere/market.yaml: ''; expected a file that describes the market",
        ),
        (
            "assumptions.yaml",
            "nonsense:\n  value: 1\n  by: me\n  on: 2003-01-01\n",
            "column nonsense: ''; expected an assumption of data/assumptions.yaml",
        ),
        (
            "assumptions.yaml",
            "base_months:\n  value: many\n  by: me\n  on: 2003-01-01\n",
            "column value: 'many'; expected a number",
        ),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, name: str, content: str, fault: str) -> None:
    root = write_client(tmp_path)
    (root / "clients" / "acme" / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        load_client("acme", root=root)
    assert any(fault in line for line in error.value.lines), error.value.lines


def test_a_file_in_another_encoding_is_read(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    (root / "clients" / "acme" / "contracts.csv").write_bytes("contract,note,status\n1,数据,measured\n".encode("gbk"))
    client = load_client("acme", root=root)
    assert client.column("contracts", "note") == ["数据"]
    assert [note.line for note in client.normalised] == ["clients/acme/contracts.csv: read as GB18030 (GBK)"]


def test_an_excel_csv_with_its_mark_is_read(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    path = root / "clients" / "acme" / "bills.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load_client("acme", root=root).table("bills")) == 2


def test_as_of_takes_the_latest_row_not_after_it(tmp_path: Path) -> None:
    contacts = [
        {"contact": "a", "role": "A", "attitude": grade, "on": on}
        for grade, on in (("D", "2002-12-01"), ("C", "2003-01-15"), ("A", "2003-03-01"))
    ]
    root = write_client(tmp_path, {"contacts": contacts})
    attitudes = [
        load_client("acme", root=root, as_of=day).table("contacts")["attitude"].tolist()
        for day in (None, "2003-03-01", date(2002, 12, 1), "2002-11-30")
    ]
    assert attitudes == [["C"], ["A"], ["D"], []]


def test_who_is_judged_later_is_there_by_name_where_others_refer_to_him(tmp_path: Path) -> None:
    contacts = [
        {"contact": name, "role": name, "power": 4, "attitude": "B", "on": "2003-02-01"} for name in ("ann", "ben")
    ]
    visits = [{"visit": "v1", "contacts": "ann", "planned_on": "2003-01-02", "date": "2003-01-20"}]
    root = write_client(tmp_path, {"contacts": contacts, "visits": visits})
    (row,) = load_client("acme", root=root, as_of="2003-01-23").rows("contacts")
    assert (row["contact"], row["role"], row["attitude"], row["on"], row["power"] != row["power"]) == (
        "ann",
        "ann",
        None,
        None,
        True,
    )
    assert [row["power"] for row in load_client("acme", root=root, as_of="2003-02-01").rows("contacts")] == [4, 4]


def test_as_of_defaults_to_the_latest_date_in_the_data(tmp_path: Path) -> None:
    assert make_client(tmp_path, profile={"as_of": ""}).as_of == date(2002, 12, 31)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="as_of: 'soon'; expected a date such as 2003-01-23"):
        load_client("pingan-life-fuzhou", root=DATA, as_of="soon")


@pytest.mark.parametrize(
    ("client", "said"),
    [("", "no client is named"), ("acmee", "no client 'acmee'"), ("202", "'202' is not a client's id")],
)
def test_an_unknown_client_lists_those_there_are(tmp_path: Path, client: str, said: str) -> None:
    with pytest.raises(UserError) as error:
        load_client(client, root=write_client(tmp_path))
    assert error.value.lines[0].startswith(said)
    assert error.value.lines[1] == "name one of: acme"


def test_a_client_overrides_an_assumption(tmp_path: Path) -> None:
    root = write_client(tmp_path)
    before = load_client("acme", root=root)
    (root / "clients" / "acme" / "assumptions.yaml").write_text(
        "base_months:\n  value: 6\n  by: director\n  on: 2003-01-02\n", encoding="utf-8"
    )
    after = load_client("acme", root=root)
    assert (before.assume("base_months"), after.assume("base_months")) == (3, 6)
    assert (
        after.assumptions["base_months"].by,
        after.assumptions["base_months"].origin,
        after.assumptions["base_months"].unit,
    ) == (
        "director",
        "client",
        "months",
    )
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize("client", ["pingan-life-fuzhou", "harbour-hotels", "bare-minimum"])
def test_the_samples_are_valid(client: str) -> None:
    assert load_client(client, root=DATA).id == client


def line(**given: object) -> dict[str, object]:
    return {
        "link": "m",
        "from_site": "a",
        "to_site": "h",
        "technology": "ddn",
        "role": "main",
        "state": "existing",
        **given,
    }


ENDS = [{"site": "a", "name": "A", "level": "outlet"}, {"site": "h", "name": "H", "level": "branch"}]


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        ({"to_site": "nowhere"}, "row 3, column to_site: 'nowhere'; expected one that sites.site has"),
        ({"bandwidth_kbps": -64}, "row 3, column bandwidth_kbps: '-64'; expected a number of at least 0"),
        (
            {"role": "backup", "path": "duct-1"},
            "row 3, column path: 'duct-1'; expected another path than main line m (row 2)",
        ),
        (
            {"role": "backup", "path": "duct-1", "from_site": "h", "to_site": "a"},
            "row 3, column path: 'duct-1'; expected another path than main",
        ),
    ],
)
def test_links_that_contradict_are_one_clear_line(tmp_path: Path, second: dict[str, object], fault: str) -> None:
    links = [line(path="duct-1"), {**line(link="b"), **second}]
    with pytest.raises(DataError) as error:
        make_client(tmp_path, {"sites": ENDS, "links": links})
    assert [str(item).startswith(f"clients/acme/links.csv, {fault}") for item in error.value.lines] == [True]


def test_a_backup_on_a_path_of_its_own_or_an_unknown_one_is_fine(tmp_path: Path) -> None:
    links = [line(path="duct-1"), line(link="b", role="backup", path="duct-2"), line(link="c", role="backup")]
    assert len(make_client(tmp_path, {"sites": ENDS, "links": links}).table("links")) == 3


def test_bills_have_one_currency(tmp_path: Path) -> None:
    bills = [
        {"from": "2002-10", "to": "2002-12", "service": "data", "amount_month": 1, "currency": "CNY"},
        {"from": "2002-10", "to": "2002-12", "service": "voice", "amount_month": 1, "currency": "USD"},
    ]
    with pytest.raises(DataError) as error:
        make_client(tmp_path, {"bills": bills})
    assert [str(item) for item in error.value.lines] == [
        "clients/acme/bills.csv, row 3, column currency: 'USD'; expected CNY, the market's currency, as in every other"
        " bill"
    ]


def test_a_month_that_is_billed_twice_names_both_rows(tmp_path: Path) -> None:
    bill = {"from": "2002-10", "to": "2002-10", "contract": "1", "service": "data", "amount_month": 1}
    with pytest.raises(
        DataError, match=r"bills.csv, row 3: '2002-10 2002-10 1 data'; expected a row of its own; row 2 has the same"
    ):
        make_client(tmp_path, {"bills": [bill, {**bill, "amount_month": 2}]})


def say(weights: tuple[object, ...]) -> list[dict[str, object]]:
    parts = ("decides", "takes_part", "carries_out")
    return [
        {"decision": f"d{place}", "purchase": "p", "level": "branch", "part": parts[place], "weight": weight}
        for place, weight in enumerate(weights)
    ]


def test_decision_power_over_a_purchase_adds_up_to_1(tmp_path: Path) -> None:
    purchases = [{"purchase": "p", "name": "P"}]
    with pytest.raises(DataError, match=r"decisions.csv, column weight: '0.9'; expected weights of p that add up to 1"):
        make_client(tmp_path / "a", {"purchases": purchases, "decisions": say((0.5, 0.4))})
    make_client(tmp_path / "b", {"purchases": purchases, "decisions": say((0.6, 0.4, ""))})
    make_client(tmp_path / "c", {"purchases": purchases, "decisions": say((0.6, ""))})


def test_a_finding_stands_under_an_exhibit_of_its_step(tmp_path: Path) -> None:
    finding = {"finding": "f1", "step": 3, "exhibit": "2.4", "text": "T"}
    with pytest.raises(
        DataError, match=r"findings.csv, row 2, column exhibit: '2.4'; expected an exhibit of step 3, such as 3.1"
    ):
        make_client(tmp_path, {"findings": [finding]})


def test_an_assumption_that_an_older_folder_lacks_is_the_playbooks_own(tmp_path: Path) -> None:
    """And `check` names it; no document changes by it."""
    root = write_client(tmp_path)
    house = root / "assumptions.yaml"
    parts = house.read_text(encoding="utf-8").split("renumbering_like:")
    house.write_text(parts[0] + parts[1].split("\n", 11)[-1], encoding="utf-8")
    client = read_client("acme", root=root)
    assert client.assume("renumbering_like") == 0.1
    assert [str(warning) for warning in client.warnings] == [
        "data/assumptions.yaml, column renumbering_like: ''; expected an assumption of this edition of the playbook,"
        " whose own value is taken"
    ]
