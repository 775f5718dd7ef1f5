import type { Collector } from "../collector.ts";
import { parts } from "./parts.ts";
import { githubReads } from "./reads.ts";
import { GithubOptions } from "./schema.ts";

/** Reads an organisation of GitHub. */
export const githubCollector: Collector = {
  name: "github",
  title: "GitHub",
  description:
    "Reads an organisation of GitHub.com, GitHub Enterprise Cloud or GitHub Enterprise Server: who is in it, what they, teams, Apps and keys may do, and who the identity provider says they are.",
  version: 1,
  options: GithubOptions,
  kinds: ["tenant", "group", "membership", "account", "entitlement", "grant", "credential"],
  reads: githubReads,
  modes: [
    {
      name: "GitHub App",
      note: "Signs in as an App that is installed in the organisation (`auth.appId`, `auth.privateKey`): belongs to nobody, has higher limits, and alone sees fine-grained tokens.",
    },
    {
      name: "token",
      note: "Signs in with a token of an owner (`auth.token`): quickly set up; ends when its owner leaves, and sees no fine-grained tokens.",
    },
  ],
  rights: Object.values(parts).map(({ what, right, without }) => ({
    name: right,
    note: `For the ${what}; without it nothing is known of ${without}.`,
  })),
  oneSubject: {
    how: "`GET /user/{id}` and the membership in the organisation by the name that the account has now, else the list of outside collaborators. Whoever is in neither is gone only where another member whom the snapshot knows is shown, by number and name, and the organisation has the number that the snapshot has. For each team of the snapshot the membership in it (GitHub counts the members of child teams) and, where there is none, the list of its members; for each repository its direct collaborators, for each role its users. Apps, invitations, fine-grained tokens and deploy keys are looked for in their lists. Teams and repositories of which the snapshot knows nothing, or that have another name by now, are left open. Who is switched off is told by the profile and the membership, not by SCIM. Further accounts are searched by login; addresses, and names that no login can be, cannot be searched.",
    rights: "Those of the same parts in a whole reading.",
  },
  async collect(context, options: GithubOptions) {
    const { collectGithub } = await import("./collect-github.ts");
    return await collectGithub(context, options, { name: "github", version: 1 });
  },
  lookUp: async (context, options: GithubOptions, wanted) =>
    (await import("./look-up-subject.ts")).lookUpSubject(context, options, { name: "github", version: 1 }, wanted),
  revoker: async (source, options: GithubOptions) => (await import("./revoke.ts")).githubRevoker(source, options),
};
