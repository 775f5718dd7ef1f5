# METADATA
# title: Accounts for emergencies
# description: Tells which accounts are opened only when all else fails, and which rules their entries in Git keep away from them.
# schemas:
#   - input: schema.subject
package entitlint.lib.emergency

import future.keywords.not

# METADATA
# description: The account's entry in `access/breakglass.yaml` names the rule among those that leave it alone.
allowed(account, rule) if rule in account.breakglass.allow

# METADATA
# description: |
#   The rule has nothing to say of the account: its entry names the rule, or its system calls it an emergency account and nobody has
#   declared more of it.
spared(account, rule) if allowed(account, rule)

spared(account, _) if {
	_called(account)
	not account.breakglass
}

_called(account) if account.kind == "break-glass"

_called(_) if input.kind == "break-glass"

# METADATA
# description: |
#   The finding is about an account whose entry names the rule. It is asked of every finding about a subject, so that no
#   rule has to know of emergency accounts by itself.
excused(rule, finding) if {
	some account in _declared
	allowed(account, rule)
	_about(finding, account)
}

# Most documents have none, and are done with it here.
_declared := [account | some account in input.accounts; account.breakglass]

_about(finding, account) if finding.account == account.record.id

_about(finding, account) if finding.id == account.record.id

# A directory's user is its account, too.
_about(finding, account) if finding.id == concat("", ["identity:", substring(account.record.id, 8, -1)])
