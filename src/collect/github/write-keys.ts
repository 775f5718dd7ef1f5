import { credentialFields } from "./fields-read.ts";
import { keyAccess } from "./granted.ts";
import { instantOf } from "./names.ts";
import type { KeyNote, Reading } from "./reading.ts";

/** Writes deploy keys: that they are there and what they open, never what they are. */
export function writeKeys(reading: Reading): void {
  for (const note of reading.keys) writeKey(note, reading);
}

/** A deploy key is nobody's: it goes on working when whoever added it has left, and so it stands for itself. */
function writeKey({ key, repository }: KeyNote, { book, ids, accounts, access }: Reading): void {
  const credentials = book.kind("credential", credentialFields);
  const native = `deploy-key/${key.id}`;
  const id = ids("credential", native);
  const createdBy = accounts.byLogin(key.added_by);
  const createdAt = instantOf(key.created_at);
  const isOff = key.enabled === false;
  credentials.add({
    ...{ id, principal: id, type: "deploy-key", neverExpires: true },
    ...{ status: isOff ? "disabled" : "active", rawStatus: isOff ? "disabled" : "enabled" },
    ...(createdBy !== undefined && { createdBy }),
    ...(createdAt !== undefined && { createdAt }),
  });
  access.grant({ type: "credential", id, native }, keyAccess(key, repository));
  const lastUsedAt = instantOf(key.last_used)?.slice(0, 10);
  if (lastUsedAt !== undefined) credentials.used({ id, lastUsedAt, granularity: "day" });
}
