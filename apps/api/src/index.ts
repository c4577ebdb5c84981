export { buildApp } from './app.ts';
export { type Config, readConfig } from './config.ts';
export { writeNextSnapshot } from './features/snapshots/write-snapshot.ts';
export { serve } from './serve.ts';
export { diskStorage } from './storage/disk-storage.ts';
