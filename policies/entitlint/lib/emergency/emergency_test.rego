package entitlint.lib.emergency_test

import data.entitlint.lib.emergency
import data.entitlint.lib.fixture_test as fixture
import future.keywords.not

_declared := fixture.account({"breakglass": fixture.breakglass({"allow": ["priv-no-mfa"]})})

_called := fixture.account({"kind": "break-glass"})

test_the_entry_decides_where_there_is_one if {
	emergency.spared(_declared, "priv-no-mfa") with input as fixture.subject({})
	not emergency.spared(_declared, "orphan-account") with input as fixture.subject({})
	not emergency.spared(object.union(_declared, {"kind": "break-glass"}), "orphan-account") with input as fixture.subject({})
}

test_what_its_system_calls_an_emergency_account_is_spared_without_an_entry if {
	emergency.spared(_called, "orphan-account") with input as fixture.subject({})
	emergency.spared(fixture.account({}), "orphan-account") with input as fixture.subject({"kind": "break-glass"})
	not emergency.spared(fixture.account({}), "orphan-account") with input as fixture.subject({})
}

test_a_finding_about_the_account_is_excused_however_it_names_it if {
	document := fixture.subject({"accounts": [_declared]})
	every finding in [
		{"id": "account:crm/main/a7"},
		{"id": "identity:crm/main/a7"},
		{"id": "grant:crm/main/g1", "account": "account:crm/main/a7"},
	] {
		emergency.excused("priv-no-mfa", finding) with input as document
		not emergency.excused("orphan-account", finding) with input as document
	}
	not emergency.excused("priv-no-mfa", {"id": "account:crm/main/a8"}) with input as document
}
