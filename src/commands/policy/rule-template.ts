import type { Scope } from "../../model/document.ts";
import { channelTemplate } from "./channel-template.ts";
import { appTemplate, entitlementTemplate, groupTemplate } from "./scope-templates.ts";
import { waiverTemplate } from "./waiver-template.ts";

/**
 * The three files of a new rule by name. They hold a small rule that works, so that its tests pass before anybody has
 * changed it; what is to be changed says so.
 */
export function ruleFiles(id: string, scope: Scope, title: string): Record<string, string> {
  const name = id.replaceAll("-", "_");
  const fill = (text: string) =>
    text.replaceAll("RULE_ID", id).replaceAll("RULE_NAME", name).replaceAll("RULE_TITLE", JSON.stringify(title));
  const template = templates[scope];
  return {
    [`${name}.rego`]: fill(template.rule),
    [`${name}_test.rego`]: fill(template.test),
    [`${name}.yaml`]: fill(template.examples),
  };
}

const subjectTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds accounts that are locked.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: info
#   examines: account
#   reasons:
#     locked: locked
#     account-unknown: undecided
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [locked]
#       facts:
#         - {kind: account, fields: [status], values: {status: [locked]}}
#   controls: [PR.AA-05]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.subject.RULE_NAME

import data.entitlint.lib.status
import future.keywords.not

deny contains finding if {
	some account in input.accounts
	account.record.status == "locked"
	finding := {
		"id": account.record.id,
		"app": account.app,
		"reason": "locked",
		"account": account.record.id,
		"msg": concat("", [account.record.id, " is locked."]),
	}
}

unknown contains finding if {
	some account in input.accounts
	status.undecided(account)
	finding := {
		"id": account.record.id,
		"app": account.app,
		"reason": "account-unknown",
		"account": account.record.id,
		"msg": concat("", ["Whether ", account.record.id, " is locked cannot be judged: its status is not known."]),
	}
}
`,
  test: `package entitlint.rules.subject.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.RULE_NAME as rule
import future.keywords.not

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "locked",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 is locked.",
}

_with(status) := fixture.subject({"accounts": [fixture.account({"record": {"status": status}})]})

test_locked_account_violates if {
	rule.deny == {_finding} with input as _with("locked") with data.estate as fixture.estate
}

test_active_account_is_clean if {
	rule.deny == set() with input as _with("active") with data.estate as fixture.estate
	rule.unknown == set() with input as _with("active") with data.estate as fixture.estate
}

test_unknown_status_is_unknown if {
	rule.deny == set() with input as _with("unknown") with data.estate as fixture.estate
	rule.unknown == {object.union(_finding, {
		"reason": "account-unknown",
		"msg": "Whether account:crm/main/a7 is locked cannot be judged: its status is not known.",
	})} with input as _with("unknown")
		with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: An account is locked
    document:
      accounts:
        - record: {id: account:crm/main/a7, status: locked}
          link: {situation: linked}
    violations:
      - id: account:crm/main/a7
        app: crm
        reason: locked
        account: account:crm/main/a7
        msg: account:crm/main/a7 is locked.
  - title: An account is not locked
    document:
      accounts:
        - record: {id: account:crm/main/a7}
          link: {situation: linked}
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.accounts.0.record.status, mend: locked}]
  - title: The application does not tell the status
    document:
      accounts:
        - record: {id: account:crm/main/a7, status: unknown}
          link: {situation: linked}
    unknowns:
      - id: account:crm/main/a7
        app: crm
        reason: account-unknown
        account: account:crm/main/a7
        msg: "Whether account:crm/main/a7 is locked cannot be judged: its status is not known."
`,
};

const sourceTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds kinds that were read in part on purpose.
# schemas:
#   - input: schema.source
#   - data.estate: schema.estate
# custom:
#   severity: info
#   examines: source
#   reasons:
#     scoped: scoped
#   rests_on:
#     - reasons: [scoped]
#       facts: []
#   controls: [DE.CM-09]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.source.RULE_NAME

import future.keywords.not

deny contains finding if {
	some entry in input.kinds
	entry.completeness == "scoped"
	finding := {
		"id": concat("/", [input.id, entry.kind]),
		"app": input.system,
		"reason": "scoped",
		"msg": concat("", [entry.kind, " of ", input.system, " was read in part."]),
	}
}
`,
  test: `package entitlint.rules.source.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.source.RULE_NAME as rule
import future.keywords.not

_with(completeness) := fixture.source({"kinds": [{
	"kind": "account",
	"observedAt": fixture.now,
	"completeness": completeness,
	"count": 3,
}]})

test_scoped_kind_violates if {
	rule.deny == {{
		"id": "source:okta/account",
		"app": "okta",
		"reason": "scoped",
		"msg": "account of okta was read in part.",
	}} with input as _with("scoped") with data.estate as fixture.estate
}

test_full_kind_is_clean if {
	rule.deny == set() with input as _with("full") with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: A kind was read in part
    document:
      system: crm
      role: application
      kinds: [{kind: account, completeness: scoped}]
    violations:
      - id: source:crm/account
        app: crm
        reason: scoped
        msg: account of crm was read in part.
  - title: A kind was read in full
    document:
      system: crm
      role: application
      kinds: [{kind: account}]
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.kinds.0.completeness, mend: scoped}]
`,
};

const templates = {
  subject: subjectTemplate,
  source: sourceTemplate,
  channel: channelTemplate,
  group: groupTemplate,
  entitlement: entitlementTemplate,
  app: appTemplate,
  waiver: waiverTemplate,
} as const satisfies Record<Scope, { rule: string; test: string; examples: string }>;
