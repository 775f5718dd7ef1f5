/** A rule about groups that works, with its test and its examples. */
export const groupTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds groups for mail that are granted something.
# schemas:
#   - input: schema.group
#   - data.estate: schema.estate
# custom:
#   severity: info
#   examines: group
#   reasons:
#     granted: granted
#   needs:
#     - kind: group
#       fields: [kind]
#   rests_on:
#     - reasons: [granted]
#       facts:
#         - {kind: group, fields: [kind], values: {kind: [distribution]}}
#         - {kind: grant, fields: [principal]}
#   controls: [PR.AA-05]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.group.RULE_NAME

import future.keywords.not

deny contains finding if {
	input.record.kind == "distribution"
	input.grants.count > 0
	finding := {
		"id": input.id,
		"app": input.home,
		"reason": "granted",
		"msg": concat("", [input.id, " is for mail, and is granted something."]),
	}
}
`,
  test: `package entitlint.rules.group.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.group.RULE_NAME as rule
import future.keywords.not

_granted(kind) := fixture.group({
	"record": {"kind": kind},
	"grants": {"count": 1, "privileged": 0, "names": ["editor"], "systems": ["crm"]},
})

test_group_for_mail_violates if {
	rule.deny == {{
		"id": "group:crm/main/g1",
		"app": "crm",
		"reason": "granted",
		"msg": "group:crm/main/g1 is for mail, and is granted something.",
	}} with input as _granted("distribution") with data.estate as fixture.estate
}

test_group_for_access_is_clean if {
	rule.deny == set() with input as _granted("security") with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: A group for mail is granted something
    document:
      record: {kind: distribution}
      grants: {count: 1}
    violations:
      - id: group:crm/main/g1
        app: crm
        reason: granted
        msg: group:crm/main/g1 is for mail, and is granted something.
  - title: A group for access is granted something
    document:
      record: {kind: security}
      grants: {count: 1}
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.record.kind, mend: distribution}]
`,
};

/** A rule about entitlements that works, with its test and its examples. */
export const entitlementTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds privileged entitlements that nobody holds.
# schemas:
#   - input: schema.entitlement
#   - data.estate: schema.estate
# custom:
#   severity: info
#   examines: entitlement
#   reasons:
#     idle: idle
#   needs:
#     - kind: grant
#     - kind: entitlement
#       fields: [privileged]
#   rests_on:
#     - reasons: [idle]
#       facts:
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#   controls: [PR.AA-05]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.entitlement.RULE_NAME

import future.keywords.not

deny contains finding if {
	input.privileged
	count(input.holders) == 0
	finding := {
		"id": input.id,
		"app": input.home,
		"reason": "idle",
		"msg": concat("", ["Nobody holds ", input.record.name, " of ", input.home, "."]),
	}
}
`,
  test: `package entitlint.rules.entitlement.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.entitlement.RULE_NAME as rule
import future.keywords.not

test_what_nobody_holds_violates if {
	rule.deny == {{
		"id": "entitlement:crm/main/e1",
		"app": "crm",
		"reason": "idle",
		"msg": "Nobody holds admin of crm.",
	}} with input as fixture.entitlement({"privileged": true}) with data.estate as fixture.estate
}

test_what_somebody_holds_is_clean if {
	held := fixture.entitlement({"privileged": true, "holders": [fixture.holding(1, {})]})
	rule.deny == set() with input as held with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: Nobody holds a privileged role
    document: {privileged: true}
    violations:
      - id: entitlement:crm/main/e1
        app: crm
        reason: idle
        msg: Nobody holds editor of crm.
  - title: Somebody holds it
    document:
      privileged: true
      holders: [{count: 1}]
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.holders}]
`,
};

/** A rule about applications that works, with its test and its examples. */
export const appTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds applications that have no access file.
# schemas:
#   - input: schema.app
#   - data.estate: schema.estate
# custom:
#   severity: info
#   examines: app
#   reasons:
#     undeclared: undeclared
#   rests_on:
#     - reasons: [undeclared]
#       facts: []
#   controls: [ID.AM-02]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.app.RULE_NAME

import future.keywords.not

deny contains finding if {
	not input.declared
	finding := {
		"id": input.id,
		"app": input.home,
		"reason": "undeclared",
		"msg": concat("", [input.home, " has no access file."]),
	}
}
`,
  test: `package entitlint.rules.app.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.app.RULE_NAME as rule
import future.keywords.not

test_application_without_a_file_violates if {
	rule.deny == {{
		"id": "app:crm",
		"app": "crm",
		"reason": "undeclared",
		"msg": "crm has no access file.",
	}} with input as object.remove(fixture.app({}), ["declared"]) with data.estate as fixture.estate
}

test_application_with_a_file_is_clean if {
	rule.deny == set() with input as fixture.app({}) with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: There is no access file
    document: {undeclared: true}
    violations:
      - id: app:crm
        app: crm
        reason: undeclared
        msg: crm has no access file.
  - title: There is one
    document: {home: crm}
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.undeclared, mend: true}]
`,
};
