import { type Drafts, pair, type Right } from "./drafts.ts";
import type { Ground } from "./ground.ts";
import { attribute, elements, isResource, type Resource, referenceOf, text } from "./resource.ts";

/** Where a user holds rights of each sort. */
export const attributeOf = { role: "roles", entitlement: "entitlements" } as const;

/** Makes a grant of every role and entitlement that a user or agent holds (RFC 7643 §4.1.2). */
export function takeRights(holder: string, resource: Resource, drafts: Drafts, { ids }: Pick<Ground, "ids">): void {
  for (const kind of ["role", "entitlement"] as const) {
    for (const element of elements(resource, attributeOf[kind])) {
      const value = referenceOf(element);
      if (value === undefined) {
        drafts.kind("account").warn(`one of the ${attributeOf[kind]} has no value`, ids.of("account", holder));
        continue;
      }
      const right = drafts.right(kind, value);
      const display = isResource(element) ? text(attribute(element, "display")) : undefined;
      if (display !== undefined) right.names.add(display);
      drafts.add("grant", {
        id: ids.grant(holder, kind, value),
        principal: ids.of("account", holder),
        principalType: "account",
        entitlement: ids.right(kind, value),
        effect: "allow",
        direct: true,
        source: "unknown",
      });
    }
  }
}

/** Notes the groups that a user or agent says it is in, to be compared with what the groups say. */
export function takeClaims(member: string, resource: Resource, drafts: Drafts): void {
  for (const element of elements(resource, "groups")) {
    const group = referenceOf(element);
    const type = isResource(element) ? text(attribute(element, "type"))?.toLowerCase() : undefined;
    if (group === undefined) continue;
    drafts.claims.add({ member, group, type });
    drafts.claimed.add(pair(group, member));
    drafts.speakers.add(member);
  }
}

/**
 * The value of a role or entitlement that the server lists (draft-ietf-scim-roles-entitlements), by which users hold it;
 * its `id` is optional there.
 */
export function valueOfRight(resource: Resource): string | undefined {
  return text(attribute(resource, "value")) ?? text(attribute(resource, "id"));
}

/** Notes a role or entitlement that the server lists, what it contains, and what contains it. */
export function takeRight(kind: Right["kind"], value: string, resource: Resource, drafts: Drafts): void {
  const right = drafts.right(kind, value);
  const display = text(attribute(resource, "display")) ?? text(attribute(resource, "displayName"));
  if (display !== undefined) {
    // What the list says holds; how users' own attributes call it no longer matters.
    right.names.clear();
    right.names.add(display);
  }
  for (const part of elements(resource, "contains").map(referenceOf)) if (part !== undefined) right.contains.add(part);
  for (const whole of elements(resource, "containedBy").map(referenceOf))
    if (whole !== undefined) drafts.right(kind, whole).contains.add(value);
}
