# METADATA
# title: What could be read
# description: Tells a field that is empty from a field that could not be read for one record.
package entitlint.lib.reading

import future.keywords.not

# METADATA
# description: The field could not be read for this record, so its absence says nothing.
unread(record, field) if field in record.unknown

# METADATA
# description: The field has a value for what nobody knows, or could not be read, so nothing tells what it is.
untold(record, field) if record[field] == "unknown"

untold(record, field) if unread(record, field)
