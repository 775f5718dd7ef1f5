import fc from "fast-check";
import type { Report } from "../../src/model/report.ts";
import { severities } from "../../src/model/severity.ts";
import { everything } from "../everything.ts";
import { finding, smallReport } from "./small-report.ts";

/** What somebody who can choose a display name would try. */
const attacks = [
  "\u001b[31mred\u001b[0m",
  "\u009b2J",
  "\u0000\u0007\u0008\u007f",
  "line\nbreak\r\n::error::no",
  "::set-output name=x::y",
  "\u202egpj.exe",
  "\u2066isolate\u2069",
  "zero\u200bwidth\ufeff",
  "tag\u{e0041}",
  "\ud800",
  "\udfff alone",
  "\ufffe\uffff",
  "]]>",
  "<![CDATA[x]]>",
  "<!-- comment -->",
  "--><script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
  "&amp;&#0;&#x1b;",
  "[click](https://evil.example.com)",
  "![image](https://evil.example.com/x.png)",
  "[a]: https://evil.example.com",
  "https://evil.example.com/a?b=c",
  "www.evil.example.com",
  "mallory@evil.example.com",
  "@octocat",
  "@org/team",
  "#1",
  "org/repo#12",
  "deadbeefdeadbeef",
  "# heading",
  "1. list",
  "- item",
  "> quote",
  "***",
  "===",
  "| a | b |",
  "`code`",
  "``` fence",
  "~~~",
  "**bold** _em_ ~~del~~",
  "\\*backslash\\",
  "{0} {1} {{}}",
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  " =1+1",
  "\uff1d1+1",
  'a"b,c\r\nd',
  "=cmd|' /C calc'!A0",
  "%0A%2e%2e",
  "../../etc/passwd",
  "/etc/passwd",
  "C:\\x",
  "a:b",
  "constructor",
  "__proto__",
  "toString",
  "",
  " ",
  "日本 😀 Ångström",
];

const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...attacks) },
  fc.array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 4 }).map((parts) => parts.join(" ")),
  fc.array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 4 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.constantFrom(...attacks).map((part) => part.repeat(150)),
);
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 4 });
const severity = fc.constantFrom(...severities);
const place = fc.record({
  file: text,
  line: fc.integer({ min: 1, max: 1e6 }),
  what: fc.constantFrom("declaration", "record", "snapshot-file", "manifest", "config"),
});
const change = fc.constantFrom("introduced", "changed", "fallen-due", "pre-existing", "fixed");
const waiver = fc.record({ id: text, reason: text, owner: text, until: fc.constant("2027-01-31") });

const hostileFinding = fc
  .record(
    {
      ...{ number: fc.nat(), rule: fc.oneof(text, fc.constant("nhi-no-expiry")), title: text, severity, reason: text },
      ...{ msg: text, object: text, subject: text, name: text, app: text, account: text, place },
      declared: fc.record({ file: text, line: fc.integer({ min: 1 }) }),
      steps: some(
        fc.record({ from: severity, to: severity, by: fc.constantFrom("rule", "time", "config"), why: text }),
      ),
      causes: some(fc.record({ rule: text, reason: text, msg: text, severity })),
      ...{ change, waiver, note: text },
    },
    {
      requiredKeys: [
        "number",
        "rule",
        "title",
        "severity",
        "reason",
        "msg",
        "object",
        "subject",
        "app",
        "place",
        "causes",
      ],
    },
  )
  .map(({ number, ...more }) => finding(number, more));

const unknown = fc.record(
  {
    ...{ rule: text, title: text, reason: text, msg: text, object: text, subject: text, app: text },
    ...{ count: fc.integer({ min: 1 }), place },
  },
  { requiredKeys: ["rule", "title", "reason", "msg", "object", "subject", "app", "place"] },
);
const rule = fc.record({
  ...{ id: text, title: text, description: text, severity, remediation: text, controls: some(text) },
});
const count = fc.record({
  ...{ rule: text, app: text, examines: fc.constantFrom("account", "grant", "identity", "machine") },
  ...{ examined: fc.nat(), violating: fc.nat({ max: 2 }), asCause: fc.constant(0), unknown: fc.nat({ max: 2 }) },
});
const share = fc.record({ count: fc.nat({ max: 2 }), of: fc.integer({ min: 3, max: 9 }), unknown: fc.nat({ max: 2 }) });
const quality = fc.record(
  {
    ...{ system: text, kind: fc.constantFrom("identity", "account", "credential", "group"), records: fc.nat() },
    ...{ owner: share, status: share, lastUse: share, linked: share },
  },
  { requiredKeys: ["system", "kind", "records"] },
);
const notes = fc.record({
  ...{ entries: fc.nat(), unproven: fc.nat() },
  doubts: some(fc.record({ count: fc.nat(), text })),
  stale: some(fc.record({ fingerprint: fc.constant("9".repeat(64)), note: text })),
});
const told = fc.record({ code: text, text, rule: text, source: text }, { requiredKeys: ["code", "text"] });

/** Reports every text of which is chosen by somebody who wants to break what shows it. */
export const hostileReport: fc.Arbitrary<Report> = fc
  .record({
    exitCode: fc.constantFrom(0, 1, 2, 3),
    files: fc.record({ config: text, manifest: text }, { requiredKeys: ["config"] }),
    obstacles: some(told),
    notices: some(fc.record({ code: text, text })),
    findings: fc.uniqueArray(hostileFinding, { maxLength: 6, selector: ({ fingerprint }) => fingerprint }),
    unknowns: some(unknown),
    rules: fc.uniqueArray(rule, { maxLength: 4, selector: ({ id }) => id }),
    counts: some(count),
    ...{ quality: some(quality), notes },
    notEvaluable: some(fc.record({ rule: text, app: text, code: text, text, required: fc.boolean() })),
  })
  .map((parts) => smallReport(parts));

/** Characters that act on a terminal, hide or reorder; line ends are each format's own. */
export const acting = /(?![\r\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** How many hostile reports each format is tried with. */
export const tries = { numRuns: everything ? 400 : 20 };
