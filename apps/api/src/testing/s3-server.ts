import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './service.ts';

const script = path.resolve(import.meta.dirname, '../../../../scripts/s3-server.sh');

/** A real S3 server with one empty bucket, whose objects are files in `folder`. */
export async function startS3Server() {
  const { stdout } = await promisify(execFile)('bash', [script]);
  const program = stdout.trim().split('\n').at(-1) as string;
  const folder = await mkdtemp(path.join(tmpdir(), 'preferably-s3-'));
  const bucket = 'files';
  await mkdir(path.join(folder, bucket));
  const port = await freePort();
  const credentials = { id: 'preferably', secret: randomBytes(16).toString('hex') };
  const child = spawn(
    program,
    ['serve', 's3', '--addr', `127.0.0.1:${port}`, '--config', '/dev/null', folder],
    {
      // By the environment, so that the secret is in no list of processes.
      env: { PATH: process.env.PATH, RCLONE_AUTH_KEY: `"${credentials.id},${credentials.secret}"` },
      stdio: 'ignore',
    },
  );
  for (let tries = 0; !(await answers(port)); tries++) {
    if (child.exitCode !== null) throw new Error('the S3 server ended instead of coming up');
    if (tries > 600) throw new Error('the S3 server did not come up within a minute');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    endpoint: `http://127.0.0.1:${port}`,
    bucket,
    credentials,
    folder: path.join(folder, bucket),
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== null));
    socket.once('error', () => resolve(false));
  });
}
