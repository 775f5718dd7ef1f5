/** Who and what the SCIM servers are seeded with, over SCIM itself; expectations are computed from the same numbers. */

export const hostileName = "Eve\n::error::pwned\u202e\u001b[31mroot\u2028<script>|`@all`";

/** Stand in attributes that the reader's token can see, or in the password, and may be nowhere in what the tool writes. */
export const secrets = {
  password: "Sesame-open-4711-now",
  nickName: "nick-Kx8Qz2-secret-of-the-nickname",
  phone: "tel:+1-201-555-0123;pin=883214-very-secret",
  profile: "https://example.com/me?key=Yw7-profile-secret-02",
};

export interface SeedUser {
  readonly number: number;
  readonly userName: string;
  readonly active: boolean;
  readonly isService: boolean;
  readonly roles: readonly string[];
  readonly entitlements: readonly string[];
}

const code = (number: number) => String(number).padStart(4, "0");

export function seedUser(number: number): SeedUser {
  return {
    number,
    userName: `U${code(number)}@example.com`,
    active: number % 7 !== 0,
    isService: number % 62 === 0,
    roles: number === 1 ? ["admin", "editor"] : number % 3 === 0 ? ["editor"] : [],
    entitlements: number % 10 === 0 ? ["export"] : [],
  };
}

/** Terminated in HR while their accounts are active; one of them still holds a role. */
export const leavers = { bare: 5, withRole: 12 };
/** An account of whom HR knows nothing. */
export const orphan = 29;
export const hostile = 2;

const enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

export function userBody(user: SeedUser, manager: string | undefined): object {
  const { number, userName, active, roles, entitlements } = user;
  return {
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:User", enterprise],
    ...{ userName, active, externalId: `X${code(number)}` },
    name: { givenName: `Given${number}`, familyName: `Family${number}` },
    ...(number === hostile && { displayName: hostileName }),
    emails: [
      { value: userName.toLowerCase(), type: "work", primary: true },
      { value: `u${number}@home.example`, type: "home" },
    ],
    password: secrets.password,
    ...{ title: "Engineer", userType: user.isService ? "Service" : "Employee" },
    ...(roles.length > 0 && { roles: roles.map((value) => ({ value, display: value.toUpperCase() })) }),
    ...(entitlements.length > 0 && { entitlements: entitlements.map((value) => ({ value })) }),
    nickName: `${secrets.nickName}-${number}`,
    phoneNumbers: [{ value: secrets.phone, type: "work" }],
    profileUrl: secrets.profile,
    [enterprise]: {
      ...{ employeeNumber: `0${code(number)}`, department: number % 2 === 0 ? "Sales" : "Payments" },
      ...(manager !== undefined && { manager: { value: manager } }),
    },
  };
}

/** HR's export: everybody but services and the orphan. */
export function hrExport(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => seedUser(index + 1))
    .filter(({ isService, number }) => !isService && number !== orphan)
    .map(({ number, userName }) => {
      const state = Object.values(leavers).includes(number) ? "gone,2025-11-01T00:00:00Z" : "here,2025-01-01T00:00:00Z";
      return `P${code(number)},0${code(number)},${userName.toLowerCase()},${state}`;
    });
  return `id,number,mail,state,since\n${lines.join("\n")}\n`;
}

/** Sends one resource; its id. @throws with the answer where it is refused */
export async function create(base: string, token: string, endpoint: string, body: object): Promise<string> {
  const answer = await fetch(`${base}/${endpoint}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`POST ${endpoint}: ${answer.status} ${text}`);
  return String(JSON.parse(text).id);
}

export function groupBody(displayName: string, members: readonly { value: string; type?: string }[]): object {
  return { schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], displayName, members };
}

/** Ids by the number of the user and the name of the group. */
export interface Seeded {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<string, string>;
  /** Every edge as `group member`, by ids. */
  readonly edges: readonly string[];
}
