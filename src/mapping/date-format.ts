/** What a token of a format reads, as luxon has it; of tokens that differ only in length each has an entry. */
const tokens: Readonly<Record<string, string>> = {
  ...of("year", "y yy yyyy yyyyy yyyyyy"),
  ...of("year of the week", "kk kkkk"),
  ...of("month", "L LL LLL LLLL M MM MMM MMMM"),
  ...of("week", "W WW"),
  ...of("weekday", "E EEE EEEE c ccc cccc"),
  ...of("day", "d dd"),
  ...of("day of the year", "o ooo"),
  ...of("hour", "H HH"),
  ...of("hour of twelve", "h hh"),
  ...of("half of the day", "a"),
  ...of("minute", "m mm"),
  ...of("second", "s ss"),
  ...of("fraction of a second", "S SSS u uu uuu"),
  ...of("zone", "z Z ZZ ZZZ"),
};

/** The ways to say which day is meant. */
const days = [
  ["year", "month", "day"],
  ["year", "day of the year"],
  ["year of the week", "week", "weekday"],
];

const help: Readonly<Record<string, string>> = {
  D: "days are `dd`",
  Y: "years are `yyyy`",
  T: "a letter that stands for itself goes in quotes: 'T'",
  A: "AM and PM are `a`",
};

/**
 * Why a text cannot say how dates are written; undefined where it can. A format that leaves the month to chance, such as
 * dd.mm.yyyy, whose `mm` is the minute, would read every date as another one.
 */
export function faultOfDateFormat(format: string): string | undefined {
  if (format === "X" || format === "x") return undefined;
  const written = format.replaceAll(/'[^']*(?:'|$)/g, " ").match(/([A-Za-z])\1*/g) ?? [];
  const strange = written.find((token) => !Object.hasOwn(tokens, token));
  if (strange !== undefined) return `\`${strange}\` is no part of a date or time${hint(help[strange.charAt(0)])}`;
  const read = written.map((token) => tokens[token] ?? "");
  const twice = read.find((part, index) => read.indexOf(part) !== index);
  if (twice !== undefined) return `it names the ${twice} twice${hint(twice === "month" ? minutes : undefined)}`;
  if (!days.some((parts) => parts.every((part) => read.includes(part)))) return lacking(read);
  if (read.includes("hour of twelve") !== read.includes("half of the day"))
    return "`h` and `a` (AM or PM) go together; the hours of a whole day are `H`";
  if (read.includes("minute") && !read.includes("hour") && !read.includes("hour of twelve"))
    return "it has minutes (`m`) and no hour (`H`)";
  return undefined;
}

const minutes = "`MM` is the month and `mm` the minute";

function lacking(read: readonly string[]): string {
  const missing = ["year", "month", "day"].filter((part) => !read.includes(part));
  const isMistaken = missing.join() === "month" && read.includes("minute");
  return `it has no ${missing.join(" and no ")}${hint(isMistaken ? minutes : undefined)}`;
}

function hint(text: string | undefined): string {
  return text === undefined ? "" : `: ${text}`;
}

function of(part: string, written: string): Record<string, string> {
  return Object.fromEntries(written.split(" ").map((token) => [token, part]));
}
