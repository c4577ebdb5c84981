/** A failure with a sentence for the person at the terminal: what is wrong and what to do. No stack is shown. */
export class CliError extends Error {
  override name = 'CliError';
}

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
