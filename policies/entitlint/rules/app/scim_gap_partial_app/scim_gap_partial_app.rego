# METADATA
# title: Provisioning that does half the work
# description: |
#   The channel of an application makes accounts and does not disable them, does not change them, makes none, or knows nothing but
#   people. The access file says so itself, and names nothing that would make up for it.
# schemas:
#   - input: schema.app
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The channel cannot take accounts away.
#     low:
#       no-create: The channel makes no accounts.
#       no-delete: The channel disables accounts, and deletes none.
#       create-only: The channel cannot take accounts away, and the way round that was tried lately.
#       no-deactivate: The channel cannot take accounts away, and the way round that was tried lately.
#   examines: app
#   reasons:
#     create-only: deactivation
#     no-deactivate: deactivation
#     no-update: update
#     no-create: creation
#     no-delete: deletion
#     users-only: scope
#   params:
#     tested:
#       type: duration
#       description: How long ago another way to disable accounts may have been tried to make up for a channel that does not.
#       default: P180D
#     deletes:
#       type: boolean
#       description: Whether a channel has to delete accounts that it has disabled; most keep them, so that nobody gets their names.
#       default: false
#   rests_on:
#     - reasons: [create-only, no-deactivate, no-update, no-create, no-delete, users-only]
#       facts: []
#   controls: [NHI1:2025, PR.AA-05, ID.RA-07, AC-2(1), AC-2, CA-7, CIS 5.6, CIS 6.2, A.5.18, A.5.23, CC6.2, CC6.3]
#   remediation: >-
#     Widen the channel and say so in `lifecycle.covers`. Until then disable accounts by a runbook that is tried at fixed times
#     (`fallbackDeactivation`), and waive this with an end.
#   false_positives:
#     - An application without one account has nothing that could be left behind.
#     - Another way to disable accounts that was tried not long ago makes up for a channel that does not, and informs only, as low.
#     - Groups and permissions are nothing to carry where everybody may do the same.
#     - A directory has its groups itself, so nothing has to carry them there.
#     - Accounts that come by themselves at the first sign-in are made by no channel.
#     - Where accounts are given by hand there is no channel that could do half the work.
package entitlint.rules.app.scim_gap_partial_app

import data.entitlint.lib.limits
import future.keywords.not

_id := "scim-gap-partial-app"

deny contains object.union(
	{
		"id": input.id,
		"app": input.home,
		"reason": _reason,
		"msg": concat("", ["The channel of ", input.home, " ", _texts[_reason], _fallback, "."]),
	},
	_severity,
) if {
	_concerned
}

deny contains {
	"id": input.id,
	"app": input.home,
	"reason": "users-only",
	"msg": concat("", [
		"The channel of ",
		input.home,
		" carries people, and neither their groups nor their permissions.",
	]),
} if {
	_concerned
	input.covers.groups == false
	input.covers.entitlements == []
	input.role != "directory"
	not input.flat
}

deny contains object.union(_base("no-create"), {"msg": concat("", [
	"The channel of ",
	input.home,
	" makes no accounts: what it is to change and disable comes another way.",
])}) if {
	_concerned
	data.estate.apps[input.home].channel != "jit"
	count(_does) > 0
	not "create" in _does
}

deny contains object.union(_base("no-delete"), {"msg": concat("", [
	"The channel of ",
	input.home,
	" disables accounts and never deletes one.",
])}) if {
	_concerned
	data.estate.params[_id].deletes
	"deactivate" in _does
	not "delete" in _does
}

_base(reason) := {"id": input.id, "app": input.home, "reason": reason, "severity": "low"}

_concerned if {
	data.estate.apps[input.home].channel in {"scim", "connector", "jit", "batch"}
	input.covers
	not _empty
}

_empty if {
	some entry in input.kinds
	entry.kind == "account"
	entry.count == 0
	entry.completeness in _whole
}

# What could not be read may be there all the same.
_whole := {"full", "asserted", "scoped"}

_does := {operation | some operation in input.covers.users}

_disables if count(_does & {"deactivate", "delete"}) > 0

_reason := "create-only" if {
	not _disables
	not "update" in _does
}

else := "no-deactivate" if not _disables

else := "no-update" if not "update" in _does

_texts := {
	"create-only": "makes accounts, and neither changes nor disables them",
	"no-deactivate": "does not disable accounts",
	"no-update": "does not change accounts that are there",
}

_leaves_accounts := {"create-only", "no-deactivate"}

_is_tested if input.fallback.testedAt >= limits.cutoff(input.home, _id, "tested")

_is_made_up_for if {
	_reason in _leaves_accounts
	_is_tested
}

default _fallback := ""

_fallback := concat("", ["; ", input.fallback.method, " was tried at ", input.fallback.testedAt]) if {
	_reason in _leaves_accounts
}

_severity := {"severity": "low"} if _is_made_up_for

else := {"severity": "high"} if _reason in _leaves_accounts

else := {}
