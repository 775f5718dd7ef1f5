import fc from "fast-check";
import markdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { annotationsOf } from "../../src/github/payload/annotations.ts";
import { bodyOf } from "../../src/github/payload/body.ts";
import { checkPlan } from "../../src/github/payload/check-output.ts";
import { markerOf, stickyOf } from "../../src/github/payload/sticky.ts";
import { workflowCommands } from "../../src/github/payload/workflow-commands.ts";
import { Report } from "../../src/model/report.ts";
import { acting, hostileReport, tries } from "../report/hostile-report.ts";
import { cleanReport, finding, smallReport, unjudgedReport } from "../report/small-report.ts";

const asked = { name: "access-drift", runId: "4711" };
const size = 30_000;

/** What a pull request does, as `check --base` tells it. */
const compared = smallReport({
  findings: [
    finding(1, { change: "introduced", msg: "Brought in." }),
    finding(2, { change: "pre-existing", msg: "Was there." }),
    finding(3, { change: "fixed", msg: "Mended." }),
    finding(4, { change: "fallen-due", msg: "Ran out.", severity: "low" }),
    finding(5, {
      msg: "Let stand.",
      waiver: { id: "w-1", reason: "A migration.", owner: "person:ana", until: "2027-01-31" },
    }),
  ],
});

/** More, and longer, than GitHub takes of anything. */
const endless = smallReport({
  findings: Array.from({ length: 3_000 }, (_, index) => finding(index, { msg: `@team ${"x".repeat(9_000)}` })),
  unknowns: [],
});

