export { buildApp } from './app.ts';
export { type Config, readConfig } from './config.ts';
export { serve } from './serve.ts';
export { diskStorage } from './storage/disk-storage.ts';
