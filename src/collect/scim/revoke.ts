import type { RecordOf } from "../../model/record.ts";
import type { RecordKind } from "../../model/record-id.ts";
import type { CollectContext } from "../collector.ts";
import { nativeIdIn } from "../native-id.ts";
import { asciiJson, shellWord } from "../quoting.ts";
import type { Revocation, Revoker } from "../revoke.ts";
import type { Auth, ScimOptions } from "./schema.ts";
import { attributeOf } from "./take-rights.ts";

/** How users are switched off, and lose roles and groups, by SCIM itself (RFC 7644 §3.5.2). */
export function scimRevoker(
  source: Pick<CollectContext, "system" | "tenant">,
  { base, auth }: Pick<ScimOptions, "base" | "auth">,
): Revoker {
  return ({ kind, record }) => {
    if (kind === "account" || kind === "identity")
      return patch(record.kind === "agent" ? "Agents" : "Users", nativeOf(kind, record.id), {
        ...{ op: "replace", path: "active", value: false },
      });
    if (kind === "grant") return take(record);
    return kind === "membership" ? withdraw(record) : undefined;
  };

  function nativeOf(kind: RecordKind, id: string): string | undefined {
    return nativeIdIn(kind, id, source);
  }

  function take({ principal, entitlement }: RecordOf<"grant">): Revocation | undefined {
    const [, kind, value] = /^(role|entitlement)\/(.+)$/su.exec(nativeOf("entitlement", entitlement) ?? "") ?? [];
    if ((kind !== "role" && kind !== "entitlement") || value === undefined) return undefined;
    return patch("Users", nativeOf("account", principal), removal(attributeOf[kind], value));
  }

  function withdraw({ group, member }: RecordOf<"membership">): Revocation | undefined {
    const who = nativeOf("account", member) ?? nativeOf("identity", member);
    return who === undefined ? undefined : patch("Groups", nativeOf("group", group), removal("members", who));
  }

  function patch(list: string, id: string | undefined, operation: object): Revocation | undefined {
    const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: [operation] };
    const address = shellWord(`${base}/${list}/${encodeURIComponent(id ?? "")}`);
    const content = shellWord(asciiJson(body));
    if (id === undefined || address === undefined || content === undefined) return undefined;
    const { option, needs } = signIn(auth);
    const headers = `${option} -H 'Content-Type: application/scim+json'`;
    return {
      by: `sh, with ${needs} of who may write`,
      lines: [`curl -fsS -o /dev/null -X PATCH ${headers} -d ${content} ${address}`],
    };
  }
}

function removal(list: string, value: string): object {
  return { op: "remove", path: `${list}[value eq ${JSON.stringify(value)}]` };
}

/** What the secret is called in the environment of whoever runs it. */
function signIn({ basic, header, bearer }: Auth): { readonly option: string; readonly needs: string } {
  if (basic) return { option: '-u "$SCIM_USER:$SCIM_PASSWORD"', needs: "SCIM_USER and SCIM_PASSWORD" };
  const name = bearer === undefined && header ? `${header.name}: ` : "Authorization: Bearer ";
  return { option: `-H ${shellWord(name)}"$SCIM_TOKEN"`, needs: "SCIM_TOKEN" };
}
