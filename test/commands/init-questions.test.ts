import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { expect, test } from "vitest";
import { runProgram } from "../../src/commands/program.ts";
import { emptyFolder, write } from "../repository/make-repository.ts";

/** What is asked, in order, and what a person types. */
type Dialogue = readonly (readonly [question: string, typed: string])[];

const enter = "\r";
const down = "\u001b[B";

/** Runs init as on a terminal: each answer is typed when its question has appeared. */
async function answer(
  folder: string,
  args: readonly string[],
  dialogue: Dialogue,
): Promise<{ code: number; screen: string }> {
  const stdin = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => stdin });
  const open = [...dialogue];
  let screen = "";
  const stderr = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, done) {
        screen += chunk.toString();
        done();
      },
    }),
    { isTTY: true, columns: 200, rows: 50 },
  );
  const stdout = new Writable({ write: (_chunk, _encoding, done) => done() });
  const ticking = setInterval(() => {
    const [question, typed] = open[0] ?? [];
    if (question === undefined || typed === undefined || !screen.includes(question)) return;
    open.shift();
    screen = "";
    stdin.write(typed);
  }, 20);
  const code = await runProgram(args, {
    ...{ cwd: folder, env: {}, stdin, stdout, stderr, now: new Date("2026-11-22T08:00:00Z") },
  });
  clearInterval(ticking);
  expect(open).toEqual([]);
  return { code, screen };
}

test("init asks for systems, the owner and the ids, and writes what was answered", async () => {
  const folder = emptyFolder();
  write(folder, "exports/hr.csv", "person,number,status\nana,1,Active\nbo,2,Left\n");
  write(folder, "exports/crm.csv", "id,login\n1,ana\n");
  const { code } = await answer(
    folder,
    ["init"],
    [
      ["Name of a system", `HR${enter}`],
      ["Use lower-case letters", `\u007f\u007fhr${enter}`],
      ["What is hr?", enter],
      ["A CSV export of it", `nowhere.csv${enter}`],
      ["cannot be read", `${"\u007f".repeat(11)}exports/hr.csv${enter}`],
      ["Another system?", `y${enter}`],
      ["Name of a system", `crm${enter}`],
      ["What is crm?", `${down}${down}${enter}`],
      ["A CSV export of it", `exports/crm.csv${enter}`],
      ["Another system?", `n${enter}`],
      ["Who answers for the applications?", `person:1${enter}`],
      ["Which column of exports/hr.csv", `${down}${enter}`],
      ["Which column of exports/crm.csv", enter],
    ],
  );
  expect(code).toBe(0);
  const config = readFileSync(join(folder, "entitlint.yaml"), "utf8");
  expect(config).toMatch(/hr:\n {4}collector: files\n {4}role: authoritative-identity[\s\S]*id: "\{number\}"/);
  expect(config).toMatch(/crm:\n {4}collector: files\n {4}role: application[\s\S]*id: "\{id\}"/);
  expect(readFileSync(join(folder, "access/apps/crm.yaml"), "utf8")).toContain("owner: person:1 #");
});

test("init asks how dates are written that may be read in two ways, and leaves them out where nobody can tell", async () => {
  const config = async (typed: string) => {
    const folder = emptyFolder();
    write(folder, "hr.csv", "Employee ID,Hire Date,Termination Date\n1,05/06/2020,\n2,01/02/2021,03/04/2025\n");
    const { code } = await answer(
      folder,
      ["init", "--system", "hr=authoritative-identity:hr.csv"],
      [
        ["Who answers for the applications?", enter],
        ["Which column of hr.csv", enter],
        ["such as 05/06/2020 in Hire Date?", typed],
      ],
    );
    expect(code).toBe(0);
    return readFileSync(join(folder, "entitlint.yaml"), "utf8");
  };
  const chosen = await config(`${down}${enter}`);
  expect(chosen).toContain("\n        dateFormat: dd/MM/yyyy # ");
  expect(chosen).toMatch(/\n {14}startDate: Hire Date\n {14}endDate: Termination Date #/);
  expect(await config(`${down}${down}${enter}`)).toMatch(
    /\n {14}# startDate: \{ from: Hire Date, dateFormat: MM\/dd\/yyyy \} # or dd\/MM/,
  );
});

test("init that is stopped at a question writes nothing, and is no bug", async () => {
  const folder = emptyFolder();
  const { code, screen } = await answer(folder, ["init"], [["Name of a system", "\u0003"]]);
  expect(code).toBe(3);
  expect(screen).toContain("stopped at a question; nothing was written");
  expect(() => readFileSync(join(folder, "entitlint.yaml"))).toThrow();
});
