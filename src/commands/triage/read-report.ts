import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { EntitlintError, type Problem } from "../../errors.ts";
import { Report } from "../../model/report.ts";

/** Reads a report that `check --report json=FILE` wrote. @throws EntitlintError where it is none, or only a part of one */
export async function readReport(file: string, cwd: string): Promise<Report> {
  const refused = (code: Problem["code"], message: string, cause?: unknown) =>
    new EntitlintError(
      { code, message, place: { file }, next: `Write it again with \`entitlint check --report json=${file}\`.` },
      { cause },
    );
  const text = await readFile(resolve(cwd, file), "utf8").catch((error: unknown) => {
    throw refused("input/unreadable", "the report cannot be read", error);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refused("input/does-not-parse", "the report is no JSON, or only a part of it", error);
  }
  const version = value !== null && typeof value === "object" && "version" in value ? value.version : undefined;
  if (version !== undefined && version !== 1)
    throw refused(
      "input/schema",
      `the report is of version ${JSON.stringify(version)}, and this entitlint reads version 1`,
    );
  const parsed = Report.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue ? `: ${issue.path.join(".") || "the whole"}: ${issue.message}` : "";
  throw refused("input/schema", `this is no report of a check${where}`);
}
