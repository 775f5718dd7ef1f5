# METADATA
# title: Machines
# description: Tells which subjects are machines that somebody has to answer for.
# schemas:
#   - input: schema.subject
package entitlint.lib.machine

import data.entitlint.lib.lifecycle
import data.entitlint.lib.status
import future.keywords.not

# METADATA
# description: Kinds of non-human identities.
kinds := {"service", "agent", "workload", "shared"}

# METADATA
# description: Somebody has said that this machine exists, in a system of record or in the registry.
known if input.registry

known if count(input.identities) > 0

# METADATA
# description: The subject is a machine that is known and has not been retired; the one that rules on ownership and expiry ask.
governed if {
	input.kind in kinds
	known
	lifecycle.state in {"active", "unknown"}
}

# METADATA
# description: The machine holds privileged access through some account; only then defined.
privileged if {
	some account in input.accounts
	account.privileged
	status.usable(account)
}

# METADATA
# description: The registry holds a stub with a guessed owner whose time to decide has not passed at the instant given.
pending(now) if now <= input.registry.proposed.decideBy

# METADATA
# description: A role gives the machine something, whether or not it has been applied; the name of one of them.
given := min(_roles)

_roles := {entry.role | some entry in input.expected} | {grant.role |
	some account in input.accounts
	some grant in account.grants
}
