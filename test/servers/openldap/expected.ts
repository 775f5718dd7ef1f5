import { groupSeed, oddDn, people, peopleCount, personDn, planted, suffix, uuidOf } from "./seed.ts";

/** What a collection has to give, told from the seed alone. */
export const identityId = (dn: string) => `identity:dir/main/${uuidOf(dn)}`;
export const groupId = (name: string) => `group:dir/main/${uuidOf(`cn=${name},ou=groups,${suffix}`)}`;

const numbers = Array.from({ length: peopleCount }, (_, index) => index + 1);
export const backupDn = `cn=backup,ou=services,${suffix}`;
export const deployDn = `uid=deploy,ou=services,${suffix}`;
const readers = ["reader", "capped", "blind", "half", "nogroups"].map((name) => `cn=${name},${suffix}`);

export const serviceDns = [...readers, backupDn, deployDn];
export const personDns = [...numbers.map(personDn), oddDn];

/** Every edge as `group member`, whichever way the seed spells who is meant. */
export const edges: readonly string[] = groupSeed
  .flatMap(({ name, attribute, members, gid }) => [
    ...members.flatMap((member) => edgeOf(name, attribute, member)),
    ...(gid === undefined
      ? []
      : numbers
          .filter((number) => gid === (number % 2 === 0 ? "5000" : "5001"))
          .map((number) => `${groupId(name)} ${identityId(personDn(number))}`)),
  ])
  .toSorted();

function edgeOf(group: string, attribute: string, member: string): string[] {
  if (attribute === "memberUid")
    return member === "nobody" ? [] : [`${groupId(group)} ${identityId(`uid=${member},${people}`)}`];
  if (member.startsWith("uid=ghost")) return [];
  if (/^cn=(?:left|right),/u.test(member))
    return [`${groupId(group)} ${groupId(member.slice(3, member.indexOf(",")))}`];
  if (group === "spelled") return [`${groupId(group)} ${identityId(/ukasz/u.test(member) ? oddDn : personDn(4))}`];
  return [`${groupId(group)} ${identityId(member.replace(/#.*$/u, ""))}`];
}

/** The status of every person by DN. */
export function statusOf(dn: string): string {
  if (dn === personDn(planted.lockedByAdmin)) return "disabled";
  return dn === personDn(planted.lockedByGuessing) ? "locked" : "active";
}

/** HR's list: everybody, the leaver terminated. */
export const hr = `id,login,mail,state\n${numbers.map((number) => `E${String(number).padStart(4, "0")},u${String(number).padStart(4, "0")},u${String(number).padStart(4, "0")}@example.test,${number === planted.leaver ? "gone" : "here"}`).join("\n")}\n`;
