import { readConfig } from './config.ts';
import { serve } from './serve.ts';

try {
  const config = readConfig();
  const service = await serve(config);
  console.log(`api ready at ${service.address}`);
  if (service.firstAdmin?.oneTimePassword) {
    console.log(
      `first admin ${service.firstAdmin.email}, one-time password ${service.firstAdmin.oneTimePassword}`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      service.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  console.error(code === 'EADDRINUSE' ? 'api: the port is taken; set PORT to a free one' : `api: ${message}`);
  process.exit(1);
}
