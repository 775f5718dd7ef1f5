# METADATA
# title: Grant by hand on an account that a directory manages
# description: |
#   The directory makes and ends the account, and somebody gave it more in the application itself: no role gives that, nobody approved it,
#   and the directory does not know of it when it takes access away.
# schemas:
#   - input: schema.subject
# custom:
#   severity: medium
#   severities:
#     high: The grant is privileged, and new.
#     low: The grant is not privileged, and older than what is asked about.
#   examines: grant
#   reasons:
#     manual: override
#     source-unknown: undecided
#     provenance-unread: unread
#   shared:
#     source-unknown: the application does not tell how its grants came
#   params:
#     since:
#       type: duration
#       description: Grants older than this are told as low, because they may have come with a migration.
#       default: P30D
#   needs:
#     - kind: account
#       fields: [provenance]
#     - kind: grant
#       fields: [source]
#   rests_on:
#     - reasons: [manual]
#       facts:
#         - {kind: account, fields: [status, provenance], values: {provenance: [scim, connector]}}
#         - {kind: grant, fields: [source], values: {source: [manual]}}
#   cause_of: group-policy-drift
#   controls: [NHI5:2025, PR.AA-05, DE.CM-03, AC-2, AC-6, CM-5, CIS 6.1, CIS 6.7, A.5.18, CC6.3, CC8.1, AI GOVERN 2.1]
#   remediation: Take the grant away, or give it by a role or the directory.
#   false_positives:
#     - What an application gives everybody and calls manual is marked `default` in its access file.
#     - Old grants may be data of a migration, and inform only, as low.
#     - Where an application does not tell how a grant came, nothing can be said.
package entitlint.rules.subject.scim_gap_local_override

import data.entitlint.lib.decided
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "scim-gap-local-override"

deny contains finding if {
	some [account, grant] in _undecided
	grant.record.source == "manual"
	finding := object.union_n([_base(account, grant, "manual"), lifecycle.about, {
		"severity": _severity(grant),
		"msg": concat("", [
			account.record.id,
			" is managed by ",
			_manager[account.record.provenance],
			" and holds ",
			grant.name,
			" in ",
			grant.system,
			", given by hand",
			_giver(grant),
			decided.ways(grant),
			".",
		]),
	}])
}

unknown contains finding if {
	some [account, grant] in _undecided
	_is_untold(grant)
	finding := object.union(_base(account, grant, "source-unknown"), {"msg": concat("", [
		"Whether ",
		grant.name,
		" in ",
		grant.system,
		" was given to ",
		account.record.id,
		" by hand cannot be judged: how it came is not known.",
	])})
}

# What may be managed and has no word on it, has one that could not be read.
unknown contains finding if {
	some [account, grant] in _given
	not account.record.provenance
	grant.record.source == "manual"
	finding := object.union(_base(account, grant, "provenance-unread"), {"msg": concat("", [
		grant.name,
		" in ",
		grant.system,
		" was given by hand to ",
		account.record.id,
		"; whether a directory manages that account could not be read.",
	])})
}

_undecided := [[account, grant] |
	some [account, grant] in _given
	account.record.provenance in {"scim", "connector"}
]

_given := [[account, grant] |
	decided.concerned
	some account in input.accounts
	_may_be_managed(account.record)
	not status.ended(account)
	some grant in account.grants
	decided.stray(grant)
	not grant.via
	decided.works(grant, account.observedAt)
	not grant.isDefault
	not grant.record.approvalRef
]

_may_be_managed(record) if record.provenance in {"scim", "connector"}

_may_be_managed(record) if reading.unread(record, "provenance")

_is_untold(grant) if grant.record.source == "unknown"

_is_untold(grant) if {
	not grant.record.source
	reading.unread(grant.record, "source")
}

_manager := {"scim": "SCIM", "connector": "a connector"}

_giver(grant) := concat("", [" of ", giver]) if giver := grant.record.grantedBy

else := ""

_is_old(grant) if grant.record.grantedAt < limits.cutoff(grant.system, _id, "since")

_severity(grant) := "high" if {
	grant.privileged
	not _is_old(grant)
}

else := "low" if {
	not grant.privileged
	_is_old(grant)
}

else := "medium"

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
