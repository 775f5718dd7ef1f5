package entitlint.rules.waiver.waiver_invalid_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.waiver.waiver_invalid as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"waiver-invalid": {
	"longest": {"critical": 2592000, "high": 7776000, "default": 15552000},
	"controlled": ["critical", "high"],
}}})

_finding(reason, text) := {
	"id": "waiver:w-1",
	"app": "access",
	"reason": reason,
	"msg": concat("", ["waiver:w-1 waives nothing: ", text, "."]),
}

_wrong(patch, reason, text) if {
	rule.deny == {object.union(_finding(reason, text), _severity(patch))} with input as fixture.waiver(patch) with data.estate as _estate
	rule.unknown == set() with input as fixture.waiver(patch) with data.estate as _estate
}

default _severity(_) := {}

_severity(patch) := {"severity": "critical"} if patch.matched.gravest == "critical"

_clean(patch) if {
	rule.deny == set() with input as fixture.waiver(patch) with data.estate as _estate
	rule.unknown == set() with input as fixture.waiver(patch) with data.estate as _estate
}

_doubtful(patch, reason, text) if {
	rule.deny == set() with input as fixture.waiver(patch) with data.estate as _estate
	rule.unknown == {{
		"id": "waiver:w-1",
		"app": "access",
		"reason": reason,
		"msg": concat("", ["Whether waiver:w-1 holds cannot be judged, so it waives nothing: ", text, "."]),
	}} with input as fixture.waiver(patch)
		with data.estate as _estate
}

_group(records) := {
	"ref": "group:okta/crm",
	"kind": "group",
	"resolved": true,
	"holders": [{"count": 1, "records": [record]} | some record in records],
}

_directory(status) := {"system": "okta", "role": "directory", "status": status}

_nobody(ref) := {"ref": ref, "kind": "person", "resolved": false, "holders": []}

test_waiver_as_it_should_be_is_clean if {
	_clean({})
}

test_rule_that_does_not_exist if {
	_wrong({"rule": {"id": "orphan", "known": false}}, "unknown-rule", "there is no rule orphan")
}

test_rules_about_waivers_are_not_waived if {
	patch := {"rule": {"id": "waiver-invalid", "scope": "waiver"}, "matched": {"findings": 0}}
	_wrong(patch, "not-waivable", "waiver-invalid judges waivers, and no waiver reaches it")
}

test_owner_is_nobody if {
	nobody := _nobody("person:lost@example.com")
	_wrong({"owner": nobody}, "owner-unresolved", "its owner person:lost@example.com is nobody, or several")
	_doubtful(
		{"owner": object.union(nobody, {"unread": true})},
		"owner-unknown",
		"how its owner person:lost@example.com stands is not known",
	)
}

test_owner_has_left if {
	gone := fixture.party("person:ana@example.com", {"status": "terminated"})
	_wrong({"owner": gone}, "owner-left", "nobody of its owner person:ana@example.com is here any more")
}

test_owner_who_left_is_worth_knowing_where_nothing_is_waived if {
	gone := fixture.party("person:ana@example.com", {"status": "terminated"})
	nothing := {"matched": {"findings": 0, "objects": 0, "standing": 0}}
	patch := object.union(nothing, {"owner": gone})
	text := "nobody of its owner person:ana@example.com is here any more"
	rule.deny == {object.union(_finding("owner-left", text), {"severity": "low"})} with input as fixture.waiver(patch)
		with data.estate as _estate
	every reason, party in {"owner-empty": {"owner": _group([])}, "approver-left": {"approver": gone}} {
		{[finding.reason, finding.severity] | some finding in rule.deny} == {[reason, "low"]} with input as fixture.waiver(object.union(nothing, party))
			with data.estate as _estate
	}
}

test_severity_is_that_of_what_would_be_waived if {
	gone := fixture.party("person:ana@example.com", {"status": "terminated"})
	text := "nobody of its owner person:ana@example.com is here any more"
	every gravest, severity in {"critical": {"severity": "critical"}, "high": {}, "medium": {}} {
		patch := {"owner": gone, "control": "watched", "days": 30, "matched": {"gravest": gravest}}
		rule.deny == {object.union(_finding("owner-left", text), severity)} with input as fixture.waiver(patch)
			with data.estate as _estate
	}
}

test_owner_whose_contract_has_ended_has_left if {
	ended := fixture.party("person:ana@example.com", {"ends": "2026-11-22T07:59:59Z"})
	_wrong({"owner": ended}, "owner-left", "nobody of its owner person:ana@example.com is here any more")
	_clean({"owner": fixture.party("person:ana@example.com", {"ends": "2026-11-22T08:00:00Z"})})
}

test_owner_on_leave_is_here if {
	_clean({"owner": fixture.party("person:ana@example.com", {"status": "leave"})})
}

test_one_member_who_is_here_is_enough if {
	_clean({"owner": _group([_directory("disabled"), _directory("active")])})
	_wrong(
		{"owner": _group([_directory("disabled"), _directory("deleted")])},
		"owner-left",
		"nobody of its owner group:okta/crm is here any more",
	)
}

test_owner_without_members if {
	_wrong({"owner": _group([])}, "owner-empty", "its owner group:okta/crm has no members")
	_doubtful(
		{"owner": object.union(_group([]), {"unread": true})},
		"owner-unknown",
		"how its owner group:okta/crm stands is not known",
	)
}

