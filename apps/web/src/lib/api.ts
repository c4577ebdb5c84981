import { createClient } from '@preferably/contracts';

/** The API as the browser calls it: same origin, the session cookie travels by itself. */
export const api = createClient();
