import type { Keystone } from "./start.ts";

export const secrets = {
  auditor: "Auditor-Password-5512",
  described: "initial-pw-Zebra-9917",
  everybody: "User-Password-3321",
};

/** Users: `hr` is what the personnel file says of them. `gone` left, and kept an enabled account; `nobody` is in no file. */
export const users = [
  { name: "ana", enabled: true, hr: "active" },
  { name: "ben", enabled: true, hr: "active" },
  { name: "gone", enabled: true, hr: "terminated" },
  { name: "shut", enabled: false, hr: "terminated" },
  { name: "nobody", enabled: true, hr: undefined },
  { name: "Ev\u202ee\u001b[31m ::error::", enabled: true, hr: undefined },
  ...Array.from({ length: 4 }, (_, index) => ({ name: `bulk${index}`, enabled: true, hr: "active" })),
] as const;
export const groups: Readonly<Record<string, readonly string[]>> = {
  ops: ["ana", "shut", "gone"],
  "a/b c?%": ["ben"],
  empty: [],
};
/** Who has which role where; a leading `@` is a group. */
export const assignments = [
  ["ana", "member", "alpha"],
  ["shut", "member", "beta"],
  ["@ops", "reader", "alpha"],
  ["gone", "admin", "beta"],
] as const;

export interface Seeded {
  /** Ids that Keystone gave, by `users/ana`, `groups/ops`, `projects/alpha`, `roles/reader`. */
  readonly ids: ReadonlyMap<string, string>;
}

/** Fills Keystone by its API; the auditor may read the whole system and nothing else. */
export async function seedKeystone({ base, adminPassword, said }: Keystone): Promise<Seeded> {
  const token = await adminToken(base, adminPassword);
  const ids = new Map<string, string>();
  const call = async (method: string, path: string, body?: object) => {
    const request = {
      method,
      headers: { "x-auth-token": token, "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    };
    const answer = await patiently(() => fetch(`${base}/v3/${path}`, request), said);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? {} : JSON.parse(text);
  };
  const create = async (things: string, thing: string, fields: { name: string }) => {
    const made = await call("POST", things, { [thing]: fields });
    ids.set(`${things}/${fields.name}`, made[thing].id);
  };
  for (const { name, enabled } of users)
    await create("users", "user", {
      name,
      enabled,
      password: secrets.everybody,
      description: secrets.described,
    } as never);
  for (const name of ["alpha", "beta"]) await create("projects", "project", { name });
  for (const [name, members] of Object.entries(groups)) {
    await create("groups", "group", { name, description: secrets.described } as never);
    for (const member of members)
      await call("PUT", `groups/${ids.get(`groups/${name}`)}/users/${ids.get(`users/${member}`)}`);
  }
  for (const { id, name } of (await call("GET", "roles")).roles) ids.set(`roles/${name}`, id);
  for (const { id, name } of (await call("GET", "projects")).projects) ids.set(`projects/${name}`, id);
  for (const { id, name } of (await call("GET", "users")).users) ids.set(`users/${name}`, id);
  for (const [who, role, project] of assignments) {
    const principal = who.startsWith("@")
      ? `groups/${ids.get(`groups/${who.slice(1)}`)}`
      : `users/${ids.get(`users/${who}`)}`;
    await call("PUT", `projects/${ids.get(`projects/${project}`)}/${principal}/roles/${ids.get(`roles/${role}`)}`);
  }
  await create("users", "user", { name: "auditor", password: secrets.auditor } as never);
  await call("PUT", `system/users/${ids.get("users/auditor")}/roles/${ids.get("roles/reader")}`);
  return { ids };
}

/** While SQLite is locked, uWSGI ends a connection without an answer. */
async function patiently(ask: () => Promise<Response>, said: () => string): Promise<Response> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (cause) {
      if (attempt === 6) throw new Error(`no answer: ${said()}`, { cause });
      await new Promise((done) => setTimeout(done, 300));
    }
  }
}

async function adminToken(base: string, password: string): Promise<string> {
  const body = {
    auth: {
      identity: { methods: ["password"], password: { user: { name: "admin", domain: { id: "default" }, password } } },
      scope: { project: { name: "admin", domain: { id: "default" } } },
    },
  };
  const answer = await fetch(`${base}/v3/auth/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const token = answer.headers.get("x-subject-token");
  if (!token) throw new Error(`no token: ${answer.status} ${await answer.text()}`);
  return token;
}
