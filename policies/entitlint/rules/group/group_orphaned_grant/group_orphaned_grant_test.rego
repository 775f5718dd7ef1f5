package entitlint.rules.group.group_orphaned_grant_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.group.group_orphaned_grant as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"group-orphaned-grant": {"standby": ["fire-fighters", "pg_*"]}}})

_grants(patch) := object.union({"count": 1, "privileged": 0, "names": ["editor"], "systems": ["crm"]}, patch)

_group(patch) := object.union(fixture.group({"grants": _grants({})}), patch)

_empty := {"members": {"direct": 0, "groups": 0, "people": 0, "depth": 1}}

_nobody := object.remove(fixture.group({"grants": _grants({}), "members": _empty.members}), ["record"])

_finding(reason, severity, msg) := {
	"id": "group:crm/main/g1",
	"app": "crm",
	"reason": reason,
	"severity": severity,
	"msg": msg,
}

_privileged := {"grants": _grants({"privileged": 1})}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_group_that_does_not_exist_violates if {
	gone := object.union(_nobody, {"gone": true})
	msg := "group:crm/main/g1 is granted editor in crm, and does not exist."
	rule.deny == {_finding("gone", "medium", msg)} with input as gone with data.estate as _estate
	rule.deny == {_finding("gone", "high", msg)} with input as object.union(gone, _privileged) with data.estate as _estate
}

test_deleted_group_violates if {
	deleted := _group({"record": {"deletedAt": "2026-11-01T08:00:00Z"}})
	msg := "crew of crm is granted editor in crm, and was deleted at 2026-11-01T08:00:00Z."
	rule.deny == {_finding("gone", "medium", msg)} with input as deleted with data.estate as _estate
	rule.deny == {_finding("gone", "high", msg)} with input as object.union(deleted, _privileged)
		with data.estate as _estate
	_clean(object.remove(deleted, ["grants"]))
}

test_empty_group_is_low if {
	msg := "crew of crm is granted editor in crm, and nobody is in it, at least since 2026-11-22T08:00:00Z."
	rule.deny == {_finding("empty", "low", msg)} with input as _group(_empty) with data.estate as _estate
}

test_of_many_grants_five_are_named if {
	many := {"grants": _grants({"names": ["a", "b", "c", "d", "e", "f"], "systems": ["crm", "wiki"]})}
	msg := concat("", [
		"crew of crm is granted a, b, c, d, e and more in crm, wiki, ",
		"and nobody is in it, at least since 2026-11-22T08:00:00Z.",
	])
	rule.deny == {_finding("empty", "low", msg)} with input as object.union(_group(_empty), many) with data.estate as _estate
}

test_groups_that_are_empty_on_purpose_are_clean if {
	_clean(object.union(_group(_empty), {"record": {"name": "fire-fighters"}}))
	_clean(object.union(_group(_empty), {"record": {"name": "pg_monitor"}}))
	_clean(object.union(_group(_empty), {"invited": 2}))
	_clean(object.remove(_group(_empty), ["grants"]))
}

test_group_with_privileged_access_and_without_an_owner_is_low if {
	nobody := "crew of crm is granted editor in crm, some of it privileged, and nobody owns it."
	ownerless := object.union(_group(_privileged), {"owners": []})
	rule.deny == {_finding("ownerless", "low", nobody)} with input as ownerless with data.estate as _estate
	left := "crew of crm is granted editor in crm, some of it privileged, and none of its owners is here."
	leaver := object.union(_group(_privileged), {"owners": [fixture.owner_in({"status": "terminated"})]})
	rule.deny == {_finding("ownerless", "low", left)} with input as leaver with data.estate as _estate
}

test_owned_groups_and_those_without_privilege_are_clean if {
	_clean(object.union(_group(_privileged), {"owners": [fixture.owner({})]}))
	_clean(object.union(_group(_privileged), {"owners": [fixture.owner_in({"status": "unknown"})]}))
	_clean(object.union(_group({}), {"owners": []}))
}

test_owners_that_the_source_does_not_tell_are_not_missed if _clean(_group(_privileged))

test_group_of_a_system_that_nothing_reads_is_undecided if {
	outside := object.union(_nobody, {"outside": true})
	rule.deny == set() with input as outside with data.estate as _estate
	rule.unknown == {object.remove(
		_finding("outside", "", concat("", [
			"Whether group:crm/main/g1 is there cannot be judged: it is granted editor in crm, ",
			"and nothing was read of its system.",
		])),
		["severity"],
	)} with input as outside with data.estate as _estate
}

test_without_grants_nothing_is_orphaned if {
	none := {"grants": _grants({"count": 0, "names": [], "systems": []})}
	_clean(object.union(_nobody, object.union(none, {"gone": true})))
	_clean(object.union(_nobody, object.union(none, {"outside": true})))
	_clean(object.union(_group({"record": {"deletedAt": "2026-11-01T08:00:00Z"}}), none))
	_clean(object.union(_group({"record": {"unknown": ["deletedAt"]}}), none))
	_clean(object.union(_group(_empty), none))
}

test_a_group_is_told_of_once if {
	deleted := _group(object.union(_privileged, {"record": {"deletedAt": "2026-11-01T08:00:00Z"}, "owners": []}))
	every document in [deleted, object.union(deleted, _empty)] {
		reasons := {finding.reason | some finding in rule.deny} with input as document with data.estate as _estate
		reasons == {"gone"}
	}
	empty := object.union(_group(_empty), object.union(_privileged, {"owners": []}))
	reasons := {finding.reason | some finding in rule.deny} with input as empty with data.estate as _estate
	reasons == {"empty"}
}

test_of_five_grants_all_are_named if {
	five := {"grants": _grants({"names": ["a", "b", "c", "d", "e"]})}
	msg := "crew of crm is granted a, b, c, d, e in crm, and nobody is in it, at least since 2026-11-22T08:00:00Z."
	rule.deny == {_finding("empty", "low", msg)} with input as object.union(_group(_empty), five) with data.estate as _estate
}

test_group_that_may_have_been_deleted_is_unknown if {
	unread := _group({"record": {"unknown": ["deletedAt"]}})
	every document in [unread, object.union(unread, _empty)] {
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.remove(
			_finding("deletion-unread", "", concat("", [
				"Whether crew of crm, which is granted editor in crm, is there cannot be judged: ",
				"whether it was deleted could not be read.",
			])),
			["severity"],
		)} with input as document
			with data.estate as _estate
	}
	_clean(object.remove(unread, ["grants"]))
	deleted := _group({"record": {"unknown": ["deletedAt"], "deletedAt": "2026-11-01T08:00:00Z"}})
	count(rule.deny) == 1 with input as deleted with data.estate as _estate
	rule.unknown == set() with input as deleted with data.estate as _estate
}
