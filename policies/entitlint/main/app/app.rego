# METADATA
# title: All rules about applications
# description: |
#   What the engine asks of one application's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.app
package entitlint.main.app

import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if some finding in verdicts.told(given.app.deny)

unknown contains finding if some finding in verdicts.told(given.app.unknown)

unknown contains finding if some finding in verdicts.malformed(given.app.deny, input.id, input.home)

unknown contains finding if some finding in verdicts.malformed(given.app.unknown, input.id, input.home)
