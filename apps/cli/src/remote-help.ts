/** The end of the help of a command that calls the service. */
export const remote =
  '\nCalls the service at PREFERABLY_URL (http://localhost:3000) with PREFERABLY_API_KEY.';
