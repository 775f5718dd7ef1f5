# METADATA
# title: All rules about groups
# description: |
#   What the engine asks of one group's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.group
package entitlint.main.group

import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if some finding in verdicts.told(given.group.deny)

unknown contains finding if some finding in verdicts.told(given.group.unknown)

unknown contains finding if some finding in verdicts.malformed(given.group.deny, input.id, input.home)

unknown contains finding if some finding in verdicts.malformed(given.group.unknown, input.id, input.home)
