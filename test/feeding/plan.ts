/*
 * What a planning of staff tells that few systems do: when people start. It stands beside the company's HR where that is read by
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
            ...{ kind: { value: "human" }, status: { value: "active" }, employeeId: "number", userName: "login" },
            startDate: "starts",
          },
        },
      ],
    },
  ],
};

/** One whom HR does not know yet. */
export const planFile = { "exports/plan.csv": "number,login,starts\nE139,jim,2026-12-15\n" };
