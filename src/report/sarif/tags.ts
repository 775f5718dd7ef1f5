import { type Framework, frameworkOf } from "./frameworks.ts";

/** GitHub keeps ten tags of a rule. */
const mostTags = 10;

/**
 * The tags of a rule: `security`, without which GitHub shows no severity, and its controls in lower case. Where there are
 * too many, every catalogue comes to its first control before any comes to its second.
 */
export function tagsOf(controls: readonly string[]): string[] {
  const byFramework = new Map<Framework, string[]>();
  for (const control of controls) {
    const framework = frameworkOf(control);
    const tag = tagOf(control, framework);
    if (tag !== undefined) byFramework.set(framework, [...(byFramework.get(framework) ?? []), tag]);
  }
  const rounds = Math.max(0, ...[...byFramework.values()].map((tags) => tags.length));
  const inTurn = Array.from({ length: rounds }, (_, round) =>
    [...byFramework.values()].flatMap((tags) => tags.slice(round, round + 1)),
  );
  return [...new Set(["security", ...inTurn.flat()])].slice(0, mostTags);
}

function tagOf(control: string, { key }: Framework): string | undefined {
  const plain = control
    .toLowerCase()
    .replace(/^(cis|ai|zt) /, "")
    .replace(/[^a-z0-9.:()]+/g, "-")
    .replace(/^-|-$/g, "");
  return plain === "" ? undefined : `external/${key}/${plain.slice(0, 60)}`;
}
