import net from 'node:net';
import { freePort, isFree, requireFree } from './ports.ts';

test('a taken port is told in one line with the variable to change', async () => {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const other = await freePort();
  const wanted = [
    { variable: 'PORT', port, host: '127.0.0.1' },
    { variable: 'WEB_PORT', port: other, host: '127.0.0.1' },
  ];
  try {
    expect(await isFree(port, '127.0.0.1')).toBe(false);
    await expect(requireFree(wanted)).rejects.toThrow(
      new RegExp(`^port ${port} is taken: .*PORT=${port + 10} npm start$`, 'u'),
    );
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
  await expect(requireFree(wanted)).resolves.toBeUndefined();
});
