import type * as z from "zod";
import { nearest } from "../did-you-mean.ts";
import type { Problem } from "../errors.ts";
import { isRare } from "./is-rare.ts";
import { issueText } from "./issue-text.ts";
import { knownKeys } from "./known-keys.ts";
import { entryOf, type FilePlace, nodeAt, type PositionedNode } from "./node.ts";
import { pathText } from "./path-text.ts";
import { toPlain } from "./to-plain.ts";

type Issue = z.core.$ZodIssue;

/** A value that met its schema, or every problem that kept it from doing so. */
export type Validated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] };

/**
 * Checks a node against a Zod schema. Problems carry the place of the value, of its unknown key, or of the map that lacks it.
 * `at` is the path that leads to the node, for the words of problems.
 */
export function validate<S extends z.ZodType>(
  node: PositionedNode,
  schema: S,
  at: readonly PropertyKey[] = [],
): Validated<z.output<S>> {
  const result = schema.safeParse(toPlain(node), { jitless: isRare(schema) });
  const unfit = [...protoKeys(node), ...halfCharacters(node)];
  const problems = result.success ? unfit : [...unfit, ...problemsWith(result.error, node, schema, at)];
  const [first, ...rest] = problems.toSorted(byPlace);
  if (first) return { ok: false, problems: [first, ...rest] };
  if (result.success) return { ok: true, value: result.data };
  throw result.error;
}

/** What a schema refuses of a value that was made from a node, such as one with defaults filled in. */
export function problemsWith(
  error: z.ZodError,
  root: PositionedNode,
  schema: z.ZodType,
  at: readonly PropertyKey[],
): Problem[] {
  return settled(error.issues).flatMap((issue) => problemsOf(issue, { root, schema, at }));
}

interface Context {
  readonly root: PositionedNode;
  readonly schema: z.ZodType;
  readonly at: readonly PropertyKey[];
}

/** Of a value of the wrong type, nothing else is worth saying. */
function settled(issues: readonly Issue[]): readonly Issue[] {
  const pathOf = ({ path }: Issue) => JSON.stringify(path);
  const mistyped = new Set(issues.filter(({ code }) => code === "invalid_type").map(pathOf));
  return issues.filter((issue) => issue.code === "invalid_type" || !mistyped.has(pathOf(issue)));
}

function problemsOf(issue: Issue, context: Context): Problem[] {
  const { root, at } = context;
  const { path } = issue;
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, path, context));
  const branch = issue.code === "invalid_union" ? closestBranch(issue, root) : undefined;
  if (branch) return settled(branch).flatMap((inner) => problemsOf(inner, context));
  const node = nodeAt(root, path);
  const name = pathText([...at, ...path]) || "the content";
  const key = path.at(-1);
  const problem = { code: "input/schema", place: placeAt(root, path) } as const;
  if (node === undefined && key !== undefined && issue.code !== "custom")
    return [{ ...problem, message: `${name} is missing`, next: `Add \`${String(key)}\`.` }];
  const { said, next } = issueText(issue, node);
  const place = issue.code === "invalid_key" ? ownPlace(root, path, problem.place) : problem.place;
  return [{ ...problem, place, message: `${name}: ${said}`, ...(next !== undefined && { next }) }];
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

function unknownKey(key: string, path: readonly PropertyKey[], { root, schema, at }: Context): Problem {
  const parent = nodeAt(root, path);
  const known = knownKeys(schema, path);
  const near = nearest(key, known);
  const inside = pathText([...at, ...path]);
  const where = inside === "" ? "" : ` in ${inside}`;
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

/** Half of a surrogate pair, which only an escape can write, is no character: policies in WebAssembly stop at one. */
function halfCharacters(node: PositionedNode): Problem[] {
  if (node.type === "list") return node.items.flatMap(halfCharacters);
  if (node.type === "map") return node.entries.flatMap((entry) => [entry.keyNode, entry.node].flatMap(halfCharacters));
  if (node.text.isWellFormed()) return [];
  const message = "the text holds half of a character (a surrogate without its partner)";
  return [{ code: "input/bad-encoding", message, place: node.place, next: "Write the character itself." }];
}

/** The place of the deepest node on the path that exists: the value, else the map or list that lacks it. */
function placeAt(root: PositionedNode, path: readonly PropertyKey[]): FilePlace {
  for (let length = path.length; length > 0; length--) {
    const node = nodeAt(root, path.slice(0, length));
    if (node) return length < path.length ? ownPlace(root, path.slice(0, length), node.place) : node.place;
  }
  return root.place;
}

/** Where something is missing in a map, the map's own key tells more than the map's first entry. */
function ownPlace(root: PositionedNode, path: readonly PropertyKey[], other: FilePlace): FilePlace {
  const parent = nodeAt(root, path.slice(0, -1));
  return (parent && entryOf(parent, String(path.at(-1)))?.keyNode.place) ?? other;
}

function byPlace(a: Problem, b: Problem): number {
  return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
}
