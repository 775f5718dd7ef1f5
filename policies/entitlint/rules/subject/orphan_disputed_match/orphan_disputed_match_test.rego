package entitlint.rules.subject.orphan_disputed_match_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.orphan_disputed_match as rule
import future.keywords.not

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "disputed",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 matches more than one identity.",
}

_weak_finding := object.union(_finding, {
	"reason": "weak",
	"severity": "high",
	"msg": "account:crm/main/a7 is privileged, and only a weak key leads to its owner.",
})

_of(account) := fixture.subject({"accounts": [fixture.account(account)]})

_disputed := {"link": {"situation": "disputed"}}

_weak := {"privileged": true, "link": {"situation": "unlinked", "confidence": "weak"}}

test_disputed_account_violates if {
	rule.deny == {_finding} with input as _of(_disputed) with data.estate as fixture.estate
	rule.unknown == set() with input as _of(_disputed) with data.estate as fixture.estate
	high := object.union(_finding, {"severity": "high"})
	rule.deny == {high} with input as _of(object.union(_disputed, {"privileged": true})) with data.estate as fixture.estate
}

test_weak_key_to_a_privileged_account_violates if {
	rule.deny == {_weak_finding} with input as _of(_weak) with data.estate as fixture.estate
	linked := object.union(_weak, {"link": {"situation": "linked"}})
	rule.deny == {_weak_finding} with input as _of(linked) with data.estate as fixture.estate
}

test_weak_key_to_an_ordinary_account_is_clean if {
	rule.deny == set() with input as _of({"link": {"confidence": "weak"}}) with data.estate as fixture.estate
}

test_weak_keys_can_be_allowed if {
	estate := fixture.estate_with({"params": {"orphan-disputed-match": {"weakKeysAllowed": true}}})
	rule.deny == set() with input as _of(_weak) with data.estate as estate
	forbidden := fixture.estate_with({"params": {"orphan-disputed-match": {"weakKeysAllowed": false}}})
	rule.deny == {_weak_finding} with input as _of(_weak) with data.estate as forbidden
}

test_link_by_hand_settles_it if {
	settled := {"privileged": true, "link": {"by": "manual"}}
	rule.deny == set() with input as _of(settled) with data.estate as fixture.estate
}

test_account_that_cannot_be_used_is_clean if {
	account := object.union(_disputed, {"record": {"status": "disabled"}})
	rule.deny == set() with input as _of(account) with data.estate as fixture.estate
	rule.unknown == set() with input as _of(account) with data.estate as fixture.estate
}

test_directory_record_that_matches_several_violates if {
	document := fixture.subject({"identities": [fixture.user({"authoritative": "disputed"})]})
	rule.deny == {{
		"id": "identity:okta/main/u7",
		"app": "okta",
		"reason": "directory",
		"identity": "identity:okta/main/u7",
		"msg": "identity:okta/main/u7 matches more than one record of the authority.",
	}} with input as document
		with data.estate as fixture.estate
}

test_unknown_status_is_unknown if {
	account := object.union(_disputed, {"record": {"status": "unknown"}})
	rule.deny == set() with input as _of(account) with data.estate as fixture.estate
	rule.unknown == {object.union(_finding, {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether the dispute over account:crm/main/a7 matters cannot be judged: ",
			"its status is not known.",
		]),
	})} with input as _of(account)
		with data.estate as fixture.estate
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as object.union(fixture.estate, {"params": {"orphan-disputed-match": {"weakKeysAllowed": false}}})
	rule.unknown == set() with input as document with data.estate as object.union(fixture.estate, {"params": {"orphan-disputed-match": {"weakKeysAllowed": false}}})
}

test_what_is_off_or_settled_is_no_dispute if {
	_calm(fixture.subject({"identities": [fixture.user({"authoritative": "disputed", "record": {"status": "disabled"}})]}))
	_calm(_of({"record": {"status": "unknown"}}))
	_calm(_of({"privileged": true, "link": {"situation": "deleted", "confidence": "weak"}}))
}

test_directory_record_that_may_be_off_is_unknown if {
	untold := fixture.user({"authoritative": "disputed", "record": {"status": "unknown"}})
	document := fixture.subject({"identities": [untold]})
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == {{
		"id": "identity:okta/main/u7",
		"app": "okta",
		"reason": "status-unknown",
		"identity": "identity:okta/main/u7",
		"msg": "Whether the dispute over identity:okta/main/u7 matters cannot be judged: its status is not known.",
	}} with input as document
		with data.estate as fixture.estate
	settled := fixture.subject({"identities": [fixture.user({"record": {"status": "unknown"}})]})
	rule.unknown == set() with input as settled with data.estate as fixture.estate
}
