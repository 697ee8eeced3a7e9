// Runs the audits of graphql-http against a server and says how each one went.
import { serverAudits } from 'graphql-http';

const url = process.argv[2];
const audits = serverAudits({ url });
let failed = audits.length === 61 ? 0 : 1;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status !== 'ok') failed++;
  console.log(`${result.status.padEnd(6)} ${audit.id} ${audit.name}${result.reason ? ` (${result.reason})` : ''}`);
}
console.log(`${audits.length} audits, ${failed} not ok`);
process.exit(failed === 0 ? 0 : 1);
