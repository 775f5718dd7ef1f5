package entitlint.rules.subject.sync_missed_event_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.sync_missed_event as rule
import future.keywords.not

_estate := fixture.estate_with({"cutoffs": {system: {"sync-missed-event": {"delay": "2026-11-22T06:00:00Z"}} |
	some system in ["crm", "prov"]
}})

_with(account, events) := fixture.subject({
	"identities": [fixture.user({})],
	"accounts": [fixture.account(account)],
	"events": fixture.events(events),
})

_finding(reason, msg) := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": reason,
	"severity": "high",
	"account": "account:crm/main/a7",
	"msg": msg,
}

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_disabled(patch) := fixture.event(patch)

test_event_whose_effect_is_not_there_violates if {
	every result, reason in {
		"success": ["partial", "was reported as done"],
		"failure": ["failed", "failed"],
		"pending": ["delayed", "is still on its way"],
	} {
		rule.deny == {_finding(reason[0], concat("", [
			"disable of account:crm/main/a7 ",
			reason[1],
			" at 2026-11-22T05:00:00Z (event:prov/main/e1), and the account is active.",
		]))} with input as _with({}, [_disabled({"result": result})]) with data.estate as _estate
	}
}

test_deleting_is_high_too if {
	rule.deny == {_finding("partial", concat("", [
		"delete of account:crm/main/a7 was reported as done at 2026-11-22T05:00:00Z (event:prov/main/e1), ",
		"and the account is active.",
	]))} with input as _with({}, [_disabled({"op": "delete"})])
		with data.estate as _estate
}

test_account_that_shows_it_is_clean if {
	every result in ["success", "failure", "pending"] {
		_none(_with({"record": {"status": "disabled"}}, [_disabled({"result": result})]))
	}
}

test_change_in_time_is_clean if _none(_with({}, [_disabled({"requestedAt": "2026-11-22T06:00:00Z"})]))

test_giving_is_medium if {
	enable := _disabled({"op": "enable", "result": "failure"})
	rule.deny == {object.remove(
		_finding("failed", concat("", [
			"enable of account:crm/main/a7 failed at 2026-11-22T05:00:00Z (event:prov/main/e1), ",
			"and the account is disabled.",
		])),
		["severity"],
	)} with input as _with({"record": {"status": "disabled"}}, [enable])
		with data.estate as _estate
}

test_later_event_takes_the_place_of_an_earlier_one if {
	again := _disabled({"id": "event:prov/main/e2", "op": "enable", "requestedAt": "2026-11-22T05:30:00Z"})
	_none(_with({}, [again, _disabled({})]))
}

test_skipped_is_an_answer if _none(_with({}, [_disabled({"result": "skipped"}), _disabled({})]))

test_account_that_was_changed_since_is_clean if {
	_none(_with({"statusSince": "2026-11-22T05:30:00Z"}, [_disabled({})]))
}

test_unknown_status_is_unknown if {
	document := _with({"record": {"status": "unknown"}}, [_disabled({})])
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.remove(
		_finding("account-unknown", concat("", [
			"Whether disable of account:crm/main/a7 has arrived (event:prov/main/e1) cannot be judged: ",
			"the status of the account is not known.",
		])),
		["severity"],
	)} with input as document with data.estate as _estate
}

test_unknown_status_matters_only_where_something_is_awaited if {
	unknown_account := {"record": {"status": "unknown"}}
	_none(_with(unknown_account, [_disabled({"result": "skipped"})]))
	_none(_with(unknown_account, [_disabled({"requestedAt": "2026-11-22T06:00:00Z"})]))
}

_revoke := fixture.event({"op": "revoke", "object": "entitlement:crm/main/e1"})

_leave := fixture.event({"op": "member-remove", "object": "group:crm/main/g1"})

_holding(grant, events) := _with({"grants": [fixture.grant(grant)]}, events)

