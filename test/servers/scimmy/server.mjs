// A SCIM server as the library's own page shows one: maps as the store, one bearer token. Says every request that comes.
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const [, , token = ""] = process.argv;

for (const Resource of [SCIMMY.Resources.User, SCIMMY.Resources.Group]) {
  const store = new Map();
  if (Resource === SCIMMY.Resources.User) Resource.extend(SCIMMY.Schemas.EnterpriseUser, false);
  SCIMMY.Resources.declare(Resource, {
    egress: async ({ id, filter }) => {
      const all = [...store.values()];
      if (id === undefined) return filter ? filter.match(all) : all;
      if (!store.has(id)) throw new SCIMMY.Types.Error(404, null, "not here");
      return store.get(id);
    },
    ingress: async ({ id = crypto.randomUUID() }, data) => {
      const now = new Date("2026-03-04T05:06:07.890Z");
      const kept = { ...data, id, meta: { created: now, lastModified: now } };
      store.set(id, kept);
      return kept;
    },
    degress: async ({ id }) => void store.delete(id),
  });
}

const app = express();
app.use((request, _response, next) => {
  console.log(`${request.method} ${request.originalUrl}`);
  next();
});
app.use(
  "/scim/v2",
  new SCIMMYRouters({
    type: "bearer",
    handler: async ({ headers: { authorization } }) => {
      if (authorization !== `Bearer ${token}`) throw new Error("who are you?");
      return "tester";
    },
  }),
);
const server = app.listen(0, "127.0.0.1", () => console.log(`listening ${server.address().port}`));
