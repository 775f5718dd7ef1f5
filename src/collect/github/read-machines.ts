import { FineGrainedToken, Installation } from "./answers.ts";
import { credentialFields } from "./fields-read.ts";
import { appPermission } from "./granted.ts";
import { instantOf } from "./names.ts";
import { idOf, orgPath, type Reading } from "./reading.ts";

/** Reads what acts without signing in: Apps, and tokens of people. */
export async function readMachines(reading: Reading): Promise<void> {
  const { api, gaps } = reading;
  if (reading.reads("installations"))
    await gaps.list("installations", () =>
      api.list(orgPath(reading, "installations"), Installation, { key: "installations", idOf }, (one) =>
        writeApp(one, reading),
      ),
    );
  const tokenId = ({ token_id }: FineGrainedToken) => String(token_id);
  if (reading.reads("tokens"))
    await gaps.list("tokens", () =>
      api.list(orgPath(reading, "personal-access-tokens"), FineGrainedToken, { idOf: tokenId }, (token) =>
        writeToken(token, reading),
      ),
    );
}

function writeApp(app: Installation, { book, ids, context, access }: Reading): void {
  const { app_id, app_slug, created_at, suspended_at, repository_selection, permissions } = app;
  const createdAt = instantOf(created_at);
  book.kind("account", []).add({
    ...{ id: ids("account", `app/${app_id}`), app: context.system, userName: app_slug, kind: "service" },
    ...(suspended_at ? { status: "suspended", rawStatus: "suspended" } : { status: "active", rawStatus: "active" }),
    ...(createdAt !== undefined && { createdAt }),
    attributes: { repositories: repository_selection },
  });
  for (const [name, level] of Object.entries(permissions))
    access.grant(access.account(`app/${app_id}`), appPermission(name, level));
}

/** Writes a fine-grained token: that it is there and what it opens, never what it is. */
function writeToken(token: FineGrainedToken, { book, ids, accounts }: Reading): void {
  const credentials = book.kind("credential", credentialFields);
  const id = ids("credential", `token/${token.token_id}`);
  const principal = accounts.of(token.owner);
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
