# METADATA
# title: Nobody reads what people may do in an application
# description: |
#   The application has an access file that says how accounts get in, and no source reads its permissions and who holds them. What an
#   account may do there, and what is left of it when somebody goes, is not known.
# schemas:
#   - input: schema.app
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The application is of tier 1.
#   examines: app
#   reasons:
#     unread: unread-permissions
#     incomplete: unread-permissions
#   rests_on:
#     - reasons: [unread, incomplete]
#       facts: []
#   controls: [NHI1:2025, ID.AM-02, DE.CM-06, DE.CM-09, AC-2, CA-7, CM-8, CIS 6.6, CIS 5.1, A.5.9, A.8.16, CC6.1, CC7.1]
#   remediation: Add a source that reads the application's roles and grants, or an export of them at fixed times.
#   false_positives:
#     - Where everybody who has an account may do the same, the access file says `flat`.
#     - A directory's permissions are its groups, so there memberships are enough.
#     - An application that nobody gets into by a channel, and that asks for no single sign-on, is known and left alone.
package entitlint.rules.app.scim_gap_no_entitlement_source

import future.keywords.not

_whole := {"full", "asserted", "scoped"}

deny contains finding if {
	_concerned
	not _is_read
	finding := object.union(
		{
			"id": input.id,
			"app": input.home,
			"reason": _reason,
			"msg": concat("", [input.home, _told, _texts[_reason], "."]),
		},
		_severity,
	)
}

_concerned if {
	_connected
	not input.flat
}

_connected if {
	input.declared
	not data.estate.apps[input.home].channel in {"none", "unknown"}
}

_connected if {
	input.declared
	data.estate.apps[input.home].ssoRequired
}

_kinds := {entry.kind | some entry in input.kinds; entry.completeness in _whole}

_begun := {entry.kind | some entry in input.kinds; entry.completeness in {"partial", "denied"}}

_is_read if {
	"entitlement" in _kinds
	"grant" in _kinds
}

_is_read if {
	input.role == "directory"
	"membership" in _kinds
}

default _reason := "unread"

_reason := "incomplete" if {
	some kind in ["entitlement", "grant"]
	kind in _begun
}

_texts := {
	"unread": ", and no source reads its permissions and who holds them",
	"incomplete": ", and its permissions, or who holds them, could not be read to the end",
}

_told := " is provisioned" if data.estate.apps[input.home].channel in {"scim", "connector", "jit", "batch"}

else := " takes single sign-on" if data.estate.apps[input.home].ssoRequired

else := " has accounts that are given by hand"

default _severity := {}

_severity := {"severity": "high"} if data.estate.apps[input.home].tier == 1
