import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HoldingProxy extends AsyncDisposable {
  url: string;
  /** Resolves when the first held request has come. */
  held: Promise<void>;
}

/** Passes requests on to a service, but those that `holds` names get no answer, as from one that hangs. */
export async function holdingProxy(
  target: string,
  holds: (request: http.IncomingMessage) => boolean,
): Promise<HoldingProxy> {
  let arrived = () => {};
  const held = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = http.createServer((request, response) => {
    if (holds(request)) {
      request.resume();
      arrived();
      return;
    }
    const { method, headers } = request;
    const onward = http.request(new URL(request.url ?? '/', target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
