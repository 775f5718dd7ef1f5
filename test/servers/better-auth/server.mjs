// A SCIM server on PostgreSQL: better-auth with its SCIM plugin, two connections, and tokens with few and with all rights.
import { createServer } from "node:http";
import { scim } from "@better-auth/scim";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import pg from "pg";

const { database, tokens } = JSON.parse(process.env.SETTINGS ?? "{}");
const server = createServer();
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const { port } = server.address();

const credential = (id, scopes) => ({ type: "bearer", id, token: tokens[id], ...(scopes && { scopes }) });
const auth = betterAuth({
  baseURL: `http://127.0.0.1:${port}`,
  secret: tokens.secret,
  database: new pg.Pool(database),
  plugins: [
    scim({
      connections: [
        {
          id: "main",
          credentials: [
            credential("writer"),
            credential("reader", ["scim.users.read", "scim.groups.read"]),
            credential("usersOnly", ["scim.users.read"]),
            credential("groupsOnly", ["scim.groups.read"]),
          ],
        },
        { id: "other", credentials: [credential("stranger")] },
      ],
    }),
  ],
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
});
await (await getMigrations(auth.options)).runMigrations();
const handle = toNodeHandler(auth);
server.on("request", (request, response) => {
  console.log(`${request.method} ${request.url}`);
  void handle(request, response);
});
console.log(`listening ${port}`);
