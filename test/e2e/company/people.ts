const firstNames = [
  "Ana",
  "Ben",
  "Carla",
  "Deniz",
  "Emil",
  "Farah",
  "Gil",
  "Hana",
  "Ivo",
  "Jana",
  "Kofi",
  "Lea",
  "Mira",
  "Noor",
];
const lastNames = ["Aydin", "Berg", "Costa", "Dahl", "Eriksen", "Fischer", "Garcia", "Horvat", "Ito", "Jensen", "Kaya"];
const departments = ["engineering", "sales", "finance", "support", "people", "legal"];

/** Of every twenty-five of the staff list, one has left. */
const leaverEvery = 25;

export interface Employee {
  readonly number: string;
  readonly name: string;
  readonly mail: string;
  readonly department: string;
  /** The day they left; absent while they are here. */
  readonly left?: string;
  /** Of those who have left: the how manieth. */
  readonly leaver?: number;
}

/** People by number, the same each time: two hundred of five thousand have left. */
export function employees(count: number): Employee[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, "0");
    const first = firstNames[index % firstNames.length] ?? "";
    const last = lastNames[Math.floor(index / firstNames.length) % lastNames.length] ?? "";
    const leaver = index % leaverEvery === leaverEvery - 1 ? Math.floor(index / leaverEvery) : undefined;
    return {
      number,
      name: `${first} ${last}`,
      mail: `${first}.${last}.${number}@company.example`.toLowerCase(),
      department: departments[index % departments.length] ?? "",
      ...(leaver !== undefined && { leaver, left: `2026-0${1 + (leaver % 9)}-15` }),
    };
  });
}

export interface Machine {
  readonly id: string;
  readonly login: string;
  readonly number: number;
}

export function machineNumber(number: number): Machine {
  const digits = String(number + 1).padStart(3, "0");
  return { id: `m${digits}`, login: `svc-${["deploy", "backup", "report", "sync"][number % 4]}-${digits}`, number };
}
