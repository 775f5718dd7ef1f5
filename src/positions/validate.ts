import type * as z from "zod";
import { nearest } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import { knownKeys } from "./known-keys.ts";
import { entryOf, type FilePlace, nodeAt, type PositionedNode } from "./node.ts";
import { toPlain } from "./to-plain.ts";

type Issue = z.core.$ZodIssue;

/** A value that met its schema, or every problem that kept it from doing so. */
export type Validated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/** Checks a node against a Zod schema. Problems carry the place of the value, of its unknown key, or of the map that lacks it. */
export function validate<S extends z.ZodType>(node: PositionedNode, schema: S): Validated<z.output<S>> {
  const result = schema.safeParse(toPlain(node));
  const polluting = protoKeys(node);
  const problems = result.success
    ? polluting
    : [...polluting, ...result.error.issues.flatMap((issue) => problemsOf(issue, node, schema))];
  const [first, ...rest] = problems.toSorted(byPlace);
  if (first) return { ok: false, problems: [first, ...rest] };
  if (result.success) return { ok: true, value: result.data };
  throw result.error;
}

function problemsOf(issue: Issue, root: PositionedNode, schema: z.ZodType): Problem[] {
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, root, schema));
  const branch = issue.code === "invalid_union" ? closestBranch(issue, root) : undefined;
  if (branch) return branch.flatMap((inner) => problemsOf(inner, root, schema));
  const node = nodeAt(root, path);
  const name = pathText(path);
  const key = path.at(-1);
  const missing = node === undefined && key !== undefined;
  const empty = node?.type === "scalar" && node.value === null && issue.code !== "custom";
  const said = lowerFirst(shapesWanted(issue) ?? issue.message.replace(/^Invalid input: /, ""));
  const message = missing ? `${name} is missing` : `${name || "the content"}${empty ? " is empty" : ""}: ${said}`;
  const next = missing ? `Add \`${String(key)}\`.` : undefined;
  return [{ code: "input/schema", message, place: placeAt(root, path), ...(next ? { next } : {}) }];
}

/** Of a union, the branch that the value came nearest to; undefined where none says more than the union itself. */
function closestBranch(issue: z.core.$ZodIssueInvalidUnion, root: PositionedNode): Issue[] | undefined {
  const branches = issue.errors.map((inner) =>
    inner.map((one): Issue => ({ ...one, path: [...issue.path, ...one.path] })),
  );
  const fitting = branches.filter((branch) => !branch.some((one) => isWrongShape(one, issue.path.length, root)));
  const [best] = fitting.toSorted((a, b) => a.length - b.length);
  return best;
}

/** True where the value is not even of the branch's type, or differs in a literal that tells branches apart. */
function isWrongShape(issue: Issue, depth: number, root: PositionedNode): boolean {
  if (issue.path.length === depth) return issue.code === "invalid_type" || issue.code === "invalid_value";
  const literal = issue.code === "invalid_value" && issue.values.length === 1;
  return literal && issue.path.length === depth + 1 && nodeAt(root, issue.path) !== undefined;
}

/** Of a union that no branch of fits, the types that would. */
function shapesWanted(issue: Issue): string | undefined {
  if (issue.code !== "invalid_union" || issue.discriminator !== undefined) return undefined;
  const types = issue.errors.flat().flatMap((one) => (one.code === "invalid_type" ? [one.expected] : []));
  return types.length > 0 ? `expected ${[...new Set(types)].join(" or ")}` : undefined;
}

function unknownKey(key: string, path: readonly PropertyKey[], root: PositionedNode, schema: z.ZodType): Problem {
  const parent = nodeAt(root, path);
  const known = knownKeys(schema, path);
  const near = nearest(key, known);
  const where = path.length > 0 ? ` in ${pathText(path)}` : "";
  const next = near
    ? `Did you mean \`${near}\`?`
    : known.length > 0
      ? `Known here: ${known.join(", ")}.`
      : "Remove it.";
  const place = (parent && entryOf(parent, key)?.keyNode.place) ?? placeAt(root, path);
  return { code: "input/unknown-key", message: `unknown key ${JSON.stringify(key)}${where}`, place, next };
}

/** Zod passes over a key named `__proto__`; nothing that was written may vanish unsaid. */
function protoKeys(node: PositionedNode): Problem[] {
  if (node.type === "scalar") return [];
  if (node.type === "list") return node.items.flatMap(protoKeys);
  return node.entries.flatMap((entry): Problem[] => {
    const below = protoKeys(entry.node);
    if (entry.key !== "__proto__") return below;
    const message = "the key `__proto__` is not allowed";
    return [{ code: "input/unknown-key", message, place: entry.keyNode.place, next: "Rename it." }, ...below];
  });
}

/** The place of the deepest node on the path that exists: the value, else the map or list that lacks it. */
function placeAt(root: PositionedNode, path: readonly PropertyKey[]): FilePlace {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node) return length < path.length ? ownPlace(root, path.slice(0, length), node) : node.place;
  }
  return root.place;
}

/** Where something is missing in a map, the map's own key tells more than the map's first entry. */
function ownPlace(root: PositionedNode, path: readonly PropertyKey[], node: PositionedNode): FilePlace {
  const parent = nodeAt(root, path.slice(0, -1));
  return (parent && entryOf(parent, String(path.at(-1)))?.keyNode.place) ?? node.place;
}

/** A path as people write it: `roles.payments.members[0].who`. */
function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${String(step)}`))
    .join("");
}

function byPlace(a: Problem, b: Problem): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
