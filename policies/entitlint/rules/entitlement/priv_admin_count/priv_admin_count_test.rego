package entitlint.rules.entitlement.priv_admin_count_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.entitlement.priv_admin_count as rule
import future.keywords.not

_params := {
	"max": {"default": 8, "org": 3},
	"min": {"default": 0, "org": 2},
	"kinds": ["org", "role"],
}

_estate := fixture.estate_with({"params": {"priv-admin-count": _params}})

_with(patch) := fixture.estate_with({"params": {"priv-admin-count": object.union(_params, patch)}})

_role(holders, patch) := object.union(fixture.entitlement({"privileged": true, "holders": holders}), patch)

_owner(holders) := _role(holders, {"record": {"kind": "org", "name": "owner"}})

_many := {
	"id": "entitlement:crm/main/e1",
	"app": "crm",
	"reason": "out-of-range",
	"msg": "9 people hold admin of crm, and at most 8 may.",
}

_few := {
	"id": "entitlement:crm/main/e1",
	"app": "crm",
	"reason": "out-of-range",
	"severity": "medium",
	"msg": "1 person holds owner of crm, and at least 2 are to.",
}

_unread := {
	"id": "entitlement:crm/main/e1",
	"app": "crm",
	"reason": "privilege-unread",
	"msg": concat("", [
		"Whether admin of crm is privileged could not be read, ",
		"so that nothing which rests on that is judged of those who hold it.",
	]),
}

test_what_may_be_privileged_is_unknown_while_somebody_holds_it if {
	held := fixture.entitlement({"privilegeUnread": true, "holders": [{"count": 1, "of": "human", "status": "active"}]})
	rule.unknown == {_unread} with input as held with data.estate as _estate
	rule.deny == set() with input as held with data.estate as _estate
	every holders in [[], [{"count": 1, "of": "human", "status": "disabled"}]] {
		_clean(fixture.entitlement({"privilegeUnread": true, "holders": holders}))
	}
}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_more_than_the_most_violate if {
	rule.deny == {_many} with input as _role([fixture.holding(9, {})], {}) with data.estate as _estate
	spread := [fixture.holding(5, {}), fixture.holding(3, {"of": "external"}), fixture.holding(1, {"eligible": true})]
	rule.deny == {_many} with input as _role(spread, {}) with data.estate as _estate
	locked := [fixture.holding(8, {}), fixture.holding(1, {"status": "locked"})]
	rule.deny == {_many} with input as _role(locked, {}) with data.estate as _estate
}

test_exactly_the_most_and_the_fewest_are_clean if {
	_clean(_role([fixture.holding(8, {})], {}))
	_clean(_owner([fixture.holding(3, {})]))
	_clean(_owner([fixture.holding(2, {})]))
}

test_fewer_than_the_fewest_violate if {
	rule.deny == {_few} with input as _owner([fixture.holding(1, {})]) with data.estate as _estate
	nobody := object.union(_few, {"msg": "0 people hold owner of crm, and at least 2 are to."})
	rule.deny == {nobody} with input as _owner([]) with data.estate as _estate
}

test_limits_of_the_application_and_of_the_entitlement_itself_count_first if {
	own := _with({"max": {"default": 8, "crm": 4, "crm/role/admin": 9}})
	rule.deny == set() with input as _role([fixture.holding(9, {})], {}) with data.estate as own
	app := _with({"max": {"default": 8, "crm": 4}})
	five := object.union(_many, {"msg": "5 people hold admin of crm, and at most 4 may."})
	rule.deny == {five} with input as _role([fixture.holding(5, {})], {}) with data.estate as app
	plain := object.union(_many, {"msg": "5 people hold admin of crm, and at most 2 may."})
	rule.deny == {plain} with input as _role([fixture.holding(5, {})], {}) with data.estate as _with({"max": 2})
}

test_ten_of_the_holders_are_named if {
	names := [concat("", ["identity:hr/main/", name]) | some name in ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]]
	told := concat("", ["10 people hold admin of crm (", concat(", ", names), "), and at most 8 may."])

	# In whatever order they come, and however they hold it.
	ten := [
		fixture.holding(6, {"who": array.slice(names, 4, 10)}),
		fixture.holding(4, {"of": "external", "who": array.slice(names, 0, 4)}),
	]
	rule.deny == {object.union(_many, {"msg": told})} with input as _role(ten, {}) with data.estate as _estate
	more := concat("", ["11 people hold admin of crm (", concat(", ", names), " and others), and at most 8 may."])
	eleven := array.concat(ten, [fixture.holding(1, {"status": "locked", "who": ["identity:hr/main/k"]})])
	rule.deny == {object.union(_many, {"msg": more})} with input as _role(eleven, {}) with data.estate as _estate
}

