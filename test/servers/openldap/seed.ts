import type { SeedEntry } from "../ldap/ldif.ts";

export const suffix = "dc=example,dc=test";
export const people = `ou=people,${suffix}`;
const groups = `ou=groups,${suffix}`;
const services = `ou=services,${suffix}`;

/** What must never leave the directory, in the places where people put it. */
export const secrets = ["Sommer-2026-geheim!", "hunter2-of-the-service", "correct-horse-in-notes"] as const;

const pad = (number: number) => String(number).padStart(4, "0");
export const personDn = (number: number) => `uid=u${pad(number)},${people}`;
export const peopleCount = 1200;
export const oddDn = `cn=Łukasz Żółć\\, Jr.\\+x,${people}`;

/** Numbers of people whom the seed gives something special. */
export const planted = {
  leaver: 7,
  lockedByAdmin: 11,
  lockedByGuessing: 12,
  expired: [21, 22, 23],
  neverExpires: 24,
  endsLater: 25,
  photo: 30,
  hostile: 32,
  contractOver: 33,
} as const;

export const hostileName = "Eve\n::error::\u202e\u001b[31mroot\u0000\u2028<script>";

function person(number: number): SeedEntry {
  const uid = `u${pad(number)}`;
  const { expired } = planted;
  const end = expired.some((one) => one === number)
    ? "1"
    : number === planted.neverExpires
      ? "-1"
      : number === planted.endsLater
        ? "40000"
        : undefined;
  return {
    dn: personDn(number),
    objectClass: ["inetOrgPerson", "posixAccount", "shadowAccount"],
    uid,
    cn: number === planted.hostile ? hostileName : `Person ${number}`,
    sn: `Number ${number}`,
    mail: `${uid}@example.test`,
    employeeNumber: `E${pad(number)}`,
    uidNumber: String(10_000 + number),
    gidNumber: number % 2 === 0 ? "5000" : "5001",
    homeDirectory: `/home/${uid}`,
    userPassword: secrets[0],
    ...(number > 1 && { manager: personDn(Math.floor(number / 2)) }),
    ...(end !== undefined && { shadowExpire: end }),
    ...(number % 100 === 1 && { description: `old password ${secrets[2]}` }),
    ...(number === planted.photo && { jpegPhoto: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10]) }),
    ...(number === planted.lockedByAdmin && { pwdAccountLockedTime: "000001010000Z" }),
    ...(number === planted.lockedByGuessing && { pwdAccountLockedTime: "20261122080000Z" }),
  };
}

const numbers = Array.from({ length: peopleCount }, (_, index) => index + 1);

/** Groups by name with whom they name: DNs, logins. */
export const groupSeed: readonly {
  name: string;
  classes: string[];
  attribute: string;
  members: string[];
  gid?: string;
  owner?: string;
}[] = [
  {
    name: "everybody",
    classes: ["groupOfNames"],
    attribute: "member",
    members: numbers.map(personDn),
    owner: personDn(2),
  },
  { name: "left", classes: ["groupOfNames"], attribute: "member", members: [`cn=right,${groups}`, personDn(1)] },
  { name: "right", classes: ["groupOfNames"], attribute: "member", members: [`cn=left,${groups}`] },
  { name: "haunted", classes: ["groupOfNames"], attribute: "member", members: [`uid=ghost,${people}`, personDn(3)] },
  {
    name: "spelled",
    classes: ["groupOfNames"],
    attribute: "member",
    members: [
      `CN=\\c5\\81ukasz \\C5\\BB\\C3\\B3\\C5\\82\\C4\\87\\2C Jr.\\2Bx , OU=People,${suffix}`,
      `UID=U0004,ou=People,DC=Example,dc=test`,
    ],
  },
  {
    name: "unique",
    classes: ["groupOfUniqueNames"],
    attribute: "uniqueMember",
    members: [personDn(5), `${personDn(6)}#'0101'B`],
  },
  {
    name: "admins",
    classes: ["groupOfNames"],
    attribute: "member",
    members: [`cn=backup,${services}`, personDn(planted.leaver)],
  },
  { name: "even", classes: ["posixGroup"], attribute: "memberUid", members: ["u0001", "nobody"], gid: "5000" },
  { name: "odd", classes: ["posixGroup"], attribute: "memberUid", members: [], gid: "5001" },
];

const plain: readonly SeedEntry[] = [
  { dn: suffix, objectClass: ["dcObject", "organization"], o: "Example" },
  ...["people", "groups", "services"].map((ou) => ({
    dn: `ou=${ou},${suffix}`,
    objectClass: "organizationalUnit",
    ou,
  })),
  ...["reader", "capped", "blind", "half", "nogroups"].map((cn) => ({
    dn: `cn=${cn},${suffix}`,
    objectClass: ["organizationalRole", "simpleSecurityObject"],
    cn,
    userPassword: `${cn}-password`,
  })),
  ...numbers.map(person),
  { dn: oddDn, objectClass: ["inetOrgPerson"], cn: "Łukasz Żółć, Jr.+x", sn: "Żółć", uid: "lukasz" },
  {
    dn: `cn=backup,${services}`,
    objectClass: ["applicationProcess", "simpleSecurityObject"],
    cn: "backup",
    userPassword: secrets[1],
    description: `its password is ${secrets[1]}`,
  },
  {
    dn: `uid=deploy,${services}`,
    objectClass: ["inetOrgPerson"],
    cn: "deploy",
    sn: "robot",
    uid: "deploy",
    manager: personDn(1),
  },
  ...groupSeed.map(({ name, classes, attribute, members, gid, owner }) => ({
    dn: `cn=${name},${groups}`,
    objectClass: classes,
    cn: name,
    ...(members.length > 0 && { [attribute]: members }),
    ...(gid !== undefined && { gidNumber: gid }),
    ...(owner !== undefined && { owner }),
  })),
];

/** What a server gives once and keeps; fixed by the seed, so that ids can be told beforehand. */
const uuid = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;

export const entries: readonly SeedEntry[] = plain.map((entry, index) => ({ ...entry, entryUUID: uuid(index) }));

const uuids = new Map(plain.map(({ dn }, index) => [dn, uuid(index)]));

/** The entryUUID of an entry by its DN, as the seed spells it. */
export function uuidOf(dn: string): string {
  const known = uuids.get(dn);
  if (known === undefined) throw new Error(`the seed has no ${dn}`);
  return known;
}
