import path from 'node:path';

/** Who uses the service under test. Each signs in once; the tests take up the sessions. */
export const admin = { email: 'admin@example.org', password: 'the-admins-password' };
export const annotator = { name: 'Ann Otator', email: 'ann@example.org', password: 'an-annotators-password' };

const state = path.join(import.meta.dirname, '../.state');
export const stateFolder = state;
export const pidFile = path.join(state, 'stack.pid');
export const sessionFile = (who: 'admin' | 'annotator') => path.join(state, `${who}.json`);
