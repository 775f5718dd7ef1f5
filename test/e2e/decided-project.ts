import * as z from "zod";
import { asOf, collected as collectedProject, type Project } from "./small-project.ts";

export { asOf } from "./small-project.ts";

const config = `version: 1
sources:
  idp:
    collector: files
    role: directory
    exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
    reads:
      - path: exports/idp.csv
        records:
          - kind: identity
            id: "{id}"
            fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name}
      - path: exports/groups.csv
        records:
          - {kind: group, id: "{group}", fields: {name: group, kind: {value: team}, membershipType: {value: assigned}}}
          - kind: membership
            id: "{group}:{member}"
            fields: {group: {ref: group, id: "{group}"}, member: {ref: identity, id: "{member}"}, source: {value: manual}}
  forge:
    collector: files
    role: application
    exportedAt: {from: value, value: 2026-11-22T06:00:00Z}
    reads:
      - path: exports/forge.csv
        records:
          - kind: account
            id: "{id}"
            fields: {kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name}
          - {kind: entitlement, id: "{role}", fields: {kind: {value: role}, name: role}}
          - kind: grant
            id: "{id}:{role}"
            fields: {principal: {ref: account, id: "{id}"}, entitlement: {ref: entitlement, id: "{role}"}}
`;

/** Ben has left and still holds two rights, each a finding; Dora has left too. Ana and Cleo are here. */
export const estate: Readonly<Record<string, string>> = {
  "entitlint.yaml": config,
  "access/apps/forge.yaml":
    "owner: person:ana\npeople: [idp]\nlifecycle: {channel: manual, sla: PT24H, deactivationBlocksUse: verified}\n",
  "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,off\n3,cleo,Cleo,on\n4,dora,Dora,off\n",
  "exports/groups.csv": "group,member\nleads,1\nleads,3\nalone,3\ngone,4\n",
  "exports/forge.csv":
    "id,login,name,state,role\n1,ana,Ana,on,dev\n2,ben,Ben,on,dev\n2,ben,Ben,on,ops\n3,cleo,Cleo,on,dev\n",
};

export const rule = "grant-no-active-record";
export const object = "grant:forge/main/2:dev";

/** A waiver that holds, but for what is given otherwise; a key that is undefined is left out. */
export function waiver(more: Readonly<Record<string, string | undefined>> = {}): string {
  const keys = {
    ...{ id: "w-1", rule, object, kind: "accepted-risk", owner: "group:idp/leads", approver: "person:cleo" },
    ...{ reason: "the vendor mends it", created: "2026-11-20", until: "2027-01-31", control: "a person looks daily" },
    ...more,
  };
  const lines = Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`]));
  return `- ${lines.join("\n  ")}\n`;
}

/** A project that was collected: the files of the estate, and others. */
export function collected(more: Readonly<Record<string, string>> = {}): Promise<Project> {
  return collectedProject({ ...estate, ...more });
}

const Judged = z.looseObject({
  exitCode: z.int(),
  findings: z.array(
    z.looseObject({
      ...{ rule: z.string(), reason: z.string(), object: z.string(), severity: z.string(), fingerprint: z.string() },
      waiver: z.looseObject({ id: z.string() }).optional(),
      baseline: z.looseObject({ state: z.string() }).optional(),
    }),
  ),
  notices: z.array(z.looseObject({ code: z.string() })),
  waivers: z.array(z.looseObject({ id: z.string(), state: z.string(), notes: z.array(z.string()) })).optional(),
  baseline: z.looseObject({ stale: z.array(z.looseObject({ fingerprint: z.string() })) }).optional(),
});
export type Judged = z.infer<typeof Judged>;

/** The report of a check in a project. */
export async function check({ run }: Project, at = asOf, ...more: string[]): Promise<Judged> {
  const { stdout, stderr } = await run("check", "--format", "json", "--as-of", at, ...more);
  if (stdout === "") throw new Error(stderr);
  return Judged.parse(JSON.parse(stdout));
}
