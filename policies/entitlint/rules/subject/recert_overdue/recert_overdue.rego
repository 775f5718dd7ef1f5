# METADATA
# title: Review of access is overdue
# description: |
#   Nobody has looked for too long at whether an account should still have what it has, or nobody confirmed a machine after it got
#   another owner. A review of the account, of whose it is, or of something that the account was given itself counts, whatever it
#   decided. One finding for each account, however much it holds.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged, or a machine has it in an application of tier 1.
#   examines: account
#   reasons:
#     never: overdue
#     overdue: overdue
#     owner-changed: owner-changed
#     account-unknown: undecided
#     review-unknown: undecided
#     age-unknown: undecided
#     status-unknown: undecided
#     owners-unread: undecided
#   shared:
#     age-unknown: it does not tell how old accounts are that no review is known of
#   params:
#     privileged:
#       type: duration
#       description: How long a review of privileged access holds.
#       default: P90D
#     machine:
#       type: duration
#       description: How long a review of a machine's access holds.
#       default: P90D
#     user:
#       type: duration
#       description: How long a review of other access holds.
#       default: P180D
#     app:
#       type: duration
#       description: How long a review of an application as a whole (`app:crm`) holds for access of people that is not privileged.
#       default: P365D
#     ownerChange:
#       type: duration
#       description: How long after its owner changed a machine may wait for somebody to confirm it.
#       default: P30D
#   needs:
#     - declared: campaigns
#   rests_on:
#     - reasons: [never]
#       facts:
#         - {kind: account, role: application, fields: [status, createdAt]}
#         - {declared: campaigns}
#     - reasons: [overdue]
#       facts:
#         - {kind: account, fields: [status]}
#         - {declared: campaigns}
#     - reasons: [owner-changed]
#       facts:
#         - {kind: identity, fields: [status, kind, owners], values: {kind: [service, agent, workload, shared]}}
#         - {declared: campaigns}
#   controls: [NHI1:2025, PR.AA-05, AC-2, AC-6(7), CIS 5.1, CIS 5.5, CIS 6.8, A.5.18, CC6.2, CC6.3, AI GOVERN 1.6]
#   remediation: Have the owner of the application look at it, and write down what was decided.
#   false_positives:
#     - An account that is younger than the period has had no time to be reviewed.
#     - A review that another tool kept counts once its records are read.
#     - A directory that notes itself when somebody was reviewed is believed.
#     - Where reviews of fewer than half of the accounts of an application are known, the rule cannot be judged there.
#     - Nobody reviews an account that cannot be used.
#     - Accounts of somebody who has left are told by the rules about leavers.
package entitlint.rules.subject.recert_overdue

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import data.entitlint.lib.reviewed
import data.entitlint.lib.status
import future.keywords.not

_id := "recert-overdue"

_here if lifecycle.state in {"active", "none", "unknown"}

deny contains finding if {
	_here
	some [account, why] in _late
	status.usable(account)
	not _doubtful(account)
	finding := object.union_n([_base(account, why.reason), _severity(account), {"msg": concat("", [
		account.record.id,
		" ",
		why.text,
		".",
	])}])
}

deny contains finding if {
	_here
	some entry in _handed_over
	count(_late) == 0
	count(reviewed.untold_after(entry.ownersUntil)) == 0
	finding := {
		"id": entry.record.id,
		"app": entry.system,
		"reason": "owner-changed",
		"identity": entry.record.id,
		"msg": concat("", [
			entry.record.id,
			" got another owner some time after ",
			entry.ownersUntil,
			", and nobody has confirmed it since.",
		]),
	}
}

unknown contains finding if {
	_here
	some [account, _] in _late
	doubt := _doubt(account)
	finding := object.union(_base(account, doubt), {"msg": concat("", [
		"Whether a review of ",
		account.record.id,
		" is overdue cannot be judged: ",
		_doubt_text[doubt],
		".",
	])})
}

unknown contains finding if {
	_here
	some account in _unseen
	status.usable(account)
	not _doubtful(account)
	not _age(account)
	finding := object.union(_base(account, "age-unknown"), {"msg": concat("", [
		"Whether a review of ",
		account.record.id,
		" is overdue cannot be judged: none is known, and not how old it is.",
	])})
}

