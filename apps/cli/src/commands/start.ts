import path from 'node:path';
import { localPostgres } from '@preferably/db';
import { readStartConfig, type StartConfig } from '../config.ts';
import { CliError, messageOf } from '../errors.ts';
import {
  type AdminAccess,
  makeWorkerKey,
  matchSecretsToDatabase,
  signInFirstAdmin,
} from '../instance/admin.ts';
import { banner } from '../instance/banner.ts';
import { runToEnd } from '../instance/child.ts';
import { graces, Instance, ranks } from '../instance/instance.ts';
import { Interrupted, listenForInterrupt } from '../instance/interrupt.ts';
import { requireFree } from '../instance/ports.ts';
import { preparePython, requirePython } from '../instance/python.ts';
import { loadSecrets, type Secrets, saveSecrets } from '../instance/secrets.ts';
import {
  apiAnswers,
  apiCommand,
  buildCommand,
  pagesAnswer,
  placeStaticFiles,
  waitUntilReady,
  webCommand,
  workerCommand,
} from '../instance/services.ts';
import { say } from '../say.ts';
import { loadScenario } from '../scenario/load-scenario.ts';

interface Start {
  config: StartConfig;
  secrets: Secrets;
  instance: Instance;
  signal: AbortSignal;
  logDir: string;
  /** Where the parts of this machine call the API. */
  apiUrl: string;
  log: (line: string) => void;
}

/** `npm start`: the whole service on this machine, until Ctrl-C. Resolves to the exit code. */
export async function start(options: { demo: boolean }): Promise<number> {
  const began = performance.now();
  const config = readStartConfig();
  if (config.worker) requirePython(config.python, '; or start without training: START_WORKER=0 npm start');
  await requireFree([
    { variable: 'PORT', port: config.port, host: config.host },
    { variable: 'WEB_PORT', port: config.webPort, host: '127.0.0.1' },
  ]);
  const { secrets, fresh } = loadSecrets(config.dataDir);
  const { control, onSecond, release } = listenForInterrupt();
  const instance = new Instance(control.signal);
  instance.onDeath = (child, end) =>
    control.abort(
      new CliError(
        `${child.name} ${end}, so everything is stopped\n${child.tail()}  (log: ${child.logFile})`,
      ),
    );
  onSecond(() => instance.force());
  const local = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  const run: Start = {
    config,
    secrets,
    instance,
    signal: control.signal,
    logDir: path.join(config.dataDir, 'logs'),
    apiUrl: `http://${local.includes(':') ? `[${local}]` : local}:${config.port}`,
    log: (line) => say(`[${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}`),
  };
  try {
    await bringUp(run, fresh, options.demo);
    await new Promise((_, reject) =>
      control.signal.addEventListener('abort', () => reject(control.signal.reason)),
    );
    return 0;
  } catch (error) {
    // The first reason counts: what fails after it is only the stopping.
    const reason: unknown = control.signal.aborted ? control.signal.reason : error;
    control.abort(reason);
    say();
    await instance.stop(run.log);
    run.log('stopped; your data is kept');
    if (reason instanceof Interrupted) return 0;
    throw reason;
  } finally {
    release();
  }
}

async function bringUp(run: Start, fresh: boolean, demo: boolean): Promise<void> {
  await Promise.all([startApi(run), startWeb(run)]);
  const { config, secrets } = run;
  const access: AdminAccess = {
    address: { url: run.apiUrl, publicUrl: config.publicUrl },
    dataDir: config.dataDir,
    email: config.adminEmail,
    secrets,
    signal: run.signal,
  };
  await matchSecretsToDatabase(access);
  const admin =
    (config.worker && !secrets.workerKey) || (demo && !secrets.demoLoaded)
      ? await signInFirstAdmin(access)
      : null;
  if (config.worker && !secrets.workerKey && admin) await makeWorkerKey(access, admin);
  const training = startTraining(run);
  if (demo && !secrets.demoLoaded) {
    if (admin) {
      await loadScenario({ ...access, admin, password: secrets.demoPassword, log: run.log });
      secrets.demoLoaded = true;
      saveSecrets(config.dataDir, secrets);
    } else run.log('no demo: this database has an admin of its own, so nothing is put into it');
  }
  say(banner({ config, secrets, firstStart: fresh && admin !== null, training }));
}

async function startApi({ config, secrets, instance, signal, logDir, apiUrl, log }: Start): Promise<void> {
  let databaseUrl = config.databaseUrl;
  if (!databaseUrl) {
    const database = await startPostgres(config);
    instance.stopLast({ name: 'PostgreSQL', stop: database.stop });
    databaseUrl = database.url;
    log(database.reused ? 'PostgreSQL was running' : `PostgreSQL is up on port ${config.pgPort}`);
  }
  const settings = {
    databaseUrl,
    host: config.host,
    port: config.port,
    publicUrl: config.publicUrl,
    authSecret: secrets.authSecret,
    webUrl: `http://127.0.0.1:${config.webPort}`,
    storageDir: path.join(config.dataDir, 'storage'),
    admin: { email: config.adminEmail, password: secrets.adminPassword },
  };
  const api = instance.start(apiCommand(settings, logDir), ranks.api, graces.api);
  await waitUntilReady(api, apiAnswers(apiUrl), signal);
  log('API is up');
}

async function startPostgres({ dataDir, pgPort }: StartConfig) {
  try {
    return await localPostgres({ dir: path.join(dataDir, 'pg'), port: pgPort });
  } catch (error) {
    throw new CliError(
      `${messageOf(error)}\nThe database's port is set with PG_PORT (now ${pgPort}); DATABASE_URL uses a database of your own.`,
    );
  }
}

async function startWeb({ config, instance, signal, logDir, apiUrl, log }: Start): Promise<void> {
  log('building the pages (quick when nothing changed)');
  await runToEnd(buildCommand(logDir), 'the pages could not be built', signal);
  placeStaticFiles();
  const web = instance.start(webCommand({ port: config.webPort, apiUrl }, logDir), ranks.web, graces.web);
  await waitUntilReady(web, pagesAnswer(`http://127.0.0.1:${config.webPort}`), signal);
  log('pages are up');
}

/** Starts the worker once its Python is there; that never keeps the pages waiting. Says what will happen. */
function startTraining({ config, secrets, instance, signal, logDir, apiUrl, log }: Start): string {
  if (!config.worker) return 'off (START_WORKER=0)';
  const apiKey = secrets.workerKey;
  if (!apiKey) {
    return 'off: make an API key with the scope “work” and start packages/trainer with it (docs/trainer.md)';
  }
  const workDir = path.join(config.dataDir, 'worker');
  preparePython(config.python, logDir, signal).then(
    (python) => {
      const command = workerCommand({ url: apiUrl, apiKey, workDir, python }, logDir);
      instance.start(command, ranks.worker, graces.worker);
      log('training: the worker is ready');
    },
    (error) => {
      if (!signal.aborted) log(`training stays off, the rest runs on: ${messageOf(error)}`);
    },
  );
  return 'the worker starts as soon as its Python is set up (some minutes the first time)';
}
