package entitlint.lib.limits_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.lib.limits
import future.keywords.not

_estate := fixture.estate_with({"cutoffs": {
	"crm": {"some-rule": {"grace": "2026-11-22T07:00:00Z"}},
	"okta": {"some-rule": {"grace": "2026-11-22T06:00:00Z"}},
}})

test_own_limit_of_the_system if {
	limits.cutoff("crm", "some-rule", "grace") == "2026-11-22T07:00:00Z" with data.estate as _estate
}

test_earliest_limit_where_the_system_has_none if {
	limits.cutoff("access", "some-rule", "grace") == "2026-11-22T06:00:00Z" with data.estate as _estate
}

test_instant_judged_at_where_no_limit_is_known if {
	limits.cutoff("crm", "other-rule", "grace") == fixture.now with data.estate as _estate
}

test_nobody_declared_that_deactivation_blocks_use if {
	limits.blocks_use("unheard-of") == "no" with data.estate as _estate
}

_numbers := fixture.estate_with({
	"apps": {"crm": {"tier": 1, "channel": "scim", "mode": "listed"}},
	"params": {"some-rule": {"plain": 3, "map": {"default": 9, "crm": 1, "tier1": 2, "scim": 4, "listed": 5}}},
})

test_a_number_for_all_applications if limits.number("crm", "some-rule", "plain") == 3 with data.estate as _numbers

test_a_number_by_what_is_nearest_to_the_application if {
	limits.number("crm", "some-rule", "map") == 1 with data.estate as _numbers
	all := object.remove(_numbers, ["params"])
	ordered := ["crm", "tier1", "scim", "listed"]
	every step in [[1, 2], [2, 4], [3, 5], [4, 9]] {
		[taken, number] := step
		left := object.filter(
			_numbers.params["some-rule"].map,
			{key | some key, _ in _numbers.params["some-rule"].map} - {key | some key in array.slice(ordered, 0, taken)},
		)
		told := object.union(all, {"params": {"some-rule": {"map": left}}})
		limits.number("crm", "some-rule", "map") == number with data.estate as told
	}
}

test_a_number_that_is_zero if {
	none := fixture.estate_with({"params": {"some-rule": {"map": {"default": 2, "crm": 0}}}})
	limits.number("crm", "some-rule", "map") == 0 with data.estate as none
}

test_a_number_for_an_application_of_which_nothing_is_said if {
	limits.number("unheard-of", "some-rule", "map") == 9 with data.estate as _numbers
}
