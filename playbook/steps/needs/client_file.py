"""The client file: what is on record about the client, field by field, and how complete the record is.

Completeness is the share of the fields that are filled. A field that another exhibit rests on counts more (assumption
`profile_weight_used`); the bill of a single service is shown, but only the total counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playbook.client.model import Client
from playbook.steps.billing import base_of
from playbook.steps.findings import Finding
from playbook.steps.status import weakest
from playbook.text import say
from playbook.units import Count, Money, Name, Names, Percent, Printable, is_unknown, name_of

__all__ = ["GROUPS", "ClientFile", "FileField", "client_file"]

#: The groups of the file and the profile's fields in each.
GROUPS: dict[str, tuple[str, ...]] = {
    "identity": ("name", "client_number", "grade", "account_manager", "industry", "sub_industry", "source"),
    "organisation": (
        "ownership",
        "parent",
        "legal_representative",
        "inaugurated",
        "district",
        "sub_bureau",
        "address",
        "postcode",
    ),
    "business": ("main_business", "business_region", "ability_to_pay", "approval_procedure", "bank"),
    "money": ("payments_month",),
}
#: The fields that another exhibit rests on.
_USED = ("name", "industry", "sub_industry", "payments_month", "total", "reported_total", "contracts")
#: How many missing fields a title names one by one.
_NAMED = 3


@dataclass(frozen=True)
class FileField:
    """One field: its id, label and group, its value (None: unknown), the weight it counts with, and how sure it is."""

    id: str
    label: Name
    group: str
    value: Printable | None
    weight: float
    status: str


@dataclass(frozen=True)
class ClientFile:
    """The fields of the client file and the share that is filled (0-1), weighted by use."""

    fields: tuple[FileField, ...]
    completeness: float
    missing: tuple[FileField, ...]
    status: str
    findings: tuple[Finding, ...]


def client_file(client: Client) -> ClientFile:
    """The client file of a client; what nobody has given is a field without a value."""
    fields = (*_profile_fields(client), *_money_fields(client))
    counted = [field for field in fields if field.weight]
    missing = tuple(sorted((field for field in counted if field.value is None), key=lambda field: -field.weight))
    weight = sum(field.weight for field in counted)
    completeness = 1 - sum(field.weight for field in missing) / weight
    status = weakest(field.status for field in fields if field.value is not None)
    return ClientFile(fields, completeness, missing, status, _findings(missing, len(counted), completeness))


def _profile_fields(client: Client) -> Iterator[FileField]:
    for name in (name for names in GROUPS.values() for name in names):
        yield _field(client, name, _profile_value(client, name), client.field_status(name))


def _profile_value(client: Client, name: str) -> Printable | None:
    raw = client.profile.get(name)
    if name in ("industry", "sub_industry"):
        return client.market.names("industries" if name == "industry" else "sub_industries").get(str(raw))
    if name == "payments_month":
        return None if is_unknown(raw) else Money(float(str(raw)), client.currency, 2)
    text = _full(client) if name == "name" else name_of(client.profile, name)
    return text if text.zh or text.en else None


def _full(client: Client) -> Name:
    """The client's name, with the registered one beside it where it is another."""
    short, full = client.name, name_of(client.profile, "full_name")
    beside = {lang: say(lang, "needs.client_file.name_and_full", name=short, full=full) for lang in ("zh", "en")}
    return Name(**beside) if full not in (Name("", ""), short) else short


def _money_fields(client: Client) -> Iterator[FileField]:
    """The reported total, the bills' total and its split, and the contract numbers."""
    base, currency = base_of(client), client.currency
    control, services = base.reconciliation.control, client.market.names("services")
    reported = None if is_unknown(control) else Money(control, currency, 2)
    yield _field(client, "reported_total", reported, weakest(client.column("control_totals", "status")))
    yield _field(client, "total", base.money(currency, 2), base.status)
    for service in map(str, base.services.index):
        amount = base.money_of(service, currency, 2)
        yield FileField(service, services[service], "money", amount, 0.0, base.status)
    status = weakest(client.column("contracts", "status")) if client.has("contracts") else base.status
    yield _field(client, "contracts", _contract_numbers(client), status)


def _contract_numbers(client: Client) -> Names | None:
    billed = filter(None, client.column("bills", "contract"))
    numbers = dict.fromkeys([*client.column("contracts", "contract"), *billed])
    return Names(tuple(Name(number, number) for number in numbers)) if numbers else None


def _field(client: Client, name: str, value: Printable | None, status: str) -> FileField:
    group = next((group for group, names in GROUPS.items() if name in names), "money")
    weight = client.assume("profile_weight_used") if name in _USED else 1.0
    label = Name(say("zh", f"needs.client_file.field.{name}"), say("en", f"needs.client_file.field.{name}"))
    return FileField(name, label, group, value, weight, "unknown" if value is None else status)


def _findings(missing: tuple[FileField, ...], count: int, completeness: float) -> tuple[Finding, ...]:
    """How complete the file is, what is missing, and what to ask for first."""
    figures: dict[str, Printable] = {
        "share": Percent(completeness, 0),
        "fields": Count(count),
        "n": Count(len(missing)),
        "which": _labels(missing if len(missing) <= _NAMED else missing[:2]),
    }
    if not missing:
        return (Finding("needs.client_file.file_complete", figures, confidence=1.0, internal=True),)
    used = tuple(field for field in missing if field.id in _USED)
    title = Finding(
        "needs.client_file.file_incomplete" if len(missing) <= _NAMED else "needs.client_file.file_gaps",
        figures,
        confidence=1.0,
        internal=True,
    )
    first = used or missing
    ask = Finding(
        "needs.client_file.file_ask_used" if used else "needs.client_file.file_ask",
        {"which": _labels(first), "n": Count(len(first))},
        confidence=1.0,
        internal=True,
    )
    return (title, ask)


def _labels(fields: tuple[FileField, ...]) -> Names:
    return Names(tuple(field.label for field in fields))