test_those_who_are_counted_are_named_and_nobody_else if {
	others := [
		fixture.holding(1, {"of": "service", "who": ["nhi:backup"]}),
		fixture.holding(1, {"status": "disabled", "who": ["identity:hr/main/b"]}),
		fixture.holding(1, {"status": "unknown", "who": ["identity:hr/main/c"]}),
		fixture.holding(1, {"ended": true, "who": ["identity:hr/main/d"]}),
		fixture.holding(1, {"of": "break-glass", "who": ["identity:hr/main/e"]}),
	]
	document := _role(array.concat([fixture.holding(1, {"who": ["identity:hr/main/a"]})], others), {})
	none := object.union(_many, {"msg": "1 person holds admin of crm (identity:hr/main/a), and at most 0 may."})
	rule.deny == {none} with input as document with data.estate as _with({"max": 0})
	few := object.union(_few, {"msg": concat("", [
		"1 person and 1 account for emergencies hold admin of crm (identity:hr/main/a, identity:hr/main/e), ",
		"and at least 4 are to.",
	])})
	rule.deny == {few} with input as document with data.estate as _with({"min": 4})
	lone := [fixture.holding(2, {"of": "break-glass"})]
	nobody := object.union(_few, {"msg": "0 people and 2 accounts for emergencies hold admin of crm, and at least 4 are to."})
	rule.deny == {nobody} with input as _role(lone, {}) with data.estate as _with({"min": 4})
}

test_accounts_for_emergencies_are_not_too_many_and_make_up_for_too_few if {
	_clean(_role([fixture.holding(8, {}), fixture.holding(2, {"of": "break-glass"})], {}))
	_clean(_owner([fixture.holding(1, {}), fixture.holding(1, {"of": "break-glass"})]))
}

test_machines_and_the_vendors_own_are_not_counted if {
	others := [fixture.holding(8, {}), fixture.holding(5, {"of": "service"}), fixture.holding(5, {"of": "system"})]
	_clean(_role(others, {}))
}

test_accounts_that_nobody_can_use_are_not_counted if {
	_clean(_role([fixture.holding(8, {}), fixture.holding(5, {"status": "disabled"}), fixture.holding(2, {"ended": true})], {}))
}

test_what_is_no_administrator_of_the_whole_is_clean if {
	many := [fixture.holding(90, {})]
	_clean(_role(many, {"record": {"kind": "repo"}}))
	_clean(_role(many, {"record": {"parentId": "entitlement:crm/main/e0"}}))
	_clean(fixture.entitlement({"holders": many}))
}

test_unknown_status_that_matters_is_undecided if {
	finding := {
		"id": "entitlement:crm/main/e1",
		"app": "crm",
		"reason": "status-unknown",
		"msg": concat("", [
			"Whether too many or too few hold admin of crm cannot be judged: ",
			"of 2 of their accounts it is not known whether they can be used.",
		]),
	}
	doubtful := _role([fixture.holding(7, {}), fixture.holding(2, {"status": "unknown"})], {})
	rule.deny == set() with input as doubtful with data.estate as _estate
	rule.unknown == {finding} with input as doubtful with data.estate as _estate
	lone := _owner([fixture.holding(1, {}), fixture.holding(2, {"status": "unknown"})])
	owner := object.union(finding, {"msg": replace(finding.msg, "admin", "owner")})
	rule.unknown == {owner} with input as lone with data.estate as _estate
	_clean(_role([fixture.holding(5, {}), fixture.holding(2, {"status": "unknown"})], {}))
}

test_shared_accounts_and_those_of_an_unknown_kind_count if {
	every kind in ["shared", "unknown"] {
		rule.deny == {_many} with data.estate as _estate
			with input as _role([fixture.holding(9, {"of": kind})], {})
	}
}

test_a_role_within_another_is_asked_nothing if {
	within := {"record": {"parentId": "entitlement:crm/main/e0"}}
	_clean(object.union(_owner([fixture.holding(1, {})]), within))
	_clean(_role([fixture.holding(8, {}), fixture.holding(1, {"status": "unknown"})], within))
}

test_unknown_accounts_matter_only_where_they_decide if {
	one := fixture.holding(1, {"status": "unknown"})
	_clean(_role([fixture.holding(7, {}), one], {}))
	_clean(_owner([fixture.holding(2, {}), one]))
	_clean(_role([fixture.holding(8, {}), fixture.holding(1, {"of": "service", "status": "unknown"})], {}))
	every holders in [[fixture.holding(9, {}), one], [one]] {
		document := _owner(holders)
		count(rule.deny) == 1 with input as document with data.estate as _estate
		rule.unknown == set() with input as document with data.estate as _estate
	}
	rule.deny == set() with input as _owner([fixture.holding(1, {}), one]) with data.estate as _estate
	count(rule.unknown) == 1 with input as _owner([fixture.holding(1, {}), one]) with data.estate as _estate
}

test_an_account_for_emergencies_that_is_off_makes_up_for_nobody if {
	off := fixture.holding(1, {"of": "break-glass", "status": "disabled"})
	rule.deny == {_few} with input as _owner([fixture.holding(1, {}), off]) with data.estate as _estate
}

test_nobody_is_named_where_nobody_is_known if {
	rule.deny == {_many} with input as _role([fixture.holding(9, {"who": []})], {}) with data.estate as _estate
}
