# METADATA
# title: All rules about provisioning channels
# description: |
#   What the engine asks of the document of one channel: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged for its application. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.channel
package entitlint.main.channel

import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if some finding in verdicts.told(given.channel.deny)

unknown contains finding if some finding in verdicts.told(given.channel.unknown)

unknown contains finding if some finding in verdicts.malformed(given.channel.deny, input.id, input.app)

unknown contains finding if some finding in verdicts.malformed(given.channel.unknown, input.id, input.app)
