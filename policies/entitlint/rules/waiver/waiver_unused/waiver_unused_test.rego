package entitlint.rules.waiver.waiver_unused_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.waiver.waiver_unused as rule
import future.keywords.not

_finding(reason, text) := {
	"id": "waiver:w-1",
	"app": "access",
	"reason": reason,
	"msg": concat("", ["waiver:w-1 waives nothing: ", text, "."]),
}

_none := {"matched": {"findings": 0, "objects": 0, "standing": 0}}

_found(patch, finding) if {
	rule.deny == {finding} with input as fixture.waiver(patch) with data.estate as fixture.estate
}

_clean(patch) if {
	rule.deny == set() with input as fixture.waiver(patch) with data.estate as fixture.estate
}

test_waiver_of_a_finding_is_clean if {
	_clean({})
}

test_waiver_of_nothing if {
	_found(_none, _finding("unused", "orphan-account finds nothing about account:crm/main/a7"))
	pattern := object.union(_none, {"object": {"text": "account:crm/*", "state": "pattern", "maxMatches": 2}})
	_found(pattern, _finding("unused", "orphan-account finds nothing about account:crm/*"))
}

test_what_was_read_in_part_proves_nothing if {
	_clean(object.union(_none, {"search": "in-part"}))
	_clean(object.union(_none, {"object": {"state": "unread"}}))
}

test_object_that_is_gone if {
	_found(object.union(_none, {"object": {"state": "gone"}}), _finding("object-gone", "account:crm/main/a7 is not there"))
	_found(
		object.union(_none, {"object": {"state": "gone"}, "search": "in-part"}),
		_finding("object-gone", "account:crm/main/a7 is not there"),
	)
}

test_what_is_only_a_cause if {
	text := "what orphan-account says of account:crm/main/a7 is told as the cause of another finding"
	_found({"matched": {"standing": 0}}, _finding("only-a-cause", text))
	_clean({"matched": {"standing": 0}, "secondsLeft": -1})
}

test_waiver_that_is_wrong_or_over_belongs_to_another_rule if {
	_clean(object.union(_none, {"secondsLeft": -1}))
	_clean(object.union(_none, {"rule": {"known": false}}))
	_clean(object.union(_none, {"rule": {"scope": "waiver"}}))
	_clean(object.union(_none, {"secondsLeft": -1, "object": {"state": "gone"}}))
	_clean({"object": {"state": "gone"}})
}

test_waiver_in_its_last_second_is_told if {
	_found(
		object.union(_none, {"secondsLeft": 0}),
		_finding("unused", "orphan-account finds nothing about account:crm/main/a7"),
	)
	text := "what orphan-account says of account:crm/main/a7 is told as the cause of another finding"
	_found({"matched": {"standing": 0}, "secondsLeft": 0}, _finding("only-a-cause", text))
}
