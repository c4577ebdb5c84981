/** One port for the front door of the stack under test; E2E_PORT moves it out of the way of another one. */
export const port = Number(process.env.E2E_PORT ?? 3790);
export const webPort = port + 1;
export const origin = `http://localhost:${port}`;
