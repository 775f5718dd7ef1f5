# METADATA
# title: All rules about entitlements
# description: |
#   What the engine asks of one entitlement's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.entitlement
package entitlint.main.entitlement

import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if some finding in verdicts.told(given.entitlement.deny)

unknown contains finding if some finding in verdicts.told(given.entitlement.unknown)

unknown contains finding if some finding in verdicts.malformed(given.entitlement.deny, input.id, input.home)

unknown contains finding if some finding in verdicts.malformed(given.entitlement.unknown, input.id, input.home)
