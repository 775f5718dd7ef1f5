import { counted } from "../../counted.ts";
import type { Changes, NewAccess, Standing } from "../../model/changes.ts";
import { groupBy } from "../../report/group-by.ts";
import type { ReportTarget } from "../../report/reporter.ts";
import { safeJson } from "../../report/safe-json.ts";
import { folded, type Paint, paintFor, paragraph } from "../../report/text/paint.ts";
import type { CommandContext } from "../context.ts";

/** What needs somebody first. */
const headings: readonly (readonly [Standing, string])[] = [
  ["out-of-band", "Out of band: nothing in Git gives it"],
  ["declared-later", "Declared only afterwards"],
  ["undecided", "Cannot be told"],
  ["waived", "Waived: nothing in Git gives it, and it was accepted for a time"],
  ["approved", "Approved elsewhere"],
  ["authorised", "Authorised"],
  ["not-governed", "Not governed"],
];

/** Writes the changes to standard output. */
export function tellChanges(
  changes: Changes,
  { format }: { readonly format: "text" | "json" },
  context: CommandContext,
): void {
  const { columns, colour, stdout } = context;
  const target: ReportTarget = { columns, colour, all: true, size: Number.POSITIVE_INFINITY };
  if (format === "json") stdout.write(`${safeJson(changes, 2)}\n`);
  else for (const part of textOf(changes, target, paintFor(target))) stdout.write(part);
}

function* textOf(
  { tool, before, after, obstacles, notices, access }: Changes,
  target: ReportTarget,
  paint: Paint,
): Generator<string> {
  yield folded(
    `${paint.heading(`entitlint ${tool.version}`)}  ${counted(access.length, "new grant or membership", "new grants and memberships")}`,
    target,
  );
  yield paint.faint(
    paragraph(
      `from ${before.name} ${before.digest.slice(0, 12)} to ${after.name} ${after.digest.slice(0, 12)}`,
      target,
    ),
  );
  for (const { text } of obstacles) yield paint.bad(paragraph(text, target, "  ! could not compare: "));
  for (const { text } of notices) yield paragraph(text, target, "  ! ");
  const groups = groupBy(access, ({ standing }) => standing);
  for (const [standing, heading] of headings) {
    const group = groups.get(standing) ?? [];
    if (group.length === 0) continue;
    yield `\n${paint.heading(heading)}  ${group.length}\n`;
    for (const one of group) yield* lines(one, target, paint);
  }
  const parts = headings.flatMap(([standing]) => {
    const count = groups.get(standing)?.length ?? 0;
    return count > 0 ? [`${count} ${standing}`] : [];
  });
  yield `\n${folded(parts.length > 0 ? parts.join(", ") : "nothing is new", target)}`;
}

function* lines(
  { id, subject, name, because, declaration, approval }: NewAccess,
  target: ReportTarget,
  paint: Paint,
): Generator<string> {
  const whose = name ?? subject;
  yield paragraph(whose === undefined ? id : `${id}  ${whose}`, target, "  - ");
  if (because !== undefined) yield paragraph(because, target, "      ");
  if (approval) yield paint.faint(paragraph(`approved as ${approval.ref} at ${approval.at}`, target, "      "));
  if (declaration) yield paint.faint(paragraph(declarationText(declaration), target, "      "));
}

function declarationText({ file, line, role, commit, author, request }: NonNullable<NewAccess["declaration"]>): string {
  const given = role === undefined ? "" : `role ${role}, `;
  const by = commit === undefined ? "" : `, ${commit.slice(0, 12)} by ${author}`;
  return `${given}${file}:${line}${by}${request === undefined ? "" : `, ${request}`}`;
}
