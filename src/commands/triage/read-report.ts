import { resolve } from "node:path";
import { EntitlintError, type Problem } from "../../errors.ts";
import { Finding, Report } from "../../model/report.ts";
import { holdsTo } from "./holds-to.ts";
import { readJson } from "./read-json.ts";

/** Reads a report that `check --report json=FILE` wrote. @throws EntitlintError where it is none, or only a part of one */
export async function readReport(file: string, cwd: string): Promise<Report> {
  const refused = (code: Problem["code"], message: string, cause?: unknown) =>
    new EntitlintError(
      { code, message, place: { file }, next: `Write it again with \`entitlint check --report json=${file}\`.` },
      { cause },
    );
  const value = await readJson(resolve(cwd, file)).catch((error: unknown) => {
    if (error instanceof SyntaxError)
      throw refused("input/does-not-parse", "the report is no JSON, or only a part of it", error);
    throw refused("input/unreadable", "the report cannot be read", error);
  });
  const version = value !== null && typeof value === "object" && "version" in value ? value.version : undefined;
  if (version !== undefined && version !== 1)
    throw refused(
      "input/schema",
      `the report is of version ${JSON.stringify(version)}, and this entitlint reads version 1`,
    );
  const findings = findingsIn(value);
  const parsed = Report.safeParse(findings ? { ...Object(value), findings: [] } : value);
  const issue = parsed.error?.issues[0] ?? wrongFinding(findings ?? []);
  if (parsed.success && issue === undefined) return { ...parsed.data, findings: findings as Finding[] };
  const where = issue ? `: ${issue.path.join(".") || "the whole"}: ${issue.message}` : "";
  throw refused("input/schema", `this is no report of a check${where}`);
}

function findingsIn(value: unknown): readonly unknown[] | undefined {
  const isReport = value !== null && typeof value === "object" && "findings" in value;
  return isReport && Array.isArray(value.findings) ? value.findings : undefined;
}

const isFinding = holdsTo(Finding);

/** What is wrong with the first finding that is none. */
function wrongFinding(
  findings: readonly unknown[],
): { readonly path: PropertyKey[]; readonly message: string } | undefined {
  for (const [index, finding] of findings.entries()) {
    const [issue] = isFinding(finding) ? [] : (Finding.safeParse(finding).error?.issues ?? []);
    if (issue) return { path: ["findings", index, ...issue.path], message: issue.message };
  }
  return undefined;
}
