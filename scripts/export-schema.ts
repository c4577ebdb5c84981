// Writes docs/export-format.schema.json anew from the contract: `node --import tsx scripts/export-schema.ts`.
import fs from 'node:fs';
import path from 'node:path';
import { canonicalRowSchema } from '../packages/contracts/src/canonical-row.ts';

const file = path.join(import.meta.dirname, '../docs/export-format.schema.json');
fs.writeFileSync(file, `${JSON.stringify(canonicalRowSchema(), null, 2)}\n`);
