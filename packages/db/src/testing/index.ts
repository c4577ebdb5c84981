// What tests of any package need of a database. Not for production code.
export { copyDatabase } from './copy-database.ts';
export { OLDEST_POSTGRES, startOldServer, whyNoOldServer } from './old-server.ts';
export { createTemplate, createTestDatabase, type Template, type TestDatabase } from './test-database.ts';
export { startTestServer, type TestServer } from './test-server.ts';
