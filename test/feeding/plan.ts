/*
 * What a planning of staff tells that few systems do: when people start, and who is away. It stands beside the company's HR where that is read by
 * a collector that cannot tell.
 */

export const planSource = {
  ...{ collector: "files", role: "authoritative-identity" },
  reads: [
    {
      ...{ path: "exports/plan.csv", exportedAt: { from: "value", value: "2026-11-18T06:00:00Z" } },
      records: [
        {
          ...{ kind: "identity", id: "{number}" },
          fields: {
            ...{
              kind: { value: "human" },
              status: { from: "state", map: { here: "active", away: "leave" } },
              employeeId: "number",
              userName: "login",
            },
            startDate: "starts",
          },
        },
      ],
    },
  ],
};

/** One who is away, and one whom HR does not know yet. */
export const planFile = { "exports/plan.csv": "number,login,state,starts\nE138,lev,away,\nE139,jeb,here,2026-12-15\n" };
