import type { Annotation } from "./annotations.ts";

const commands = { failure: "error", warning: "warning", notice: "notice" } as const;

/** A step shows so many of each level, and no more. */
const mostOfLevel = 10;

/**
 * Remarks as lines for the log of a workflow, which shows them at the files as well. They need no permission, so they are
 * what is left on a pull request from a fork.
 */
export function workflowCommands(annotations: readonly Annotation[]): string {
  const left = { failure: mostOfLevel, warning: mostOfLevel, notice: mostOfLevel };
  const lines = annotations.flatMap(({ level, path, line, title, message }) => {
    left[level] -= 1;
    if (left[level] < 0) return [];
    return [`::${commands[level]} file=${property(path)},line=${line},title=${property(title)}::${data(message)}\n`];
  });
  return lines.join("");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