_still(op, target) := object.union(
	_finding("partial", concat("", [
		op,
		" of ",
		target,
		" was reported as done at 2026-11-22T05:00:00Z (event:prov/main/e1), ",
		"and account:crm/main/a7 still has role/editor.",
	])),
	{"id": "grant:crm/main/g1", "grant": "grant:crm/main/g1"},
)

test_right_that_was_taken_and_is_still_there_violates if {
	rule.deny == {_still("revoke", "entitlement:crm/main/e1")} with input as _holding({}, [_revoke])
		with data.estate as _estate
	by_group := {"via": ["group:crm/main/g1", "group:crm/main/g0"]}
	rule.deny == {_still("member-remove", "group:crm/main/g1")} with input as _holding(by_group, [_leave])
		with data.estate as _estate
}

test_right_that_is_held_in_another_way_is_clean if {
	_none(_holding({"via": ["group:crm/main/g1"]}, [_revoke]))
	_none(_holding({"via": ["group:crm/main/g2", "group:crm/main/g1"]}, [_leave]))
	_none(_holding({}, [_leave]))
}

test_right_that_was_taken_in_time_or_is_another_one_is_clean if {
	_none(_holding({}, [object.union(_revoke, {"requestedAt": "2026-11-22T06:00:00Z"})]))
	_none(_holding({}, [object.union(_revoke, {"object": "entitlement:crm/main/e2"})]))
}

test_right_that_was_given_is_clean if {
	_none(_holding({}, [object.union(_revoke, {"op": "grant"})]))
	_none(_holding({"via": ["group:crm/main/g1"]}, [object.union(_leave, {"op": "member-add"})]))
}

test_right_that_is_only_declared_is_clean if {
	_none(_with({"grants": [object.remove(fixture.grant({}), ["observed"])]}, [_revoke]))
}

test_event_about_something_else_does_not_take_its_place if {
	other := fixture.event({
		"id": "event:prov/main/e2",
		"op": "grant",
		"object": "entitlement:crm/main/e9",
		"requestedAt": "2026-11-22T05:30:00Z",
	})
	rule.deny == {_still("revoke", "entitlement:crm/main/e1")} with input as _holding({}, [other, _revoke])
		with data.estate as _estate
}

test_right_that_was_given_again_is_clean if {
	again := fixture.event({"id": "event:prov/main/e2", "op": "grant", "object": "entitlement:crm/main/e1"})
	_none(_holding({}, [again, _revoke]))
}

_gone := fixture.user({"record": {"status": "disabled", "statusChangedAt": "2026-11-22T04:00:00Z"}})

_channel(since) := {"app": "crm", "channel": "channel:prov/main/crm", "system": "prov", "since": since}

_left(identities, account) := fixture.subject({
	"identities": identities,
	"accounts": [fixture.account(account)],
	"provisioned": [_channel("2026-11-01T08:00:00Z")],
})

_made := {"record": {"provenance": "scim"}}

_lost := object.union(
	_finding("lost", concat("", [
		"identity:okta/main/u7 has ended in its directory since 2026-11-22T04:00:00Z, channel:prov/main/crm has carried ",
		"nothing of it, and account:crm/main/a7 is active.",
	])),
	{"identity": "identity:okta/main/u7"},
)

test_departure_that_no_event_tells_violates if {
	rule.deny == {_lost} with input as _left([_gone], _made) with data.estate as _estate
	seen := fixture.user({"record": {"status": "disabled"}, "statusSince": "2026-11-22T04:00:00Z"})
	rule.deny == {_lost} with input as _left([seen], _made) with data.estate as _estate
	before := fixture.event({"op": "create", "requestedAt": "2026-11-02T08:00:00Z"})
	known := object.union(_left([_gone], {}), {"events": fixture.events([before])})
	rule.deny == {_lost} with input as known with data.estate as _estate
}

test_accounts_that_a_connector_made_are_the_channels_too if {
	rule.deny == {_lost} with input as _left([_gone], {"record": {"provenance": "connector"}})
		with data.estate as _estate
}

