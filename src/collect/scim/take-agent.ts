import type { Drafts } from "./drafts.ts";
import { Fields } from "./fields.ts";
import { type Ground, present } from "./ground.ts";
import { attribute, elements, isResource, type Resource, referenceOf, text } from "./resource.ts";
import { statusOf } from "./status.ts";
import { takeClaims, takeRights } from "./take-rights.ts";

/**
 * Makes the account of an agent and its identity, which says who answers for it (the drafts for `/Agents` agree on these
 * attributes). Which owners exist is known only at the end, so they are noted by their ids.
 */
export function takeAgent(id: string, resource: Resource, drafts: Drafts, ground: Ground): void {
  const { ids, context } = ground;
  const fields = new Fields(resource);
  const { status, rawStatus, doubt } = statusOf(resource);
  const common = {
    ...{ status, rawStatus, kind: "agent" as const },
    ...present({
      userName: fields.text("userName", "agentUserName", "userName", "name"),
      displayName: fields.text("displayName", "displayName", "name"),
      externalId: fields.text("externalId", "externalId"),
      createdAt: fields.instant("createdAt", "meta.created"),
    }),
  };
  drafts.holders.add(id);
  if (doubt !== undefined) drafts.kind("account").warn(doubt, ids.of("account", id));
  drafts.add("account", { id: ids.of("account", id), app: context.system, ...common, ...fields.unread() });
  const parent = fields.text("parentId", "parent.value", "parent");
  drafts.add("identity", {
    ...{ id: ids.of("identity", id), immutableId: id, ...common },
    owners: ownersOf(resource, ground),
    ...(parent !== undefined && { parentId: ids.of("identity", parent) }),
    ...fields.unread(),
  });
  takeRights(id, resource, drafts, ground);
  takeClaims(id, resource, drafts);
}

/** Users that own it by their records, groups by theirs. */
function ownersOf(resource: Resource, { ids }: Ground): string[] {
  const owners = elements(resource, "owners").flatMap((owner) => {
    const id = referenceOf(owner);
    if (id === undefined) return [];
    const ref = isResource(owner) ? (text(attribute(owner, "$ref")) ?? text(attribute(owner, "type")) ?? "") : "";
    return [ids.of(/(?:^|\/)groups?(?:\/|$)/iu.test(ref) ? "group" : "account", id)];
  });
  return [...new Set(owners)].toSorted();
}
