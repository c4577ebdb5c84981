// Prints every judgement after a cursor as JSON lines, and the cursor to begin with next time: follow-feed.ts <project> [cursor]
import { feedPreferences } from '@preferably/contracts';
import { call } from './service.ts';

const [projectId = '', cursor] = process.argv.slice(2);
let after = cursor;
for (;;) {
  const page = await call(feedPreferences, { params: { projectId }, query: { after } });
  for (const preference of page.preferences) console.log(JSON.stringify(preference));
  after = page.next ?? after;
  if (!page.more) break;
}
console.error(after ?? 'nothing has been judged yet');
