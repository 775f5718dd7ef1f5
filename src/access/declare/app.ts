import { nearest } from "../../did-you-mean.ts";
import type { Place, Problem } from "../../errors.ts";
import type { AppLifecycle, DeclaredApp, EntitlementFacts, GroupFilling } from "../../model/access.ts";
import { nodeAt } from "../../positions/node.ts";
import { validate } from "../../positions/validate.ts";
import { type ObjectReader, objectReader } from "../object-reader.ts";
import type { AccessObject } from "../read-objects.ts";
import { AppInput } from "../schema/app.ts";

const attributes = {
  account: ["userName", "employeeId", "externalId", "emails", "nativeId"],
  person: ["userName", "employeeId", "externalId", "immutableId", "emails", "nativeId"],
} as const;

/** The application that an object of `access/apps` declares, or everything that is wrong with it. */
export function declareApp({ node, defaultId }: AccessObject): DeclaredApp | readonly Problem[] {
  const checked = validate(node, AppInput);
  const reader = objectReader(node);
  const owner = reader.reference(["owner"], ["person", "group"]);
  const groups = groupFillings(node, reader);
  if (!checked.ok) return [...checked.problems, ...reader.problems];
  const input = checked.value;
  const id = input.id ?? defaultId;
  if (id === undefined)
    reader.report({ code: "input/schema", message: "id is missing", next: "Add `id`: a list names each object." });
  for (const [index, pair] of input.correlate.entries()) {
    requireAttribute(pair.account, "account", ["correlate", index, "account"], reader);
    requireAttribute(pair.person, "person", ["correlate", index, "person"], reader);
  }
  if (id === undefined || owner === undefined || reader.problems.length > 0) return reader.problems;
  const { people, mode, tier, ssoRequired, correlate, kinds, fallbackDeactivation, freshness } = input;
  const place = (path: readonly PropertyKey[]) => (nodeAt(node, path) ?? node).place;
  return {
    id,
    owner,
    people: people.map((system, index) => ({ system, place: place(["people", index]) })),
    ...{ mode, tier, ssoRequired, correlate, kinds },
    lifecycle: lifecycle(input),
    // Where people must come in by single sign-on, a local login is meant only if somebody says so.
    localLogin: input.localLogin ?? (ssoRequired ? "forbidden" : "allowed"),
    ...(fallbackDeactivation && { fallbackDeactivation: fallback(fallbackDeactivation) }),
    ...(freshness && { freshness }),
    entitlements: input.entitlements.map((facts, index) => entitlementFacts(facts, place(["entitlements", index]))),
    ...(input.flat && { flat: true }),
    ...(groups.length > 0 && { groups }),
    place: node.place,
  };
}

function groupFillings(node: AccessObject["node"], reader: ObjectReader): GroupFilling[] {
  const list = nodeAt(node, ["groups"]);
  const items = list?.type === "list" ? list.items : [];
  return items.flatMap((_, index): GroupFilling[] => {
    const group = reader.reference(["groups", index, "group"], ["group"]);
    const from = reader.reference(["groups", index, "from"], ["group"]);
    return group && from ? [{ group, from }] : [];
  });
}

function lifecycle({ lifecycle: { channel, covers, sla, onLeave, deactivationBlocksUse } }: AppInput): AppLifecycle {
  return {
    ...{ channel, onLeave, deactivationBlocksUse },
    ...(covers && {
      covers: {
        users: covers.users === "none" ? [] : covers.users,
        groups: covers.groups,
        entitlements: covers.entitlements === "none" ? [] : covers.entitlements,
      },
    }),
    ...(sla !== undefined && { sla }),
  };
}

function fallback({ method, testedAt }: NonNullable<AppInput["fallbackDeactivation"]>) {
  return { method, ...(testedAt !== undefined && { testedAt }) };
}

function entitlementFacts(facts: AppInput["entitlements"][number], place: Place): EntitlementFacts {
  return {
    match: facts.match,
    ...(facts.privileged !== undefined && { privileged: facts.privileged }),
    ...(facts.default !== undefined && { default: facts.default }),
    ...(facts.environment !== undefined && { environment: facts.environment }),
    sodTags: facts.sodTags,
    place,
  };
}

function requireAttribute(
  written: string,
  side: keyof typeof attributes,
  path: readonly PropertyKey[],
  reader: ObjectReader,
): void {
  const known: readonly string[] = attributes[side];
  if (known.includes(written) || /^attributes\.[^\s]+$/.test(written)) return;
  const next =
    written === "displayName"
      ? "People share names, so a display name never links; use another attribute."
      : `Did you mean \`${nearest(written, known) ?? `attributes.${written}`}\`? Known: ${known.join(", ")}, attributes.<name>.`;
  reader.report(
    { code: "access/unknown-attribute", message: `${JSON.stringify(written)} cannot link accounts`, next },
    path,
  );
}