describe("what a change has to do with a finding", () => {
  test("stands in sections, in the order in which they matter", () => {
    const body = bodyOf(compared, { size });
    const sections = [
      "### Not judged",
      "### Introduced here",
      "### Fallen due",
      "### Fixed here",
      "There before (1)",
      "Waived (1)",
    ];
    const places = sections.map((title) => body.indexOf(title));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(body.slice(body.indexOf("### Introduced"), body.indexOf("### Fallen"))).toContain("Brought in.");
    expect(body.slice(body.indexOf("### Fixed"), body.indexOf("<details>"))).toContain("Mended.");
  });

  test("what was there before has no remark, what is mended or let stand neither", () => {
    const messages = annotationsOf(compared).map(({ message }) => message.slice(0, 9));
    expect(messages).toEqual(["Brought i", "Ran out. "]);
  });

  test("without a comparison there is one list", () => {
    expect(bodyOf(smallReport(), { size })).toContain("### Findings");
    expect(bodyOf(smallReport(), { size })).not.toContain("Introduced");
  });

  test("an impact is told where there is one", () => {
    const impact = {
      ...{ adds: 0, removes: 14, changes: 0, obstacles: [], codeOwners: ".github/CODEOWNERS" },
      ...{ gate: { from: "medium", to: "critical" } },
      files: [{ file: "access/links/x.yaml", change: "added", part: "links", owners: ["@acme/security"] }],
      findings: [
        {
          ...{ effect: "removed", fingerprint: "a".repeat(64), severity: "high", rule: "orphan-account" },
          ...{ app: "forge", object: "account:forge/main/a1", msg: "@team is somebody." },
        },
      ],
    };
    const body = bodyOf(Report.parse({ ...smallReport(), impact }), { size });
    expect(body).toContain("adds 0 and removes 14 findings");
    expect(body).toContain("The gate moves from medium to critical.");
    expect(body).toContain("`@acme/security`");
    expect(body).not.toMatch(/[^`]@/u);
  });
});

describe("a check", () => {
  test.each([
    ["clean", cleanReport(), "success"],
    ["findings", smallReport(), "failure"],
    ["could not judge", unjudgedReport(2), "failure"],
    ["failed", unjudgedReport(3), "failure"],
    ["could not judge, whatever else it says", cleanReport({ exitCode: 2 }), "failure"],
  ] as const)("%s", (_situation, report, conclusion) => {
    expect(checkPlan(report, asked).conclusion).toBe(conclusion);
  });

  test("what gates is a failure, what is grave a warning, the rest a notice; gravest first", () => {
    const findings = [
      finding(1, { severity: "low" }),
      finding(2, { severity: "medium" }),
      finding(3, { severity: "critical" }),
    ];
    const levels = annotationsOf(smallReport({ findings, gate: { failOn: "high" } })).map(({ level, line }) => [
      level,
      line,
    ]);
    expect(levels).toEqual([
      ["failure", 4],
      ["warning", 3],
      ["notice", 2],
    ]);
  });

  test("why nothing was judged stands at the manifest", () => {
    const [first] = annotationsOf(unjudgedReport(2));
    expect(first).toMatchObject({ level: "failure", path: "snapshots/manifest.json", title: "Could not judge" });
  });

  test("is the same one for the same report, and another for another report, run or name", () => {
    const ids = [
      checkPlan(smallReport(), asked),
      checkPlan(cleanReport(), asked),
      checkPlan(smallReport(), { ...asked, runId: "4712" }),
      checkPlan(smallReport(), { ...asked, name: "other" }),
    ].map(({ externalId }) => externalId);
    expect(new Set(ids).size).toBe(4);
    expect(checkPlan(smallReport(), asked).externalId).toBe(ids[0]);
  });
});

test("nothing is larger than GitHub takes, and what is left out is told", () => {
  const plan = checkPlan(endless, asked);
  expect(plan.summary.length).toBeLessThanOrEqual(65_535);
  expect(plan.summary).toContain("2800 more remarks left out");
  expect(plan.batches.map((batch) => batch.length)).toEqual([50, 50, 50, 50]);
  for (const { title, message } of plan.batches.flat()) {
    expect(title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
  }
  expect(stickyOf(endless, { what: "comment", key: "k".repeat(500), link: undefined }).body.length).toBeLessThan(
    65_536,
  );
  expect(Buffer.byteLength(bodyOf(endless, { size: 900_000 }))).toBeLessThan(1 << 20);
  const commands = workflowCommands(annotationsOf(endless)).trimEnd().split("\n");
  expect(commands).toHaveLength(10);
  expect(commands.every((line) => line.startsWith("::error ") && line.length < 4_600)).toBe(true);
});

test("ten of each level, no more", () => {
  const of = (severity: Report["gate"]["failOn"], from: number) =>
    Array.from({ length: 15 }, (_, index) => finding(from + index, { severity }));
  const report = smallReport({
    gate: { failOn: "high" },
    findings: [...of("low", 0), ...of("medium", 20), ...of("high", 40)],
  });
  const levels = workflowCommands(annotationsOf(report)).match(/^::\w+/gmu) ?? [];
  expect(levels).toEqual([...Array(10).fill("::error"), ...Array(10).fill("::warning"), ...Array(10).fill("::notice")]);
});

test("a marker ends only where it ends, and tells configs apart", () => {
  expect(markerOf("comment", "a --> b")).toBe("<!-- entitlint comment a%20%2D%2D%3E%20b -->");
  expect(markerOf("comment", "a")).not.toBe(markerOf("comment", "b"));
});

describe("whatever records hold", () => {
  test("no Markdown of it comes to life", () => {
    const markdown = markdownIt({ html: true, linkify: true });
    fc.assert(
      fc.property(hostileReport, (report) => {
        const body = bodyOf(report, { size });
        expect(body).not.toMatch(acting);
        const inline = markdown.parse(body, {}).flatMap((token) => [token, ...(token.children ?? [])]);
        const alive = inline.filter(({ type }) => ["link_open", "image", "html_inline"].includes(type));
        expect(alive.map(({ content }) => content)).toEqual([]);
        const html = inline.filter(({ type }) => type === "html_block").map(({ content }) => content.trim());
        for (const block of html) expect(block).toMatch(/^(<details><summary>[\w ]+ \(\d+\)<\/summary>|<\/details>)$/u);
        // Text that is no code: nobody is called there.
        const words = inline.filter(({ type }) => type === "text").map(({ content }) => content);
        for (const word of words) expect(word).not.toMatch(/@\w/u);
      }),
      tries,
    );
  });

  test("each remark is one command, and no other", () => {
    fc.assert(
      fc.property(hostileReport, (report) => {
        const lines = workflowCommands(annotationsOf(report)).split("\n").slice(0, -1);
        for (const line of lines) {
          expect(line).toMatch(/^::(error|warning|notice) file=[^:,]*,line=\d+,title=[^:,]*::/u);
          expect(line).not.toMatch(acting);
        }
      }),
      tries,
    );
  });
});
