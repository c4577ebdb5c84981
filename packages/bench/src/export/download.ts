import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import net from 'node:net';
import { promisify } from 'node:util';

const READ_BYTES = 256 << 10;
const HEAD_END = '\r\n\r\n';

/**
 * Bytes a second of a download, read into one buffer: what a reader that keeps what it reads does with it would be
 * taken for the service's own time.
 */
export async function downloadRate(file: URL, cookie: string): Promise<number> {
  const started = performance.now();
  const bytes = await download(file, cookie);
  return bytes / ((performance.now() - started) / 1000);
}

function download(file: URL, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let [head, wanted, got] = ['', -1, 0];
    const take = (size: number, memory: Uint8Array) => {
      got += size;
      if (wanted < 0) {
        head += Buffer.from(memory.buffer, memory.byteOffset, size).toString('latin1');
        const end = head.indexOf(HEAD_END);
        if (end < 0) return true;
        const length = /^HTTP\/1.1 200 [\s\S]*\r\ncontent-length: (\d+)\r\n/iu.exec(head)?.[1];
        if (length === undefined) socket.destroy(new Error(`the download answered ${head.split('\r\n')[0]}`));
        wanted = end + HEAD_END.length + Number(length);
      }
      if (got === wanted) {
        socket.destroy();
        resolve(Number(wanted));
      }
      return true;
    };
    const socket = net.connect({
      host: file.hostname,
      port: Number(file.port),
      onread: { buffer: Buffer.allocUnsafeSlow(READ_BYTES), callback: take },
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('the download ended before its last byte')));
    socket.write(`GET ${file.pathname} HTTP/1.1\r\nhost: ${file.host}\r\ncookie: ${cookie}${HEAD_END}`);
  });
}

/** Bytes a second that the disk gives, past the system's cache (Linux). */
export async function diskRate(file: string): Promise<number> {
  const { size } = await stat(file);
  const started = performance.now();
  await promisify(execFile)('dd', [`if=${file}`, 'of=/dev/null', 'bs=1M', 'iflag=direct']);
  return size / ((performance.now() - started) / 1000);
}