test_the_record_itself_tells_when_it_ended if {
	both := object.union(_gone, {"statusSince": "2026-11-22T04:30:00Z"})
	rule.deny == {_lost} with input as _left([both], _made) with data.estate as _estate
}

test_only_the_directory_has_something_to_carry if {
	hr := fixture.user({"role": "authoritative-identity", "system": "hr", "record": {"id": "identity:hr/main/1"}})
	rule.deny == {_lost} with input as _left([hr, _gone], _made) with data.estate as _estate
}

test_the_last_record_that_ended_tells_when if {
	earlier := fixture.user({"record": {
		"id": "identity:okta/main/u6",
		"status": "disabled",
		"statusChangedAt": "2026-11-22T03:00:00Z",
	}})
	rule.deny == {_lost} with input as _left([earlier, _gone], _made) with data.estate as _estate
	link := {"situation": "deleted", "gone": [
		{"id": "identity:okta/main/u6", "lastSeen": "2026-11-22T03:00:00Z"},
		{"id": "identity:okta/main/u7", "lastSeen": "2026-11-22T04:00:00Z"},
	]}
	rule.deny == {_lost} with input as _left([], object.union(_made, {"link": link})) with data.estate as _estate
}

test_channel_of_another_application_has_nothing_to_carry_here if {
	elsewhere := {"provisioned": [object.union(_channel("2026-11-01T08:00:00Z"), {"app": "prov"})]}
	_none(object.union(_left([_gone], _made), elsewhere))
}

test_whose_account_is_disputed_has_not_left if {
	_none(_left([_gone], object.union(_made, {"link": {"situation": "disputed"}})))
}

test_identity_that_is_gone_has_left_too if {
	link := {"situation": "deleted", "gone": [{"id": "identity:okta/main/u7", "lastSeen": "2026-11-22T04:00:00Z"}]}
	rule.deny == {_lost} with input as _left([], object.union(_made, {"link": link})) with data.estate as _estate
}

test_departure_in_time_or_before_the_log_is_clean if {
	every at in ["2026-11-22T06:00:00Z", "2026-10-31T08:00:00Z"] {
		_none(_left([fixture.user({"record": {"status": "disabled", "statusChangedAt": at}})], _made))
	}
}

test_departure_of_which_any_event_tells_is_another_matter if {
	told := fixture.event({"op": "update", "requestedAt": "2026-11-22T04:00:00Z"})
	_none(object.union(_left([_gone], _made), {"events": fixture.events([told])}))
}

test_account_that_the_channel_never_knew_is_clean if _none(_left([_gone], {}))

test_whoever_is_still_in_a_directory_has_not_left if _none(_left([_gone, fixture.user({})], _made))

test_account_of_the_same_record_is_the_directorys if {
	_none(_left([_gone], object.union(_made, {"link": {"by": "same-record"}})))
}

test_account_that_was_disabled_is_clean if _none(_left([_gone], {"record": {"provenance": "scim", "status": "disabled"}}))

_doubtful := {"record": {"provenance": "scim", "status": "unknown"}}

test_departure_of_whose_account_nothing_is_known_is_unknown if {
	document := _left([_gone], _doubtful)
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_lost, ["severity"]), {"reason": "account-unknown", "msg": concat("", [
		"Whether it matters that channel:prov/main/crm has carried nothing of the end of identity:okta/main/u7 ",
		"cannot be judged: the status of account:crm/main/a7 is not known.",
	])})} with input as document
		with data.estate as _estate
}

test_what_is_awaited_is_told_before_what_was_never_sent if {
	made := fixture.event({"op": "create", "requestedAt": "2026-11-02T08:00:00Z"})
	document := object.union(_left([_gone], _doubtful), {"events": fixture.events([made])})
	messages := {finding.msg | some finding in rule.unknown} with input as document with data.estate as _estate
	messages == {concat("", [
		"Whether create of account:crm/main/a7 has arrived (event:prov/main/e1) cannot be judged: ",
		"the status of the account is not known.",
	])}
}
