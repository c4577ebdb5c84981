import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

const root = path.join(import.meta.dirname, '..');
const quiet = { DO_NOT_TRACK: '1', NEXT_TELEMETRY_DISABLED: '1', TURBO_TELEMETRY_DISABLED: '1' };
let interrupted = false;

// From a terminal Ctrl-C reaches the running commands by themselves: we only wait for them, so that they can clean up.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    interrupted = true;
  });
}

/** Whether we were asked to stop. */
export const wasInterrupted = () => interrupted;

/**
 * Runs a command in the project's root and says whether it ended well; false at once after an interruption. Its output is
 * ours or, where commands run side by side, each line of it behind `label`.
 */
export function runCommand(
  command: string,
  args: string[],
  { env = {}, label }: { env?: Record<string, string>; label?: string },
): Promise<boolean> {
  if (interrupted) return Promise.resolve(false);
  const say = (line: string) => console.log(label ? `${label} | ${line}` : line);
  say(`$ ${[path.basename(command), ...args].join(' ')}`);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: label ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...quiet, ...process.env, ...env },
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', say);
    }
    const pass = () => child.kill('SIGTERM');
    process.on('SIGTERM', pass);
    const end = (ok: boolean) => {
      process.off('SIGTERM', pass);
      resolve(ok);
    };
    child.once('error', (error) => {
      say(error.message);
      end(false);
    });
    child.once('exit', async (code) => {
      // Its last lines may come after its end; a process that it left behind could hold its output open for good.
      await Promise.race([once(child, 'close'), setTimeout(1000)]);
      end(code === 0);
    });
  });
}
