// The examples in docs/launch start what `preferably train --launch --print` writes for their numbers.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './config.ts';
import { interpreterOf } from './instance/python.ts';
import { runProgram } from './testing/run-program.ts';
import { launchCommand, shellWords, torchrunOf } from './torchrun.ts';

const examples = path.join(root, 'docs/launch');
let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'preferably-examples-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The command that the program prints, without the variable before it. */
async function printed(python: string, ...words: string[]): Promise<string> {
  const all = ['train', '--launch', '--print', ...words];
  const { code, stdout } = await runProgram(all, { PYTHON: python }, folder);
  expect(code).toBe(0);
  const [, path_, command] = /^PYTHONPATH=(\S+) (.*)\n$/u.exec(stdout) ?? [];
  expect(path_).toBe(path.join(root, 'packages/trainer/python'));
  return command ?? '';
}

test('slurm.sbatch is a script that asks each node for the printed command', async () => {
  const script = path.join(examples, 'slurm.sbatch');
  execFileSync('bash', ['-n', script]);
  // Stand-ins for the cluster's two programs: one lists the nodes, one shows what it was to start.
  fs.writeFileSync(path.join(folder, 'scontrol'), '#!/bin/bash\nprintf "node-a\\nnode-b\\n"\n', {
    mode: 0o755,
  });
  fs.writeFileSync(path.join(folder, 'srun'), '#!/bin/bash\nprintf "%s\\n" "$PYTHONPATH" "$@"\n', {
    mode: 0o755,
  });
  const env = {
    ...{ PATH: `${folder}:${process.env.PATH}`, SLURM_JOB_NODELIST: 'node-[a-b]' },
    ...{ PREFERABLY: '/shared/preferably', SPEC: '/shared/run.json' },
  };
  const [pythonPath, ...started] = execFileSync('bash', [script], { env, encoding: 'utf8' })
    .trimEnd()
    .split('\n');
  const trainer = '/shared/preferably/packages/trainer/python';
  expect(pythonPath).toBe(trainer);
  const [nodes, gpus] = [asked(script, 'nodes'), asked(script, 'gpus-per-node')];
  const words = ['--spec', '/shared/run.json', '--nodes', nodes, '--gpus', gpus];
  expect(shellWords(started)).toBe(
    await printed(`${trainer}/.venv/bin/python`, ...words, '--rdzv-endpoint', 'node-a:29500'),
  );
});

const asked = (script: string, name: string): string =>
  new RegExp(`^#SBATCH --${name}=([0-9]+)$`, 'mu').exec(fs.readFileSync(script, 'utf8'))?.[1] ?? '';

test('kubernetes.yaml is a service and a job of so many pods that start the printed command', async () => {
  const load = 'import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))';
  const file = path.join(examples, 'kubernetes.yaml');
  const [service, job] = JSON.parse(
    execFileSync(interpreterOf(null), ['-c', load, file], { encoding: 'utf8' }),
  );
  const { template, completions, parallelism } = job.spec;
  const [container] = template.spec.containers;
  // The first pod is found by the name that the headless service gives it.
  const first = `${job.metadata.name}-0.${template.spec.subdomain}:${service.spec.ports[0].port}`;
  expect(service).toMatchObject({
    ...{ kind: 'Service', metadata: { name: template.spec.subdomain } },
    spec: { clusterIP: 'None', selector: { 'batch.kubernetes.io/job-name': job.metadata.name } },
  });
  expect([job.kind, job.spec.completionMode, parallelism]).toEqual(['Job', 'Indexed', completions]);
  const python = '/app/packages/trainer/python/.venv/bin/python';
  // Where the image of the worker has its interpreter.
  expect(fs.readFileSync(path.join(root, 'Dockerfile.worker'), 'utf8')).toContain(`PYTHON=${python}`);
  expect(container.env).toEqual([{ name: 'PYTHONPATH', value: '/app/packages/trainer/python' }]);
  const gpus = String(container.resources.limits['nvidia.com/gpu']);
  const words = ['--spec', '/fit/run.json', '--nodes', String(completions), '--gpus', gpus];
  expect(shellWords(container.command)).toBe(await printed(python, ...words, '--rdzv-endpoint', first));
});

test('on one machine the processes meet by themselves, and a curve is its own command', () => {
  const one = { nodes: 1, gpus: 'gpu', learningCurve: true };
  expect(launchCommand('python3', '/a/run.json', one)).toEqual([
    ...['torchrun', '--nnodes', '1', '--nproc-per-node', 'gpu', '--standalone'],
    ...['-m', 'reward_trainer', 'curve', '--spec', '/a/run.json'],
  ]);
  expect(torchrunOf('/opt/bin/python')).toBe('/opt/bin/torchrun');
});

test('a shell reads back the words that were written for it', () => {
  const words = ['plain', "it's", 'two words', '$HOME', ''];
  const read = execFileSync('bash', ['-c', `printf '%s\\n' ${shellWords(words)}`], { encoding: 'utf8' });
  expect(read).toBe(`${words.join('\n')}\n`);
});
