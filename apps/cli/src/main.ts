import { ApiError } from '@preferably/contracts';
import { CommanderError } from 'commander';
import { CliError } from './errors.ts';
import { makeProgram } from './program.ts';
import { complain } from './say.ts';

// Each command's code is loaded when it runs: `export` on a laptop needs no database code.
const program = makeProgram(
  {
    start: async (options) => (await import('./commands/start.ts')).start(options),
    demo: async (options) => (await import('./commands/demo.ts')).demo(options),
    importFile: async (file, options) => (await import('./commands/import.ts')).importFile(file, options),
    exportSnapshot: async (id, options) => (await import('./commands/export.ts')).exportSnapshot(id, options),
    train: async (options) => (await import('./commands/train.ts')).train(options),
    launch: async (options) => (await import('./commands/launch.ts')).launch(options),
    doctor: async ({ baseModel }) =>
      (await import('./instance/trainer.ts')).runTrainer(
        'doctor',
        ...(baseModel ? ['--base-model', baseModel] : []),
      ),
    score: async (options) =>
      (await import('./instance/trainer.ts')).runTrainer(
        ...['score', '--model', options.model, '--in', options.in, '--out', options.out],
      ),
    listModels: async (project) => (await import('./commands/model.ts')).list(project),
    downloadModel: async (project, model, options) =>
      (await import('./commands/model.ts')).download(project, model, options),
    createUser: async (options) => (await import('./commands/admin.ts')).createUser(options),
  },
  (code) => {
    process.exitCode = code;
  },
);

try {
  await program.exitOverride().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else {
    process.exitCode = 1;
    // A failed call explains itself; a stack is for what nobody foresaw.
    if (error instanceof CliError || error instanceof ApiError) complain(`preferably: ${error.message}`);
    else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
