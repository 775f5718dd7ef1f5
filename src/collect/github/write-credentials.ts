import type { KindBook } from "../kind-book.ts";
import type { AccessBook, Granted } from "./access-book.ts";
import type { DeployKey, FineGrainedToken } from "./answers.ts";
import { type IdMaker, instantOf } from "./names.ts";
import type { Reading } from "./reading.ts";
import type { Accounts } from "./write-accounts.ts";

interface Desk {
  readonly credentials: KindBook<"credential">;
  readonly access: AccessBook;
  readonly accounts: Accounts;
  readonly ids: IdMaker;
}

/** Writes deploy keys and fine-grained tokens: that they are there and what they open, never what they are. */
export function writeCredentials({ repositories, machines }: Reading, desk: Desk): void {
  for (const { id, name, keys } of repositories) for (const key of keys) writeKey(key, { id, name }, desk);
  for (const token of machines.tokens) writeToken(token, desk);
}

/** A deploy key is nobody's: it goes on working when whoever added it has left, and so it stands for itself. */
function writeKey(
  { id: key, read_only, enabled, created_at, added_by, last_used }: DeployKey,
  repository: { readonly id: number; readonly name: string },
  { credentials, access, accounts, ids }: Desk,
): void {
  const native = `deploy-key/${key}`;
  const id = ids("credential", native);
  const createdBy = accounts.byLogin(added_by);
  const createdAt = instantOf(created_at);
  const isOff = enabled === false;
  credentials.add({
    ...{ id, principal: id, type: "deploy-key", neverExpires: true },
    ...{ status: isOff ? "disabled" : "active", rawStatus: isOff ? "disabled" : "enabled" },
    ...(createdBy !== undefined && { createdBy }),
    ...(createdAt !== undefined && { createdAt }),
  });
  const level = read_only ? "key-read" : "key-write";
  const granted: Granted = {
    ...{ native: `repo/${repository.id}:${level}`, kind: "repo", name: `${repository.name}:${level}` },
    ...(read_only ? { capability: ["read"] } : { capability: ["read", "write"], privileged: true }),
  };
  access.grant({ type: "credential", id, native }, granted);
  const lastUsedAt = instantOf(last_used)?.slice(0, 10);
  if (lastUsedAt !== undefined) credentials.used({ id, lastUsedAt, granularity: "day" });
}

function writeToken(token: FineGrainedToken, { credentials, accounts, ids }: Desk): void {
  const id = ids("credential", `token/${token.token_id}`);
  const principal = accounts.of(token.owner, ids("account", token.owner.id));
  const expiresAt = instantOf(token.token_expires_at);
  const scopes = Object.entries(token.permissions).flatMap(([area, levels]) =>
    Object.entries(levels).map(([name, level]) => `${area}:${name}:${level}`),
  );
  credentials.add({
    ...{ id, principal, type: "pat" },
    ...(token.token_expired ? { status: "expired", rawStatus: "expired" } : { status: "active", rawStatus: "active" }),
    ...(token.token_expires_at === null ? { neverExpires: true } : {}),
    ...(expiresAt !== undefined && { expiresAt }),
    scopes: scopes.toSorted(),
  });
  const lastUsedAt = instantOf(token.token_last_used_at)?.slice(0, 10);
  if (lastUsedAt !== undefined) credentials.used({ id, lastUsedAt, granularity: "day" });
}
