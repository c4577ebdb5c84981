import net from 'node:net';
import { CliError } from '../errors.ts';

/** Whether nobody listens on the port yet. */
export function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else if (error.code === 'EACCES')
        reject(new CliError(`port ${port} needs more rights than this account has: choose one above 1023`));
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** One line for every port that is taken, and the variable to change. */
export async function requireFree(
  wanted: readonly { variable: string; port: number; host: string }[],
): Promise<void> {
  const taken: string[] = [];
  for (const { variable, port, host } of wanted) {
    if (!(await isFree(port, host))) {
      taken.push(
        `port ${port} is taken: end what listens there, or choose another with ${variable}=${port + 10} npm start`,
      );
    }
  }
  if (taken.length > 0) throw new CliError(taken.join('\n'));
}

/** A port the system calls free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
