import type { StartConfig } from '../config.ts';
import { demoPeople } from '../scenario/people.ts';
import { type Secrets, secretsFile } from './secrets.ts';

export interface BannerFacts {
  config: StartConfig;
  secrets: Secrets;
  /** The admin's password may be shown: this start opened the account. */
  firstStart: boolean;
  training: string;
}

/** What a person needs who just started the service. */
export function banner({ config, secrets, firstStart, training }: BannerFacts): string {
  const rows: [string, string][] = [['address', config.publicUrl]];
  rows.push([
    'admin',
    firstStart
      ? `${config.adminEmail}  password ${secrets.adminPassword}  (shown this once; change it under “Account”)`
      : `${config.adminEmail}  (its first password is in ${secretsFile(config.dataDir)})`,
  ]);
  if (secrets.demoLoaded) {
    for (const { role, email } of demoPeople) rows.push([role, email]);
    rows.push(['', `password of these four: ${secrets.demoPassword}`]);
  }
  rows.push(['data', config.databaseUrl ? `your DATABASE_URL, files in ${config.dataDir}` : config.dataDir]);
  rows.push(['training', training], ['stop', 'Ctrl-C']);
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    '',
    '  Preferably is running',
    ...rows.map(([name, text]) => `    ${name.padEnd(width)}  ${text}`),
    '',
  ].join('\n');
}
