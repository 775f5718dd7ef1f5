# METADATA
# title: All rules about waivers
# description: |
#   What the engine asks of one waiver's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.waiver
package entitlint.main.waiver

import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if some finding in verdicts.told(given.waiver.deny)

unknown contains finding if some finding in verdicts.told(given.waiver.unknown)

unknown contains finding if some finding in verdicts.malformed(given.waiver.deny, input.id, input.home)

unknown contains finding if some finding in verdicts.malformed(given.waiver.unknown, input.id, input.home)
