# METADATA
# title: What is still held by those who have gone, and on accounts that are off
# description: |
#   The grants that an application shows of somebody who has gone, whether or not the account is off, and of anybody on an account that
#   was ended. There is no grace: it is what there is at the observation. What has run out is held no more.
# schemas:
#   - input: schema.subject
package entitlint.figures.subject.still_holding

import data.entitlint.lib.lifecycle
import data.entitlint.lib.status
import future.keywords.not

entry contains {"app": app, "grants": count(grants)} if some app, grants in _held

_held[app] contains [account.record.id, grant.record.id] if {
	some account in input.accounts
	_is_left(account)
	app := account.app
	some grant in account.grants
	grant.observed
	grant.record.effect == "allow"
	not grant.expires < account.observedAt
}

_is_left(account) if status.ended(account)

_is_left(account) if account.link.situation == "deleted"

_is_left(account) if {
	lifecycle.state == "inactive"
	account.link.situation in {"linked", "unlinked"}
}
