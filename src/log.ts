/** What a log line can carry beside its message. Values are data: they are escaped when printed. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export type LogLevel = "info" | "warn" | "error";

/** Progress and warnings for people and machines. Reports never go through it. */
export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export interface LogOptions {
  readonly format: "text" | "json";
  /** Where whole lines go, each with its line end. */
  readonly write: (line: string) => void;
  readonly clock: () => Date;
  /** Makes text from outside harmless on a terminal. */
  readonly safe: (text: string) => string;
  /** Writes a value as JSON on one line that is as harmless. */
  readonly safeJson: (value: unknown) => string;
}

/** A log that writes one line a message: words for people, or one JSON object with `time`, `level` and `message` first. */
export function createLog(options: LogOptions): Log {
  const line = options.format === "json" ? jsonLine : textLine;
  const at = (level: LogLevel) => (message: string, fields?: LogFields) =>
    options.write(`${line(level, message, fields ?? {}, options)}\n`);
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

function jsonLine(level: LogLevel, message: string, fields: LogFields, { clock, safeJson }: LogOptions): string {
  const head = { time: clock().toISOString(), level, message };
  // Twice: first for their place in the line, then so that no field takes their value.
  return safeJson({ ...head, ...fields, ...head });
}

function textLine(level: LogLevel, message: string, fields: LogFields, { safe }: LogOptions): string {
  const details = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  const prefix = level === "info" ? "" : `${level === "warn" ? "warning" : level}: `;
  return safe(prefix + message + (details.length > 0 ? ` (${details.join(", ")})` : ""));
}
