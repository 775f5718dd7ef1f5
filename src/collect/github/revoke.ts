import type { RecordOf } from "../../model/record.ts";
import type { CollectContext } from "../collector.ts";
import { nativeIdOf } from "../native-id.ts";
import type { Revocation, Revoker } from "../revoke.ts";
import type { GithubOptions } from "./schema.ts";

/** How somebody leaves an organisation, and a token loses it, by GitHub's own program. */
export function githubRevoker(
  source: Pick<CollectContext, "system" | "tenant">,
  { organization, baseUrl }: Pick<GithubOptions, "organization" | "baseUrl">,
): Revoker {
  const host = new URL(baseUrl).host.replace(/^api\./u, "");
  const gh = `gh api --hostname ${host}`;
  const organizationPath = `orgs/${organization}`;
  return (known) => {
    const native = nativeIdOf(known, source) ?? "";
    if (!/^[\w.:-]+$/u.test(host)) return undefined;
    if (known.kind === "account") return remove(native, known.record);
    return known.kind === "credential" ? revoke(native) : undefined;
  };

  /** A login is free again after a rename, so it has to be that of the same number still. */
  function remove(native: string, { userName = "", kind }: RecordOf<"account">): Revocation | undefined {
    const by = "sh, with gh signed in as an owner of the organisation";
    const [, invitation] = /^invitation\/(\d+)$/u.exec(native) ?? [];
    if (invitation !== undefined)
      return { by, lines: [`${gh} -X DELETE ${organizationPath}/invitations/${invitation}`] };
    if (!/^\d+$/u.test(native) || !/^[A-Za-z0-9][A-Za-z0-9_-]*$/u.test(userName)) return undefined;
    const list = kind === "external" ? "outside_collaborators" : "memberships";
    const isTheirs = `test "$(${gh} users/${userName} --jq .id)" = ${native}`;
    return { by, lines: [`${isTheirs} && ${gh} -X DELETE ${organizationPath}/${list}/${userName}`] };
  }

  /** Records have the number by which the audit log knows a token, and requests need another one. */
  function revoke(native: string): Revocation | undefined {
    const [, token] = /^token\/(\d+)$/u.exec(native) ?? [];
    if (token === undefined) return undefined;
    const list = `${organizationPath}/personal-access-tokens`;
    const found = `${gh} '${list}?token_id[]=${token}' --jq '.[].id'`;
    return {
      by: "sh, with gh and the token of an App that may manage personal access tokens",
      lines: [`${found} | xargs -I ID ${gh} -X POST ${list}/ID -f action=revoke`],
    };
  }
}
