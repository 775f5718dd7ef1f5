#!/usr/bin/env python3
"""Writes what a Subversion access file grants, for entitlint's command collector.

Usage: subversion-access.py AUTHZ
"""

import configparser
import json
import sys


def write(**line):
    print(json.dumps(line, ensure_ascii=False))


def reference(kind, name):
    return {"ref": kind, "id": name}


class Records:
    """Writes each record once, and counts them."""

    def __init__(self):
        self.seen = {}

    def add(self, record_kind, record_id, /, **fields):
        ids = self.seen.setdefault(record_kind, set())
        if record_id in ids:
            return
        ids.add(record_id)
        write(type="record", kind=record_kind, id=record_id, fields=fields)

    def counts(self):
        return {kind: len(ids) for kind, ids in self.seen.items()}


def account(records, name):
    # The access file does not say who may still log in; that stands in the password file or the directory.
    records.add("account", name, kind="unknown", status="unknown", userName=name)


def groups(records, section):
    for group, members in section.items():
        records.add("group", group, name=group, kind="app", membershipType="assigned")
        for member in filter(None, (part.strip() for part in members.split(","))):
            is_group = member.startswith("@")
            name = member.lstrip("@")
            if not is_group:
                account(records, name)
            records.add(
                "membership",
                f"{group}:{member}",
                group=reference("group", group),
                member=reference("group" if is_group else "account", name),
                source="manual",
            )


def rights(records, path, section):
    for who, letters in section.items():
        if who.startswith(("$", "~", "&")) or who == "*":
            write(type="warning", kind="grant", text=f"{path} says something of {who}, which is nobody in particular")
            continue
        is_group = who.startswith("@")
        name = who.lstrip("@")
        if not is_group:
            account(records, name)
        right = "write" if "w" in letters else "read" if "r" in letters else "none"
        entitlement = f"{path} {'read' if right == 'none' else right}"
        records.add("entitlement", entitlement, kind="repo", name=entitlement, capability=[entitlement.rsplit(" ", 1)[1]])
        records.add(
            "grant",
            f"{who}:{entitlement}",
            principal=reference("group" if is_group else "account", name),
            entitlement=reference("entitlement", entitlement),
            effect="deny" if right == "none" else "allow",
        )


FIELDS = {
    "account": ["userName"],
    "group": ["name", "kind", "membershipType"],
    "membership": ["group", "member", "memberType", "source"],
    "entitlement": ["kind", "name", "capability"],
    "grant": ["principal", "principalType", "entitlement", "effect"],
}


def main(path):
    write(type="start", version=1)
    file = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True)
    file.optionxform = str
    with open(path, encoding="utf-8") as stream:
        file.read_file(stream)
    records = Records()
    for name in file.sections():
        if name == "groups":
            groups(records, file[name])
        elif name != "aliases":
            rights(records, name, file[name])
    for kind, fields in FIELDS.items():
        write(type="kind", kind=kind, completeness="asserted", fields=fields)
    write(type="end", counts=records.counts())


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    main(sys.argv[1])
