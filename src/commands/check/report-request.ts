import { InvalidArgumentError } from "commander";
import { formatNames } from "../../report/format-names.ts";

/** A report that is to be written to a file. */
export interface ReportRequest {
  readonly format: string;
  /** As it was given. */
  readonly file: string;
}

/** Reads `sarif=out.sarif`. */
export function reportRequest(given: string): ReportRequest {
  const at = given.indexOf("=");
  const [format, file] = at < 0 ? [given, ""] : [given.slice(0, at), given.slice(at + 1)];
  if (!formatNames.some((name) => name === format))
    throw new InvalidArgumentError(`Write <format>=<file> with one of: ${formatNames.join(", ")}.`);
  if (file === "") throw new InvalidArgumentError(`Write ${format}=<file>.`);
  return { format, file };
}
