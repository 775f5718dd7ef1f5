# METADATA
# title: Third party with wide rights that nobody has reviewed
# description: |
#   Something of another company, such as an integration that somebody agreed to, has rights to a great deal of data or may administer,
#   and no review has looked at it for too long. What it was let in for is forgotten, and whoever breaks in at the other company is in
#   here too. A review of the consent or key itself, of the account it is for, or of whose that is counts, whatever it decided.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: Its rights are administrative.
#   examines: credential
#   reasons:
#     never: unreviewed
#     overdue: unreviewed
#     age-unknown: undecided
#     review-unknown: undecided
#     credential-unknown: undecided
#     party-unread: undecided
#     scopes-unread: undecided
#   shared:
#     age-unknown: it does not tell how old consents and keys of third parties are that no review is known of
#   params:
#     review:
#       type: duration
#       description: How long a review of a third party holds.
#       default: P180D
#     administrative:
#       type: list
#       of: name-pattern
#       description: Scopes by which one administers, beside those that are stars alone.
#       default: ["admin", "admin:*", "admin.*", "*:admin", Directory.ReadWrite.All, "RoleManagement.ReadWrite.*", Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All, "https://www.googleapis.com/auth/admin.directory.user", "https://www.googleapis.com/auth/admin.directory.rolemanagement", "https://www.googleapis.com/auth/cloud-platform"]
#     wide:
#       type: list
#       of: name-pattern
#       description: Other scopes that lead to a great deal of data.
#       default: ["*.All", "Mail.*", "Files.*", repo, "https://mail.google.com/*", "https://www.googleapis.com/auth/drive", "https://www.googleapis.com/auth/gmail.*"]
#     overseen:
#       type: list
#       description: Third parties that somebody looks after in another way, such as by a list of apps that the vendor checks; by the `issuer` of their consents and keys, or by the id of one of these.
#       default: []
#   needs:
#     - kind: credential
#       fields: [status, thirdParty, scopes]
#     - declared: reviews
#   rests_on:
#     - reasons: [never]
#       facts:
#         - {kind: credential, fields: [status, thirdParty, scopes, createdAt]}
#         - {declared: reviews}
#     - reasons: [overdue]
#       facts:
#         - {kind: credential, fields: [status, thirdParty, scopes]}
#         - {declared: reviews}
#   controls: [NHI3:2025, GV.SC-07, PR.AA-05, DE.CM-06, AC-20, SA-9, AC-6, CIS 15.7, CIS 6.8, A.5.19, A.5.22, CC9.2, CC6.3, AI GOVERN 1.6]
#   remediation: Ask its owner what it is there for, withdraw what it does not need or all of it, and write down what was decided.
#   false_positives:
#     - What a list of checked apps or another department looks after is named in `overseen`.
#     - A consent that is younger than the period has had no time to be reviewed.
#     - Where no review of anything in an application is known, the rule cannot be judged there.
#     - A third party that only learns who somebody is has no wide rights.
#     - That nobody uses it any more is told by nhi-stale, as of every key.
package entitlint.rules.subject.nhi_third_party_unreviewed

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.pattern
import data.entitlint.lib.reading
import data.entitlint.lib.reviewed
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-third-party-unreviewed"

_params := data.estate.params[_id]

deny contains finding if {
	some entry in _candidates
	_is_whole(entry)
	rights := _rights(entry)
	late := _late(entry)
	finding := object.union_n([_base(entry, late.reason), _severity(rights), {"msg": concat("", [
		entry.record.id,
		" of a third party has ",
		rights.text,
		"; it ",
		late.text,
		".",
	])}])
}

unknown contains finding if {
	some entry in _candidates
	reason := _doubt(entry)
	finding := object.union(_base(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" is a third party's with wide rights that nobody has reviewed cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

# What may be a third party's, may work, and was not reviewed in time as far as anything tells.
_candidates contains entry if {
	some entry in input.credentials
	_is_foreign(entry)
	lifecycle.state != "inactive"
	not limits.blind(_id, entry.app)
	_is_in_use(entry)
	count({entry.record.id, object.get(entry.record, "issuer", "")} & {name | some name in _params.overseen}) == 0
	count({at | some at in _instants(entry); at >= _cutoff(entry)}) == 0
}

_is_foreign(entry) if entry.record.thirdParty

_is_foreign(entry) if reading.unread(entry.record, "thirdParty")

_is_in_use(entry) if status.working(entry)

_is_in_use(entry) if status.perhaps_working(entry)

# Nothing that matters is missing of it.
_is_whole(entry) if {
	entry.record.thirdParty
	status.working(entry)
	not _may_have_been_reviewed(entry)
}

_doubt(entry) := "scopes-unread" if {
	not _rights(entry)
	reading.unread(entry.record, "scopes")
	_late(entry)
}

else := "age-unknown" if {
	_rights(entry)
	not _late(entry)
	not _age(entry)
}

else := _doubt_of_late(entry) if {
	_rights(entry)
	_late(entry)
}

_doubt_of_late(entry) := "party-unread" if not entry.record.thirdParty

else := "credential-unknown" if status.undecided(entry)

else := "review-unknown" if _may_have_been_reviewed(entry)

_doubt_text := {
	"scopes-unread": "its scopes could not be read",
	"age-unknown": "no review is known, and not how old it is",
	"party-unread": "whose it is could not be read",
	"credential-unknown": "its status is not known",
	"review-unknown": "of a review it is not known what was decided, or when",
}

_rights(entry) := {"administers": true, "text": concat(" ", ["the right to administer by", _listed(found)])} if {
	found := _administrative(entry)
	count(found) > 0
}

else := {"text": concat(" ", ["wide rights by", _listed(found)])} if {
	found := {scope | some scope in entry.record.scopes; _fits(scope, "wide")}
	count(found) > 0
}

_administrative(entry) := {scope | some scope in entry.record.scopes; _fits(scope, "administrative")} | {scope |
	some scope in entry.record.scopes
	scope in {"*", "*:*", "*/*", "*.*"}
}

_fits(scope, param) if {
	some form in _params[param]
	pattern.matches(scope, form)
}

_listed(scopes) := concat(", ", sort(scopes))

_late(entry) := {"reason": "overdue", "text": concat(" ", ["was last reviewed at", last])} if {
	last := max(_instants(entry))
}

else := {"reason": "never", "text": concat("", [_age(entry).text, ", and no review of it is known"])} if {
	_age(entry).at < _cutoff(entry)
}

# Since when it is there; what was there at the first look may be much older.
_age(entry) := {"at": made, "text": concat(" ", ["was made at", made])} if made := entry.record.createdAt

else := {"at": entry.firstSeen, "text": concat(" ", ["is there since", entry.firstSeen])} if {
	entry.firstSeen > data.estate.sources[entry.app].firstLook
}

else := {"at": entry.firstSeen, "text": concat(" ", ["is there at least since", entry.firstSeen])} if {
	entry.firstSeen < _cutoff(entry)
}

_instants(entry) := reviewed.whole | {review.at | some review in reviewed.decided; review.of in _named(entry)}

_named(entry) := {entry.record.id, entry.record.principal}

_may_have_been_reviewed(entry) if {
	some review in reviewed.untold
	review.of in (_named(entry) | reviewed.ids)
	not review.at < _cutoff(entry)
}

_cutoff(entry) := limits.cutoff(entry.app, _id, "review")

default _severity(_) := {}

_severity(rights) := {"severity": "high"} if rights.administers

_base(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
