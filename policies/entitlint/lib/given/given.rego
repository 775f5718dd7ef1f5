# METADATA
# title: What all rules of a scope give
# description: |
#   Walks through the rules of each scope, once for a document, and keeps what each gives as it is. It stands apart from the
#   answers that a scope gives, which would hold all of it twice.
package entitlint.lib.given

import future.keywords.not

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `app`.
app := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.app[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.app[rule].unknown],
}

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `channel`.
channel := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.channel[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.channel[rule].unknown],
}

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `entitlement`.
entitlement := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.entitlement[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.entitlement[rule].unknown],
}

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `group`.
group := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.group[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.group[rule].unknown],
}

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `source`.
source := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.source[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.source[rule].unknown],
}

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `subject`.
subject := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.subject[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.subject[rule].unknown],
}

# METADATA
# description: Pairs of a rule's id and what it gives, of rules of the scope `waiver`.
waiver := {
	"deny": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.waiver[rule].deny],
	"unknown": [[replace(rule, "_", "-"), finding] | some rule; some finding in data.entitlint.rules.waiver[rule].unknown],
}
