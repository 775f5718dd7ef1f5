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