test_owner_whose_status_nobody_knows if {
	unknown := fixture.party("person:ana@example.com", {"status": "unknown"})
	_doubtful({"owner": unknown}, "owner-unknown", "how its owner person:ana@example.com stands is not known")
}

test_approver_is_nobody if {
	nobody := _nobody("person:lost@example.com")
	_wrong({"approver": nobody}, "approver-unresolved", "person:lost@example.com, who approved it, is nobody, or several")
	_doubtful(
		{"approver": object.union(nobody, {"unread": true})},
		"approver-unknown",
		"how person:lost@example.com, who approved it, stands is not known",
	)
}

test_approver_has_left if {
	gone := fixture.party("person:sam@example.com", {"status": "deleted"})
	_wrong({"approver": gone}, "approver-left", "person:sam@example.com, who approved it, has left")
}

test_approver_whose_status_nobody_knows if {
	unknown := fixture.party("person:sam@example.com", {"status": "unknown"})
	text := "how person:sam@example.com, who approved it, stands is not known"
	_doubtful({"approver": unknown}, "approver-unknown", text)
}

test_approver_is_whom_it_is_about if {
	objects := ["account:crm/main/b2", "account:crm/main/a7"]
	text := "person:sam@example.com approved it, and is behind account:crm/main/a7"
	_wrong({"approverBehind": objects}, "approver-concerned", text)
}

test_approver_alone_owns_it if {
	_wrong({"approverOwnsAlone": true}, "approver-owns-alone", "person:sam@example.com approved it, and alone owns it")
}

test_waiver_that_ends_before_it_begins if {
	patch := {"created": "2027-02-01T00:00:00Z", "latest": "2027-02-01T00:00:00Z", "days": -1}
	_wrong(patch, "backwards", "it ends on 2027-01-31, before it begins on 2027-02-01")
}

test_waiver_made_in_the_future if {
	_wrong({"created": "2026-11-23T00:00:00Z"}, "future", "it was made on 2026-11-23, which is still to come")
	_clean({"created": "2026-11-23T00:00:00Z", "latest": "2026-11-23T00:00:00Z"})
}

test_longest_by_severity if {
	every severity, days in {"info": 180, "low": 180, "medium": 180, "high": 90, "critical": 30} {
		patch := {"matched": {"gravest": severity}, "rule": {"severity": "info"}, "control": "watched"}
		_clean(object.union(patch, {"days": days}))
		text := concat("", [
			"it lasts ",
			format_int(days + 1, 10),
			" days, and what is ",
			severity,
			" may be waived for ",
			format_int(days, 10),
		])
		_wrong(object.union(patch, {"days": days + 1}), "too-long", text)
	}
}

test_severity_of_the_rule_counts_too if {
	patch := {"rule": {"severity": "critical"}, "control": "watched", "days": 31}
	_wrong(patch, "too-long", "it lasts 31 days, and what is critical may be waived for 30")
}

test_one_limit_for_all_severities if {
	estate := fixture.estate_with({"params": {"waiver-invalid": {"longest": 604800, "controlled": []}}})
	text := "it lasts 8 days, and what is medium may be waived for 7"
	rule.deny == {_finding("too-long", text)} with input as fixture.waiver({"days": 8}) with data.estate as estate
	rule.deny == set() with input as fixture.waiver({"days": 7}) with data.estate as estate
}

test_control_is_mandatory_for_what_is_grave if {
	every severity in ["high", "critical"] {
		patch := {"matched": {"gravest": severity}, "days": 30}
		text := concat("", ["it does not say what is done instead, and what it waives is ", severity])
		_wrong(patch, "control-missing", text)
		_clean(object.union(patch, {"control": "watched"}))
	}
}

test_pattern_that_matches_too_many if {
	patch := {"object": {"text": "account:crm/main/test-*", "state": "pattern", "maxMatches": 2}}
	_clean(object.union(patch, {"matched": {"objects": 2}}))
	text := "account:crm/main/test-* matches 3 objects, and may match 2"
	_wrong(object.union(patch, {"matched": {"objects": 3}}), "over-broad", text)
}

test_object_that_means_several if {
	patch := {"object": {"text": "person:ana", "state": "several"}}
	_wrong(patch, "object-several", "person:ana means several")
}

test_waiver_is_held_to_it_in_its_last_second if {
	_wrong({"secondsLeft": 0, "rule": {"id": "orphan", "known": false}}, "unknown-rule", "there is no rule orphan")
	_doubtful(
		{"secondsLeft": 0, "owner": object.union(_group([]), {"unread": true})},
		"owner-unknown",
		"how its owner group:okta/crm stands is not known",
	)
}

test_waiver_of_one_day_is_clean if _clean({"created": "2026-11-22T00:00:00Z", "ends": "2026-11-22T23:59:59Z", "days": 0})

test_who_is_here_needs_nothing_more_read if {
	_clean({"owner": object.union(fixture.party("person:ana@example.com", {}), {"unread": true})})
}

test_waiver_that_has_ended_belongs_to_another_rule if {
	nobody := object.union(_nobody("person:lost@example.com"), {"unread": true})
	_clean({"secondsLeft": -1, "rule": {"known": false}, "owner": nobody, "days": 400})
}
