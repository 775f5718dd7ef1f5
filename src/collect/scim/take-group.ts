import { type Drafts, type Member, pair } from "./drafts.ts";
import { Fields } from "./fields.ts";
import { type Ground, saysWhoPeopleAre } from "./ground.ts";
import { addMember } from "./join-members.ts";
import { attribute, elements, isResource, type Resource, referenceOf, text } from "./resource.ts";

/** Makes the record of a group and notes its members; none and an absent list are the same (RFC 7643 §2.5). */
export function takeGroup(id: string, resource: Resource, drafts: Drafts, ground: Ground): void {
  const { ids, context } = ground;
  const fields = new Fields(resource);
  const record = ids.of("group", id);
  drafts.groups.add(id);
  drafts.add("group", {
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
    if (member === undefined) drafts.kind("membership").incomplete("a member of a group has no id", record);
    else members.set(member, { id: member, type: typeOf(element) });
  }
  for (const member of members.values()) takeMember(id, member, drafts, ground);
}

/** A user or agent is a member at once; what else it may be shows when all groups are known. */
function takeMember(group: string, member: Member, drafts: Drafts, ground: Ground): void {
  drafts.edges.add(pair(group, member.id));
  const isHolder = drafts.holders.has(member.id);
  if (isHolder && drafts.speakers.has(member.id) && !drafts.claimed.has(pair(group, member.id))) drafts.silent += 1;
  if (isHolder && member.type !== "group") addMember(group, member.id, "account", drafts, ground);
  else drafts.open.push({ group, member });
}

/** `User` or `Group` as the member says, or as the path of its reference does. */
function typeOf(element: unknown): string | undefined {
  if (!isResource(element)) return undefined;
  const ref = text(attribute(element, "$ref")) ?? "";
  const [, list] = /(?:^|\/)(User|Group|Agent)s\/[^/]+$/iu.exec(ref) ?? [];
  return (text(attribute(element, "type")) ?? list)?.toLowerCase();
}
