import type { Drafts, Member } from "./drafts.ts";
import { Fields } from "./fields.ts";
import { type Ground, saysWhoPeopleAre } from "./ground.ts";
import { attribute, elements, isResource, type Resource, referenceOf, text } from "./resource.ts";

/** Makes the record of a group and notes its members; none and an absent list are the same (RFC 7643 §2.5). */
export function takeGroup(id: string, resource: Resource, drafts: Drafts, { ids, context }: Ground): void {
  const fields = new Fields(resource);
  const record = ids.of("group", id);
  drafts.groups.push({
    id: record,
    // A group without a name is still a group: its id stands in, and the name is unknown.
    name: fields.text("name", "displayName") ?? id,
    kind: saysWhoPeopleAre(context) ? "security" : "app",
    membershipType: "unknown",
    ...(text(attribute(resource, "displayName")) === undefined ? { unknown: ["name"] } : fields.unread()),
  });
  const members = new Map<string, Member>();
  for (const element of elements(resource, "members")) {
    const member = referenceOf(element);
    if (member === undefined) drafts.nameless.push(record);
    else members.set(member, { id: member, type: typeOf(element) });
  }
  drafts.members.set(id, [...members.values()]);
}

/** `User` or `Group` as the member says, or as the path of its reference does. */
function typeOf(element: unknown): string | undefined {
  if (!isResource(element)) return undefined;
  const ref = text(attribute(element, "$ref")) ?? "";
  const [, list] = /(?:^|\/)(User|Group|Agent)s\/[^/]+$/iu.exec(ref) ?? [];
  return (text(attribute(element, "type")) ?? list)?.toLowerCase();
}
