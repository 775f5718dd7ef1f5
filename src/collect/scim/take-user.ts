import type { IdentityKind } from "../../model/records/common.ts";
import type { Drafts } from "./drafts.ts";
import { Fields } from "./fields.ts";
import { type Ground, present, saysWhoPeopleAre } from "./ground.ts";
import { attribute, type Resource } from "./resource.ts";
import type { ScimOptions } from "./schema.ts";
import { statusOf } from "./status.ts";
import { takeClaims, takeRights } from "./take-rights.ts";

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

/** What further is known of people, for applications as attributes of the account. */
const aboutPeople = {
  costCenter: `${enterprise}:costCenter`,
  department: `${enterprise}:department`,
  division: `${enterprise}:division`,
  organization: `${enterprise}:organization`,
  title: "title",
  userType: "userType",
};

/** Those of them that an identity has fields for. */
const fieldOf: Readonly<Record<string, string>> = {
  costCenter: "costCenter",
  department: "department",
  title: "title",
  userType: "employmentType",
};

/** Makes the account of a user, their identity where the source is a directory, their rights, and notes their groups. */
export function takeUser(id: string, resource: Resource, drafts: Drafts, ground: Ground): void {
  const { ids, context, options } = ground;
  const fields = new Fields(resource);
  const { status, rawStatus, doubt } = statusOf(resource);
  const common = {
    ...{ status, rawStatus, kind: kindOf(resource, options) },
    ...present({
      userName: fields.text("userName", "userName"),
      displayName: fields.text("displayName", "displayName", "name.formatted") ?? fullName(fields),
      externalId: fields.text("externalId", "externalId"),
      employeeId: fields.text("employeeId", `${enterprise}:employeeNumber`),
      emails: fields.emails(),
      createdAt: fields.instant("createdAt", "meta.created"),
    }),
  };
  const manager = fields.text("managerId", `${enterprise}:manager.value`, `${enterprise}:manager`);
  const about = { ...aboutPeople, ...options.attributes };
  drafts.holders.add(id);
  if (doubt !== undefined) drafts.kind("account").warn(doubt, ids.of("account", id));
  const more = fields.texts(about);
  const attributes = present({ ...more, manager });
  drafts.add("account", {
    ...{ id: ids.of("account", id), app: context.system, ...common },
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...fields.unread((name) => (name in about || name === "managerId" ? "attributes" : name)),
  });
  if (saysWhoPeopleAre(context)) {
    const own = fields.texts({ division: about.division, organization: about.organization, ...options.attributes });
    if (manager !== undefined) drafts.managers.add(ids.of("identity", manager));
    drafts.add("identity", {
      ...{ id: ids.of("identity", id), immutableId: id, ...common },
      ...present({
        department: more?.department,
        title: more?.title,
        costCenter: more?.costCenter,
        employmentType: more?.userType,
        managerId: manager === undefined ? undefined : ids.of("identity", manager),
        attributes: own,
      }),
      ...fields.unread((name) => (name in about ? (fieldOf[name] ?? "attributes") : name)),
    });
  }
  takeRights(id, resource, drafts, ground);
  takeClaims(id, resource, drafts);
}

function kindOf(resource: Resource, { kind, kinds }: ScimOptions): IdentityKind {
  const type = attribute(resource, "userType");
  const wanted = typeof type === "string" ? type.toLowerCase() : undefined;
  return Object.entries(kinds).find(([name]) => name.toLowerCase() === wanted)?.[1] ?? kind;
}

function fullName(fields: Fields): string | undefined {
  const parts = [fields.text("displayName", "name.givenName"), fields.text("displayName", "name.familyName")];
  return parts.filter((part) => part !== undefined).join(" ") || undefined;
}
