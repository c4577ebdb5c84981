import path from 'node:path';
import { readTrainerConfig } from '../config.ts';
import { CliError } from '../errors.ts';
import { runForeground } from '../instance/foreground.ts';
import { interpreterOf } from '../instance/python.ts';
import { readyPython, trainerEnvironment } from '../instance/trainer.ts';
import { complain, say } from '../say.ts';
import { type SnapshotSpec, writeSnapshotSpec } from '../snapshot-spec.ts';
import { type Launch, launchCommand, shellWords } from '../torchrun.ts';

export type LaunchOptions = Launch & {
  /** Nothing is started, downloaded or set up. */
  print: boolean;
  /** A spec that stands already, or what to make one of. */
  from: { spec: string } | SnapshotSpec;
};

/** Fits on this machine, or as one node of several, by torchrun; its exit code is ours. */
export async function launch({ print, from, ...options }: LaunchOptions): Promise<number> {
  const spec = path.resolve('spec' in from ? from.spec : path.join(from.to, 'run.json'));
  const env = trainerEnvironment();
  const shown = (command: string[]) => `PYTHONPATH=${shellWords([env.PYTHONPATH])} ${shellWords(command)}`;
  if (print) {
    say(shown(launchCommand(interpreterOf(readTrainerConfig().python), spec, options)));
    return 0;
  }
  // Said before minutes of setting up, not after.
  launchCommand('python', spec, options);
  if (!('spec' in from)) await writeSnapshotSpec(from);
  const command = launchCommand(await readyPython(), spec, options);
  // stdout belongs to the trainer's events.
  complain(shown(command));
  return runForeground(command, env).catch((error: unknown) => {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(
      `${error.message}: torchrun comes with torch; set PYTHON to an interpreter that has the trainer’s requirements`,
    );
  });
}
