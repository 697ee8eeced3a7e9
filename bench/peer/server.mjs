// The peer: a schema of PostgreSQL served by PostGraphile as its users would, in production mode.
// node server.mjs CONNECTION-STRING [SCHEMA] [PORT]; ends on SIGTERM.
import { createServer } from "node:http";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const [connectionString, schema = "public", port = "0"] = process.argv.slice(2);
if (!connectionString) {
  console.error("Usage: node server.mjs CONNECTION-STRING [SCHEMA] [PORT]");
  process.exit(2);
}

const peer = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [makePgService({ connectionString, schemas: [schema] })],
  grafserv: { graphqlPath: "/graphql", graphiql: false },
});
const server = createServer();
await peer.createServ(grafserv).addTo(server);
server.listen(Number(port), "127.0.0.1", () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.on("SIGTERM", () => process.exit(0));
