import net from 'node:net';

export interface Reply {
  status: number;
  head: string;
  body: string;
}

/**
 * One kept-open HTTP/1.1 connection that sends prebuilt requests, one at a time. The load shares the processors with
 * what it measures, and every microsecond it takes flatters the slower side; node:http and fetch cost several times
 * this. It reads answers with a content-length, which both servers give.
 */
export class Connection {
  readonly #socket: net.Socket;
  #pending: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;
  #received = '';

  private constructor(socket: net.Socket) {
    this.#socket = socket;
    // One character a byte, so that lengths can be counted; the body is decoded when it is whole.
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', (error) => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  static open(address: URL): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = net.connect(Number(address.port), address.hostname);
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Connection(socket));
      });
    });
  }

  send(request: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.#pending) throw new Error('one request at a time');
      this.#pending = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(text: string): void {
    this.#received += text;
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const head = this.#received.slice(0, end);
    const length = head.match(/\r\ncontent-length: (\d+)/iu)?.[1];
    if (length === undefined) {
      this.#fail(new Error(`an answer without content-length: ${head}`));
      return;
    }
    if (this.#received.length < end + 4 + Number(length)) return;
    const body = Buffer.from(this.#received.slice(end + 4), 'latin1').toString();
    this.#received = '';
    const pending = this.#pending;
    this.#pending = null;
    pending?.resolve({ status: Number(head.slice(9, 12)), head, body });
  }

  #fail(error: Error): void {
    this.#pending?.reject(error);
    this.#pending = null;
  }
}

export interface Message {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: unknown;
}

export function requestText({ method, path, headers, body }: Message): string {
  const text = JSON.stringify(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return (
    `${method} ${path} HTTP/1.1\r\n${lines.join('')}content-type: application/json\r\n` +
    `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  );
}

/** Sends every message over all the connections at once, each taking the next one, and tells how long it took. */
export async function burst<Sent>(
  connections: readonly Connection[],
  messages: readonly Sent[],
  send: (connection: Connection, message: Sent) => Promise<void>,
): Promise<number> {
  const left = messages.values();
  const started = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      for (const message of left) await send(connection, message);
    }),
  );
  return (performance.now() - started) / 1000;
}
