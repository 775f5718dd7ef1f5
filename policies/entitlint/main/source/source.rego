# METADATA
# title: All rules about sources
# description: |
#   What the engine asks of one source's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged for its system. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.source
package entitlint.main.source

import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if some finding in verdicts.told(given.source.deny)

unknown contains finding if some finding in verdicts.told(given.source.unknown)

unknown contains finding if some finding in verdicts.malformed(given.source.deny, input.id, input.system)

unknown contains finding if some finding in verdicts.malformed(given.source.unknown, input.id, input.system)