unknown contains finding if {
	_here
	count(_late) == 0
	some entry in _unconfirmed
	doubt := _doubt_about_owners(entry)
	finding := {
		"id": entry.record.id,
		"app": entry.system,
		"reason": doubt,
		"identity": entry.record.id,
		"msg": concat("", [
			"Whether anybody confirmed ",
			entry.record.id,
			" since its owner changed cannot be judged: ",
			_doubt_text[doubt],
			".",
		]),
	}
}

_doubt_about_owners(entry) := "review-unknown" if {
	entry in _handed_over
	count(reviewed.untold_after(entry.ownersUntil)) > 0
}

else := "status-unknown" if {
	status.undecided(entry)
	entry.record.owners
}

else := "owners-unread" if {
	entry.record.status in status.in_use
	reading.unread(entry.record, "owners")
}

_doubt(account) := "account-unknown" if status.undecided(account)

else := "review-unknown" if _doubtful(account)

_doubt_text := {
	"status-unknown": "its status is not known",
	"owners-unread": "who owns it now could not be read",
	"account-unknown": "its status is not known",
	"review-unknown": "of a review it is not known what was decided, or when",
}

# What to say of accounts that nobody has looked at in time.
_late contains [account, {"reason": "overdue", "text": concat(" ", ["was last reviewed at", last])}] if {
	some account in _open
	last := max(_instants(account) | _of_app(account))
}

_late contains [account, {"reason": "never", "text": concat("", [_age(account).text, ", and no review of it is known"])}] if {
	some account in _unseen
	_age(account).at < _cutoff(account)
}

_unseen contains account if {
	some account in _open
	count(_instants(account) | _of_app(account)) == 0
}

_open contains account if {
	some account in input.accounts
	not limits.blind(_id, account.app)
	account.observed
	_is_in_use(account)
	count({at | some at in _instants(account); at >= _cutoff(account)}) == 0
	count({at | some at in _of_app(account); at >= limits.cutoff(account.app, _id, "app")}) == 0
}

_is_in_use(account) if status.usable(account)

_is_in_use(account) if status.undecided(account)

_handed_over contains entry if {
	some entry in _unconfirmed
	entry.record.status in status.in_use
	entry.record.owners
}

# Its owners changed, and nobody has looked at it since.
_unconfirmed contains entry if {
	input.kind in machine.kinds
	some entry in input.identities
	entry.ownersUntil < limits.cutoff(entry.system, _id, "ownerChange")
	count({at | some at in reviewed.whole; at > entry.ownersUntil}) == 0
}

_instants(account) := reviewed.whole | {review.at | some review in reviewed.decided; _is_about(review, account)}

_of_app(account) := {review.at | some review in reviewed.decided; review.of == _app(account)} if _class(account) == "user"

else := set()

_app(account) := concat(":", ["app", account.app])

# A review that may have been in time, had more been told of it.
_doubtful(account) if {
	some review in reviewed.untold
	not review.at < _cutoff(account)
	_concerns(review, account)
}

_concerns(review, _) if review.of in reviewed.ids

_concerns(review, account) if _is_about(review, account)

_is_about(review, account) if review.of == account.record.id

_is_about(review, account) if {
	some grant in account.grants
	grant.record.id == review.of
	_is_of_class(grant, account)
}

_is_about(review, account) if startswith(review.of, concat("", ["membership:", account.app, "/"]))

# That somebody looked at what everybody has tells nothing of privileged access.
_is_of_class(grant, _) if grant.privileged

_is_of_class(_, account) if not account.privileged

_class(account) := "privileged" if account.privileged

else := "machine" if account.kind in machine.kinds

else := "machine" if input.kind in machine.kinds

else := "user"

_cutoff(account) := limits.cutoff(account.app, _id, _class(account))

# Since when the account is there; what was there at the first look may be much older.
_age(account) := {"at": made, "text": concat(" ", ["was made at", made])} if made := account.created

else := {"at": account.firstSeen, "text": concat(" ", ["is there since", account.firstSeen])} if {
	account.firstSeen > data.estate.sources[account.app].firstLook
}

else := {"at": account.firstSeen, "text": concat(" ", ["is there at least since", account.firstSeen])} if {
	account.firstSeen < _cutoff(account)
}

_severity(account) := {"severity": "high", "why": "The account is privileged."} if account.privileged

else := {"severity": "high", "why": "A machine has it, in an application of tier 1."} if {
	_class(account) == "machine"
	data.estate.apps[account.app].tier == 1
}

else := {}

_base(account, reason) := {"id": account.record.id, "app": account.app, "reason": reason, "account": account.record.id}
