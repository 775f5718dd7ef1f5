import type { Problem } from "../../errors.ts";
import type { DeclaredIdentity } from "../../model/access.ts";
import { validate } from "../../positions/validate.ts";
import { type ObjectReader, objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { IdentityInput } from "../schema/identity.ts";

/** The non-human identity that an object of `access/identities` registers, or everything that is wrong with it. */
export function declareIdentity({ node, defaultId }: AccessObject): DeclaredIdentity | readonly Problem[] {
  const checked = validate(node, IdentityInput);
  const reader = objectReader(node);
  const accounts = reader.references(["accounts"], ["account"]);
  const owner = reader.reference(["owner"], ["person", "group"]);
  const who = reader.reference(["ownerProposed", "who"], ["person", "group"]);
  const backup = reader.reference(["backup"], ["person", "group"]);
  const onBehalfOf = reader.reference(["onBehalfOf"], ["person"]);
  const tools = reader.references(["tools"], ["entitlement"]);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const input = checked.value;
  const id = input.id ?? (defaultId === undefined ? undefined : `nhi:${defaultId}`);
  if (id === undefined) reader.report(missing("id", "Add `id`, such as nhi:ci-payments: a list names each identity."));
  requireDecision(input, reader);
  if (id === undefined || reader.problems.length > 0) return reader.problems;
  const because = input.ownerProposed?.because;
  return {
    id,
    kind: input.kind,
    accounts,
    ...(owner && { owner }),
    ...(who &&
      input.decideBy !== undefined && {
        proposed: { who, ...(because !== undefined && { because }), decideBy: input.decideBy },
      }),
    ...(backup && { backup }),
    ...(input.purpose !== undefined && { purpose: input.purpose }),
    ...(input.expires !== undefined && { expires: input.expires }),
    platformManaged: input.platformManaged ?? false,
    ...(input.environment !== undefined && { environment: input.environment }),
    ...(onBehalfOf && { onBehalfOf }),
    tools,
    place: node.place,
  };
}

/** An identity is decided (owner, purpose, end) or proposed (an owner and a date to decide by), never neither or both. */
function requireDecision(input: IdentityInput, reader: ObjectReader): void {
  const { owner, ownerProposed, decideBy, purpose, expires, platformManaged } = input;
  if (expires !== undefined && platformManaged) {
    reader.report(contradiction("expires and platformManaged exclude each other", "Keep the one that is true."), [
      "platformManaged",
    ]);
  }
  if (owner !== undefined && ownerProposed) {
    reader.report(
      contradiction(
        "owner and ownerProposed exclude each other",
        "Remove ownerProposed and decideBy once the owner is decided.",
      ),
      ["ownerProposed"],
    );
  }
  if (ownerProposed) {
    if (decideBy === undefined)
      reader.report(missing("decideBy", "Add the date by which the proposed owner is decided."), ["ownerProposed"]);
    return;
  }
  if (decideBy !== undefined)
    reader.report(missing("ownerProposed", "Add the proposed owner, or remove decideBy."), ["decideBy"]);
  if (owner === undefined) reader.report(missing("owner", "Add `owner`, or `ownerProposed` with `decideBy`."));
  if (purpose === undefined) reader.report(missing("purpose", "Add what the identity is for."));
  if (expires === undefined && !platformManaged)
    reader.report(missing("expires", "Add `expires`, or `platformManaged: true`."));
}

function missing(key: string, next: string) {
  return { code: "input/schema", message: `${key} is missing`, next } as const;
}

function contradiction(message: string, next: string) {
  return { code: "access/contradiction", message, next } as const;
}
