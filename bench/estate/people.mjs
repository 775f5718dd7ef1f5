// @ts-check
import { dateAgo, daysAgo, remembered } from "./calendar.mjs";

/** @typedef {import("./random.mjs").Random} Random */

const starts = [
  "Al",
  "Bo",
  "Ca",
  "De",
  "Ei",
  "Fa",
  "Go",
  "Ha",
  "Ir",
  "Jo",
  "Ka",
  "Lu",
  "Mi",
  "No",
  "Ol",
  "Pe",
  "Ro",
  "Sa",
];
const ends = ["bert", "dan", "fia", "gard", "hild", "kim", "lan", "mira", "nek", "rien", "ska", "tolan", "vik", "wen"];
const departments = ["Engineering", "Sales", "Finance", "Support", "Legal", "Operations", "Design", "Research"];
const titles = ["Analyst", "Engineer", "Manager", "Specialist", "Lead", "Assistant"];

/**
 * One person as all systems know them. `fate` is what became of them; `left` is how many days ago, for leavers.
 * @typedef {{ number: number, key: string, first: string, last: string, userName: string, mail: string, guid: string,
 *   age: number, fate: "here" | "left" | "leave" | "suspended" | "staged" | "lapsed" | "unclear", left: number,
 *   contractor: boolean }} Person
 */

/** Invents a person. @param {number} number @param {Random} random @returns {Person} */
export function inventPerson(number, random) {
  const first = random.pick(starts) + random.pick(ends);
  const last = random.pick(starts) + random.pick(ends);
  const key = number.toString(36).padStart(4, "0");
  const userName = `${first}.${last}.${key}`.toLowerCase();
  const contractor = random.chance(0.08);
  const draw = random.next();
  return {
    number,
    key,
    first,
    last,
    userName,
    mail: `${userName}@example.com`,
    guid: `7f${key}-${(random.next() * 2 ** 32).toString(16).slice(0, 8).replace(".", "0")}`,
    age: 20 + random.below(3000),
    fate: fateOf(draw, contractor),
    left: 0.02 + 300 * random.next() ** 2,
    contractor,
  };
}

/** @param {number} draw @param {boolean} contractor @returns {Person["fate"]} */
function fateOf(draw, contractor) {
  if (draw < 0.04) return "left";
  if (draw < 0.05) return "leave";
  if (draw < 0.053) return "suspended";
  if (draw < 0.058) return "staged";
  if (draw < 0.06) return "unclear";
  return contractor && draw < 0.08 ? "lapsed" : "here";
}

const hrStates = {
  here: ["active", "A"],
  left: ["terminated", "T"],
  leave: ["leave", "L"],
  suspended: ["suspended", "S"],
  staged: ["staged", "N"],
  lapsed: ["active", "A"],
  unclear: ["unknown", "?"],
};

/**
 * Adds the person's row in HR, and for the few who were hired again the closed one from before.
 * @param {import("./snapshot-writer.mjs").SnapshotWriter} writer @param {Person} person @param {Random} random
 */
export function writeWorker(writer, person, random) {
  const { first, last, guid, key, age, fate, left, mail, contractor } = person;
  const [status, rawStatus] = hrStates[fate];
  const mover = random.chance(0.05);
  const department = random.pick(departments);
  const endDays = fate === "lapsed" ? 1 + random.below(60) : -random.below(400);
  const row = {
    kind: "human",
    displayName: `${first} ${last}`,
    emails: [{ value: mail, primary: true }],
    employeeId: `E${key}`,
    immutableId: guid,
    department,
    title: random.pick(titles),
    employmentType: contractor ? "contractor" : "employee",
    ...(person.number > 20 && { managerId: `identity:hr/main/E${random.below(20).toString(36).padStart(4, "0")}` }),
  };
  const change =
    fate === "left"
      ? { name: "status", before: "active", days: left }
      : mover
        ? { name: "department", before: random.pick(departments), days: random.below(200) }
        : undefined;
  const record = {
    id: `identity:hr/main/E${key}`,
    ...row,
    status,
    rawStatus,
    startDate: fate === "staged" ? dateAgo(-10) : dateAgo(age),
    ...(contractor && fate !== "left" && { endDate: dateAgo(endDays) }),
    // Most sources say since when; of the others only history knows.
    ...(fate === "left" && random.chance(0.7) && { statusChangedAt: daysAgo(left) }),
  };
  writer.add("hr", "identity", record, remembered(age, change));
  if (fate !== "here" || !random.chance(0.003)) return;
  const earlier = { ...row, id: `identity:hr/main/E${key}-1`, status: "terminated", rawStatus: "T" };
  writer.add("hr", "identity", { ...earlier, statusChangedAt: daysAgo(age + 400) }, remembered(age + 900));
}

const directoryStates = {
  here: ["active", "ACTIVE"],
  left: ["disabled", "DEPROVISIONED"],
  leave: ["active", "ACTIVE"],
  suspended: ["suspended", "SUSPENDED"],
  staged: ["staged", "STAGED"],
  lapsed: ["active", "ACTIVE"],
  unclear: ["active", "ACTIVE"],
};

/**
 * Adds the person's user in the directory: for some leavers still active, for a few people one that HR does not know.
 * @param {import("./snapshot-writer.mjs").SnapshotWriter} writer @param {Person} person @param {Random} random
 */
export function writeUser(writer, person, random) {
  const { first, last, guid, key, age, fate, left, mail, userName } = person;
  const lagging = fate === "left" && random.chance(0.03);
  const [status, rawStatus] = lagging || fate !== "here" ? directoryStates[lagging ? "here" : fate] : stateHere(random);
  const stray = fate === "here" && random.chance(0.002);
  writer.add(
    "directory",
    "identity",
    {
      id: `identity:directory/main/u${key}`,
      kind: "human",
      status,
      rawStatus,
      userName,
      displayName: `${first} ${last}`,
      emails: random.chance(0.1)
        ? [
            { value: mail, primary: true },
            { value: `${first}.${key}@mail.example.net`.toLowerCase(), primary: false },
          ]
        : [{ value: mail, primary: true }],
      ...(!stray && { employeeId: `E${key}` }),
      ...(stray && { emails: [{ value: `${key}@guest.example.net`, primary: true }], userName: `guest.${key}` }),
      immutableId: guid,
      createdAt: daysAgo(age),
      attributes: { codeLogin: loginOf(person) },
    },
    remembered(age, status === "disabled" ? { name: "status", before: "active", days: left } : undefined),
  );
}

/** @param {Random} random */
function stateHere(random) {
  return random.chance(0.002) ? ["locked", "LOCKED_OUT"] : directoryStates.here;
}

/** The login that a person chose in the code hosting. @param {{ key: string, first: string }} person */
export function loginOf({ key, first }) {
  return `${first.toLowerCase()}-${key}`;
}
