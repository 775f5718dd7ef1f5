# METADATA
# title: Whether somebody is out
# description: |
#   Answers for a person's document, application by application, whether they are out. What was read after they left proves
#   something, in either way; what was read before proves nothing, and neither does what nobody read.
# schemas:
#   - input: schema.subject
#   - data.asked: schema.asked
package entitlint.main.leaver

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_stops := {"verified", "assumed"}

read := input.id

state := lifecycle.state

# METADATA
# description: Since when they are gone; whoever asks may know it better.
left := {"at": data.asked.left, "text": concat(" ", ["since", data.asked.left])} if data.asked.left

else := {"at": lifecycle.change.at, "text": lifecycle.since} if {
	not data.asked.other
	lifecycle.state == "inactive"
	lifecycle.change.at
}

# METADATA
# description: What there is of them, each with what it proves.
things contains object.union(_said(proof, entry.observedAt), {"kind": "identity", "id": entry.record.id, "app": entry.system}) if {
	some entry in input.identities
	entry.role == "directory"
	not _account_of[_as_account(entry)]
	proof := _of_identity(entry)
}

things contains object.union(_said(proof, account.observedAt), {"kind": "account", "id": account.record.id, "app": account.app}) if {
	some account in input.accounts
	proof := _of_account(account)
}

things contains object.union_n([_said(proof, object.get(grant, "observedAt", account.observedAt)), {
	"account": account.record.id,
	"kind": "grant",
	"id": grant.record.id,
	"app": grant.system,
	"name": grant.name,
}]) if {
	some account in input.accounts
	some grant in account.grants
	_gives(grant, account)
	proof := _of_grant(account)
}

things contains object.union_n([_said(proof, entry.observedAt), _holder(entry), {
	"kind": "credential",
	"id": entry.record.id,
	"app": entry.app,
}]) if {
	some entry in input.credentials
	entry.record.type != "password"
	proof := _of_key(entry)
}

# METADATA
# description: |
#   Keys of somebody else by which the person may still get in: those with which somebody acts for them, and those that they made or
#   answer for, because they may have kept a copy.
ties contains object.union(thing, {"as": "acted-for", "account": input.id}) if {
	some thing in things
	data.asked.keys[thing.id] == "acted-for"
	thing.verdict != "out"
}

ties contains object.union(thing, {"as": tie, "account": input.id, "verdict": "unknown", "why": why}) if {
	some entry in input.credentials
	tie := data.asked.keys[entry.record.id]
	known := _knows[tie]
	not entry.record.type in _uncopied
	not _rotated(entry)
	some thing in things
	thing.id == entry.record.id
	thing.verdict != "out"
	why := concat("", [thing.why, ", and they may have kept a copy of it (", known, ")"])
}

_knows := {"maker": "they made it", "owner": "they answer for it"}

# Kinds of keys of which nobody can keep a copy.
_uncopied := {"federated", "managed", "oauth-consent", "certificate"}

# After they left, and not later than anybody can have seen it.
_rotated(entry) if {
	entry.record.rotatedAt > left.at
	entry.record.rotatedAt <= entry.observedAt
}

# METADATA
# description: Whether they are out of each place, and what says so.
apps contains {"app": app, "verdict": "in", "why": _works(count(ways))} if {
	some app, _ in data.asked.places
	ways := _working[app]
}

apps contains {"app": app, "verdict": "unknown", "why": why} if {
	some app, place in data.asked.places
	not _working[app]
	why := _gap(app, place)
}

apps contains {"app": app, "verdict": "out", "why": concat(" ", [_nothing(app), "when it was read at", place.at])} if {
	some app, place in data.asked.places
	not _working[app]
	not _gap(app, place)
}

_working[thing.app] contains thing.id if {
	some thing in things
	thing.verdict == "in"
}

_works(1) := "one of their records there works"

_works(number) := concat(" ", [format_int(number, 10), "of their records there work"]) if number > 1

_nothing(app) := "nothing of theirs works" if {
	some thing in things
	thing.app == app
}

else := "they had nothing there"

# Why nobody can say that they are out.
_gap(app, place) := "nothing reads it" if not place.at

else := "nothing tells since when they are gone" if not left

else := concat("", ["it was read at ", place.at, ", before they left"]) if place.at < left.at

else := place.partial if place.partial

else := why if {
	why := [thing.why | some thing in things; thing.app == app; thing.verdict == "unknown"][0]
}

# A verdict holds if it was seen after they left.
_said(proof, at) := {"verdict": "unknown", "why": concat("", [proof.why, " when it was read at ", at, ", before they left"])} if {
	proof.verdict in {"in", "out"}
	at < left.at
}

else := proof

_of_identity(entry) := {"verdict": "in", "why": "lets them sign in"} if {
	entry.record.status in status.in_use
	not reading.unread(entry.record, "status")
	not entry.expires < entry.observedAt
}

else := {"verdict": "unknown", "why": "its status is not known"} if status.undecided(entry)

else := {"verdict": "out", "why": _off(entry)}

_of_account(account) := {"verdict": "in", "why": "can be used"} if status.usable(account)

else := {
	"verdict": "unknown",
	"why": concat("", [_off(account), "; nobody has declared that this stops its keys and sessions, and its keys are not read"]),
	"next": concat("", ["Read the keys of ", account.app, ", or declare in access/apps what switching an account off there stops."]),
} if {
	status.unusable(account)
	account.record.status != "deleted"
	not _is_user(account)
	not limits.blocks_use(account.app) in _stops
	not data.asked.places[account.app].keys
}

else := {"verdict": "out", "why": _off(account)} if status.unusable(account)

else := {"verdict": "unknown", "why": "its status is not known"}

_of_grant(account) := {"verdict": "in", "why": "is held by an account that can be used"} if status.usable(account)

else := {"verdict": "rests", "why": "is there again as soon as its account is switched on"} if status.unusable(account)

else := {"verdict": "unknown", "why": "is held by an account of which nobody knows whether it works"}

_gives(grant, account) if {
	grant.observed
	grant.record.effect == "allow"
	not grant.denied
	not grant.expires < account.observedAt
}

_of_key(entry) := {"verdict": "rests", "why": "works again as soon as its account is switched on"} if {
	status.working(entry)
	status.unusable(_account_of[entry.record.principal])
	limits.blocks_use(entry.app) in _stops
}

else := {"verdict": "in", "why": "works"} if status.working(entry)

else := {"verdict": "unknown", "why": "its status is not known"} if status.perhaps_working(entry)

else := {"verdict": "out", "why": _off(entry)}

# A directory's user is its account too, and whoever is off there cannot sign in.
_is_user(account) if {
	some entry in input.identities
	entry.role == "directory"
	_as_account(entry) == account.record.id
}

_as_account(entry) := concat("", ["account:", substring(entry.record.id, 9, -1)])

_account_of[account.record.id] := account if some account in input.accounts

default _holder(_) := {}

_holder(entry) := {"account": entry.record.principal} if _account_of[entry.record.principal]

# What it is, for a sentence about the record.
_off(entry) := concat(" ", ["has ended at", entry.expires]) if entry.expires < entry.observedAt

else := concat(" ", ["is", entry.record.status])
