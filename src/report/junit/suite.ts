import { attributes, xmlText } from "./xml.ts";

/** How a test ended; a pass has none. */
export interface Ending {
  readonly kind: "failure" | "error" | "skipped";
  /** What kind of failure it is, such as a severity. */
  readonly type: string;
  readonly message: string;
  /** More lines about it. */
  readonly details?: readonly string[];
}

export interface TestCase {
  readonly name: string;
  readonly className: string;
  readonly ending?: Ending | undefined;
}

export interface TestSuite {
  readonly name: string;
  /** Never none: an older schema wants one at least. */
  readonly properties: Readonly<Record<string, string>>;
  readonly cases: readonly TestCase[];
  /** What is worth knowing beside the tests, a line each. */
  readonly output?: readonly string[];
}

/** One suite, with all that the schemas in use ask for: some want the element that others merely allow. */
export function* suiteText(suite: TestSuite, id: number, asOf: string): Generator<string> {
  const { name, cases, properties, output = [] } = suite;
  const count = (kind: Ending["kind"]) => cases.filter(({ ending }) => ending?.kind === kind).length;
  const counts = { failures: count("failure"), errors: count("error"), skipped: count("skipped") };
  const place = { timestamp: asOf.replace(/Z$/, ""), hostname: "localhost", package: "entitlint", id };
  const called = name.trim() === "" ? "(no name)" : name;
  yield `  <testsuite${attributes({ name: called, tests: cases.length, ...counts, time: 0, ...place })}>\n    <properties>\n`;
  for (const [key, value] of Object.entries(properties)) yield `      <property${attributes({ name: key, value })}/>\n`;
  yield "    </properties>\n";
  for (const entry of cases) yield caseText(entry);
  yield `    <system-out>${lines(output)}</system-out>\n    <system-err></system-err>\n  </testsuite>\n`;
}

function caseText({ name, className, ending }: TestCase): string {
  const start = `    <testcase${attributes({ name, classname: className, time: 0 })}`;
  if (!ending) return `${start}/>\n`;
  const { kind, type, message, details = [] } = ending;
  // Ant's schema knows no type of what is skipped.
  const told = kind === "skipped" ? { message: `${type}: ${message}` } : { type, message };
  return `${start}>\n      <${kind}${attributes(told)}>${lines([message, ...details])}</${kind}>\n    </testcase>\n`;
}

function lines(texts: readonly string[]): string {
  return texts.map(xmlText).join("\n");
}
