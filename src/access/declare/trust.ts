import type { Problem } from "../../errors.ts";
import type { DeclaredTrust, TenantName } from "../../model/declared/trust.ts";
import { validate } from "../../positions/validate.ts";
import { type ObjectReader, objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { TrustInput } from "../schema/trust.ts";

/** The trust that an object of `access/trusts.yaml` declares, or everything that is wrong with it. */
export function declareTrust({ node }: AccessObject): DeclaredTrust | readonly Problem[] {
  const checked = validate(node, TrustInput);
  const reader = objectReader(node);
  const owner = reader.reference(["owner"], ["person", "group"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const { from, to, until, reason } = checked.value;
  if (from === to) reader.report(itself, ["to"]);
  if (owner === undefined || reader.problems.length > 0) return reader.problems;
  return {
    from: tenant(from, "from", reader),
    to: tenant(to, "to", reader),
    ...{ owner, until, reason },
    place: node.place,
  };
}

function tenant(written: string, key: "from" | "to", reader: ObjectReader): TenantName {
  const [system = "", name = ""] = written.split("/");
  return { system, tenant: name, place: reader.place([key]) };
}

const itself = {
  code: "access/contradiction",
  message: "a tenant needs no trust in itself",
  next: "Name the two tenants that are meant.",
} as const;
