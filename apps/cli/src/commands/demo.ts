import fs from 'node:fs';
import path from 'node:path';
import { readStartConfig } from '../config.ts';
import { checkResult, resultTables } from '../demo/result.ts';
import { findSources } from '../demo/sources.ts';
import { wholeWay } from '../demo/whole-way.ts';
import { CliError } from '../errors.ts';
import { Instance } from '../instance/instance.ts';
import { Interrupted, listenForInterrupt } from '../instance/interrupt.ts';
import { preparePython, requirePython } from '../instance/python.ts';
import { startThrowAway, temporaryFolder } from '../instance/throw-away.ts';
import { complain, duration, say } from '../say.ts';

/** The whole way on public data in an instance that is thrown away afterwards. Not ok is an exit code of its own. */
export async function demo(options: { data: string; quick: boolean; json?: string }): Promise<number> {
  const began = performance.now();
  const sources = findSources(options.data);
  if (options.json && !fs.existsSync(path.dirname(path.resolve(options.json)))) {
    throw new CliError(`there is no folder for ${options.json}`);
  }
  const { python: own } = readStartConfig();
  requirePython(own);
  const { control, onSecond, release } = listenForInterrupt();
  const { signal } = control;
  const folder = temporaryFolder();
  const instance = new Instance(signal);
  instance.onDeath = (child, end) => control.abort(new CliError(`${child.name} ${end}\n${child.tail()}`));
  onSecond(() => instance.force());
  const mode = options.quick ? 'quick' : 'full';
  try {
    say('Setting up the trainer’s Python (some minutes the first time)');
    const python = await preparePython(own, path.join(folder, 'logs'), signal);
    say('Starting an instance of its own: database, API, worker');
    const throwAway = await startThrowAway(instance, folder, python, signal);
    const figures = await wholeWay({ ...throwAway, sources, mode, folder, signal });
    const failed = checkResult(figures, mode);
    const result = {
      ok: failed.length === 0,
      seconds: round((performance.now() - began) / 1000),
      ...figures,
    };
    if (options.json) fs.writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
    say(resultTables(figures));
    for (const check of failed) complain(`not ok: ${check}`);
    say(`${result.ok ? 'ok' : 'NOT ok'} after ${duration(result.seconds)}`);
    return result.ok ? 0 : 1;
  } catch (error) {
    // The first reason counts: what fails after it is only the stopping.
    const reason: unknown = signal.aborted ? signal.reason : error;
    control.abort(reason);
    if (!(reason instanceof Interrupted)) throw reason;
    complain('interrupted');
    return 130;
  } finally {
    await instance.stop(() => {});
    fs.rmSync(folder, { recursive: true, force: true });
    release();
  }
}

const round = (seconds: number) => Math.round(seconds * 10) / 10;
